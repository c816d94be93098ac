"""Operations on people: register, correct, phone and account, notice, consent (G11, N1, P30, P37)."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date

from central.services import marks, minors
from central.services.aliases import follow
from central.services.batch import Batch, Facts, proof_hash
from central.services.errors import OperationRefusedError
from central.services.holders import too_many
from central.services.site_fields import fields_of
from central.services.tokens import (
    CARD,
    DOCUMENT,
    NAME4,
    PHONE,
    account_tokens,
    document_token,
    phone_token,
    record_tokens,
)
from central.store import feed
from central.store.people import ERASED, KEPT, LIVE
from desktop.domain import bindings
from desktop.domain.documents import DocumentType, Sex, age_on
from desktop.domain.errors import SealBrokenError
from desktop.domain.legal_basis import LegalBasis
from desktop.domain.marks import Mark, PersonFrozenError
from desktop.domain.operations import KeyKind, Operation
from desktop.domain.payloads import AccountRecord, PatientRecord
from desktop.domain.people import EvidenceLevel, PhoneStatus
from desktop.domain.phone_guard import PhoneCrowdedError
from desktop.domain.schedules import clinic_day
from desktop.domain.task_kinds import MINOR_ACCOUNT
from desktop.domain.verification import NameCheck

RECORD = KeyKind.RECORD.value
ACCOUNT = KeyKind.ACCOUNT.value
KEY_BYTES = 32
PERSON_ERASED = "person-erased"


def erased(batch: Batch, patient_id: str | None) -> bool:
    """Return whether the person was erased: their later operations keep their skeleton, what is personal is dropped."""
    row = batch.patients.get(patient_id) if patient_id else None
    return row is not None and row["state"] in (ERASED, KEPT)


def register(batch: Batch, op: Operation) -> None:
    """Take a new person: their data keys (sealed to central by the desk), their record, their tokens."""
    patient_id = subject(op)
    if batch.patients.get(patient_id) is not None:
        raise OperationRefusedError("person-exists")
    facts = Facts(op)
    record_key, account_key = _new_keys(batch, patient_id, facts)
    record = _record(batch, op, record_key)
    name_check, doubtful, basis = _outcome(facts), facts.flag("doubtful"), facts.basis()
    fields = fields_of(batch)
    record = fields.kept(record)
    new_person(batch, patient_id, record, record_key, account_key, name_check, basis)
    batch.patients.change(patient_id, changed_by=op.desk)
    batch.note_served(patient_id)
    if doubtful:
        batch.open_task("doubtful-registration", patient_id=patient_id)
    if fields.missing(record):
        batch.open_task("fields-missing", patient_id=patient_id)
    if basis is LegalBasis.EMERGENCY:
        batch.open_task("emergency-review", patient_id=patient_id)
    minors.look(batch, patient_id, record, None)


def new_person(
    batch: Batch,
    patient_id: str,
    record: PatientRecord,
    record_key: bytes,
    account_key: bytes,
    name_check: str,
    basis: LegalBasis,
) -> None:
    """Add a person under fresh data keys; also for demonstration data."""
    asked = name_check not in ("not-asked", "unavailable")
    batch.put_key(patient_id, RECORD, record_key)
    batch.put_key(patient_id, ACCOUNT, account_key)
    context = bindings.central_row("patient", patient_id, 1, KeyKind.RECORD)
    batch.patients.add(
        patient_id=patient_id, version=1, state=LIVE, evidence=record.evidence, name_check=name_check,
        sealed_record=batch.parts.keys.seal(record_key, record.to_bytes(), context),
        name_checked_at=batch.now if asked else None, restricted=False, phone_verified=False, changed_from=0,
        made_at=batch.now, basis=basis.value,
    )  # fmt: skip
    index_person(batch, patient_id, record, None)
    batch.touched.add(feed.CLINIC, "patient", patient_id)


def put_account(batch: Batch, op: Operation) -> str:
    """Take a phone and, when central itself proved it, open the account; returns a reason when it was not proved."""
    patient_id = subject(op)
    record_key, account_key = batch.data_key(patient_id, RECORD), batch.data_key(patient_id, ACCOUNT)
    row = batch.patients.get(patient_id)
    if row is None or record_key is None or account_key is None:
        raise OperationRefusedError("person-unknown")
    account = _account(batch, op, account_key)
    if marks.has(batch, patient_id, Mark.FROZEN):
        # the desk may not have known: nothing changes, its own copy is put right, a person looks (I2)
        batch.open_task("account-frozen", patient_id=patient_id)
        return PersonFrozenError.code
    facts = Facts(op)
    proved = (
        spend_proof(batch, facts.text("proof", most=512), account.phone or "")
        if facts.has("proof")
        else False
    )
    record = PatientRecord.from_bytes(opened(batch, row, "sealed_record", KeyKind.RECORD, record_key))
    crowded = account.is_account and too_many(batch, patient_id, account.phone or "")
    young = account.is_account and minors.under_age(batch, record)
    refused = crowded or young
    if refused:
        account = replace(account, is_account=False)
    # where central keeps it otherwise than the desk sent it, the desk is sent it again
    reseal_person(batch, patient_id, "" if refused else op.desk, record, account)
    batch.patients.change(patient_id, phone_verified=proved)
    index_person(batch, patient_id, None, account)
    if account.is_account and account.phone:
        batch.account_wishes[patient_id] = phone_token(batch.parts.keys, account.phone)
    if crowded:
        batch.open_task("phone-crowded", patient_id=patient_id)
        return PhoneCrowdedError.code
    if young:
        batch.open_task(MINOR_ACCOUNT, patient_id=patient_id)
        return MINOR_ACCOUNT
    if facts.has("proof") and not proved:
        batch.open_task("phone-not-proved", patient_id=patient_id)
        return "phone-not-proved"
    return ""


def correct(batch: Batch, op: Operation) -> None:
    """Replace a record; what rests on an older version than central's goes to a person (SYNC §2)."""
    patient_id = subject(op)
    row = batch.patients.get(patient_id)
    record_key = batch.data_key(patient_id, RECORD)
    if row is None or record_key is None:
        raise OperationRefusedError("person-unknown")
    if not same_version(row, op.desk, op.base_version):
        batch.open_task("correction-conflict", patient_id=patient_id)
        raise OperationRefusedError("version-conflict")
    record = _record(batch, op, record_key)
    held = parts_of(batch, patient_id)
    if held is None:
        raise OperationRefusedError("person-unknown")
    before, account = held
    reseal(batch, op, record, account)
    batch.patients.change(patient_id, evidence=record.evidence, basis=Facts(op).basis().value)
    if who(before) != who(record):
        # what the authority said was said of another name or number
        batch.patients.change(patient_id, name_check="not-asked", name_checked_at=None)
    index_person(batch, patient_id, record, None)


