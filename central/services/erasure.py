"""Deletions, plain form: filed, approved by another person, destroyed after cooling, receipted by every desk.

DECISIONS 12-13, P25, A3: both signatures are checked against the newest roster; the ledger holds random ids only.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from central.services import blocks, erasure_signatures, leavers, marks, retention_files, waiting
from central.services.aliases import forget_pairs, standing
from central.services.batch import Batch, Facts
from central.services.consents import close_account, end_uses
from central.services.errors import OperationRefusedError
from central.services.parts import key_context
from central.services.people import (
    ACCOUNT,
    KEY_BYTES,
    RECORD,
    erased,
    index_person,
    parts_of,
    reseal_person,
    same_version,
)
from central.services.signatures import check_signature
from central.store import consent_signatures, erasure_course, erasures, feed, pairs
from central.store.chains import live_desks
from central.store.kept import LEGAL as RECORD_LEGAL
from central.store.people import ERASED, KEPT
from desktop.domain.ids import CaseId, PatientId
from desktop.domain.marks import LegalHoldError, Mark
from desktop.domain.operations import KeyKind, Operation
from desktop.domain.retention import APPROVED, FILED, care_since, run_of
from desktop.domain.rights import CaseState, ErasureEffect, leaving
from desktop.domain.schedules import clinic_day
from desktop.domain.staff import Action

LEAVING = (KeyKind.ACCOUNT, KeyKind.RECORD)
OPEN_STATES = (CaseState.FILED.value, CaseState.APPROVED.value)


def file_erasure(batch: Batch, op: Operation) -> None:
    """Take a case: the filer's own signature over the frozen effect, by a person who may file, on what is there now."""
    facts = Facts(op)
    frozen, ground, patient_id = facts.raw("effect"), facts.text("ground"), op.subject or ""
    also = pairs.aliases(batch.connection, batch.hospital, [patient_id]).get(patient_id, [])
    effect = ErasureEffect(
        CaseId(op.entity), PatientId(patient_id), op.base_version, op.author, facts.time("filed_at"), ground,
        tuple(PatientId(one) for one in also),
    )  # fmt: skip
    if effect.to_bytes() != frozen:
        raise OperationRefusedError("effect-differs")
    check_signature(batch, op, frozen, Action.FILE_DELETION)
    if batch.cases.get(op.entity) is not None:
        raise OperationRefusedError("case-exists")
    row = batch.patients.get(patient_id)
    if row is None or erased(batch, patient_id):
        raise OperationRefusedError("person-unknown")
    if standing(batch, patient_id) != patient_id:
        raise OperationRefusedError("person-merged")
    if marks.has(batch, patient_id, Mark.HOLD):
        raise OperationRefusedError(LegalHoldError.code)
    retention_files.check(batch, ground, patient_id)
    signed = erasure_signatures.read(batch, op)
    holds = same_version(row, op.desk, op.base_version)
    state = CaseState.FILED if holds else CaseState.WITHDRAWN
    batch.cases.add(
        case_id=op.entity, patient_id=patient_id, patient_version=op.base_version, central_version=row["version"],
        state=state.value, filed_by=op.author, filed_at=effect.filed_at, ground=ground, effect=frozen,
        filed_signature=op.approvals[0].signature, kept="",
    )  # fmt: skip
    erasure_signatures.keep(batch, op, signed)
    erasure_course.filed(batch.connection, batch.hospital, op.entity, op.desk)
    batch.touched.add(feed.CLINIC, "patient", patient_id)
    batch.touched.add(feed.CLINIC, "case", op.entity)
    if not holds:
        _over(batch, op.entity)
        raise OperationRefusedError("case-void")
    if KeyKind.RECORD in leaving(ground) and run_of(ground) is None:
        leavers.give_back_rest(batch, (patient_id, *also), op.desk)
    retention_files.note(batch, ground, patient_id, FILED)


def approve_erasure(batch: Batch, op: Operation) -> None:
    """Take the second signature: another person, permitted, over the same effect on an unchanged record.

    Every use of the data ends at once (P2); the keys are destroyed after the hospital's cooling time. Where the record
    goes too the person is restricted until then.
    """
    case = batch.cases.get(op.entity)
    if case is None or case["state"] != CaseState.FILED.value:
        raise OperationRefusedError("case-not-open")
    if case["filed_by"] == op.author:
        raise OperationRefusedError("self-approval")
    check_signature(batch, op, bytes(case["effect"]), Action.APPROVE_DELETION)
    if marks.has(batch, case["patient_id"], Mark.HOLD):
        raise OperationRefusedError(LegalHoldError.code)
    retention_files.check(batch, case["ground"], case["patient_id"], case_id=op.entity)
    patient = batch.patients.get(case["patient_id"])
    batch.touched.add(feed.CLINIC, "patient", case["patient_id"])
    batch.touched.add(feed.CLINIC, "case", op.entity)
    if patient is None or patient["version"] != case["central_version"]:
        batch.cases.change(op.entity, state=CaseState.WITHDRAWN.value)
        _over(batch, op.entity)
        raise OperationRefusedError("case-void")
    cooling = timedelta(seconds=erasures.cooling_s(batch.connection, batch.hospital))
    batch.cases.change(
        op.entity, state=CaseState.APPROVED.value, approved_by=op.author, approved_at=batch.now,
        approved_signature=op.approvals[0].signature, destroy_after=batch.now + cooling,
    )  # fmt: skip
    retention_files.note(batch, case["ground"], case["patient_id"], APPROVED)
    end_uses(batch, "", case["patient_id"])
    if KeyKind.RECORD in leaving(case["ground"]):
        batch.patients.change(case["patient_id"], restricted=True)
    else:
        close_account(batch, "", case["patient_id"])


