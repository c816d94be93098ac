"""The waiting list at the desk: who waits, for whom a number is held, on the list and off it, off line too (G29).

Being put on the list and taken off it are told when there is no line. A held number is a claim: only central knows
whether it is still held.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from desktop.domain.audit import AuditAct
from desktop.domain.documents import DocumentType
from desktop.domain.errors import CentralRefusedError, CentralUnreachableError
from desktop.domain.ids import BookingId, OperationId, PatientId, SessionId
from desktop.domain.operations import Operation, OperationKind, OperationResult, ResultStatus, Right
from desktop.domain.people import EvidenceLevel
from desktop.domain.schedules import CHINA, Department, Doctor
from desktop.domain.slips import Slip
from desktop.domain.staff import Action
from desktop.domain.verification import NameCheck, is_provisional
from desktop.domain.waiting import (
    OfferNeedsCentralError,
    OfferOnItsWayError,
    Wanted,
    Wish,
    check_wanted,
)
from desktop.ports.store import StoredBooking, StoredPatient, Transaction
from desktop.services import slot_acts
from desktop.services.desk import Desk
from desktop.services.pushing import Pushes
from desktop.services.slips import SlipService
from desktop.services.waiting_lines import WaitingLine, line_of, listed

CUT = "offer-cut/"


@dataclass(frozen=True, slots=True)
class OfferBooked:
    """A held number that was taken: the booking and its slip."""

    booking_id: BookingId
    slip: Slip


class WaitingService:
    """Reads the list; its acts go to central at once, or later when there is no line."""

    def __init__(self, desk: Desk, pushing: Pushes, slips: SlipService) -> None:
        self._desk = desk
        self._pushing = pushing
        self._slips = slips

    def lines(self) -> tuple[WaitingLine, ...]:
        """Return who waits: first for whom a number is held, then in the order of the list."""
        self._desk.require(Action.BOOK)
        now = self._desk.clock.now()
        with self._desk.store.read() as tx:
            names = {d.id: d.name for d in tx.schedules.departments()}
            found = [line_of(tx, wish, names, on_way=on_way) for wish, on_way in listed(tx)]
        return tuple(
            sorted(found, key=lambda x: (not x.wish.offered(now), x.wish.lapses, x.wish.at, x.wish.wish_id))
        )

    def clinics(self) -> tuple[tuple[Department, tuple[Doctor, ...]], ...]:
        """Return every department with its doctors."""
        with self._desk.store.read() as tx:
            return tuple((d, tuple(tx.schedules.doctors(d.id))) for d in tx.schedules.departments())

    def put(self, patient_id: PatientId, wanted: Wanted) -> bool:
        """Put a person on the list; returns whether central knows, False: it is told when there is a line.

        Raises WaitingInvalidError, CentralRefusedError.
        """
        desk = self._desk
        check_wanted(wanted, desk.today())
        facts = {
            "department_id": wanted.department_id, "doctor_id": wanted.doctor_id, "half_day": wanted.half_day,
            "first": wanted.first.isoformat(), "last": wanted.last.isoformat(),
        }  # fmt: skip
        with desk.store.read() as tx:
            person = slot_acts.person_of(tx, patient_id)
            if any(_same(wish, patient_id, wanted) for wish, _ in listed(tx)):
                raise CentralRefusedError(reason="already-waiting")
        return self._told_or_asked(OperationKind.PUT_WISH, desk.new_id(), person, facts)

    def drop(self, wish_id: str) -> bool:
        """Take somebody off the list, a held number goes back; returns whether central knows."""
        with self._desk.store.read() as tx:
            person = _person(tx, _wish(tx, wish_id))
        return self._told_or_asked(OperationKind.DROP_WISH, wish_id, person, {})

    def book(self, wish_id: str) -> OfferBooked:
        """Take the held number for whom it is held, with its slip.

        Raises OfferNeedsCentralError, OfferOnItsWayError (its slip waits for paper once central said yes),
        CentralRefusedError.
        """
        desk = self._desk
        with desk.store.read() as tx:
            wish = _wish(tx, wish_id)
            person = _person(tx, wish)
        try:
            self._pushing.ready()
        except CentralUnreachableError as down:
            raise OfferNeedsCentralError(until=_clock(wish.offer_until)) from down
        new_id = BookingId(desk.new_id())
        provisional = _provisional(person)
        facts = {"new_booking_id": new_id, "provisional": provisional}
        operation = self._recorded(OperationKind.BOOK_OFFER, wish_id, person, facts)
        booking = self._kept(wish, new_id, operation, self._answer(new_id, operation), provisional)
        return OfferBooked(new_id, self._slips.slip_of(booking))

    def settle_cut(self) -> int:
        """Queue the slips of held numbers whose answer came after the line had broken; returns how many."""
        desk = self._desk
        with desk.store.read() as tx:
            cut = {name: OperationId((tx.state.get(name) or b"").decode()) for name in tx.state.names(CUT)}
            known = {name: tx.outbox.result_of(operation) for name, operation in cut.items()}
        queued = 0
        for name, result in known.items():
            if result is None:
                continue
            with desk.store.write() as tx:
                booking = tx.bookings.get(BookingId(name.removeprefix(CUT)))
                accepted = result.status is ResultStatus.ACCEPTED
                if accepted and booking is None:
                    continue
                tx.state.set(name, None)
                if accepted and booking is not None:
                    tx.bookings.put(self._made_here(booking, cut[name]))
                    self._slips.queue(tx, booking.id)
                    queued += 1
        return queued

    # ------------------------------------------------------------ small steps
    def _told_or_asked(
        self, kind: OperationKind, wish_id: str, person: StoredPatient, facts: Mapping[str, object]
    ) -> bool:
        """Record an act that central may also hear of later; returns whether it has answered."""
        try:
            self._pushing.ready()
        except CentralUnreachableError:
            self._recorded(kind, wish_id, person, {**facts, "offline": True})
            return False
        operation = self._recorded(kind, wish_id, person, {**facts, "offline": False})
        try:
            self._pushing.answer(operation.id)
        except CentralUnreachableError:
            return False
        return True

    def _recorded(
        self, kind: OperationKind, wish_id: str, person: StoredPatient, facts: Mapping[str, object]
    ) -> Operation:
        desk = self._desk
        desk.require(Action.BOOK)
        with desk.store.write() as tx:
            operation = desk.record(tx, kind, wish_id, subject=person.id, facts=facts)
            told = {"kind": kind.value}
            desk.trace(tx, AuditAct.WAITING, subject=person.audit_id, object_id=wish_id, facts=told)
        return operation

    def _answer(self, new_id: BookingId, operation: Operation) -> OperationResult:
        try:
            return self._pushing.answer(operation.id)
        except CentralUnreachableError as lost:
            with self._desk.store.write() as tx:
                result = tx.outbox.result_of(operation.id)
                if result is None:
                    tx.state.set(CUT + new_id, operation.id.encode())
            if result is None:
                raise OfferOnItsWayError from lost
            if result.status is not ResultStatus.ACCEPTED:
                raise CentralRefusedError(reason=result.reason) from lost
            return result

    def _kept(
        self, wish: Wish, new_id: BookingId, operation: Operation, result: OperationResult, provisional: bool
    ) -> StoredBooking:
        """Keep the booking as made here, also when the line broke before its row came down."""
        desk = self._desk
        with desk.store.write() as tx:
            booking = tx.bookings.get(new_id)
            if booking is None:
                session = tx.schedules.session(SessionId(wish.offer_session))
                if session is None:
                    raise CentralRefusedError(reason="booking-gone")
                number = Right(session.id, wish.offer_half_hour, result.number, result.epoch)
                booking = slot_acts.new_booking(
                    desk, PatientId(wish.patient_id), session, number, provisional=provisional
                )
            booking = self._made_here(replace(booking, id=new_id), operation.id)
            tx.bookings.put(booking)
        return booking

    def _made_here(self, booking: StoredBooking, operation_id: OperationId) -> StoredBooking:
        return replace(booking, operation_id=operation_id, staff_id=self._desk.keys.staff.staff_id)


def _same(wish: Wish, patient_id: PatientId, wanted: Wanted) -> bool:
    return (wish.patient_id, wish.department_id) == (patient_id, wanted.department_id)


def _wish(tx: Transaction, wish_id: str) -> Wish:
    wish = next((wish for wish, _ in listed(tx) if wish.wish_id == wish_id), None)
    if wish is None:
        raise CentralRefusedError(reason="not-waiting")
    return wish


def _clock(until: str) -> str:
    return f"{datetime.fromisoformat(until).astimezone(CHINA):%H:%M}" if until else ""


def _person(tx: Transaction, wish: Wish) -> StoredPatient:
    return slot_acts.person_of(tx, PatientId(wish.patient_id))


def _provisional(person: StoredPatient) -> bool:
    kind, status = DocumentType(person.record.document_type), person.status
    return is_provisional(NameCheck(status.name_check), kind, EvidenceLevel(status.evidence))
