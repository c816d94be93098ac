"""Who stands at the window: one of four answers in one key (N1), minors as P32 says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time

from desktop.domain.audit import AuditAct
from desktop.domain.bookings import BookingState
from desktop.domain.cards import CardLayout
from desktop.domain.consent import Purpose
from desktop.domain.documents import DocumentCheck, DocumentType, Sex, age_on, check_document
from desktop.domain.errors import CentralRefusedError
from desktop.domain.ids import PatientId
from desktop.domain.legal_basis import LegalBasis
from desktop.domain.masking import Surface, mask_address, mask_card, mask_name, mask_number, mask_phone
from desktop.domain.names import check_name, normalise_name
from desktop.domain.offline_lease import CATCHING_UP, CatchingUpError
from desktop.domain.payloads import PatientRecord
from desktop.domain.people import (
    Candidate,
    Document,
    EvidenceLevel,
    Match,
    Person,
    PhoneStatus,
    match_person,
    rule_for_age,
)
from desktop.domain.phone_guard import silent
from desktop.domain.policies import asked_again
from desktop.domain.schedules import CHINA, clinic_day
from desktop.domain.staff import Action
from desktop.domain.verification import NameCheck
from desktop.ports.central import Directory
from desktop.ports.id_reader import CardRead
from desktop.ports.store import CandidateRow, StoredPatient, Transaction
from desktop.services.desk import Desk
from desktop.services.drafts import Identified, Likely, PatientCard, PersonDraft, Visit
from desktop.services.guarding import refused_with_trace
from desktop.services.notice import notices_of
from desktop.services.openings import refuse_unless_granted
from desktop.services.person_acts import complete_record
from desktop.services.registers import training_alerts
from desktop.services.rules import book_of, booking_alerts
from desktop.services.site_fields import fields_of

RECENT_VISITS = 3
NOON = time(12)
DOCUMENT_OF_LAYOUT = {
    CardLayout.RESIDENT: DocumentType.RESIDENT_CARD,
    CardLayout.HMT_RESIDENCE: DocumentType.HMT_RESIDENCE_PERMIT,
    CardLayout.FOREIGNER_2023: DocumentType.FOREIGNER_CARD,
    CardLayout.FOREIGNER_2017: DocumentType.FOREIGNER_CARD_2017,
}


class IdentifyService:
    """Reads a draft of a person and finds out whether this desk, or central, knows them."""

    def __init__(self, desk: Desk, directory: Directory) -> None:
        self._desk = desk
        self._directory = directory

    def draft_from_card(self, card: CardRead) -> PersonDraft:
        """Return what the chip says; birth and sex printed on the card win over the number's digits."""
        read = card.unverified_card
        return PersonDraft(
            document_type=DOCUMENT_OF_LAYOUT.get(read.layout, DocumentType.RESIDENT_CARD),
            number=read.number,
            name=normalise_name(read.name_for_record),
            sex=Sex(read.sex_code) if read.sex_code in set(Sex) else Sex.UNKNOWN,
            birth=read.birth,
            evidence=EvidenceLevel.CHIP_READ,
            valid_until=read.valid_until,
            name_units=read.name_units,
            address=read.address or None,
            sam_number=card.sam_number,
            card_cut=read.name_fills_field,
        )

    def identify(self, draft: PersonDraft) -> Identified:
        """Return the local answer; a known person is opened, which begins a task and is audited (DECISIONS 4)."""
        self._desk.require(Action.REGISTER)
        if self._desk.reading_closed == CATCHING_UP:
            # a moment later the person may be known, or not any more
            raise CatchingUpError
        draft, check = self._checked(draft)
        age = age_on(draft.birth, self._desk.today()) if draft.birth else None
        minor = rule_for_age(
            age, guardian_path=self._desk.place.guardian_path, emergency=draft.emergency_reason is not None
        )
        findings = check.findings + check_name(draft.name) + minor.findings
        if check.rejected or not minor.care_allowed:
            return Identified(draft, findings, Match.NEW, None, (), minor, age)
        with refused_with_trace(self._desk, AuditAct.PATIENT_OPENED), self._desk.store.write() as tx:
            known = not self._desk.reading_closed
            match, ids = self._match(tx, draft, check.match_key) if known else (Match.NEW, ())
            card = None
            if match is Match.KNOWN:
                self._desk.note_present(ids[0] if draft.evidence is EvidenceLevel.CHIP_READ else None)
                card = self._opened(tx, ids[0])
            elif draft.evidence is EvidenceLevel.CHIP_READ:
                self._desk.note_stranger()
                self._desk.trace(
                    tx, AuditAct.CARD_READ, facts={"sam": draft.sam_number or "", "match": match.value}
                )
            likely = () if match is Match.KNOWN else self._likely(tx, ids, match)
            fields = fields_of(tx)
        return Identified(draft, findings, match, card, likely, minor, age, fields)

    def identify_at_central(self, draft: PersonDraft) -> Identified | None:
        """Ask central for exactly this document; None when nobody there has it. Needs the line."""
        checked, check = self._checked(draft)
        if check.rejected or not check.match_key or draft.document_type is DocumentType.NONE:
            return None
        found, _too_many = self._directory.look_up("document", check.match_key, checked.document_type.value)
        if not found:
            return None
        for person in found:
            self._directory.fetch(person.patient_id)
        with self._desk.store.write() as tx:
            self._desk.trace(tx, AuditAct.LOOKUP, facts={"by": "document", "rows": len(found)})
        return self.identify(draft)

    def open_patient(self, patient_id: PatientId) -> PatientCard:
        """Open a person picked from a list; the audit row is committed before anything is shown (A2)."""
        self._desk.require(Action.OPEN_PATIENT)
        with refused_with_trace(self._desk, AuditAct.PATIENT_OPENED), self._desk.store.write() as tx:
            self._desk.note_present(None)
            return self._opened(tx, patient_id, listed=True)

    def same_person(self, patient_id: PatientId, draft: PersonDraft) -> PatientCard:
        """Open a candidate whom the clerk knows to be the person of the draft; raises CentralRefusedError.

        A file that was begun without a document is finished with the one that is here now (G11).
        """
        self._desk.require(Action.OPEN_PATIENT)
        with refused_with_trace(self._desk, AuditAct.PATIENT_OPENED), self._desk.store.write() as tx:
            self._desk.note_present(patient_id if draft.evidence is EvidenceLevel.CHIP_READ else None)
            patient = _present(tx.patients.get(patient_id))
            documented = draft.document_type is not DocumentType.NONE
            if documented and patient.record.document_type == DocumentType.NONE.value:
                self._desk.require(Action.REGISTER)
                complete_record(self._desk, tx, patient, draft)
            return self._opened(tx, patient_id)

    def still_here(self, patient_id: PatientId) -> bool:
        """Return whether a person who was opened has not been erased since; nothing of them is read."""
        with self._desk.store.read() as tx:
            return tx.patients.get(patient_id) is not None

    def draft_of(self, patient_id: PatientId) -> PersonDraft:
        """Return the stored person as a draft for the form (the document was checked when it was stored)."""
        self._desk.require(Action.OPEN_PATIENT)
        with self._desk.store.read() as tx:
            patient = _present(tx.patients.get(patient_id))
            refuse_unless_granted(self._desk, tx, patient, listed=True)
            self._desk.refuse_sealed(tx, patient)
        record = patient.record
        return PersonDraft(
            document_type=DocumentType(record.document_type),
            number=record.document_number or "",
            name=record.name,
            sex=Sex(record.sex),
            birth=record.birth_date(),
            evidence=EvidenceLevel(record.evidence),
        )

    def refuse_minor(self) -> None:
        """Count an account attempt by a person under 18; nothing that identifies anybody is kept (P32)."""
        with self._desk.store.write() as tx:
            self._desk.trace(tx, AuditAct.MINOR_REFUSED)

    def _checked(self, draft: PersonDraft) -> tuple[PersonDraft, DocumentCheck]:
        check = check_document(
            draft.document_type,
            draft.number,
            today=self._desk.today(),
            birth=draft.birth,
            sex=draft.sex,
            valid_until=draft.valid_until,
        )
        sex = draft.sex
        if sex is Sex.UNKNOWN and check.sex is not None:
            sex = check.sex
        return (
            replace(
                draft,
                number=check.number,
                issue_number=check.issue_number or draft.issue_number,
                name=normalise_name(draft.name),
                birth=draft.birth or check.birth,
                sex=sex,
            ),
            check,
        )

    def _match(
        self, tx: Transaction, draft: PersonDraft, match_key: str | None
    ) -> tuple[Match, tuple[PatientId, ...]]:
        birth = draft.birth.isoformat() if draft.birth else None
        rows = tx.patients.candidates(draft.document_type.value, match_key, draft.name, birth, None)
        document = None
        if draft.document_type is not DocumentType.NONE and match_key:
            document = Document(draft.document_type, match_key, draft.issue_number, draft.valid_until)
        person = Person(draft.name, draft.sex, draft.birth, document, draft.name_units, None)
        match, ids = match_person(person, None, [_candidate(row) for row in _standing(tx, rows)])
        return match, tuple(dict.fromkeys(ids))

    def _likely(self, tx: Transaction, ids: tuple[PatientId, ...], match: Match) -> tuple[Likely, ...]:
        """Return masked candidates; their rows are opened for it, so one trace stands before they are shown (A2)."""
        found: list[Likely] = []
        for patient_id in ids[:5]:
            patient = tx.patients.get(patient_id)
            if patient is None:
                continue
            record = patient.record
            kind = DocumentType(record.document_type)
            found.append(
                Likely(
                    patient_id=patient_id,
                    name=mask_name(record.name, Surface.LIST),
                    birth=record.birth_date(),
                    number_masked=mask_number(
                        kind, record.document_number or "", Surface.LIST, birth_visible=True
                    ),
                    phone_masked=_phone(patient),
                    last_seen=clinic_day(patient.status.served_at) if patient.status.served_at else None,
                )
            )
        if found:
            self._desk.trace(
                tx, AuditAct.LOOKUP, facts={"by": "likely", "match": match.value, "rows": len(found)}
            )
        return tuple(found)

    def _opened(self, tx: Transaction, patient_id: PatientId, *, listed: bool = False) -> PatientCard:
        patient = _present(tx.patients.get(patient_id))
        refuse_unless_granted(self._desk, tx, patient, listed=listed)
        self._desk.refuse_sealed(tx, patient)
        self._desk.trace(tx, AuditAct.PATIENT_OPENED, subject=patient.audit_id)
        self._desk.note_opened(patient_id)
        card = patient_card(tx, patient, self._desk.today())
        return replace(card, alerts=(*card.alerts, *training_alerts(self._desk, tx)))


