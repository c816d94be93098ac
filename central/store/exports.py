"""Central's own rows of bookings for figures taken from outside (DECISIONS 32); they name nobody."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from central.store.tables import bookings, operations, patients
from desktop.domain.operations import ResultStatus


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
