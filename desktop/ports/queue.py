"""The lines of a day as the store gives them: bookings with their place in a line and the plain name for masking."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from desktop.domain.ids import BookingId, SessionId
from desktop.domain.queue_entry import QueueEntry
from desktop.ports.records import StoredBooking


@dataclass(frozen=True, slots=True)
class StoredPlace:
    """A booking and its entry (None: nothing happened yet). `name` is plain, "" when the person is not held here."""

    booking: StoredBooking
    entry: QueueEntry | None
    name: str


class QueueRepository(Protocol):
    """Places in the lines."""

    def put(self, booking_id: BookingId, entry: QueueEntry) -> None:
        """Insert or replace."""

    def get(self, booking_id: BookingId) -> QueueEntry | None:
        """Return one entry."""

    def of_sessions(self, session_ids: Iterable[SessionId]) -> tuple[StoredPlace, ...]:
        """Return who is booked into these sessions or was transferred to them, by session, number and id."""
