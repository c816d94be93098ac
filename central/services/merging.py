"""Merging two records and undoing it: two signatures, one snapshot, everything that hangs on a person follows (G5, G6).

The other record stays as it is, restricted, and becomes an alias: it is found in no list, and what a desk still sends
for it is done for the survivor. Its own keys open it for an undo. The survivor's former record is sealed again under
the survivor's keys, so that it dies with them (I6).
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from central.services import blocks, duplicates, marks, people
from central.services.batch import Batch, Facts
from central.services.errors import OperationRefusedError
from central.services.people import ACCOUNT, RECORD
from central.store import feed, pairs
from central.store.people import LIVE
from desktop.domain import bindings
from desktop.domain.errors import KnownError
from desktop.domain.ids import PairId, PatientId, StaffId
from desktop.domain.marks import Mark
from desktop.domain.merging import (
    SIGNED_AS,
    MergeEffect,
    MergeField,
    PairEvent,
    PairState,
    check_second,
    merged_account,
    merged_record,
    restored_account,
    restored_record,
    step,
    taken_from,
    undo_bytes,
)
from desktop.domain.operations import KeyKind, Operation, OperationKind
from desktop.domain.payloads import AccountRecord, PatientRecord
from desktop.domain.verification import NameCheck

SNAPSHOT = "pair"
KINDS = (
    OperationKind.SCAN_DUPLICATES, OperationKind.DISMISS_PAIR, OperationKind.FILE_MERGE, OperationKind.REFUSE_MERGE,
    OperationKind.APPROVE_MERGE, OperationKind.UNDO_MERGE,
)  # fmt: skip
WAS = ("name_check", "phone_verified")
Row = dict[str, Any]


def ask_scan(batch: Batch, op: Operation) -> None:
    """Begin a scan over all records."""
    duplicates.ask(batch)


def dismiss(batch: Batch, op: Operation) -> None:
    """Two different people: the pair is not offered again."""
    row = _pair(batch, op)
    _step(batch, row, PairEvent.DISMISS, decided_by=op.author, decided_at=batch.now)
    duplicates.offer(batch)


def file_merge(batch: Batch, op: Operation) -> None:
    """Take a request: the asker's signature over the frozen effect on two records as they are now."""
    effect = _effect(op, Facts(op))
    frozen = effect.to_bytes()
    _check_signature(batch, op, frozen)
    first, second = sorted((effect.survivor, effect.other))
    row = batch.pairs.get(op.entity)
    known = pairs.pair_of(batch.connection, batch.hospital, first, second)
    if first == second or (known is not None and known != op.entity) or (row is not None and known is None):
        raise OperationRefusedError("pair-differs")
    survivor, other = _both(batch, effect.survivor, effect.other)
    if row is None:
        row = batch.pairs.add(
            pair_id=op.entity, first_id=first, second_id=second, score=0, reasons="", state=PairState.OPEN.value,
            found_at=batch.now, survivor_version=0, other_version=0, taken="", effect=b"", moved="",
        )  # fmt: skip
    fits = people.same_version(survivor, op.desk, effect.survivor_version) and people.same_version(
        other, op.desk, effect.other_version
    )
    _touch(batch, row)
    if not fits:
        raise OperationRefusedError("pair-changed")
    _step(
        batch, row, PairEvent.FILE, survivor_id=effect.survivor, other_id=effect.other,
        survivor_version=survivor["version"], other_version=other["version"],
        taken=Facts(op).text("taken"), effect=frozen, filed_by=op.author, filed_at=effect.filed_at,
        filed_signature=op.approvals[0].signature, approved_by=None, approved_at=None, approved_signature=None,
    )  # fmt: skip


def refuse_merge(batch: Batch, op: Operation) -> None:
    """The second person, or the asker themselves, lets the request drop."""
    _step(batch, _pair(batch, op), PairEvent.REFUSE, decided_by=op.author, decided_at=batch.now)