def receipt(batch: Batch, op: Operation) -> None:
    """Note that a desk has deleted and scrubbed; the case is done when every desk has."""
    ledger_id = Facts(op).text("ledger_id")
    row = batch.receipts.get(ledger_id, op.desk)
    entry = batch.ledger.get(ledger_id)
    if row is None or entry is None or row["received_at"] is not None:
        return
    batch.receipts.change(ledger_id, op.desk, received_at=batch.now, operation_id=op.id)
    batch.touched.add(feed.CLINIC, "case", entry["case_id"])
    close_if_receipted(batch, ledger_id)


def close_if_receipted(batch: Batch, ledger_id: str) -> bool:
    """Close the case of a ledger entry when every desk that is not revoked has sent its receipts."""
    entry = batch.ledger.get(ledger_id)
    assert entry is not None
    wanted = [
        (one, desk)
        for one in erasures.entries_of(batch.connection, batch.hospital, entry["case_id"])
        for desk in erasures.expected(batch.connection, batch.hospital, one)
    ]
    batch.receipts.load(wanted)
    rows = [row for one, desk in wanted if (row := batch.receipts.get(one, desk))]
    case = batch.cases.get(entry["case_id"])
    if (
        case is None
        or case["state"] in (CaseState.BACKUP.value, CaseState.DONE.value)
        or any(row["received_at"] is None for row in rows)
    ):
        return False
    _confirmed(batch, entry["case_id"], entry["at"])
    return True


def _confirmed(batch: Batch, case_id: str, destroyed_at: datetime) -> None:
    """Every desk has confirmed: the case is done, unless a backup from before may still open (N10)."""
    made = erasures.backed_up_at(batch.connection, batch.hospital)
    behind = made is not None and made <= destroyed_at
    case = batch.cases.get(case_id)
    assert case is not None
    retention_files.confirm(batch, case["ground"])
    batch.cases.change(case_id, state=(CaseState.BACKUP if behind else CaseState.DONE).value)
    if not behind:
        _over(batch, case_id)
    batch.touched.add(feed.CLINIC, "case", case_id)


def end(batch: Batch, case_id: str) -> None:
    """The backups have rolled over: nothing of the person is anywhere any more but what law keeps."""
    batch.cases.load([(case_id,)])
    batch.cases.change(case_id, state=CaseState.DONE.value)
    _over(batch, case_id)
    batch.touched.add(feed.CLINIC, "case", case_id)


def _over(batch: Batch, case_id: str) -> None:
    erasure_course.ended(batch.connection, batch.hospital, case_id, batch.now)


def erase_again(batch: Batch, ledger_id: str) -> None:
    """Erase in a copy that was put back whom the ledger names; what law keeps has its legal key already."""
    entry = batch.ledger.get(ledger_id)
    assert entry is not None
    patient_id = entry["patient_id"]
    if batch.patients.get(patient_id) is not None:
        if KeyKind.RECORD.value in entry["keys"].split(","):
            for kind in (RECORD, ACCOUNT):
                batch.keys.remove(patient_id, kind)
            _forget(batch, patient_id, kept=batch.keys.get(patient_id, RECORD_LEGAL) is not None)
        else:
            _forget_account(batch, patient_id)
    batch.touched.add(feed.ERASURE, "erasure", ledger_id)
    batch.touched.add(feed.CLINIC, "case", entry["case_id"])


def _forget_account(batch: Batch, patient_id: str) -> None:
    """The copy's account lies under a key that is gone; one opened since comes again from its desk."""
    for field, token in sorted(batch.tokens_of(patient_id)):
        if field == "phone":
            batch.index.remove(field, token, patient_id)
    batch.patients.change(patient_id, sealed_account=None, phone_verified=False)
    consent_signatures.forget(batch.connection, batch.hospital, patient_id)


