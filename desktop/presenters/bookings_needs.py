"""What the page of bookings needs of the services, as roles."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from desktop.domain.blocks import Block
from desktop.domain.ids import BookingId, PatientId, SessionId, TaskId
from desktop.domain.schedules import Department, Doctor
from desktop.domain.waiting import Wanted
from desktop.ports.ticket_printer import PrinterState
from desktop.presenters.needs import Boards, Prints
from desktop.services.bookings import BookingLine
from desktop.services.changes import Cancelled, Moved
from desktop.services.repeats import Repeated
from desktop.services.waiting import OfferBooked
from desktop.services.waiting_lines import WaitingLine


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


class NoShows(Protocol):
    """services.no_shows.NoShowService."""

    @property
    def may_excuse(self) -> bool: ...
    def excuse(self, booking_id: BookingId, reason: str) -> None: ...
    def appeal(self, booking_id: BookingId, reason: str) -> TaskId: ...
    def print_notice(self, booking_id: BookingId, *, other_language: bool = False) -> PrinterState: ...


class WaitsFor(Protocol):
    """services.waiting.WaitingService."""

    def lines(self) -> tuple[WaitingLine, ...]: ...
    def clinics(self) -> tuple[tuple[Department, tuple[Doctor, ...]], ...]: ...
    def put(self, patient_id: PatientId, wanted: Wanted) -> bool: ...
    def drop(self, wish_id: str) -> bool: ...
    def book(self, wish_id: str) -> OfferBooked: ...


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
    def no_shows(self) -> NoShows: ...
    @property
    def waiting(self) -> WaitsFor: ...
    @property
    def board(self) -> Boards: ...
    @property
    def slips(self) -> Prints: ...