def approve_merge(batch: Batch, op: Operation) -> None:
    """Take the second signature, by another person and over the same effect, and merge."""
    row = _pair(batch, op)
    if row["state"] != PairState.FILED.value:
        raise OperationRefusedError("pair-not-open")
    try:
        check_second(StaffId(row["filed_by"]), op.author)
    except KnownError as error:
        raise OperationRefusedError(error.code) from error
    _check_signature(batch, op, bytes(row["effect"]))
    try:
        survivor, other = _both(batch, row["survivor_id"], row["other_id"])
    except OperationRefusedError:
        _step(batch, row, PairEvent.VOID)
        raise
    if (survivor["version"], other["version"]) != (row["survivor_version"], row["other_version"]):
        _step(batch, row, PairEvent.VOID)
        raise OperationRefusedError("pair-changed")
    snapshot = _merge(batch, row, survivor, other)
    _step(
        batch, row, PairEvent.APPROVE, approved_by=op.author, approved_at=batch.now,
        approved_signature=op.approvals[0].signature, **snapshot,
    )  # fmt: skip


def undo_merge(batch: Batch, op: Operation) -> None:
    """Make two of one again, from the snapshot: the newest merge of a record first."""
    row = _pair(batch, op)
    if row["state"] != PairState.MERGED.value:
        raise OperationRefusedError("pair-not-open")
    survivor_id, other_id = row["survivor_id"], row["other_id"]
    _check_signature(batch, op, undo_bytes(PairId(row["pair_id"]), survivor_id, other_id))
    if pairs.newest_merge(batch.connection, batch.hospital, survivor_id) != row["pair_id"]:
        raise OperationRefusedError("pair-later-first")
    survivor, other = batch.patients.get(survivor_id), batch.patients.get(other_id)
    if survivor is None or other is None or survivor["state"] != LIVE or survivor["restricted"]:
        raise OperationRefusedError("pair-restricted")
    _restore(batch, row, survivor, other)
    _step(
        batch, row, PairEvent.UNDO, decided_by=op.author, decided_at=batch.now, sealed_record=None,
        sealed_account=None, moved="",
    )  # fmt: skip


def _merge(batch: Batch, row: Row, survivor: Row, other: Row) -> dict[str, object]:
    """Change both records; returns the columns of the snapshot."""
    survivor_id, other_id = survivor["patient_id"], other["patient_id"]
    taken = taken_from(row["taken"])
    record, account = _opened(batch, survivor)
    other_record, other_account = _opened(batch, other)
    merged, phone = merged_record(record, other_record, taken), merged_account(account, other_account, taken)
    was = {name: survivor[name] for name in WAS}
    snapshot: dict[str, object] = {
        "sealed_record": _seal(batch, row["pair_id"], survivor_id, RECORD, record.to_bytes()),
        "sealed_account": _seal(batch, row["pair_id"], survivor_id, ACCOUNT, account.to_bytes())
        if account
        else None,
    }
    for rows in (batch.bookings, batch.consents, batch.notices_shown, batch.members):
        rows.flush()
    moved: dict[str, Any] = pairs.belongings(batch.connection, batch.hospital, other_id)
    moved["accounts"] = [one for one in moved["accounts"] if batch.members.get(one, survivor_id) is None]
    _reseal(batch, survivor, merged, phone)
    batch.patients.change(
        survivor_id, evidence=merged.evidence, **_name_check(survivor, other, set(taken)),
        phone_verified=other["phone_verified"] if MergeField.PHONE in taken else survivor["phone_verified"],
    )  # fmt: skip
    _reseal(batch, other, other_record, other_account)
    batch.patients.change(other_id, restricted=True, same_as=survivor_id)
    _hand_over(batch, moved, other_id, survivor_id)
    moved["was"] = was
    people.index_person(batch, survivor_id, merged, phone)
    return snapshot | {"moved": json.dumps(moved)}