def _present(patient: StoredPatient | None) -> StoredPatient:
    if patient is None:
        raise CentralRefusedError(reason="person-gone")
    return patient


def _standing(tx: Transaction, rows: tuple[CandidateRow, ...]) -> Iterator[CandidateRow]:
    """Yield candidates; a record that was merged answers for the one it became (G5)."""
    for row in rows:
        survivor = tx.pairs.survivor_of(row.id)
        if survivor is None:
            yield row
        elif tx.patients.get(survivor) is not None:
            yield replace(row, id=survivor)


def _candidate(row: CandidateRow) -> Candidate:
    return Candidate(
        row.id,
        row.name,
        DocumentType(row.document_type),
        row.match_key,
        date.fromisoformat(row.birth) if row.birth else None,
        row.phone_tail,
    )


def _phone(patient: StoredPatient) -> str:
    if patient.account is None or not patient.account.phone:
        return "--"
    return mask_phone(patient.account.phone, Surface.TASK)


def patient_card(tx: Transaction, patient: StoredPatient, today: date) -> PatientCard:
    """Return what the context panel shows of a person who is being served."""
    record = patient.record
    birth = record.birth_date()
    account = patient.account
    kind = DocumentType(record.document_type)
    notice = tx.cases.last_notice(patient.id)
    verified = proved_on(tx, patient, today)
    return PatientCard(
        patient_id=patient.id,
        name=record.name,
        sex=Sex(record.sex),
        birth=birth,
        age=age_on(birth, today) if birth else None,
        number_masked=_number(kind, record),
        phone_masked=_phone(patient),
        card_masked=mask_card(record.card_number, Surface.TASK) if record.card_number else "--",
        document_type=kind,
        evidence=EvidenceLevel(patient.status.evidence),
        name_check=NameCheck(patient.status.name_check),
        phone_status=PhoneStatus(account.phone_status) if account else None,
        phone_verified_on=verified,
        has_account=bool(account and account.is_account),
        notice=f"{notice.version} {clinic_day(notice.at):%Y-%m-%d}" if notice else "",
        visits=_visits(tx, patient.id),
        alerts=(
            *_alerts(patient),
            *(("phone-silent",) if account and account.verified_at and verified is None else ()),
            *booking_alerts(tx, patient.id, today),
        ),
        address_masked=mask_address(record.address, Surface.TASK) if record.address else "--",
        contact_masked=_contact(record),
        contact_relation=record.contact_relation or "",
        basis=patient.status.basis,
        reading=record.reading or "",
        ask_again=_ask_again(tx, patient, today),
        block=held if (held := patient.status.block) and held.holds(today) else None,
    )


