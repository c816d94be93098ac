"""The same half-hour for some weeks: each week booked by itself, each that cannot be had is named (G28)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from desktop.domain.bookings import LIVE, BookingState
from desktop.domain.changes import LINE_LOST, CannotChangeError
from desktop.domain.errors import CentralUnreachableError, KnownError
from desktop.domain.ids import BookingId
from desktop.domain.legal_basis import LegalBasis
from desktop.domain.operations import OperationKind, ResultStatus, Right
from desktop.domain.schedules import ClinicSession
from desktop.domain.slips import Slip
from desktop.domain.staff import Action
from desktop.ports.central import Exchange
from desktop.ports.store import StoredBooking, Transaction
from desktop.services import slot_acts
from desktop.services.desk import Desk, Line
from desktop.services.rules import refuse_by_rule
from desktop.services.slips import SlipService

WEEK = timedelta(days=7)
# the widest booking window found is four weeks (DOMAIN §5.3)
MOST_WEEKS = 6


class NoClinicThatDayError(KnownError):
    """This doctor has no clinic that begins then on that day, or its numbers are not out yet."""

    code = "no-clinic-that-day"


@dataclass(frozen=True, slots=True)
class Repeated:
    """One week: the number that was given with its slip, or why there is none."""

    day: date
    starts: time
    booking_id: BookingId | None = None
    slip: Slip | None = None
    error: KnownError | None = None


class RepeatService:
    """Books ahead on line by claims; off line no number of a later week is anybody's to promise."""

    def __init__(self, desk: Desk, exchange: Exchange, line: Line, slips: SlipService) -> None:
        self._desk = desk
        self._exchange = exchange
        self._line = line
        self._slips = slips

    def repeat(self, booking_id: BookingId, weeks: int) -> tuple[Repeated, ...]:
        """Book the same half-hour of the same doctor in each of the next weeks; a week that fails stops no other.

        Raises CannotChangeError for a booking that does not stand, ValueError for weeks out of range.
        """
        desk = self._desk
        desk.require(Action.BOOK)
        if not 1 <= weeks <= MOST_WEEKS:
            raise ValueError("weeks")
        with desk.store.read() as tx:
            first = slot_acts.found(tx, booking_id)
            session = tx.schedules.session(first.session_id)
        if session is None or BookingState(first.state) not in LIVE:
            raise CannotChangeError(state=first.state)
        return tuple(self._one(first, session, session.day + WEEK * n) for n in range(1, weeks + 1))

    def _one(self, first: StoredBooking, like: ClinicSession, day: date) -> Repeated:
        week = Repeated(day, like.half_hour_start(first.half_hour))
        try:
            booking = self._claimed(first, like, day)
        except KnownError as error:
            return replace(week, error=error)
        return replace(week, booking_id=booking.id, slip=self._slips.slip_of(booking))

    def _claimed(self, first: StoredBooking, like: ClinicSession, day: date) -> StoredBooking:
        desk = self._desk
        if not self._line.online():
            raise CentralUnreachableError(cause="no-answer-to-claim")
        with desk.store.write() as tx:
            session = slot_acts.open_session(tx, _same_clinic(tx, like, day).id)
            person = slot_acts.person_of(tx, first.patient_id)
            refuse_by_rule(desk, tx, person.id, person.record.birth_date(), session, first.half_hour)
            right = Right(session.id, first.half_hour)
            booking = slot_acts.new_booking(desk, person.id, session, right, provisional=first.provisional)
            operation = desk.record(
                tx, OperationKind.CLAIM_BOOKING, booking.id, subject=person.id,
                facts=slot_acts.booking_facts(booking), basis=LegalBasis.CONTRACT, right=right,
            )  # fmt: skip
            booking = replace(booking, operation_id=operation.id)
            tx.bookings.put(booking)
        try:
            result = slot_acts.answer_to(desk, self._exchange, operation.id)
        except CentralUnreachableError:
            self._line.line_lost()
            with desk.store.write() as tx:
                slot_acts.cancel_booking(desk, tx, booking, LINE_LOST)
            raise
        booking = slot_acts.settled(booking, result)
        with desk.store.write() as tx:
            tx.bookings.put(booking)
            slot_acts.trace_booking(
                desk,
                tx,
                slot_acts.person_of(tx, person.id),
                booking,
                LegalBasis.CONTRACT,
                result.status.value,
            )
            slot_acts.count_on_board(tx, booking, result)
        if result.status is not ResultStatus.ACCEPTED:
            raise slot_acts.refusal(self._desk, result)
        return booking


def _same_clinic(tx: Transaction, like: ClinicSession, day: date) -> ClinicSession:
    for session in tx.schedules.sessions(like.department_id, day):
        same = (session.doctor_id, session.starts) == (like.doctor_id, like.starts)
        if same and len(session.left) == len(like.left):
            return session
    raise NoClinicThatDayError
