"""F9: the person, the consent and the number are saved together, claimed or promised, and only then shown (A4)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from desktop.domain.audit import AuditAct
from desktop.domain.bookings import BookingEvent, BookingState, next_state
from desktop.domain.documents import check_document
from desktop.domain.errors import (
    CentralRefusedError,
    CentralUnreachableError,
    ClockSkewError,
    DeskRevokedError,
    KnownError,
    NoRightsLeftError,
    RolledBackError,
    SessionStoppedError,
    SlotTakenError,
)
from desktop.domain.ids import BookingId, OperationId, PatientId
from desktop.domain.operations import Operation, OperationKind, OperationResult, ResultStatus, Right
from desktop.domain.schedules import SessionState
from desktop.domain.staff import Action
from desktop.domain.verification import is_provisional
from desktop.ports.central import Exchange
from desktop.ports.store import StoredBooking, StoredPatient, Transaction
from desktop.ports.trace import ROLLED_BACK
from desktop.services import person_acts
from desktop.services.desk import CLOCK_WRONG, REVOKED, Desk, Line
from desktop.services.drafts import Confirmed, PersonDraft, RegistrationDraft
from desktop.services.money_acts import give_back
from desktop.services.slips import SlipService

UNDO_WINDOW = timedelta(seconds=60)
CLAIM_TRIES = 3
MOST_MADE = 10_000
# Off line nobody else knows the day: with a clock this wrong the slip would name another one.
WRONG_DAY_S = 12 * 60 * 60
# the reason by which central counts a claim without a slip apart (central.services.export)
LINE_LOST = "line-lost"


class DraftIncompleteError(KnownError):
    """Something is still missing before F9; facts: `missing` (a stable code)."""

    code = "draft-incomplete"


class UndoTooLateError(KnownError):
    """More than 60 seconds have passed; cancel with a reason instead (N30)."""

    code = "undo-too-late"


@dataclass(frozen=True, slots=True)
class _Written:
    """What the first transaction left behind."""

    patient_id: PatientId
    booking: StoredBooking
    operation: Operation
    account_opened: bool
    basis: str


class RegistrationService:
    """Registers a walk-in and gives a number, on line by a claim, off line by a promise (DECISIONS 22)."""

    def __init__(self, desk: Desk, exchange: Exchange, line: Line, slips: SlipService) -> None:
        self._desk = desk
        self._exchange = exchange
        self._line = line
        self._slips = slips
        self._unfinished: tuple[PersonDraft, PatientId] | None = None

    def confirm(self, draft: RegistrationDraft) -> Confirmed:
        """Save, claim or promise, and return the slip.

        Raises DraftIncompleteError, SlotTakenError, SessionStoppedError, NoRightsLeftError, ClockSkewError,
        StoreFullError, StoreBusyError; the person stays registered when only the number was refused, and a second
        try finds them.
        """
        self._desk.require(Action.REGISTER)
        self._desk.require(Action.BOOK)
        self._refuse_incomplete(draft)
        if self._line.online():
            written = self._write(draft, claim=True)
            try:
                booking = self._claimed(written)
                return self._confirmed(written, booking, offline=False)
            except CentralUnreachableError:
                self._line.line_lost()
                self._withdraw(written)
                draft = replace(draft, patient_id=written.patient_id)
        written = self._write(draft, claim=False)
        return self._confirmed(written, written.booking, offline=True)

    def can_undo(self, booking_id: BookingId) -> bool:
        """Return whether Ctrl+Z still works for this booking."""
        with self._desk.store.read() as tx:
            booking = tx.bookings.get(booking_id)
        return booking is not None and self._young(booking)

    def undo(self, booking_id: BookingId) -> None:
        """Cancel within 60 seconds, by a compensating act that stays in the log (N30); raises UndoTooLateError."""
        self._desk.require(Action.CANCEL)
        with self._desk.store.write() as tx:
            booking = tx.bookings.get(booking_id)
            if booking is None or not self._young(booking):
                raise UndoTooLateError
            cancel_booking(self._desk, tx, booking, "undo")

    def _young(self, booking: StoredBooking) -> bool:
        age = self._desk.clock.now() - booking.made_at
        return booking.state == BookingState.BOOKED.value and timedelta(0) <= age <= UNDO_WINDOW

    def _refuse_incomplete(self, draft: RegistrationDraft) -> None:
        person = draft.person
        if draft.patient_id is None:
            check = check_document(
                person.document_type,
                person.number,
                today=self._desk.today(),
                birth=person.birth,
                sex=person.sex,
            )
            if check.rejected or not person.name:
                raise DraftIncompleteError(missing="identity")
        if not person_acts.phone_settled(draft):
            raise DraftIncompleteError(missing="phone")
        if draft.code_proof and draft.account_consent_act is None and not draft.account_declined:
            raise DraftIncompleteError(missing="consent")

    def _write(self, draft: RegistrationDraft, *, claim: bool) -> _Written:
        desk, basis = self._desk, person_acts.care_basis(draft.person)
        with desk.store.write() as tx:
            session = tx.schedules.session(draft.session_id)
            if session is None or session.state is not SessionState.OPEN:
                raise SessionStoppedError
            right = None if claim else self._spent_right(tx, draft)
            patient_id, patient = self._person(tx, draft)
            opened = person_acts.put_account(desk, tx, draft, patient)
            patient = _again(tx, patient_id)
            person_acts.record_notice(desk, tx, patient, draft.notice_version, draft.notice_how)
            consent = person_acts.account_consent(desk, draft)
            if consent is not None:
                person_acts.record_consent(desk, tx, patient, consent)
            provisional = draft.flagged_doubtful or is_provisional(
                draft.name_check, draft.person.document_type, draft.person.evidence
            )
            booking = StoredBooking(
                id=BookingId(desk.new_id()),
                patient_id=patient_id,
                session_id=draft.session_id,
                half_hour=right.half_hour if right else draft.half_hour,
                number=right.number if right else 0,
                epoch=right.epoch if right else 0,
                state=(BookingState.PENDING if claim else BookingState.BOOKED).value,
                channel="desk",
                provisional=provisional,
                fee_fen=session.fee_fen,
                day=session.day,
                made_at=desk.clock.now(),
                staff_id=desk.keys.staff.staff_id,
            )
            operation = desk.record(
                tx,
                OperationKind.CLAIM_BOOKING if claim else OperationKind.PROMISE_BOOKING,
                booking.id,
                subject=patient_id,
                facts=_booking_facts(booking),
                basis=basis,
                right=right or Right(draft.session_id, draft.half_hour),
            )
            booking = replace(booking, operation_id=operation.id)
            tx.bookings.put(booking)
            if not claim:
                self._trace_booking(tx, patient, booking, basis.value)
        self._unfinished = (draft.person, patient_id)
        return _Written(patient_id, booking, operation, opened, basis.value)

    def _trace_booking(
        self, tx: Transaction, patient: StoredPatient, booking: StoredBooking, basis: str, result: str = "ok"
    ) -> None:
        self._desk.trace(
            tx,
            AuditAct.BOOK,
            subject=patient.audit_id,
            object_id=booking.id,
            result=result,
            facts={"basis": basis},
        )

    def _spent_right(self, tx: Transaction, draft: RegistrationDraft) -> Right:
        if tx.state.get(REVOKED) is not None:
            raise DeskRevokedError
        if tx.state.get(ROLLED_BACK) is not None:
            raise RolledBackError
        wrong_s = int(tx.state.get(CLOCK_WRONG) or 0)
        if abs(wrong_s) >= WRONG_DAY_S:
            raise ClockSkewError(seconds=wrong_s)
        right = tx.rights.lowest(draft.session_id, draft.half_hour)
        if right is None or not tx.rights.spend(right):
            raise NoRightsLeftError
        return right

    def _person(self, tx: Transaction, draft: RegistrationDraft) -> tuple[PatientId, StoredPatient]:
        patient_id = draft.patient_id or self._already(tx, draft.person)
        if patient_id is None:
            patient_id = person_acts.register_person(self._desk, tx, draft)
            return patient_id, _again(tx, patient_id)
        patient = _again(tx, patient_id)
        person_acts.note_served(self._desk, tx, draft, patient)
        return patient_id, _again(tx, patient_id)

    def _already(self, tx: Transaction, person: PersonDraft) -> PatientId | None:
        if self._unfinished is not None and self._unfinished[0] == person:
            return self._unfinished[1]
        return None

    def _claimed(self, written: _Written) -> StoredBooking:
        result = self._answer_to(written.operation.id)
        accepted = result.status is ResultStatus.ACCEPTED
        event = BookingEvent.CONFIRM if accepted else BookingEvent.REFUSE
        state = next_state(BookingState.PENDING, event)
        booking = replace(written.booking, state=state.value, number=result.number, epoch=result.epoch)
        with self._desk.store.write() as tx:
            tx.bookings.put(booking)
            patient = _again(tx, written.patient_id)
            self._trace_booking(tx, patient, booking, written.basis, result.status.value)
            _count(tx, booking, result)
        if not accepted:
            raise _refusal(result)
        return booking

    def _answer_to(self, operation_id: OperationId) -> OperationResult:
        for _ in range(CLAIM_TRIES):
            self._exchange.run(pull=False)
            with self._desk.store.read() as tx:
                result = tx.outbox.result_of(operation_id)
            if result is not None:
                return result
        raise CentralUnreachableError(cause="no-answer-to-claim")

    def _withdraw(self, written: _Written) -> None:
        """The line broke before the answer: the claim goes up with a cancellation behind it, in this order."""
        with self._desk.store.write() as tx:
            cancel_booking(self._desk, tx, written.booking, LINE_LOST)

    def _confirmed(self, written: _Written, booking: StoredBooking, *, offline: bool) -> Confirmed:
        self._unfinished = None
        return Confirmed(
            patient_id=written.patient_id,
            booking_id=booking.id,
            slip=self._slips.slip_of(booking),
            offline=offline,
            provisional=booking.provisional,
            account_opened=written.account_opened,
        )


def withdraw_unfinished(desk: Desk, tx: Transaction) -> None:
    """Withdraw the claims of yesterday and today that were cut off before their slip: the program ended in between."""
    for day in (desk.today() - timedelta(days=1), desk.today()):
        for booking in tx.bookings.made_here(day, MOST_MADE):
            if booking.state == BookingState.PENDING.value:
                cancel_booking(desk, tx, booking, LINE_LOST)


def cancel_booking(desk: Desk, tx: Transaction, booking: StoredBooking, reason: str) -> None:
    """Cancel by an operation behind the one that made the booking, with its trace."""
    state = next_state(BookingState(booking.state), BookingEvent.CANCEL)
    facts = {"booking_id": booking.id, "reason": reason}
    # the person may be erased or have left the desk's scope since: then the booking names nobody
    subject = booking.patient_id or None
    desk.record(tx, OperationKind.CANCEL_BOOKING, booking.id, subject=subject, facts=facts)
    cancelled = replace(booking, state=state.value)
    tx.bookings.put(cancelled)
    give_back(desk, tx, cancelled, reason)
    patient = tx.patients.get(booking.patient_id)
    audit_id = patient.audit_id if patient else None
    desk.trace(tx, AuditAct.CANCEL, subject=audit_id, object_id=booking.id, facts={"reason": reason})


def _count(tx: Transaction, booking: StoredBooking, result: OperationResult) -> None:
    """Lower this desk's own count at once; the next exchange brings central's."""
    session = tx.schedules.session(booking.session_id)
    if session is None:
        return
    left, following = list(session.left), list(session.next_number)
    at = booking.half_hour
    if result.status is ResultStatus.ACCEPTED:
        left[at] = max(0, left[at] - 1)
        following[at] = result.number + 1 if left[at] else 0
    elif result.reason == SlotTakenError.code:
        left[at] = following[at] = 0
    tx.schedules.put_session(replace(session, left=tuple(left), next_number=tuple(following)))


def _refusal(result: OperationResult) -> KnownError:
    known: dict[str, type[KnownError]] = {e.code: e for e in (SessionStoppedError, SlotTakenError)}
    return known[result.reason]() if result.reason in known else CentralRefusedError(reason=result.reason)


def _booking_facts(booking: StoredBooking) -> dict[str, object]:
    return {
        "booking_id": booking.id,
        "patient_id": booking.patient_id,
        "provisional": booking.provisional,
        "fee_fen": booking.fee_fen,
        "day": booking.day.isoformat(),
    }


def _again(tx: Transaction, patient_id: PatientId) -> StoredPatient:
    patient = tx.patients.get(patient_id)
    if patient is None:
        raise CentralRefusedError(reason="person-gone")
    return patient
