"""What was given back: who held a number before, and numbers whose rest is over (N21, N30, DECISIONS 28)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from central.store.numbers import POOL, RESTING
from central.store.rowset import RowSet, chunks
from central.store.tables import bookings, patient_index, settings, slots
from desktop.domain.changes import NEVER_HELD
from desktop.sync import wire

RULES = "booking_rules"


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


def held_by(
    connection: Connection, hospital_id: str, patient_ids: Iterable[str], known: RowSet
) -> list[dict[str, Any]]:
    """Return the bookings of these people; what the transaction itself changed is newer than what is written."""
    wanted = sorted(set(patient_ids))
    found: dict[str, dict[str, Any]] = {}
    for part in chunks(wanted):
        query = sa.select(bookings).where(
            bookings.c.hospital_id == hospital_id, bookings.c.patient_id.in_(part)
        )
        found.update({row["booking_id"]: dict(row) for row in connection.execute(query).mappings()})
    for row in known.held():
        found.pop(row["booking_id"], None)
        if row["patient_id"] in wanted:
            found[row["booking_id"]] = row
    return list(found.values())


def same_phone(connection: Connection, hospital_id: str, patient_id: str) -> list[str]:
    """Return everybody with a phone of this person, this person too."""
    here = patient_index.alias("here")
    query = sa.select(patient_index.c.patient_id).where(
        patient_index.c.hospital_id == hospital_id,
        patient_index.c.field == "phone",
        patient_index.c.token == here.c.token,
        here.c.hospital_id == hospital_id,
        here.c.field == "phone",
        here.c.patient_id == patient_id,
    )
    return sorted({patient_id, *connection.scalars(query)})


def rule_books(connection: Connection, hospital_id: str, ids: Sequence[str]) -> dict[str, wire.Message]:
    """Return the newest booking rules for their one entry of the feed."""
    query = sa.select(settings.c.value).where(settings.c.hospital_id == hospital_id, settings.c.name == RULES)
    body = connection.scalar(query)
    return {} if body is None else dict.fromkeys(ids, wire.RulesRow(version=1, body=body.encode()))