def proved_on(tx: Transaction, patient: StoredPatient, today: date) -> date | None:
    """Return when the phone was proved; None after a long silence: the number may have a new owner (N19)."""
    said = patient.account.verified_at if patient.account else None
    if not said:
        return None
    verified, served = date.fromisoformat(said[:10]), patient.status.served_at
    seen = [booking.day for booking in tx.bookings.of_patient(patient.id, RECENT_VISITS + 3)]
    seen += [clinic_day(served)] if served else []
    return (
        None
        if silent(verified, seen, today, book_of(tx).at(datetime.combine(today, NOON, CHINA)))
        else verified
    )


def _ask_again(tx: Transaction, patient: StoredPatient, today: date) -> bool:
    """Return whether an account rests on an answer to a version that a major one has followed (P33)."""
    if patient.account is None or not patient.account.is_account:
        return False
    answers = [c for c in tx.cases.consents(patient.id) if c.purpose == Purpose.ACCOUNT.value]
    newest = max(answers, key=lambda c: c.at, default=None)
    return asked_again(notices_of(tx), newest.notice_version if newest else "", today)


def _number(kind: DocumentType, record: PatientRecord) -> str:
    if not record.document_number:
        return "--"
    return mask_number(kind, record.document_number, Surface.TASK, birth_visible=True)


