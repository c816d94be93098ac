"""Places in the lines, in memory."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.domain.ids import BookingId, SessionId
from desktop.domain.queue_entry import QueueEntry
from desktop.ports.queue import StoredPlace
from tests.fakes.store_rows import Rows


class FakeQueue:
    """Implements ports.queue.QueueRepository."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def put(self, booking_id: BookingId, entry: QueueEntry) -> None:
        self._rows.queue[booking_id] = QueueEntry.from_bytes(entry.to_bytes())

    def get(self, booking_id: BookingId) -> QueueEntry | None:
        return self._rows.queue.get(booking_id)

    def of_sessions(self, session_ids: Iterable[SessionId]) -> tuple[StoredPlace, ...]:
        wanted = set(session_ids)
        found = []
        for booking in self._rows.bookings.values():
            entry = self._rows.queue.get(booking.id)
            if booking.session_id in wanted or (entry is not None and entry.session_id in wanted):
                patient = self._rows.patients.get(booking.patient_id)
                found.append(StoredPlace(booking, entry, patient.record.name if patient else ""))
        return tuple(sorted(found, key=lambda p: (p.booking.session_id, p.booking.number, p.booking.id)))
