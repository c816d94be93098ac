"""Central's own rows of bookings for figures taken from outside (DECISIONS 32); they name nobody."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from central.store.tables import bookings


def all_bookings(connection: Connection, hospital_id: str) -> list[dict[str, Any]]:
    """Return every booking, oldest first, without its patient."""
    columns = (
        bookings.c.booking_id, bookings.c.session_id, bookings.c.half_hour, bookings.c.number, bookings.c.day,
        bookings.c.state, bookings.c.channel, bookings.c.made_by, bookings.c.provisional, bookings.c.checked_at,
        bookings.c.desk_id, bookings.c.made_at, bookings.c.cancel_reason,
    )  # fmt: skip
    query = (
        sa.select(*columns)
        .where(bookings.c.hospital_id == hospital_id)
        .order_by(bookings.c.made_at, bookings.c.booking_id)
    )
    return [dict(row) for row in connection.execute(query).mappings()]
