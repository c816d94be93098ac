"""Acts on a person inside one transaction: register, phone and account, notice, consent (G11, N20, P30, P37)."""

from __future__ import annotations

import base64
from dataclasses import replace

from desktop.domain import bindings
from desktop.domain.audit import AuditAct
from desktop.domain.consent import ConsentAct, ConsentGiven, Purpose
from desktop.domain.documents import DocumentType, age_on, temporary_number
from desktop.domain.ids import PatientId
from desktop.domain.legal_basis import ALWAYS, LegalBasis, basis_of
from desktop.domain.marks import Mark
from desktop.domain.operations import KeyKind, OperationKind
from desktop.domain.payloads import AccountRecord, PatientRecord
from desktop.domain.people import EvidenceLevel, PhoneStatus, reaches, rule_for_age
from desktop.domain.phone_guard import refuse_crowd
from desktop.domain.phones import normalise_phone
from desktop.domain.site_fields import FIELDS
from desktop.domain.state_marks import changed_marks
from desktop.ports.store import (
    ConsentEvent,
    DataKeys,
    NoticeEvent,
    PatientStatus,
    StoredPatient,
    Transaction,
)
from desktop.services.desk import Desk, Sealing
from desktop.services.drafts import PersonDraft, RegistrationDraft
from desktop.services.rules import book_of
from desktop.services.site_fields import fields_of

MOST_OF_PHONE = 50
TEMPORARY_SERIAL = "temporary/serial"


def register_person(desk: Desk, tx: Transaction, draft: RegistrationDraft) -> PatientId:
    """Make a new person: data keys, sealed rows, operation with the keys sealed to central, audit row."""
    patient_id = PatientId(desk.new_id())
    sealer = desk.keys.sealer
    keys = DataKeys(sealer.new_data_key(), sealer.new_data_key())
    assert keys.record is not None
    assert keys.account is not None
    record, basis = fields_of(tx).kept(_record(desk, tx, draft.person)), care_basis(draft.person)
    upward = desk.keys.desk.seal_to_central(keys.record + keys.account, bindings.keys_for_central(patient_id))
    desk.record(
        tx,
        OperationKind.REGISTER_PATIENT,
        patient_id,
        subject=patient_id,
        facts={
            "keys_for_central": base64.b64encode(upward).decode(),
            "name_check": draft.name_check.value,
            "doubtful": draft.flagged_doubtful,
        },
        sealing=Sealing(keys.record, KeyKind.RECORD, record.to_bytes()),
        basis=basis,
    )
    status = PatientStatus(
        name_check=draft.name_check.value, evidence=draft.person.evidence.value, basis=basis.value
    )
    tx.patients.put(patient_id, record, None, keys, replace(status, served_at=desk.clock.now()))
    stored = tx.patients.get(patient_id)
    assert stored is not None
    desk.trace(
        tx,
        AuditAct.REGISTER,
        subject=stored.audit_id,
        facts={
            "evidence": draft.person.evidence.value,
            "name_check": draft.name_check.value,
            "basis": basis.value,
        },
    )
    return patient_id


def care_basis(person: PersonDraft) -> LegalBasis:
    """Return on what care registration rests for this person (P7)."""
    return basis_of(Purpose.CARE, emergency=person.emergency_reason is not None)


def complete_record(desk: Desk, tx: Transaction, patient: StoredPatient, person: PersonDraft) -> None:
    """Put the document that came later into the file of somebody registered without one (G11).

    From now on care rests on the contract; the emergency stands in its own operation, trace and review.
    """
    keys = tx.patients.keys(patient.id)
    if keys.record is None:
        return
    before = patient.record
    # The reason of the emergency stays: the file was begun without a document, and a review may ask why.
    record = replace(
        _record(desk, tx, person),
        card_number=person.card_number or before.card_number,
        reading=person.reading or before.reading,
        emergency_reason=before.emergency_reason,
    )
    if not person.contact:
        record = record.with_contact(
            before.contact_name, before.contact_relation, before.contact_phone, before.contact_document
        )
    desk.record(
        tx,
        OperationKind.CORRECT_PATIENT,
        patient.id,
        subject=patient.id,
        sealing=Sealing(keys.record, KeyKind.RECORD, record.to_bytes()),
        base_version=patient.status.version,
    )
    basis = ALWAYS[OperationKind.CORRECT_PATIENT].value
    status = replace(patient.status, name_check="not-asked", evidence=person.evidence.value, basis=basis)
    tx.patients.put(patient.id, record, patient.account, keys, status)
    facts = {"evidence": person.evidence.value, "basis": basis}
    facts |= changed_marks(keys.record, before.to_bytes(), record.to_bytes())
    desk.trace(tx, AuditAct.CORRECT, subject=patient.audit_id, facts=facts)


