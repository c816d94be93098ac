"""The waiting list: whom a free number fits, what is held, what is over (G29)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from central.store.numbers import POOL
from central.store.rowset import chunks
from central.store.tables import sessions, slots
from central.store.tables_waiting import wishes
from desktop.domain.canonical import facts_to_bytes
from desktop.domain.quotas import WINDOW_CODES
from desktop.domain.schedules import SessionState
from desktop.domain.stopping import SmsState
from desktop.domain.waiting import OPEN_WISHES, Wish, WishState
from desktop.sync import wire

MOST_PLACES = 40
WAITING = "waiting"
_w = wishes.c


def fitting(connection: Connection, hospital_id: str, today: date, limit: int) -> list[str]:
    """Return who waits and has a free number at a window that fits, in the order of the list."""
    query = (
        sa.select(_w.wish_id)
        .where(_w.hospital_id == hospital_id, _w.state == WishState.WAITING.value, _w.last >= today)
        .where(_free(hospital_id, today).correlate(wishes).exists())
        .order_by(_w.lapses, _w.at, _w.wish_id)
        .limit(limit)
    )
    return list(connection.scalars(query))


def places(connection: Connection, hospital_id: str, wish_id: str, today: date) -> list[tuple[str, int]]:
    """Return the half-hours that fit a wish and have a free number, the earliest first."""
    query = (
        _free(hospital_id, today)
        .where(_w.hospital_id == hospital_id, _w.wish_id == wish_id)
        .distinct()
        .order_by(sessions.c.day, sessions.c.starts, slots.c.half_hour, sessions.c.session_id)
        .limit(MOST_PLACES)
    )
    return [(row.session_id, row.half_hour) for row in connection.execute(query)]


def _free(hospital_id: str, today: date) -> sa.Select[Any]:
    """Half-hours with a free number, joined to a wish of the enclosing query."""
    return (
        sa.select(sessions.c.session_id, slots.c.half_hour, sessions.c.day, sessions.c.starts)
        .where(
            sessions.c.hospital_id == hospital_id,
            sessions.c.state == SessionState.OPEN.value,
            sessions.c.department_id == _w.department_id,
            sa.or_(_w.doctor_id == "", sessions.c.doctor_id == _w.doctor_id),
            sa.or_(_w.half_day == "", sessions.c.half_day == _w.half_day),
            sessions.c.day >= today,
            sessions.c.day.between(_w.first, _w.last),
            slots.c.hospital_id == hospital_id,
            slots.c.session_id == sessions.c.session_id,
            slots.c.state == POOL,
            slots.c.channel.in_(WINDOW_CODES),
        )
    )  # fmt: skip


def open_of(connection: Connection, hospital_id: str, patient_id: str) -> list[str]:
    """Return a person's wishes that are still open."""
    query = sa.select(_w.wish_id).where(
        _w.hospital_id == hospital_id, _w.patient_id == patient_id, _w.state.in_(OPEN_WISHES)
    )
    return list(connection.scalars(query.order_by(_w.wish_id)))


def over(connection: Connection, hospital_id: str, now: datetime, today: date, limit: int) -> list[str]:
    """Return wishes whose held number is over its time, or whose days are over."""
    query = sa.select(_w.wish_id).where(
        _w.hospital_id == hospital_id,
        _w.state.in_(OPEN_WISHES),
        sa.or_(_w.offer_until <= now, sa.and_(_w.state == WishState.WAITING.value, _w.last < today)),
    )
    return list(connection.scalars(query.order_by(_w.wish_id).limit(limit)))


def of_person(connection: Connection, hospital_id: str, patient_id: str) -> list[str]:
    """Return every wish a person ever had."""
    query = sa.select(_w.wish_id).where(_w.hospital_id == hospital_id, _w.patient_id == patient_id)
    return list(connection.scalars(query.order_by(_w.wish_id)))


def wish_row(connection: Connection, hospital_id: str, wish_id: str) -> dict[str, Any] | None:
    """Return one wish."""
    query = sa.select(wishes).where(_w.hospital_id == hospital_id, _w.wish_id == wish_id)
    row = connection.execute(query).mappings().one_or_none()
    return None if row is None else dict(row)


def put_sms(connection: Connection, hospital_id: str, wish_id: str, state: SmsState) -> None:
    """Keep how far the message about a held number has come."""
    step = sa.update(wishes).where(_w.hospital_id == hospital_id, _w.wish_id == wish_id)
    connection.execute(step.values(sms=state.value, version=_w.version + 1))


def bodies(connection: Connection, hospital_id: str, ids: Sequence[str]) -> dict[str, wire.Message]:
    """Return wishes for the feed; ids only."""
    found: dict[str, wire.Message] = {}
    for part in chunks(ids):
        query = sa.select(wishes).where(_w.hospital_id == hospital_id, _w.wish_id.in_(part))
        for r in connection.execute(query):
            until = "" if r.offer_until is None else r.offer_until.isoformat()
            wish = Wish(
                r.wish_id, r.patient_id, r.department_id, r.doctor_id, r.first.isoformat(), r.last.isoformat(),
                r.half_day, r.state, r.at.isoformat(), r.lapses, r.sms, r.offer_session or "", r.offer_half_hour or 0,
                r.offer_number or 0, until, r.booking_id or "",
            )  # fmt: skip
            found[r.wish_id] = wire.PlanRow(kind=WAITING, id=r.wish_id, body=facts_to_bytes(wish.to_facts()))
    return found
