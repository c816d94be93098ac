"""Bookings whose slip nobody ever saw: the program ended, the disk was full, the store was busy in between (A4, I1)."""

from __future__ import annotations

from desktop.domain.bookings import BookingState
from desktop.domain.changes import LINE_LOST
from desktop.ports.store import StoredBooking
from desktop.services.desk import Desk
from desktop.services.registration import RegistrationService
from desktop.services.slot_acts import cancel_booking

OPEN = (BookingState.PENDING.value, BookingState.BOOKED.value)


class GiveBackUnshown:
    """Cancels, before the next exchange, what an error kept from being shown: the clerk presses F9 anew."""

    def __init__(self, desk: Desk, registration: RegistrationService) -> None:
        self._desk = desk
        self._unshown = registration.unshown

    def __call__(self) -> int:
        """Return how many were given back; one that could not be saved stays for the next time."""
        left = tuple(self._unshown)
        if not left:
            return 0
        with self._desk.store.write() as tx:
            given_back = [b for b in map(tx.bookings.get, left) if _is_open(b)]
            for booking in given_back:
                assert booking is not None
                cancel_booking(self._desk, tx, booking, LINE_LOST)
        self._unshown.difference_update(left)
        return len(given_back)


def _is_open(booking: StoredBooking | None) -> bool:
    return booking is not None and booking.state in OPEN
