"""Slots: the shared pool, leased numbers, what is left. One conditional update decides who gets a number (I1, I4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from central.store import hot
from central.store.rowset import chunks
from central.store.tables import hospitals, leases, outage_desks, sessions, slots
from desktop.domain.ids import SessionId
from desktop.domain.quotas import WINDOW_CODES
from desktop.domain.schedules import SessionState
from desktop.sync.wire import WireRight

POOL = "pool"
LEASED = "leased"
SPENT = "spent"
FROZEN = "frozen"
RESTING = "resting"
HELD = "held"
ROW_WIDTH = 100_000


# what was given back comes after what nobody had
_IN_ROW = slots.c.turn * ROW_WIDTH + slots.c.number


@dataclass(frozen=True, slots=True)
class Taken:
    """A number taken from the pool, with its new epoch."""

    number: int
    epoch: int


def claim_lowest(
    connection: Connection, hospital_id: str, session_id: str, half_hour: int, booking_id: str,
    channels: Sequence[str] = WINDOW_CODES,
) -> Taken | None:  # fmt: skip
    """Take the lowest free number of a half-hour in these channels, None without one. Waits for who is before us."""
    if connection.dialect.name == "postgresql":
        found = hot.claim_lowest(connection, hospital_id, session_id, half_hour, booking_id, channels)
        if found is not None:
            return Taken(*found)
    while True:
        free = connection.execute(_lowest(hospital_id, session_id, half_hour, channels)).first()
        if free is None:
            return None
        step = (
            sa.update(slots)
            .where(
                *_one(hospital_id, session_id, free.number),
                slots.c.state == POOL,
                slots.c.epoch == free.epoch,
                slots.c.channel.in_(channels),
            )
            .values(state=SPENT, epoch=free.epoch + 1, booking_id=booking_id, desk_id=None)
        )
        if connection.execute(step).rowcount:
            return Taken(free.number, free.epoch + 1)


def _lowest(hospital_id: str, session_id: str, half_hour: int, channels: Sequence[str]) -> sa.Select[Any]:
    return (
        sa.select(slots.c.number, slots.c.epoch)
        .where(
            slots.c.hospital_id == hospital_id,
            slots.c.session_id == session_id,
            slots.c.half_hour == half_hour,
            slots.c.state == POOL,
            slots.c.channel.in_(channels),
        )
        .order_by(slots.c.turn, slots.c.number)
        .limit(1)
    )


def _one(hospital_id: str, session_id: str, number: int) -> tuple[sa.ColumnElement[bool], ...]:
    return slots.c.hospital_id == hospital_id, slots.c.session_id == session_id, slots.c.number == number


def rights_of(connection: Connection, hospital_id: str, desk_id: str) -> tuple[WireRight, ...]:
    """Return the whole list of a desk's unspent leased numbers, in order."""
    query = (
        sa.select(slots.c.session_id, slots.c.half_hour, slots.c.number, slots.c.epoch)
        .where(slots.c.hospital_id == hospital_id, slots.c.desk_id == desk_id, slots.c.state == LEASED)
        .order_by(slots.c.session_id, slots.c.half_hour, slots.c.number)
    )
    return tuple(
        WireRight(SessionId(r.session_id), r.half_hour, r.number, r.epoch) for r in connection.execute(query)
    )


def left(
    connection: Connection, hospital_id: str, session_ids: Sequence[str]
) -> dict[tuple[str, int], tuple[int, int]]:
    """Return (how many a window may give, the next number) of each half-hour that has any, for all these sessions."""
    found: dict[tuple[str, int], tuple[int, int]] = {}
    for part in chunks(session_ids):
        query = (
            sa.select(slots.c.session_id, slots.c.half_hour, sa.func.count(), sa.func.min(_IN_ROW))
            .where(
                slots.c.hospital_id == hospital_id,
                slots.c.session_id.in_(part),
                slots.c.state == POOL,
                slots.c.channel.in_(WINDOW_CODES),
            )
            .group_by(slots.c.session_id, slots.c.half_hour)
        )
        for session_id, half_hour, count, lowest in connection.execute(query):
            found[session_id, half_hour] = (count, lowest % ROW_WIDTH)
    return found


@dataclass(frozen=True, slots=True)
class Wanting:
    """A session of which an outage desk has no block yet; `desks` share the department's outage numbers."""

    session_id: str
    day: date
    starts: Any
    half_hours: int
    desks: int


def sessions_to_lease(
    connection: Connection, hospital_id: str, desk_id: str, today: date, tomorrow: date, limit: int
) -> list[Wanting]:
    """Return open sessions of today, and tomorrow's first (the morning's), of which this outage desk has no block."""
    mine = outage_desks.alias("mine")
    sharing = (
        sa.select(sa.func.count())
        .where(
            outage_desks.c.hospital_id == hospital_id,
            outage_desks.c.department_id == sessions.c.department_id,
        )
        .scalar_subquery()
    )
    given = sa.exists().where(
        leases.c.hospital_id == hospital_id,
        leases.c.session_id == sessions.c.session_id,
        leases.c.desk_id == desk_id,
    )
    query = (
        sa.select(
            sessions.c.session_id,
            sessions.c.day,
            sessions.c.starts,
            sessions.c.half_hours,
            sharing.label("desks"),
        )
        .join(
            mine, sa.and_(mine.c.hospital_id == hospital_id, mine.c.department_id == sessions.c.department_id)
        )
        .where(
            sessions.c.hospital_id == hospital_id,
            mine.c.desk_id == desk_id,
            sessions.c.state == SessionState.OPEN.value,
            sa.or_(sessions.c.day == today, sa.and_(sessions.c.day == tomorrow, sessions.c.half_day == "am")),
            ~given,
        )
        .order_by(sessions.c.session_id)
        .limit(limit)
    )
    return [Wanting(r.session_id, r.day, r.starts, r.half_hours, r.desks) for r in connection.execute(query)]


