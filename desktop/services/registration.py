"""F9: the person, the consent and the number are saved together, claimed or promised, and only then shown (A4)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta

from desktop.domain.audit import AuditAct
from desktop.domain.bookings import BookingState
from desktop.domain.changes import LINE_LOST, UNDO, UNDO_WINDOW
from desktop.domain.consent import ConsentAct
from desktop.domain.documents import check_document
from desktop.domain.errors import CentralUnreachableError, KnownError
from desktop.domain.ids import BookingId, OperationId, PatientId
from desktop.domain.legal_basis import LegalBasis
from desktop.domain.marks import Mark
from desktop.domain.operations import KeyKind, Operation, OperationKind, ResultStatus, Right
from desktop.domain.payloads import VisitRecord
from desktop.domain.people import EvidenceLevel
from desktop.domain.quotas import Channel, SpecialNeedsLineError
from desktop.domain.staff import Action
from desktop.domain.verification import is_provisional
from desktop.ports.central import Exchange
from desktop.ports.store import StoredBooking, StoredPatient, Transaction
from desktop.services import paper_slips, person_acts, slot_acts
from desktop.services.desk import Desk, Line, Sealing
from desktop.services.drafts import Confirmed, PersonDraft, RegistrationDraft
from desktop.services.notice import refuse_outdated
from desktop.services.rules import refuse_by_rule
from desktop.services.slips import SlipService
from desktop.services.special_numbers import count_special, record_extra, refuse_special


class DraftIncompleteError(KnownError):
    """Something is still missing before F9; facts: `missing` (a stable code)."""

    code = "draft-incomplete"


class UndoTooLateError(KnownError):
    """More than 60 seconds have passed; cancel with a reason instead (N30)."""

    code = "undo-too-late"


@dataclass(frozen=True, slots=True)
class _Written:
    """What the first transaction left behind; `extra` added the number that is claimed."""

    patient_id: PatientId
    booking: StoredBooking
    operation: Operation
    account_opened: bool
    basis: LegalBasis
    quota: str = ""
    extra: OperationId | None = None


class RegistrationService:
    """Registers a walk-in and gives a number, on line by a claim, off line by a promise (DECISIONS 22)."""

    def __init__(self, desk: Desk, exchange: Exchange, line: Line, slips: SlipService) -> None:
        self._desk = desk
        self._exchange = exchange
        self._line = line
        self._slips = slips
        self.unshown: set[BookingId] = set()
        self._unfinished: tuple[PersonDraft, PatientId] | None = None

    def confirm(self, draft: RegistrationDraft) -> Confirmed:
        """Save, claim or promise, and return the slip.

        Raises DraftIncompleteError, PaperSlipKeyedError, PolicyChangedError, SlotTakenError, SessionStoppedError,
        NoRightsLeftError, ClockSkewError, StoreFullError, StoreBusyError; the person stays registered when only the
        number was refused, and a second try finds them.
        """
        self._desk.require(Action.REGISTER)
        self._desk.require(Action.BOOK)
        self._refuse_incomplete(draft)
        online = self._line.online()
        if draft.quota and not online:
            raise SpecialNeedsLineError
        if online:
            written = self._write(draft, claim=True)
            with self._shown_or_given_back(written):
                try:
                    booking = self._claimed(written)
                    return self._confirmed(written, booking, offline=False)
                except CentralUnreachableError:
                    self._line.line_lost()
                    self._withdraw(written)
                    if draft.quota:
                        raise SpecialNeedsLineError from None
                    draft = replace(draft, patient_id=written.patient_id)
        written = self._write(draft, claim=False)
        with self._shown_or_given_back(written):
            return self._confirmed(written, written.booking, offline=True)

    @contextmanager
    def _shown_or_given_back(self, written: _Written) -> Iterator[None]:
        """Note a booking that an error keeps from being shown: it is given back before the next exchange (unshown)."""
        try:
            yield
        except BaseException:
            self.unshown.add(written.booking.id)
            raise

    def can_undo(self, booking_id: BookingId) -> bool:
        """Return whether Ctrl+Z still works for this booking."""
        with self._desk.store.read() as tx:
            booking = tx.bookings.get(booking_id)
        return booking is not None and self._young(booking)

    def undo(self, booking_id: BookingId) -> tuple[str, ...]:
        """Cancel within 60 seconds, by a compensating act that stays in the log (N30); raises UndoTooLateError.

        Returns the refunds that went with it.
        """
        self._desk.require(Action.CANCEL)
        with self._desk.store.write() as tx:
            booking = tx.bookings.get(booking_id)
            if booking is None or not self._young(booking):
                raise UndoTooLateError
            return slot_acts.cancel_booking(self._desk, tx, booking, UNDO)

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
            self._refuse_unasked(person)
        if not person_acts.phone_settled(draft):
            raise DraftIncompleteError(missing="phone")
        if draft.code_proof and draft.account_consent_act is None and not draft.account_declined:
            raise DraftIncompleteError(missing="consent")

    def _refuse_unasked(self, person: PersonDraft) -> None:
        """Raise where this site requires a field of new people that is not there (G14); an emergency lacks none."""
        with self._desk.store.read() as tx:
            lacking = person_acts.lacking(tx, person)
        if lacking:
            raise DraftIncompleteError(missing=lacking[0].replace("_", "-"))

    def _write(self, draft: RegistrationDraft, *, claim: bool) -> _Written:
        desk, basis = self._desk, person_acts.care_basis(draft.person)
        with desk.store.write() as tx:
            paper_slips.refuse_keyed(tx, draft.paper_slip)
            refuse_outdated(tx, draft.notice_version, desk.today())
            session = slot_acts.open_session(tx, draft.session_id)
            refuse_by_rule(
                desk, tx, draft.patient_id or self._already(tx, draft.person), draft.person.birth, session,
                draft.half_hour,
            )  # fmt: skip
            refuse_special(desk, tx, session, draft.quota, draft.person.birth)
            right = Right(session.id, draft.half_hour)
            if not claim:
                right = slot_acts.spent_right(tx, session.id, draft.half_hour)
            patient_id, patient = self._person(tx, draft)
            if draft.patient_id is None and draft.person.evidence is EvidenceLevel.CHIP_READ:
                desk.note_present(patient_id)  # the card that nobody was known by is theirs
            opened = person_acts.put_account(desk, tx, draft, patient)
            patient = slot_acts.person_of(tx, patient_id)
            person_acts.record_notice(desk, tx, patient, draft.notice_version, draft.notice_how)
            consent = person_acts.account_consent(desk, draft)
            if consent is not None and Mark.FROZEN not in patient.status.marks:
                person_acts.record_consent(desk, tx, patient, consent, draft.consent_signature)
            provisional = draft.flagged_doubtful or is_provisional(
                draft.name_check, draft.person.document_type, draft.person.evidence
            )
            booking = slot_acts.new_booking(desk, patient_id, session, right, provisional=provisional)
            extra = None
            if draft.quota == Channel.EXTRA:
                extra = record_extra(desk, tx, session.id, draft.half_hour, draft.extra_reason).id
            operation = desk.record(
                tx,
                OperationKind.CLAIM_BOOKING if claim else OperationKind.PROMISE_BOOKING,
                booking.id,
                subject=patient_id,
                facts=slot_acts.booking_facts(booking, draft.quota, draft.paper_slip),
                basis=basis,
                sealing=_visit_sealed(tx, patient_id, draft),
                right=right,
            )
            booking = replace(booking, operation_id=operation.id)
            tx.bookings.put(booking)
            paper_slips.note_keyed(desk, tx, draft.paper_slip, booking.id)
            if draft.agreed_on_screen:
                told = {"act": ConsentAct.PATIENT_SCREEN.value}
                desk.trace(tx, AuditAct.AGREED, subject=patient.audit_id, object_id=booking.id, facts=told)
            if not claim:
                slot_acts.trace_booking(desk, tx, patient, booking, basis)
        self._unfinished = (draft.person, patient_id)
        return _Written(patient_id, booking, operation, opened, basis, draft.quota, extra)

    def _person(self, tx: Transaction, draft: RegistrationDraft) -> tuple[PatientId, StoredPatient]:
        patient_id = draft.patient_id or self._already(tx, draft.person)
        if patient_id is None:
            patient_id = person_acts.register_person(self._desk, tx, draft)
            return patient_id, slot_acts.person_of(tx, patient_id)
        patient = slot_acts.person_of(tx, patient_id)
        person_acts.enrich_record(self._desk, tx, draft.person, patient)
        person_acts.note_served(self._desk, tx, draft, slot_acts.person_of(tx, patient_id))
        return patient_id, slot_acts.person_of(tx, patient_id)

    def _already(self, tx: Transaction, person: PersonDraft) -> PatientId | None:
        if self._unfinished is not None and self._unfinished[0] == person:
            return self._unfinished[1]
        return None

    def _claimed(self, written: _Written) -> StoredBooking:
        result = slot_acts.answer_to(self._desk, self._exchange, written.operation.id)
        booking = slot_acts.settled(written.booking, result)
        with self._desk.store.write() as tx:
            tx.bookings.put(booking)
            patient = slot_acts.person_of(tx, written.patient_id)
            slot_acts.trace_booking(
                self._desk, tx, patient, booking, written.basis, result.status.value, written.quota
            )
            if not written.quota:
                slot_acts.count_on_board(tx, booking, result)
            elif result.status is ResultStatus.ACCEPTED:
                count_special(tx, booking, written.quota)
            added = tx.outbox.result_of(written.extra) if written.extra else None
        if added is not None and added.status is not ResultStatus.ACCEPTED:
            raise slot_acts.refusal(self._desk, added)
        if result.status is not ResultStatus.ACCEPTED:
            raise slot_acts.refusal(self._desk, result)
        return booking

    def _withdraw(self, written: _Written) -> None:
        """The line broke before the answer: the claim goes up with a cancellation behind it, in this order."""
        with self._desk.store.write() as tx:
            slot_acts.cancel_booking(self._desk, tx, written.booking, LINE_LOST)

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


def _visit_sealed(tx: Transaction, patient_id: PatientId, draft: RegistrationDraft) -> Sealing | None:
    """What was asked about this visit goes up and stays here sealed with its booking, under the record key."""
    key = tx.patients.keys(patient_id).record
    if key is None or (draft.first_visit is None and draft.insurance is None):
        return None
    plain = VisitRecord(draft.first_visit, draft.insurance).to_bytes()
    return Sealing(key, KeyKind.RECORD, plain)
