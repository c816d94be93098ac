"""Places in the lines: who waits in a session, and whom the clock may call a no-show (G34, G39)."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from central.store.rowset import chunks
from central.store.tables import bookings
from central.store.tables_queue import queue
from desktop.domain.bookings import BookingState


def places_of_session(connection: Connection, hospital_id: str, session_id: str) -> list[str]:
    """Return the bookings that wait or waited in a session, transfers included."""
    query = sa.select(queue.c.booking_id).where(
        queue.c.hospital_id == hospital_id, queue.c.session_id == session_id
    )
    return list(connection.scalars(query.order_by(queue.c.booking_id)))


def still_booked(connection: Connection, hospital_id: str, session_ids: Sequence[str]) -> list[str]:
    """Return the bookings of these sessions that nobody came for."""
    found: list[str] = []
    for part in chunks(sorted(set(session_ids))):
        query = sa.select(bookings.c.booking_id).where(
            bookings.c.hospital_id == hospital_id,
            bookings.c.session_id.in_(part),
            bookings.c.state == BookingState.BOOKED.value,
        )
        found += connection.scalars(query.order_by(bookings.c.booking_id))
    return found
