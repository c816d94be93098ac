"""Changes that people ask for in their file: frozen, signed by another person, then carried out here (P26, G100, T8).

Old and new lie sealed under the person's own key inside the case's text; the case names fields and a digest.
"""

from __future__ import annotations

import base64
from dataclasses import replace

from central.services import marks, phone_changes, transfers
from central.services.aliases import standing
from central.services.batch import Batch, Facts
from central.services.errors import OperationRefusedError
from central.services.holders import holders_of
from central.services.people import index_person, parts_of, reseal_person, spend_proof, who
from central.services.requests import case_in_hand, decide_request, keep_case, opened_case, text_of
from central.services.tokens import DOCUMENT, record_tokens
from central.store import feed, pairs
from desktop.domain.corrections import (
    KEY_OF,
    Change,
    Correction,
    CorrectionError,
    DocumentHeldError,
    Field,
    check_phone,
    context,
    corrected,
)
from desktop.domain.duplicates import Reason
from desktop.domain.errors import KnownError, SealBrokenError
from desktop.domain.ids import PairId
from desktop.domain.marks import Mark, PersonFrozenError
from desktop.domain.merging import PairState
from desktop.domain.operations import KeyKind, Operation
from desktop.domain.payloads import AccountRecord, PatientRecord
from desktop.domain.request_cases import RequestCase
from desktop.domain.request_texts import RequestText
from desktop.domain.requests import PROPOSED, Outcome, RequestKind
from desktop.domain.schedules import clinic_day

REQUEST = "request"
SAME_NUMBER = 100


def propose(batch: Batch, op: Operation) -> None:
    """Freeze what a case shall change, after every rule was tried on what stands there now."""
    case, text, key = case_in_hand(batch, op)
    if op.base_version != case.version:
        raise OperationRefusedError("version-conflict")
    if case.kind not in PROPOSED or case.patient_id is None or op.subject != case.patient_id:
        raise OperationRefusedError("malformed")
    proposal = text_of(batch, op, key).proposal
    correction = _opened(batch, case, proposal)
    record, account = _held(batch, case)
    _check(batch, case, correction.changes, record, account)
    if KEY_OF[case.kind] is KeyKind.ACCOUNT:
        proof = Facts(op).text("proof", most=512)
        if not spend_proof(batch, proof, correction.new(Field.PHONE) or ""):
            raise OperationRefusedError("phone-not-proved")
    try:
        fields = [field.value for field in correction.fields]
        changed = case.proposed(correction.digest(case.id), fields, op.author)
    except KnownError as error:
        raise OperationRefusedError(error.code) from error
    keep_case(batch, changed, replace(text, proposal=proposal), key)
    batch.touched.add(feed.CLINIC, REQUEST, op.entity)
    batch.touched.add(feed.CLINIC, "patient", case.patient_id)


def carry_out(batch: Batch, case: RequestCase, text: RequestText) -> RequestCase:
    """Do what a decision that counts now granted: at once, or after its hold; returns the case as it stands then.

    Refused when what stands there is not any more what was signed; the case stays undecided.
    """
    if case.kind not in PROPOSED or case.decided_at is None or case.outcome is not Outcome.APPROVED:
        return case
    assert case.patient_id is not None
    correction = _opened(batch, case, text.proposal)
    if correction.digest(case.id) != case.effect:
        raise OperationRefusedError("effect-differs")
    record, account = _held(batch, case)
    _check(batch, case, correction.changes, record, account)
    if case.kind is RequestKind.PHONE_CHANGE:
        return phone_changes.hold(batch, case)
    if case.kind is RequestKind.PHONE_MINE:
        phone_changes.unlink_others(batch, case.patient_id, correction.new(Field.PHONE) or "")
        phone_changes.put_phone(batch, case.patient_id, correction.new(Field.PHONE) or "")
    else:
        _correct(batch, case, correction.changes, record, account)
    return replace(case, effected_at=batch.now)


def decide(batch: Batch, op: Operation) -> None:
    """Take a decision and carry out at once what it grants."""
    decide_request(batch, op, _granted)


def _granted(batch: Batch, case: RequestCase, text: RequestText) -> RequestCase:
    transfers.check(batch, case, text)
    return carry_out(batch, case, text)


def finish(batch: Batch, case_id: str) -> bool:
    """Carry out a change of phone whose hold is over; returns False when it does not fit any more."""
    case, text, key = opened_case(batch, case_id)
    if not case.waits or case.patient_id is None:
        return False
    batch.touched.add(feed.CLINIC, REQUEST, case_id)
    try:
        correction = _opened(batch, case, text.proposal)
        record, account = _held(batch, case)
        _check(batch, case, correction.changes, record, account)
    except OperationRefusedError:
        keep_case(batch, case.stopped(batch.now), text, key)
        return False
    phone_changes.put_phone(batch, case.patient_id, correction.new(Field.PHONE) or "")
    keep_case(batch, replace(case, version=case.version + 1, effected_at=batch.now), text, key)
    return True