def _restore(batch: Batch, row: Row, survivor: Row, other: Row) -> None:
    survivor_id, other_id = survivor["patient_id"], other["patient_id"]
    taken = taken_from(row["taken"])
    record, account = _opened(batch, survivor)
    other_record, other_account = _opened(batch, other)
    before = PatientRecord.from_bytes(_unseal(batch, row, survivor_id, RECORD, row["sealed_record"]))
    phone = None
    if row["sealed_account"] is not None:
        phone = AccountRecord.from_bytes(_unseal(batch, row, survivor_id, ACCOUNT, row["sealed_account"]))
    back = restored_record(record, before, merged_record(before, other_record, taken))
    back_phone = restored_account(account, phone, merged_account(phone, other_account, taken))
    _reseal(batch, survivor, back, back_phone)
    moved = json.loads(row["moved"])
    was = moved.pop("was")
    changes: dict[str, object] = {"evidence": back.evidence}
    if back != record:
        changes["name_check"] = was["name_check"] if back == before else NameCheck.NOT_ASKED.value
    if back_phone != account:
        changes["phone_verified"] = was["phone_verified"]
    batch.patients.change(survivor_id, **changes)
    _reseal(batch, other, other_record, other_account)
    batch.patients.change(other_id, restricted=False, same_as=None)
    members = moved.pop("accounts", [])
    _hand_over(batch, moved, survivor_id, other_id)
    for account_id in members:
        batch.members.remove(account_id, survivor_id)
    people.index_person(batch, survivor_id, back, back_phone)


def _hand_over(batch: Batch, moved: dict[str, list[str]], giver: str, taker: str) -> None:
    """Move bookings, consents and notices that still are the giver's; a shared account gets one more member."""
    for name, rows in (
        ("bookings", batch.bookings),
        ("consents", batch.consents),
        ("notices", batch.notices_shown),
    ):
        ids = moved.get(name, [])
        rows.load((one,) for one in ids)
        for one in ids:
            found = rows.get(one)
            if found is not None and found["patient_id"] == giver:
                rows.change(one, patient_id=taker, **_next_version(found))
    for account_id in moved.get("accounts", []):
        batch.members.add(account_id=account_id, patient_id=taker, since=batch.now)
    for desk_id, at in pairs.served_at(batch.connection, batch.hospital, giver):
        if batch.served.get(desk_id, taker) is None:
            batch.served.add(desk_id=desk_id, patient_id=taker, at=at)


def _next_version(row: Row) -> dict[str, int]:
    return {"version": row["version"] + 1} if "version" in row and isinstance(row["version"], int) else {}


def _name_check(survivor: Row, other: Row, taken: set[MergeField]) -> dict[str, object]:
    checked = {MergeField.NAME, MergeField.DOCUMENT}
    if not taken & checked:
        return {}
    if checked <= taken:
        return {"name_check": other["name_check"], "name_checked_at": other["name_checked_at"]}
    return {"name_check": NameCheck.NOT_ASKED.value, "name_checked_at": None}


def _both(batch: Batch, survivor_id: str, other_id: str) -> tuple[Row, Row]:
    """Return two records that may be merged; raises OperationRefusedError for any that may not."""
    batch.patients.load([(survivor_id,), (other_id,)])
    survivor, other = batch.patients.get(survivor_id), batch.patients.get(other_id)
    if survivor is None or other is None or not {survivor["state"], other["state"]} == {LIVE}:
        raise OperationRefusedError("person-unknown")
    if survivor["restricted"] or other["restricted"]:
        raise OperationRefusedError("pair-restricted")
    if any(marks.has(batch, one, mark) for one in (survivor_id, other_id) for mark in Mark):
        raise OperationRefusedError("pair-restricted")  # what a request set must not move to somebody else
    if any(blocks.current(batch, one) for one in (survivor_id, other_id)):
        raise OperationRefusedError("pair-blocked")
    if pairs.aliases(batch.connection, batch.hospital, [other_id]):
        raise OperationRefusedError("pair-other-holds-merged")
    return survivor, other