def _record(desk: Desk, tx: Transaction, person: PersonDraft) -> PatientRecord:
    number: str | None = person.number or None
    if person.document_type is DocumentType.NONE:
        number = _next_temporary(desk, tx)
    guardian = person.guardian
    record = PatientRecord(
        name=person.name,
        sex=person.sex.value,
        birth=person.birth.isoformat() if person.birth else None,
        document_type=person.document_type.value,
        document_number=number,
        issue_number=person.issue_number,
        document_valid_until=person.valid_until.isoformat() if person.valid_until else None,
        name_units_hex=person.name_units.hex() if person.name_units else None,
        evidence=person.evidence.value,
        sam_number=person.sam_number,
        address=person.address,
        guardian_name=guardian.name if guardian else None,
        guardian_relation=guardian.relation if guardian else None,
        guardian_document=guardian.document if guardian else None,
        guardian_phone=guardian.phone if guardian else None,
        emergency_reason=person.emergency_reason,
        card_number=person.card_number,
        reading=person.reading,
    )
    return _with_contact(record, person)


def _with_contact(record: PatientRecord, person: PersonDraft) -> PatientRecord:
    """Return the record with the contact that was named, as it stands where none was."""
    found = person.contact
    if found is None:
        return record
    return record.with_contact(found.name, found.relation, found.phone, found.document or None)


def lacking(tx: Transaction, person: PersonDraft) -> tuple[str, ...]:
    """Return which fields this site requires and the draft does not have."""
    if person.emergency_reason is not None:
        return ()
    fields = fields_of(tx)
    return tuple(
        name for name in FIELDS if fields.requires(name) and not (getattr(person, name) or "").strip()
    )


def _next_temporary(desk: Desk, tx: Transaction) -> str:
    raw = tx.state.get(TEMPORARY_SERIAL)
    serial = int(raw or b"0") + 1
    tx.state.set(TEMPORARY_SERIAL, str(serial).encode())
    return temporary_number(desk.keys.desk.desk[-4:].upper(), serial)


def enrich_record(desk: Desk, tx: Transaction, person: PersonDraft, patient: StoredPatient) -> None:
    """Add to a known person's file what came with this visit: a card's number, a reading, a contact, a stronger proof.

    Nothing that identifies them is changed here, and only a contact takes another's place; a restricted file, and one
    that rests on an emergency (it is finished by its document, complete_record), stay as they are.
    """
    before, keys = patient.record, tx.patients.keys(patient.id)
    emergency = patient.status.basis == LegalBasis.EMERGENCY.value
    if keys.record is None or patient.status.restricted or emergency:
        return
    record = replace(
        before,
        card_number=person.card_number or before.card_number,
        reading=person.reading or before.reading,
    )
    record = _with_contact(record, person)
    same_document = (person.document_type.value, person.number) == (
        before.document_type,
        before.document_number,
    )
    if same_document and _stronger(person.evidence, EvidenceLevel(before.evidence)):
        record = replace(
            record,
            evidence=person.evidence.value,
            sam_number=person.sam_number,
            name_units_hex=before.name_units_hex or (person.name_units.hex() if person.name_units else None),
        )
    if record == before:
        return
    desk.record(
        tx,
        OperationKind.CORRECT_PATIENT,
        patient.id,
        subject=patient.id,
        sealing=Sealing(keys.record, KeyKind.RECORD, record.to_bytes()),
        base_version=patient.status.version,
    )
    status = replace(patient.status, evidence=record.evidence)
    tx.patients.put(patient.id, record, patient.account, keys, status)
    names = [
        name
        for name in ("card_number", "reading", "evidence", "contact_name", "contact_phone")
        if getattr(record, name) != getattr(before, name)
    ]
    facts = {"fields": " ".join(names)} | changed_marks(keys.record, before.to_bytes(), record.to_bytes())
    desk.trace(tx, AuditAct.CORRECT, subject=patient.audit_id, facts=facts)


def _stronger(now: EvidenceLevel, before: EvidenceLevel) -> bool:
    return now is not before and reaches(now, before)


def note_served(desk: Desk, tx: Transaction, draft: RegistrationDraft, patient: StoredPatient) -> None:
    """Bring a known person's status up to date: served now, and a name check made at this window."""
    status = replace(patient.status, served_at=desk.clock.now())
    if draft.name_check.value not in ("not-asked", "unavailable"):
        status = replace(status, name_check=draft.name_check.value)
    tx.patients.set_status(patient.id, status)


