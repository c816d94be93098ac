"""Counts for `verify`: each returns how many rows were looked at and how many break the rule."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from central.store.kept import LEGAL
from central.store.people import HOLDING
from central.store.tables import bookings, feed, patient_keys, patients, rosters, slots, streams

SPENT = "spent"
LIVE, ERASED = "live", "erased"


def live_people(connection: Connection, hospital_id: str, after: str, count: int) -> list[str]:
    """Return ids of live people behind an id, in order."""
    query = (
        sa.select(patients.c.patient_id)
        .where(patients.c.hospital_id == hospital_id, patients.c.state == LIVE, patients.c.patient_id > after)
        .order_by(patients.c.patient_id)
        .limit(count)
    )
    return list(connection.scalars(query))


def double_booked(connection: Connection, hospital_id: str) -> tuple[int, int]:
    """Count live bookings, and numbers with more than one."""
    here = (bookings.c.hospital_id == hospital_id, bookings.c.state.in_(HOLDING))
    more = (
        sa.select(bookings.c.session_id)
        .where(*here)
        .group_by(bookings.c.session_id, bookings.c.number)
        .having(sa.func.count() > 1)
        .subquery()
    )
    return _both(connection, sa.select(sa.func.count()).select_from(bookings).where(*here), more)


def without_number(connection: Connection, hospital_id: str) -> tuple[int, int]:
    """Count live bookings, and those whose number is not spent by them."""
    here = (bookings.c.hospital_id == hospital_id, bookings.c.state.in_(HOLDING))
    wrong = (
        sa.select(bookings.c.booking_id)
        .outerjoin(
            slots,
            sa.and_(
                slots.c.hospital_id == hospital_id,
                slots.c.session_id == bookings.c.session_id,
                slots.c.number == bookings.c.number,
                slots.c.state == SPENT,
                slots.c.booking_id == bookings.c.booking_id,
                slots.c.epoch == bookings.c.epoch,
            ),
        )
        .where(*here, slots.c.number.is_(None))
        .subquery()
    )
    return _both(connection, sa.select(sa.func.count()).select_from(bookings).where(*here), wrong)


def beyond_head(connection: Connection, hospital_id: str) -> tuple[int, int]:
    """Count feed entries, and those beyond their stream's head."""
    here = feed.c.hospital_id == hospital_id
    wrong = (
        sa.select(feed.c.id)
        .outerjoin(streams, sa.and_(streams.c.hospital_id == hospital_id, streams.c.stream == feed.c.stream))
        .where(here, feed.c.position > sa.func.coalesce(streams.c.head, 0))
        .subquery()
    )
    return _both(connection, sa.select(sa.func.count()).select_from(feed).where(here), wrong)


def erased_with_keys(connection: Connection, hospital_id: str) -> tuple[int, int]:
    """Count people no longer live, and those of whom an ordinary data key is left."""
    here = (patients.c.hospital_id == hospital_id, patients.c.state != LIVE)
    wrong = (
        sa.select(patients.c.patient_id)
        .join(
            patient_keys,
            sa.and_(
                patient_keys.c.hospital_id == hospital_id, patient_keys.c.patient_id == patients.c.patient_id
            ),
        )
        .where(*here, patient_keys.c.key_kind != LEGAL)
        .subquery()
    )
    return _both(connection, sa.select(sa.func.count()).select_from(patients).where(*here), wrong)


def roster_bodies(connection: Connection, hospital_id: str) -> list[bytes]:
    """Return every roster version in order."""
    query = sa.select(rosters.c.body).where(rosters.c.hospital_id == hospital_id).order_by(rosters.c.version)
    return [bytes(body) for body in connection.scalars(query)]


def _both(connection: Connection, whole: sa.Select[int], wrong: sa.Subquery) -> tuple[int, int]:
    broken = connection.scalar(sa.select(sa.func.count()).select_from(wrong))
    return connection.scalar(whole) or 0, broken or 0
