"""Which sessions wait for which desks after a restore, and numbers whose holders the copy did not know."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from central.store.numbers import FROZEN, POOL, SPENT
from central.store.tables import desks, outage_desks, sessions, slots
from central.store.tables_restore import roll_calls

WAITS = ""


def begin(connection: Connection, hospital_id: str, first: date, last: date, at: datetime) -> list[str]:
    """Freeze the sessions of these days whose departments have outage desks; returns their ids."""
    query = (
        sa.select(sessions.c.session_id, outage_desks.c.desk_id)
        .join(
            outage_desks,
            sa.and_(
                outage_desks.c.hospital_id == sessions.c.hospital_id,
                outage_desks.c.department_id == sessions.c.department_id,
            ),
        )
        .join(
            desks,
            sa.and_(
                desks.c.hospital_id == outage_desks.c.hospital_id,
                desks.c.desk_id == outage_desks.c.desk_id,
                desks.c.state != "revoked",
            ),
        )
        .where(sessions.c.hospital_id == hospital_id, sessions.c.day.between(first, last))
        .distinct()
    )
    wanted = sorted((row.session_id, row.desk_id) for row in connection.execute(query))
    connection.execute(sa.delete(roll_calls).where(roll_calls.c.hospital_id == hospital_id))
    if wanted:
        connection.execute(
            sa.insert(roll_calls),
            [
                {"hospital_id": hospital_id, "session_id": session, "desk_id": desk, "begun_at": at, "how": WAITS}
                for session, desk in wanted
            ],
        )  # fmt: skip
    return sorted({session for session, _ in wanted})


def waiting(connection: Connection, hospital_id: str) -> dict[str, list[str]]:
    """Return the desks that each frozen session waits for."""
    query = sa.select(roll_calls.c.session_id, roll_calls.c.desk_id).where(
        roll_calls.c.hospital_id == hospital_id, roll_calls.c.how == WAITS
    )
    found: dict[str, list[str]] = {}
    for row in connection.execute(query.order_by(roll_calls.c.session_id, roll_calls.c.desk_id)):
        found.setdefault(row.session_id, []).append(row.desk_id)
    return found


def answer(connection: Connection, hospital_id: str, desk_id: str, how: str, at: datetime) -> list[str]:
    """Take a desk's answer, or that it is lost; returns the sessions that open with it."""
    here = (
        roll_calls.c.hospital_id == hospital_id,
        roll_calls.c.desk_id == desk_id,
        roll_calls.c.how == WAITS,
    )
    mine = list(connection.scalars(sa.select(roll_calls.c.session_id).where(*here)))
    if not mine:
        return []
    connection.execute(sa.update(roll_calls).where(*here).values(how=how, answered_at=at))
    left = waiting(connection, hospital_id)
    return sorted(set(mine) - set(left))


def take_again(
    connection: Connection, hospital_id: str, session_id: str, given: tuple[int, int], booking_id: str,
    desk_id: str,
) -> bool:  # fmt: skip
    """Give a booking the (number, epoch) that central gave it before the copy; False when somebody else has it."""
    number, epoch = given
    step = (
        sa.update(slots)
        .where(
            slots.c.hospital_id == hospital_id, slots.c.session_id == session_id, slots.c.number == number,
            slots.c.epoch <= epoch,
            sa.or_(slots.c.state == POOL, sa.and_(slots.c.state == FROZEN, slots.c.desk_id == desk_id)),
        )
        .values(state=SPENT, epoch=epoch, booking_id=booking_id, desk_id=None)
    )  # fmt: skip
    return bool(connection.execute(step).rowcount)


def strike_out(
    connection: Connection, hospital_id: str, desk_id: str, on_paper: Iterable[tuple[str, int]]
) -> int:
    """Set aside numbers of a lost desk's paper list; returns how many were free until now."""
    struck = 0
    for session_id, number in on_paper:
        step = (
            sa.update(slots)
            .where(
                slots.c.hospital_id == hospital_id,
                slots.c.session_id == session_id,
                slots.c.number == number,
                slots.c.state == POOL,
            )
            .values(state=FROZEN, desk_id=desk_id)
        )
        struck += connection.execute(step).rowcount
    return struck
