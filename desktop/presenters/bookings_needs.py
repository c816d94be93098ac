"""What the page of bookings needs of the services, as roles."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from desktop.domain.blocks import Block
from desktop.domain.ids import BookingId, PatientId, SessionId, TaskId
from desktop.presenters.needs import Boards, Prints
from desktop.services.bookings import BookingLine
from desktop.services.changes import Cancelled, Moved
from desktop.services.repeats import Repeated


class ListsBookings(Protocol):
    """services.bookings.BookingsService."""

    def of_patient(self, patient_id: PatientId) -> tuple[BookingLine, ...]: ...
    def made_here(self) -> tuple[BookingLine, ...]: ...
    def of_day(self, day: date) -> tuple[BookingLine, ...]: ...


class ChangesBookings(Protocol):
    """services.changes.ChangeService."""

    def cancel(self, booking_id: BookingId, reason: str) -> Cancelled: ...
    def undo_cancel(self, booking_id: BookingId) -> None: ...
    def move(self, booking_id: BookingId, session_id: SessionId, half_hour: int, reason: str) -> Moved: ...


class AsksLate(Protocol):
    """services.late_cancel.LateCancelService."""

    def ask(self, booking_id: BookingId, reason: str) -> TaskId: ...


class Repeats(Protocol):
    """services.repeats.RepeatService."""

    def repeat(self, booking_id: BookingId, weeks: int) -> tuple[Repeated, ...]: ...


class Blocks(Protocol):
    """services.blocks.BlockService."""

    @property
    def may(self) -> bool: ...
    def block(self, booking_id: BookingId, reason: str, until: date | None) -> Block: ...
    def lift(self, booking_id: BookingId, reason: str) -> None: ...


class BookingsNeeds(Protocol):
    """The services behind the page."""

    @property
    def bookings(self) -> ListsBookings: ...
    @property
    def changes(self) -> ChangesBookings: ...
    @property
    def late(self) -> AsksLate: ...
    @property
    def repeats(self) -> Repeats: ...
    @property
    def blocks(self) -> Blocks: ...
    @property
    def board(self) -> Boards: ...
    @property
    def slips(self) -> Prints: ...
