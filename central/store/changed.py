"""What was given back: who held a number before, and numbers whose rest is over (N21, N30, DECISIONS 28)."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from central.store.numbers import POOL, RESTING
from central.store.tables import bookings, slots
from desktop.domain.changes import NEVER_HELD


def given_back_since(
    connection: Connection, hospital_id: str, session_id: str, number: int, desk_id: str, since: datetime
) -> str | None:
    """Return whose booking of this number was given back at this desk since then, the newest; None for nobody's."""
    query = (
        sa.select(bookings.c.patient_id)
        .where(
            bookings.c.hospital_id == hospital_id,
            bookings.c.session_id == session_id,
            bookings.c.number == number,
            bookings.c.cancelled_desk == desk_id,
            bookings.c.cancelled_at >= since,
            bookings.c.cancel_reason.not_in(sorted(NEVER_HELD)),
        )
        .order_by(bookings.c.cancelled_at.desc())
        .limit(1)
    )
    return connection.scalar(query)


def rested(connection: Connection, hospital_id: str, now: datetime, limit: int) -> list[tuple[str, int]]:
    """Return (session, number) of numbers whose rest is over, at most `limit`."""
    query = (
        sa.select(slots.c.session_id, slots.c.number)
        .where(slots.c.hospital_id == hospital_id, slots.c.state == RESTING, slots.c.free_at <= now)
        .order_by(slots.c.session_id, slots.c.number)
        .limit(limit)
    )
    return [(row.session_id, row.number) for row in connection.execute(query)]


def free_again(connection: Connection, hospital_id: str, found: list[tuple[str, int]], now: datetime) -> None:
    """Put rested numbers at the end of their row in the shared pool."""
    step = (
        sa.update(slots)
        .where(
            slots.c.hospital_id == hospital_id,
            slots.c.session_id == sa.bindparam("at_session"),
            slots.c.number == sa.bindparam("at_number"),
            slots.c.state == RESTING,
        )
        .values(state=POOL, booking_id=None, desk_id=None, free_at=None, turn=round(now.timestamp()))
    )
    connection.execute(step, [{"at_session": s, "at_number": n} for s, n in sorted(found)])
