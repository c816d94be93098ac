"""Places in the lines: one row a booking, its entry as canonical JSON; names come from the search rows."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from desktop.domain.ids import BookingId, SessionId
from desktop.domain.queue_entry import QueueEntry
from desktop.ports.queue import StoredPlace
from desktop.store import tables
from desktop.store.bookings import booking_of

_q, _b, _s = tables.queue.c, tables.bookings.c, tables.search_rows.c
_PUT = sa.insert(tables.queue).prefix_with("OR REPLACE")
_GET = sa.select(_q.entry).where(_q.booking_id == sa.bindparam("wanted"))
_here: sa.BindParameter[str] = sa.bindparam("sessions", expanding=True)
_IDS = sa.union(
    sa.select(_b.id).where(_b.session_id.in_(_here)), sa.select(_q.booking_id).where(_q.session_id.in_(_here))
)
_OF_SESSIONS = (
    sa.select(tables.bookings, _q.entry, _s.name)
    .select_from(
        tables.bookings.outerjoin(tables.queue, _q.booking_id == _b.id).outerjoin(
            tables.search_rows, _s.patient_id == _b.patient_id
        )
    )
    .where(_b.id.in_(_IDS.scalar_subquery()))
    .order_by(_b.session_id, _b.number, _b.id)
)


class SealedQueue:
    """Implements ports.queue.QueueRepository."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def put(self, booking_id: BookingId, entry: QueueEntry) -> None:
        """Insert or replace."""
        values = {"booking_id": booking_id, "session_id": entry.session_id, "entry": entry.to_bytes()}
        self._connection.execute(_PUT, values)

    def get(self, booking_id: BookingId) -> QueueEntry | None:
        """Return one entry."""
        raw = self._connection.execute(_GET, {"wanted": booking_id}).scalar_one_or_none()
        return None if raw is None else QueueEntry.from_bytes(raw)

    def of_sessions(self, session_ids: Iterable[SessionId]) -> tuple[StoredPlace, ...]:
        """Return who is booked into these sessions or was transferred to them, by session, number and id."""
        wanted = sorted(set(session_ids))
        if not wanted:
            return ()
        return tuple(
            StoredPlace(
                booking_of(row),
                None if row.entry is None else QueueEntry.from_bytes(row.entry),
                row.name or "",
            )
            for row in self._connection.execute(_OF_SESSIONS, {"sessions": wanted})
        )