def stop(batch: Batch, op: Operation) -> None:
    """The person says no while a granted change waits: it is off for good, nothing of it happened."""
    case, text, key = case_in_hand(batch, op)
    if op.subject != case.patient_id:
        raise OperationRefusedError("malformed")
    try:
        stopped = case.stopped(batch.now)
    except KnownError as error:
        raise OperationRefusedError(error.code) from error
    keep_case(batch, stopped, text, key)
    batch.held.change(case.id, state=phone_changes.STOPPED)
    batch.touched.add(feed.CLINIC, REQUEST, op.entity)
    assert case.patient_id is not None
    batch.touched.add(feed.CLINIC, "patient", case.patient_id)


def _opened(batch: Batch, case: RequestCase, proposal: str) -> Correction:
    assert case.patient_id is not None
    kind = KEY_OF[case.kind]
    key = batch.data_key(case.patient_id, kind.value)
    if key is None:
        raise OperationRefusedError("person-unknown")
    try:
        sealed = base64.b64decode(proposal, validate=True)
        correction = Correction.from_bytes(batch.parts.keys.unseal(key, sealed, context(case.id, kind)))
    except (SealBrokenError, ValueError, KeyError, TypeError) as error:
        raise OperationRefusedError("payload-unreadable") from error
    if correction.patient_id != case.patient_id:
        raise OperationRefusedError("payload-unreadable")
    return correction


def _held(batch: Batch, case: RequestCase) -> tuple[PatientRecord, AccountRecord | None]:
    assert case.patient_id is not None
    found = parts_of(batch, case.patient_id)
    if found is None or standing(batch, case.patient_id) != case.patient_id:
        raise OperationRefusedError("person-unknown")
    if marks.has(batch, case.patient_id, Mark.FROZEN):
        raise OperationRefusedError(PersonFrozenError.code)
    return found


def _check(
    batch: Batch,
    case: RequestCase,
    changes: tuple[Change, ...],
    record: PatientRecord,
    account: AccountRecord | None,
) -> None:
    try:
        if KEY_OF[case.kind] is KeyKind.ACCOUNT:
            check_phone(case.kind, (account.phone or "") if account else "", changes)
            return
        after = corrected(case.kind, record, changes, clinic_day(batch.now))
    except CorrectionError as error:
        raise OperationRefusedError(str(error.facts["reason"])) from error
    _check_number(batch, str(case.patient_id), record, after)


def _check_number(batch: Batch, patient_id: str, before: PatientRecord, after: PatientRecord) -> None:
    """Refuse a number that another file has; the two are put before whoever keeps the people clean (G4)."""
    if (before.document_type, before.document_number) == (after.document_type, after.document_number):
        return
    tokens = [t for f, t in record_tokens(batch.parts.keys, after, clinic_day(batch.now)) if f == DOCUMENT]
    found = holders_of(batch, DOCUMENT, tokens)
    others = sorted({standing(batch, one) for one in found} - {patient_id})
    for other in others:
        _list_pair(batch, patient_id, other)
    if others:
        raise OperationRefusedError(DocumentHeldError.code)


def _list_pair(batch: Batch, patient_id: str, other: str) -> None:
    first, second = sorted((patient_id, other))
    if pairs.pair_of(batch.connection, batch.hospital, first, second) is not None:
        return
    pair_id = PairId(batch.parts.new_id())
    batch.pairs.add(
        pair_id=pair_id, first_id=first, second_id=second, score=SAME_NUMBER, reasons=Reason.SAME_DOCUMENT.value,
        state=PairState.OPEN.value, found_at=batch.now, survivor_version=0, other_version=0, taken="", effect=b"",
        moved="",
    )  # fmt: skip
    batch.pairs.flush()
    batch.touched.add(feed.CLINIC, "patient", first, second)
    batch.touched.add(feed.CLINIC, "pair", pair_id)


def _correct(
    batch: Batch,
    case: RequestCase,
    changes: tuple[Change, ...],
    record: PatientRecord,
    account: AccountRecord | None,
) -> None:
    patient_id = str(case.patient_id)
    after = corrected(case.kind, record, changes, clinic_day(batch.now))
    reseal_person(batch, patient_id, "", after, account)
    batch.patients.change(patient_id, evidence=after.evidence)
    if who(record) != who(after):
        batch.patients.change(patient_id, name_check="not-asked", name_checked_at=None)
    index_person(batch, patient_id, after, None)