def parts_of(batch: Batch, patient_id: str) -> tuple[PatientRecord, AccountRecord | None] | None:
    """Open a living person's record and account; None when they are gone."""
    row, record_key = batch.patients.get(patient_id), batch.data_key(patient_id, RECORD)
    if row is None or row["state"] != LIVE or record_key is None:
        return None
    account_key = batch.data_key(patient_id, ACCOUNT)
    account = None
    if account_key is not None and row["sealed_account"] is not None:
        account = AccountRecord.from_bytes(opened(batch, row, "sealed_account", KeyKind.ACCOUNT, account_key))
    return PatientRecord.from_bytes(opened(batch, row, "sealed_record", KeyKind.RECORD, record_key)), account


def who(record: PatientRecord) -> tuple[str, str, str | None]:
    """Return what an authority's match was about."""
    return record.name, record.document_type, record.document_number


def show_notice(batch: Batch, op: Operation) -> None:
    """Keep that a version of the notice was shown (P30)."""
    facts = Facts(op)
    if batch.notices_shown.get(op.id) is None:
        batch.notices_shown.add(
            operation_id=op.id, patient_id=follow(batch, subject(op), "notices", op.id),
            version=facts.text("version"), how=facts.text("how"), at=op.happened_at, desk_id=op.desk,
        )  # fmt: skip


def same_version(row: dict[str, object], desk_id: str, version: int) -> bool:
    """Return whether a desk that saw `version` has seen everything but its own later changes."""
    if version == row["version"]:
        return True
    changed_from = row["changed_from"]
    assert isinstance(changed_from, int)
    return row["changed_by"] == desk_id and version >= changed_from


def subject(op: Operation) -> str:
    if not op.subject:
        raise OperationRefusedError("malformed")
    return op.subject


def _outcome(facts: Facts) -> str:
    try:
        return NameCheck(facts.text("name_check")).value
    except ValueError as error:
        raise OperationRefusedError("malformed") from error


def _new_keys(batch: Batch, patient_id: str, facts: Facts) -> tuple[bytes, bytes]:
    info = bindings.keys_for_central(patient_id)  # type: ignore[arg-type]  # the subject's id
    try:
        both = batch.parts.keys.open_from_desk(facts.raw("keys_for_central"), info)
    except SealBrokenError as error:
        raise OperationRefusedError("keys-unreadable") from error
    if len(both) != 2 * KEY_BYTES:
        raise OperationRefusedError("keys-unreadable")
    return both[:KEY_BYTES], both[KEY_BYTES:]


def _record(batch: Batch, op: Operation, key: bytes) -> PatientRecord:
    """Open a record and try everything that is done with it later, so that a strange one is refused here."""
    try:
        record = PatientRecord.from_bytes(batch.parts.keys.unseal(key, op.sealed, op.seal_context()))
        _check_texts(asdict(record))
        _check_codes(record)
        list(record_tokens(batch.parts.keys, record, clinic_day(batch.now)))
    except (SealBrokenError, ValueError, TypeError) as error:
        raise OperationRefusedError("payload-unreadable") from error
    return record