def window_numbers(
    connection: Connection, hospital_id: str, session_ids: Sequence[str]
) -> dict[str, list[tuple[int, int, int]]]:
    """Return (half-hour, how many numbers are the window's, how many of these lie leased at desks) of each session."""
    found: dict[str, list[tuple[int, int, int]]] = {}
    leased = sa.func.sum(sa.case((slots.c.state == LEASED, 1), else_=0))
    for part in chunks(session_ids):
        query = (
            sa.select(slots.c.session_id, slots.c.half_hour, sa.func.count(), leased)
            .where(
                slots.c.hospital_id == hospital_id,
                slots.c.session_id.in_(part),
                slots.c.channel.in_(WINDOW_CODES),
            )
            .group_by(slots.c.session_id, slots.c.half_hour)
        )
        for session_id, half_hour, whole, held in connection.execute(query):
            found.setdefault(session_id, []).append((half_hour, whole, int(held)))
    return found


def free_numbers(
    connection: Connection, hospital_id: str, session_ids: Sequence[str]
) -> dict[str, list[tuple[int, int, int]]]:
    """Return (half-hour, number, epoch) of every free number that a window may give, in order."""
    found: dict[str, list[tuple[int, int, int]]] = {}
    for part in chunks(session_ids):
        query = (
            sa.select(slots.c.session_id, slots.c.half_hour, slots.c.number, slots.c.epoch)
            .where(
                slots.c.hospital_id == hospital_id,
                slots.c.session_id.in_(part),
                slots.c.state == POOL,
                slots.c.channel.in_(WINDOW_CODES),
            )
            .order_by(slots.c.session_id, slots.c.number)
        )
        for row in connection.execute(query):
            found.setdefault(row.session_id, []).append((row.half_hour, row.number, row.epoch))
    return found


def lease(
    connection: Connection, hospital_id: str, desk_id: str, chosen: Sequence[tuple[str, int, int]], at: datetime,
    asked: Sequence[str],
) -> None:  # fmt: skip
    """Move free numbers (session, number, epoch) to a desk, each with the next epoch, and note the blocks.

    A number that somebody else took meanwhile is left alone.
    """
    if chosen:
        step = (
            sa.update(slots)
            .where(
                slots.c.hospital_id == hospital_id,
                slots.c.session_id == sa.bindparam("at_session"),
                slots.c.number == sa.bindparam("at_number"),
                slots.c.state == POOL,
                slots.c.epoch == sa.bindparam("at_epoch"),
            )
            .values(state=LEASED, desk_id=desk_id, booking_id=None, epoch=slots.c.epoch + 1)
        )
        connection.execute(
            step, [{"at_session": s, "at_number": n, "at_epoch": e} for s, n, e in sorted(chosen)]
        )
    given = dict.fromkeys(asked, 0)
    for session_id, _, _ in chosen:
        given[session_id] += 1
    if given:
        connection.execute(
            sa.insert(leases),
            [
                {"hospital_id": hospital_id, "session_id": s, "desk_id": desk_id, "given": n, "given_at": at}
                for s, n in given.items()
            ],
        )


def freeze(connection: Connection, hospital_id: str, desk_id: str) -> int:
    """Set aside all unspent numbers of a desk that was put back, until their sessions end; returns how many."""
    here = (slots.c.hospital_id == hospital_id, slots.c.desk_id == desk_id, slots.c.state == LEASED)
    count = connection.execute(sa.update(slots).where(*here).values(state=FROZEN)).rowcount
    connection.execute(
        sa.delete(leases).where(leases.c.hospital_id == hospital_id, leases.c.desk_id == desk_id)
    )
    return count


def close_sessions(connection: Connection, hospital_id: str, session_ids: Sequence[str]) -> None:
    """End sessions; unspent numbers go back with epoch and last holder unchanged (a late promise is honoured)."""
    for part in chunks(session_ids):
        connection.execute(
            sa.update(sessions)
            .where(sessions.c.hospital_id == hospital_id, sessions.c.session_id.in_(part))
            .values(state=SessionState.CLOSED.value, version=sessions.c.version + 1)
        )
        connection.execute(
            sa.update(slots)
            .where(
                slots.c.hospital_id == hospital_id,
                slots.c.session_id.in_(part),
                slots.c.state.in_((LEASED, FROZEN)),
            )
            .values(state=POOL)
        )


def open_sessions_until(connection: Connection, hospital_id: str, day: date) -> list[dict[str, Any]]:
    """Return sessions not closed yet whose day is not after `day`."""
    query = sa.select(sessions).where(
        sessions.c.hospital_id == hospital_id,
        sessions.c.day <= day,
        sessions.c.state != SessionState.CLOSED.value,
    )
    return [dict(row) for row in connection.execute(query).mappings()]


def share_percent(connection: Connection, hospital_id: str) -> int:
    """Return which part of a session may be leased to outage desks."""
    query = sa.select(hospitals.c.share_percent).where(hospitals.c.hospital_id == hospital_id)
    return connection.scalar(query) or 0