def destroy(batch: Batch, case_id: str) -> bool:
    """Destroy an approved person's keys and rows, once; returns False when the case is not due any more.

    The account key goes everywhere. The record key leaves every desk; where law keeps a visit it stays at central
    alone, wrapped for the legal path (DOMAIN §4.3). Records merged into this one go with it, and every snapshot.
    """
    case = batch.cases.get(case_id)
    if case is None or case["state"] != CaseState.APPROVED.value:
        return False
    patient_id = case["patient_id"]
    if marks.has(batch, patient_id, Mark.HOLD):
        return False  # approved before the hold came: the destruction waits for its end
    merged = pairs.aliases(batch.connection, batch.hospital, [patient_id]).get(patient_id, [])
    if KeyKind.RECORD not in leaving(case["ground"]):
        for one in (patient_id, *merged):
            _destroy_account(batch, one)
        batch.cases.change(case_id, state=CaseState.DESTROYED.value, kept=RECORD)
        _enter(batch, case_id, (patient_id, *merged), leaving(case["ground"]))
        return True
    leavers.give_back_last(batch, (patient_id, *merged))
    kept = _destroy_person(batch, patient_id)
    for alias in merged:
        _destroy_person(batch, alias)
    batch.cases.change(case_id, state=CaseState.DESTROYED.value, kept="record" if kept else "")
    _withdraw_others(batch, patient_id, case_id)
    _enter(batch, case_id, (patient_id, *merged), LEAVING)
    return True


def _destroy_account(batch: Batch, patient_id: str) -> None:
    """Destroy the account key and what lay under it; a fresh empty one takes its place, for a new account one day."""
    held = parts_of(batch, patient_id)
    if held is None:
        return
    batch.renew_key(patient_id, ACCOUNT, batch.parts.randomness.bytes(KEY_BYTES))
    consent_signatures.forget(batch.connection, batch.hospital, patient_id)
    reseal_person(batch, patient_id, "", held[0], None)
    batch.patients.change(patient_id, phone_verified=False)
    index_person(batch, patient_id, None, None)
    for pair_id in pairs.of_person(batch.connection, batch.hospital, patient_id):
        batch.pairs.change(pair_id, sealed_account=None)


def _destroy_person(batch: Batch, patient_id: str) -> bool:
    """Destroy one record; returns whether law keeps its visits."""
    since = care_since(clinic_day(batch.now))
    kept = erasures.visits_to_keep(batch.connection, batch.hospital, patient_id, since)
    record_key = batch.data_key(patient_id, RECORD) if kept else None
    if record_key is not None:
        context = key_context(batch.hospital, patient_id, RECORD_LEGAL)
        wrapped = batch.parts.keys.wrap_for_law(record_key, context)
        batch.keys.add(patient_id=patient_id, key_kind=RECORD_LEGAL, wrapped=wrapped)
    for kind in (RECORD, ACCOUNT):
        batch.keys.remove(patient_id, kind)
    _forget(batch, patient_id, kept=record_key is not None)
    return record_key is not None


def _forget(batch: Batch, patient_id: str, *, kept: bool) -> None:
    for field, token in sorted(batch.tokens_of(patient_id)):
        batch.index.remove(field, token, patient_id)
    changes = {"state": KEPT} if kept else {"state": ERASED, "sealed_record": None}
    batch.patients.change(
        patient_id, sealed_account=None, restricted=True, phone_verified=False, same_as=None,
        name_check="not-asked", name_checked_at=None, **changes,
    )  # fmt: skip
    consent_signatures.forget(batch.connection, batch.hospital, patient_id)
    forget_pairs(batch, patient_id)
    marks.forget(batch, patient_id)
    blocks.forget(batch, patient_id)
    waiting.forget(batch, patient_id)
    resolved = erasures.forget(batch.connection, batch.hospital, patient_id, batch.now)
    batch.touched.add(feed.CLINIC, "task", *resolved)


def _withdraw_others(batch: Batch, patient_id: str, case_id: str) -> None:
    for other in erasures.open_cases(batch.connection, batch.hospital, patient_id, OPEN_STATES):
        if other != case_id:
            batch.cases.change(other, state=CaseState.WITHDRAWN.value)
            _over(batch, other)
            batch.touched.add(feed.CLINIC, "case", other)


def _enter(batch: Batch, case_id: str, people: Sequence[str], kinds: tuple[KeyKind, ...]) -> None:
    desks = live_desks(batch.connection, batch.hospital)
    for one in people:
        _enter_ledger(batch, case_id, one, [desk["desk_id"] for desk in desks], kinds)
    if not desks:
        _confirmed(batch, case_id, batch.now)


def _enter_ledger(
    batch: Batch, case_id: str, patient_id: str, desks: list[str], kinds: tuple[KeyKind, ...]
) -> None:
    ledger_id = batch.parts.new_id()
    keys = ",".join(kind.value for kind in kinds)
    batch.ledger.add(ledger_id=ledger_id, patient_id=patient_id, case_id=case_id, keys=keys, at=batch.now)
    for desk in desks:
        batch.receipts.add(ledger_id=ledger_id, desk_id=desk)
    batch.touched.add(feed.ERASURE, "erasure", ledger_id)
    batch.touched.add(feed.CLINIC, "case", case_id)