def _account(batch: Batch, op: Operation, key: bytes) -> AccountRecord:
    try:
        account = AccountRecord.from_bytes(batch.parts.keys.unseal(key, op.sealed, op.seal_context()))
        _check_texts({**asdict(account), "is_account": None})
        PhoneStatus(account.phone_status)
    except (SealBrokenError, ValueError, TypeError) as error:
        raise OperationRefusedError("payload-unreadable") from error
    return account


def _check_codes(record: PatientRecord) -> None:
    """Raise ValueError for a word where every desk reads one of a few codes: it would stop all of them at this row."""
    for kind, code in (
        (DocumentType, record.document_type),
        (Sex, record.sex),
        (EvidenceLevel, record.evidence),
    ):
        kind(code)
    record.birth_date()


def _check_texts(values: dict[str, object]) -> None:
    if not all(value is None or isinstance(value, str) for value in values.values()):
        raise TypeError("a field is not a text")


def opened(batch: Batch, row: dict[str, object], column: str, kind: KeyKind, key: bytes) -> bytes:
    """Open a sealed part of a person's row."""
    patient_id, version, sealed = row["patient_id"], row["version"], row[column]
    assert isinstance(patient_id, str)
    assert isinstance(version, int)
    assert isinstance(sealed, bytes)
    return batch.parts.keys.unseal(key, sealed, bindings.central_row("patient", patient_id, version, kind))


def age_of(batch: Batch, patient_id: str, on: date) -> int | None:
    """Return how old somebody is on a day by their record, None when central cannot say."""
    row, key = batch.patients.get(patient_id), batch.data_key(patient_id, KeyKind.RECORD.value)
    if row is None or key is None or row["sealed_record"] is None:
        return None
    birth = PatientRecord.from_bytes(opened(batch, row, "sealed_record", KeyKind.RECORD, key)).birth_date()
    return age_on(birth, on) if birth else None


def reseal(batch: Batch, op: Operation, record: PatientRecord, account: AccountRecord | None) -> None:
    """Move a person to the next version for what a desk did and has already."""
    reseal_person(batch, subject(op), op.desk, record, account)


def reseal_person(
    batch: Batch, patient_id: str, desk_id: str, record: PatientRecord, account: AccountRecord | None
) -> None:
    """Move a person to the next version: both parts are sealed anew, because their context names the version.

    `desk_id` is the desk that holds the change already, "" where it is central's own act.
    """
    row = batch.patients.get(patient_id)
    assert row is not None
    version = row["version"] + 1
    keys = batch.parts.keys
    record_key, account_key = batch.data_key(patient_id, RECORD), batch.data_key(patient_id, ACCOUNT)
    assert record_key is not None
    sealed_account = None
    if account is not None and account_key is not None:
        context = bindings.central_row("patient", patient_id, version, KeyKind.ACCOUNT)
        sealed_account = keys.seal(account_key, account.to_bytes(), context)
    context = bindings.central_row("patient", patient_id, version, KeyKind.RECORD)
    batch.patients.change(
        patient_id,
        version=version,
        sealed_record=keys.seal(record_key, record.to_bytes(), context),
        sealed_account=sealed_account,
        changed_by=desk_id,
        changed_from=row["changed_from"] if desk_id and row["changed_by"] == desk_id else row["version"],
    )
    batch.touched.add(feed.CLINIC, "patient", patient_id)
    minors.look(batch, patient_id, record, account)


def index_person(
    batch: Batch, patient_id: str, record: PatientRecord | None, account: AccountRecord | None
) -> None:
    """Bring the tokens up to date under which a person is found."""
    keys = batch.parts.keys
    wanted = set(record_tokens(keys, record, clinic_day(batch.now))) if record else set()
    wanted |= set(account_tokens(keys, account))
    there = batch.tokens_of(patient_id)
    replaced = (DOCUMENT, CARD, NAME4) if record else (PHONE,)
    for field, token in sorted(there - wanted):
        if field in replaced:
            batch.index.remove(field, token, patient_id)
            there.discard((field, token))
    for field, token in sorted(wanted - there):
        batch.index.add(field=field, token=token, patient_id=patient_id)
        there.add((field, token))
    if record and record.document_number:
        batch.new_documents[patient_id] = document_token(keys, record.document_number)


def spend_proof(batch: Batch, proof: str, phone: str) -> bool:
    """Believe a proof once, and only for the phone that central itself proved (P1)."""
    found = batch.proofs.pop(proof_hash(proof), None)
    if found is None or not phone:
        return False
    code_id, token = found
    if token != phone_token(batch.parts.keys, phone):
        return False
    batch.codes.change(code_id, spent_at=batch.now)
    return True
