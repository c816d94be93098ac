"""Central's own rows of bookings for figures taken from outside (DECISIONS 32); they name nobody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from central.store.people import LIVE
from central.store.tables import bookings, operations, patient_keys, patients, sessions
from central.store.tables_registers import exports_made
from desktop.domain.bookings import LIVE as BOOKED
from desktop.domain.operations import KeyKind, ResultStatus


def all_bookings(connection: Connection, hospital_id: str) -> list[dict[str, Any]]:
    """Return every booking, oldest first, without its patient."""
    columns = (
        bookings.c.booking_id, bookings.c.session_id, bookings.c.half_hour, bookings.c.number, bookings.c.day,
        bookings.c.state, bookings.c.channel, bookings.c.made_by, bookings.c.provisional, bookings.c.checked_at,
        bookings.c.desk_id, bookings.c.made_at, bookings.c.cancel_reason, bookings.c.basis,
    )  # fmt: skip
    query = (
        sa.select(*columns)
        .where(bookings.c.hospital_id == hospital_id)
        .order_by(bookings.c.made_at, bookings.c.booking_id)
    )
    return [dict(row) for row in connection.execute(query).mappings()]


def by_basis(connection: Connection, hospital_id: str) -> dict[str, dict[str, int]]:
    """Return how much rests on which legal basis: people's care, bookings, and desks' accepted operations (P7)."""
    accepted = operations.c.status == ResultStatus.ACCEPTED.value
    return {
        "people": _counted(connection, patients, patients.c.hospital_id == hospital_id),
        "bookings": _counted(connection, bookings, bookings.c.hospital_id == hospital_id),
        "operations": _counted(
            connection,
            operations,
            sa.and_(operations.c.hospital_id == hospital_id, accepted, operations.c.basis != ""),
        ),
    }


def _counted(connection: Connection, table: sa.Table, which: sa.ColumnElement[bool]) -> dict[str, int]:
    query = (
        sa.select(table.c.basis, sa.func.count()).where(which).group_by(table.c.basis).order_by(table.c.basis)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def visits(connection: Connection, hospital_id: str, first: date, last: date) -> Iterator[dict[str, Any]]:
    """Return live bookings of some days with their person's sealed record; nobody restricted or erased."""
    query = (
        sa.select(
            bookings.c.day, sessions.c.department_id, patients.c.patient_id, patients.c.version,
            patients.c.sealed_record, patient_keys.c.wrapped,
        )
        .join(patients, _same(bookings.c.patient_id == patients.c.patient_id, bookings, patients))
        .join(sessions, _same(bookings.c.session_id == sessions.c.session_id, bookings, sessions))
        .join(patient_keys, _same(patients.c.patient_id == patient_keys.c.patient_id, patients, patient_keys))
        .where(
            bookings.c.hospital_id == hospital_id,
            bookings.c.day.between(first, last),
            bookings.c.state.in_(sorted(state.value for state in BOOKED)),
            patients.c.state == LIVE,
            patients.c.restricted.is_(False),
            patient_keys.c.key_kind == KeyKind.RECORD.value,
        )
    )  # fmt: skip
    for row in connection.execute(query).mappings():
        yield dict(row)


def made(connection: Connection, hospital_id: str, **values: Any) -> None:
    """Note an export that leaves."""
    connection.execute(sa.insert(exports_made).values(hospital_id=hospital_id, **values))


def all_made(connection: Connection, hospital_id: str) -> list[dict[str, Any]]:
    """Return every export that left, the oldest first."""
    query = sa.select(exports_made).where(exports_made.c.hospital_id == hospital_id)
    return [dict(row) for row in connection.execute(query.order_by(exports_made.c.at)).mappings()]


def _same(joined: sa.ColumnElement[bool], one: sa.Table, other: sa.Table) -> sa.ColumnElement[bool]:
    return sa.and_(joined, one.c.hospital_id == other.c.hospital_id)
