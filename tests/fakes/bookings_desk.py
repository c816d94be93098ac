"""A list of bookings that can be given back and moved, for pages without a store."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

from desktop.domain.blocks import Block, block_of
from desktop.domain.changes import Freely, Owed, RefundOwed
from desktop.domain.errors import CentralUnreachableError, KnownError
from desktop.domain.ids import BookingId, DepartmentId, DoctorId, PatientId, SessionId, TaskId
from desktop.domain.schedules import Department, Doctor
from desktop.domain.slips import Slip
from desktop.domain.waiting import Wanted
from desktop.ports.ticket_printer import PrinterState
from desktop.services.bookings import BookingLine
from desktop.services.changes import Cancelled, Moved
from desktop.services.repeats import NoClinicThatDayError, Repeated
from desktop.services.waiting import OfferBooked
from desktop.services.waiting_lines import WaitingLine
from tests.fakes.front_desk import DEPARTMENTS, MONDAY, FakeDesk

HEART = DEPARTMENTS[0]


def booking(key: str = "b-1", **changes: object) -> BookingLine:
    """Return a line."""
    line = BookingLine(
        BookingId(key), PatientId("patient-known"), date(2026, 11, 24), time(14, 0), DepartmentId(HEART.id),
        HEART.name, DoctorId(f"{HEART.id}-0"), "李建国", 12, "张*强", "booked", 5000, Freely.FREE,
    )  # fmt: skip
    return replace(line, **changes)  # type: ignore[arg-type]  # fields of a line


class FakeBookings:
    """Implements the lists, the changes and the late request; remembers what was asked."""

    def __init__(self) -> None:
        self.lines: list[BookingLine] = [booking(), booking("b-2", number=13, freely=Freely.LATE)]
        self.asked: list[tuple[object, ...]] = []
        self.error: KnownError | None = None

    def of_patient(self, patient_id: PatientId) -> tuple[BookingLine, ...]:
        self.asked.append(("person", patient_id))
        return tuple(line for line in self.lines if line.patient_id == patient_id)

    def made_here(self) -> tuple[BookingLine, ...]:
        return tuple(self.lines)

    def of_day(self, day: date) -> tuple[BookingLine, ...]:
        self.asked.append(("day", day))
        return tuple(line for line in self.lines if line.day == day)

    def cancel(self, booking_id: BookingId, reason: str) -> Cancelled:
        self._act("cancel", booking_id, reason)
        self._put(booking_id, state="cancelled", freely=Freely.NEVER)
        return Cancelled(booking_id, RefundOwed(5000, Owed.WHOLE_FEE), MONDAY + timedelta(seconds=60))

    def undo_cancel(self, booking_id: BookingId) -> None:
        self._act("undo", booking_id)
        self._put(booking_id, state="booked", freely=Freely.FREE)

    def ask(self, booking_id: BookingId, reason: str) -> TaskId:
        self._act("ask", booking_id, reason)
        return TaskId("task-1")

    def move(self, booking_id: BookingId, session_id: SessionId, half_hour: int, reason: str) -> Moved:
        self._act("move", booking_id, session_id, half_hour, reason)
        self._put(booking_id, state="cancelled", freely=Freely.NEVER)
        fresh = BookingId("b-moved")
        self.lines.insert(0, booking(fresh, number=14))
        slip = Slip(
            "市第一人民医院", "心血管内科", "李建国", "主任医师", date(2026, 11, 24), time(14, 0), time(14, 30), 14,
            "2 号楼 2 层", "张**", "0028", 5000, False, 0, "CFD1:TEST", "3 号窗", "王晓敏", MONDAY, "4000-000-000",
        )  # fmt: skip
        return Moved(fresh, slip, 12, -2500, offline=False)

    def repeat(self, booking_id: BookingId, weeks: int) -> tuple[Repeated, ...]:
        self._act("repeat", booking_id, weeks)
        return (Repeated(date(2026, 12, 1), time(14, 0), error=NoClinicThatDayError()),)

    may = may_excuse = True

    def excuse(self, booking_id: BookingId, reason: str) -> None:
        self._act("excuse", booking_id, reason)
        self._put(booking_id, missed=None, state="booked")

    def appeal(self, booking_id: BookingId, reason: str) -> TaskId:
        self._act("appeal", booking_id, reason)
        return TaskId("appeal-1")

    def print_notice(self, booking_id: BookingId, *, other_language: bool = False) -> PrinterState:
        self._act("no-show-notice", booking_id, other_language)
        return PrinterState.READY

    def block(self, booking_id: BookingId, reason: str, until: date | None) -> Block:
        self._act("block", booking_id, reason, until)
        block = block_of(reason, until, MONDAY.date())
        self._put(booking_id, block=block)
        return block

    def lift(self, booking_id: BookingId, reason: str) -> None:
        self._act("lift", booking_id, reason)
        self._put(booking_id, block=None)

    def _act(self, *what: object) -> None:
        if self.error is not None:
            error, self.error = self.error, None
            raise error
        self.asked.append(what)

    def _put(self, booking_id: BookingId, **changes: object) -> None:
        self.lines = [booking(line.booking_id, **changes) if line.booking_id == booking_id else line
                      for line in self.lines]  # fmt: skip


class NobodyWaits:
    """A waiting list on which nobody stands."""

    def lines(self) -> tuple[WaitingLine, ...]:
        return ()

    def clinics(self) -> tuple[tuple[Department, tuple[Doctor, ...]], ...]:
        return tuple((department, ()) for department in DEPARTMENTS)

    def put(self, patient_id: PatientId, wanted: Wanted) -> bool:
        return False

    def drop(self, wish_id: str) -> bool:
        return False

    def book(self, wish_id: str) -> OfferBooked:
        raise CentralUnreachableError(cause="offline")


class BookingNeeds:
    """Implements presenters.bookings.BookingsNeeds over the made-up desk; the desk keeps the list as `bookings`."""

    def __init__(self, desk: FakeDesk) -> None:
        fake = FakeBookings()
        desk.bookings = fake
        self.bookings = self.changes = self.late = self.repeats = self.blocks = self.no_shows = fake
        self.waiting = NobodyWaits()
        self.board = desk.board
        self.slips = desk.slips