def _opened(batch: Batch, row: Row) -> tuple[PatientRecord, AccountRecord | None]:
    record_key, account_key = (batch.data_key(row["patient_id"], kind) for kind in (RECORD, ACCOUNT))
    if record_key is None:
        raise OperationRefusedError("person-unknown")
    record = PatientRecord.from_bytes(people.opened(batch, row, "sealed_record", KeyKind.RECORD, record_key))
    if account_key is None or row["sealed_account"] is None:
        return record, None
    plain = people.opened(batch, row, "sealed_account", KeyKind.ACCOUNT, account_key)
    return record, AccountRecord.from_bytes(plain)


def _reseal(batch: Batch, row: Row, record: PatientRecord, account: AccountRecord | None) -> None:
    """Move a record to its next version; what any desk sends on top of an older one goes to a person."""
    patient_id, version = row["patient_id"], row["version"] + 1
    sealed: dict[str, object] = {"sealed_account": None}
    for kind, column, value in ((RECORD, "sealed_record", record), (ACCOUNT, "sealed_account", account)):
        key = batch.data_key(patient_id, kind)
        if value is not None and key is not None:
            context = bindings.central_row("patient", patient_id, version, KeyKind(kind))
            sealed[column] = batch.parts.keys.seal(key, value.to_bytes(), context)
    batch.patients.change(patient_id, version=version, changed_by=None, changed_from=version, **sealed)
    batch.touched.add(feed.CLINIC, "patient", patient_id)


def _seal(batch: Batch, pair_id: str, patient_id: str, kind: str, plain: bytes) -> bytes | None:
    key = batch.data_key(patient_id, kind)
    context = bindings.central_row(SNAPSHOT, pair_id, 1, KeyKind(kind))
    return None if key is None else batch.parts.keys.seal(key, plain, context)


def _unseal(batch: Batch, row: Row, patient_id: str, kind: str, sealed: bytes | None) -> bytes:
    key = batch.data_key(patient_id, kind)
    if key is None or sealed is None:
        raise OperationRefusedError("pair-snapshot-gone")
    context = bindings.central_row(SNAPSHOT, row["pair_id"], 1, KeyKind(kind))
    return batch.parts.keys.unseal(key, bytes(sealed), context)


def _pair(batch: Batch, op: Operation) -> Row:
    row = batch.pairs.get(op.entity)
    if row is None:
        raise OperationRefusedError("pair-unknown")
    _touch(batch, row)
    return row


def _touch(batch: Batch, row: Row) -> None:
    batch.touched.add(feed.CLINIC, "patient", row["first_id"], row["second_id"])
    batch.touched.add(feed.CLINIC, "pair", row["pair_id"])


def _step(batch: Batch, row: Row, event: PairEvent, **changes: object) -> None:
    try:
        state = step(PairState(row["state"]), event)
    except KnownError as error:
        raise OperationRefusedError(error.code) from error
    batch.pairs.change(row["pair_id"], state=state.value, **changes)
    batch.pairs.flush()  # who is whose alias is asked of the database
    _touch(batch, row)


def _check_signature(batch: Batch, op: Operation, frozen: bytes) -> None:
    signed = len(op.approvals) == 1 and op.approvals[0].person == op.author
    if not signed or not batch.people.signed(
        batch.parts.keys, op.author, op.approvals[0].signature, frozen, batch.now, purpose=SIGNED_AS
    ):
        raise OperationRefusedError("signature-wrong")


def _effect(op: Operation, facts: Facts) -> MergeEffect:
    try:
        filed_at = datetime.fromisoformat(facts.text("filed_at"))
        if filed_at.tzinfo is None:
            raise ValueError("a time without a zone")
        taken = taken_from(facts.text("taken"))
        effect = MergeEffect(
            PairId(op.entity), PatientId(op.subject or ""), PatientId(facts.text("other")), op.base_version,
            facts.number("other_version"), op.author, filed_at, taken,
        )  # fmt: skip
    except ValueError as error:
        raise OperationRefusedError("malformed") from error
    if effect.to_bytes() != facts.raw("effect"):
        raise OperationRefusedError("effect-differs")
    return effect