def put_account(desk: Desk, tx: Transaction, draft: RegistrationDraft, patient: StoredPatient) -> bool:
    """Keep the phone and, with a proof and the patient's own act, the account; returns whether one was opened.

    A frozen account stays as it is.
    """
    if Mark.FROZEN in patient.status.marks:
        return False
    consent = account_consent(desk, draft)
    opened = bool(draft.code_proof and consent and consent.given)
    verified = desk.clock.now().isoformat() if draft.code_proof else None
    before = patient.account
    if opened and draft.phone:
        _refuse_crowd(desk, tx, patient, normalise_phone(draft.phone))
    if before and before.phone and not draft.code_proof and draft.phone in (None, before.phone):
        return False
    account = AccountRecord(
        phone=normalise_phone(draft.phone) if draft.phone else None,
        phone_status=draft.phone_status.value,
        verified_at=verified,
        is_account=opened or bool(before and before.is_account),
        reason=draft.phone_reason,
    )
    keys = tx.patients.keys(patient.id)
    if keys.account is None:
        return False
    desk.record(
        tx,
        OperationKind.PUT_ACCOUNT,
        patient.id,
        subject=patient.id,
        facts={"proof": draft.code_proof} if draft.code_proof else {},
        sealing=Sealing(keys.account, KeyKind.ACCOUNT, account.to_bytes()),
        base_version=patient.status.version,
        # A phone without an account is there to reach the patient: that is part of care.
        basis=LegalBasis.CONSENT if account.is_account else care_basis(draft.person),
    )
    status = replace(patient.status, phone_verified=verified is not None)
    tx.patients.put(patient.id, patient.record, account, keys, status)
    marks = changed_marks(keys.account, before.to_bytes() if before else b"", account.to_bytes())
    desk.trace(tx, AuditAct.PUT_ACCOUNT, subject=patient.audit_id, facts=marks)
    return opened


def _refuse_crowd(desk: Desk, tx: Transaction, patient: StoredPatient, phone: str) -> None:
    """Raise PhoneCrowdedError when this desk knows so many others with the number; central counts everybody (N19)."""
    others = [
        row for row in tx.patients.search(phone, MOST_OF_PHONE) if row.phone == phone and row.id != patient.id
    ]
    refuse_crowd(len(others), book_of(tx).at(desk.clock.now()))


def account_consent(desk: Desk, draft: RegistrationDraft) -> ConsentGiven | None:
    """Return the patient's own act about the account; None when nobody asked or answered (P37), or under 18 (P32)."""
    if draft.account_consent_act is None or not _account_allowed(desk, draft.person):
        return None
    return ConsentGiven(
        Purpose.ACCOUNT,
        draft.notice_version,
        ConsentAct(draft.account_consent_act),
        not draft.account_declined,
        desk.clock.now(),
    )


def _account_allowed(desk: Desk, person: PersonDraft) -> bool:
    age = age_on(person.birth, desk.today()) if person.birth else None
    return rule_for_age(
        age, guardian_path=desk.place.guardian_path, emergency=person.emergency_reason is not None
    ).account_allowed


def record_consent(
    desk: Desk, tx: Transaction, patient: StoredPatient, given: ConsentGiven, signature: str = ""
) -> None:
    """Append the patient's decision with what they drew, which goes up sealed and stays nowhere here.

    Declining an account leaves no row, refusing to go on with one does (P33, P37).
    """
    if not given.given and not (patient.account and patient.account.is_account):
        return
    event_id = desk.new_id()
    facts = {
        "id": event_id,
        "purpose": given.purpose.value,
        "notice_version": given.notice_version,
        "act": given.act.value,
        "given": given.given,
    }
    key = tx.patients.keys(patient.id).account if signature else None
    desk.record(
        tx, OperationKind.RECORD_CONSENT, event_id, subject=patient.id, facts=facts,
        sealing=Sealing(key, KeyKind.ACCOUNT, signature.encode()) if key else None,
    )  # fmt: skip
    tx.cases.add_consent(
        ConsentEvent(
            event_id,
            patient.id,
            given.purpose.value,
            given.notice_version,
            given.act.value,
            given.given,
            given.at,
        )
    )
    basis = basis_of(given.purpose).value
    desk.trace(
        tx, AuditAct.CONSENT, subject=patient.audit_id,
        facts={"purpose": given.purpose.value, "basis": basis, "given": int(given.given)},
    )  # fmt: skip


def record_notice(desk: Desk, tx: Transaction, patient: StoredPatient, version: str, how: str) -> None:
    """Record that this version of the notice was shown, once per person and version (P30)."""
    if not version:
        return
    last = tx.cases.last_notice(patient.id)
    if last is not None and last.version == version:
        return
    facts = {"version": version, "how": how}
    desk.record(tx, OperationKind.SHOW_NOTICE, patient.id, subject=patient.id, facts=facts)
    tx.cases.add_notice(NoticeEvent(patient.id, version, how, desk.clock.now()))
    desk.trace(tx, AuditAct.NOTICE, subject=patient.audit_id, facts=facts)


def phone_settled(draft: RegistrationDraft) -> bool:
    """Return whether the phone question has an answer: proved, or one of the three keys with a reason (N20)."""
    if draft.phone_status is PhoneStatus.VERIFIED:
        return draft.code_proof is not None or draft.patient_id is not None
    return bool(draft.phone_reason)