def _alerts(patient: StoredPatient) -> tuple[str, ...]:
    status = patient.status
    alerts = []
    if status.name_check == NameCheck.MISMATCH.value:
        alerts.append("name-mismatch")
    if status.same_as is not None:
        alerts.append("likely-duplicate")
    if status.restricted:
        alerts.append("restricted")
    alerts += sorted(mark.value for mark in status.marks)
    if status.basis == LegalBasis.EMERGENCY.value and patient.record.emergency_reason:
        alerts.append(f"emergency-{patient.record.emergency_reason}")
    return tuple(alerts)


def _visits(tx: Transaction, patient_id: PatientId) -> tuple[Visit, ...]:
    visits = []
    names = {d.id: d.name for d in tx.schedules.departments()}
    for booking in tx.bookings.of_patient(patient_id, RECENT_VISITS + 3):
        session = tx.schedules.session(booking.session_id)
        if session is None or booking.state in (BookingState.PENDING.value, BookingState.REFUSED.value):
            continue
        doctor = tx.schedules.doctor(session.doctor_id)
        name = doctor.name if doctor else ""
        visits.append(Visit(booking.day, names.get(session.department_id, ""), name, booking.state))
    return tuple(visits[:RECENT_VISITS])


def _contact(record: PatientRecord) -> str:
    """Return the contact as the panel shows a third person: name and phone masked."""
    if not record.contact_name:
        return "--"
    phone = mask_phone(record.contact_phone or "", Surface.LIST)
    return f"{mask_name(record.contact_name, Surface.LIST)} {phone}"
