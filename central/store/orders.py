"""Orders of the public channel, and what it may still book (G22, G30)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from central.store.numbers import POOL
from central.store.people import HOLDING
from central.store.tables import bookings, online_orders, patients, sessions, settings, slots
from desktop.domain.quotas import ONLINE_CODES, Channel
from desktop.domain.schedules import SessionState

ONLINE = "online"


@dataclass(frozen=True, slots=True)
class Order:
    """An order's first answer for ever; status 0 while its transaction is under way."""

    key: str
    body_hash: bytes
    status: int
    answer: bytes


# in front of the name of a setting that is signed and sent to every desk
PUBLISHED = "published-"


def order(connection: Connection, hospital_id: str, key: str) -> Order | None:
    """Return what was answered under an idempotency key."""
    row = connection.execute(
        sa.select(online_orders).where(
            online_orders.c.hospital_id == hospital_id, online_orders.c.order_key == key
        )
    ).first()
    return None if row is None else Order(row.order_key, bytes(row.body_hash), row.status, bytes(row.answer))


def begin(connection: Connection, hospital_id: str, key: str, body_hash: bytes, at: datetime) -> None:
    """Take a key before anything is done under it; a second transaction with it waits here and then fails."""
    connection.execute(
        sa.insert(online_orders).values(
            hospital_id=hospital_id,
            order_key=key,
            body_hash=body_hash,
            status=0,
            answer=b"",
            booking_id=None,
            at=at,
        )
    )


def finish(
    connection: Connection, hospital_id: str, key: str, status: int, answer: bytes, booking_id: str | None
) -> None:
    """Keep the first answer."""
    here = (online_orders.c.hospital_id == hospital_id, online_orders.c.order_key == key)
    connection.execute(
        sa.update(online_orders).where(*here).values(status=status, answer=answer, booking_id=booking_id)
    )


def online_share(connection: Connection, hospital_id: str, session_id: str) -> tuple[int, int]:
    """Return how many live bookings of a session came online, and how many of its numbers are not split by channel."""
    taken = sa.select(sa.func.count()).where(
        bookings.c.hospital_id == hospital_id,
        bookings.c.session_id == session_id,
        bookings.c.channel == ONLINE,
        bookings.c.state.in_(HOLDING),
    )
    whole = sa.select(sa.func.count()).where(
        slots.c.hospital_id == hospital_id,
        slots.c.session_id == session_id,
        slots.c.channel == Channel.SHARED.value,
    )
    return connection.scalar(taken) or 0, connection.scalar(whole) or 0


def setting(connection: Connection, hospital_id: str, name: str) -> str | None:
    """Return a hospital's named setting."""
    query = sa.select(settings.c.value).where(settings.c.hospital_id == hospital_id, settings.c.name == name)
    return connection.scalar(query)


def put_setting(connection: Connection, hospital_id: str, name: str, value: str) -> None:
    """Keep a hospital's named setting."""
    here = (settings.c.hospital_id == hospital_id, settings.c.name == name)
    if not connection.execute(sa.update(settings).where(*here).values(value=value)).rowcount:
        connection.execute(sa.insert(settings).values(hospital_id=hospital_id, name=name, value=value))


def session(connection: Connection, hospital_id: str, session_id: str) -> dict[str, Any] | None:
    """Return one session."""
    query = sa.select(sessions).where(
        sessions.c.hospital_id == hospital_id, sessions.c.session_id == session_id
    )
    row = connection.execute(query).mappings().first()
    return None if row is None else dict(row)


def sessions_between(
    connection: Connection, hospital_id: str, first: date, last: date
) -> list[dict[str, Any]]:
    """Return the open sessions of some days."""
    query = (
        sa.select(sessions)
        .where(
            sessions.c.hospital_id == hospital_id,
            sessions.c.day.between(first, last),
            sessions.c.state == SessionState.OPEN.value,
        )
        .order_by(sessions.c.day, sessions.c.starts, sessions.c.session_id)
    )
    return [dict(row) for row in connection.execute(query).mappings()]


def left_by_half_hour(connection: Connection, hospital_id: str, session_id: str) -> dict[int, int]:
    """Return how many numbers the public channel may take in each half-hour of a session (none: not named)."""
    query = (
        sa.select(slots.c.half_hour, sa.func.count())
        .where(
            slots.c.hospital_id == hospital_id,
            slots.c.session_id == session_id,
            slots.c.state == POOL,
            slots.c.channel.in_(ONLINE_CODES),
        )
        .group_by(slots.c.half_hour)
    )
    return {row.half_hour: row[1] for row in connection.execute(query)}


def count_patients(connection: Connection, hospital_id: str) -> int:
    """Return how many live people there are (for the simulated channel)."""
    query = sa.select(sa.func.count()).where(*_bookable(hospital_id))
    return connection.scalar(query) or 0


def patient_at(connection: Connection, hospital_id: str, place: int) -> str | None:
    """Return the id of the person at a place of the ordered list."""
    query = sa.select(patients.c.patient_id).where(*_bookable(hospital_id))
    return connection.scalar(query.order_by(patients.c.patient_id).offset(place).limit(1))


def _bookable(hospital_id: str) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        patients.c.hospital_id == hospital_id,
        patients.c.state == "live",
        patients.c.restricted.is_(False),
    )
