"""People kept clean: the list of likely duplicates, merging by two people, and the way back (G4-G6, A2, A3)."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from desktop.domain.audit import AuditAct
from desktop.domain.documents import DocumentType
from desktop.domain.errors import CentralRefusedError
from desktop.domain.ids import PairId, StaffId
from desktop.domain.masking import Surface, mask_address, mask_card, mask_name, mask_number, mask_phone
from desktop.domain.merging import (
    RECORD_FIELDS,
    SIGNED_AS,
    MergeEffect,
    MergeField,
    PairEvent,
    PairNotOpenError,
    PairState,
    check_second,
    step,
    suggested,
    taken_from,
    taken_text,
    undo_bytes,
)
from desktop.domain.operations import Approval, OperationKind
from desktop.domain.payloads import PatientRecord
from desktop.domain.people import EvidenceLevel, reaches
from desktop.domain.staff import Action
from desktop.ports.central import Directory
from desktop.ports.pairs import StoredPair
from desktop.ports.store import StoredPatient, Transaction
from desktop.services.desk import Desk

SHOWN = (PairState.FILED.value, PairState.OPEN.value, PairState.MERGED.value, PairState.UNDONE.value)
NOTHING = "--"


@dataclass(frozen=True, slots=True)
class PairLine:
    """One pair as the list shows it; the names are masked, "--" for whom this desk does not hold."""

    pair_id: PairId
    names: tuple[str, str]
    score: int
    reasons: tuple[str, ...]
    state: PairState
    filed_by: StaffId | None
    own: bool


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One field of both records side by side, masked; `same` compares the full values, None when both are empty."""

    field: MergeField
    first: str
    second: str
    same: bool | None


@dataclass(frozen=True, slots=True)
class PairSheet:
    """Both records side by side. `survivor` is 0 or 1: which one stays, as filed or as suggested."""

    pair_id: PairId
    state: PairState
    names: tuple[str, str]
    evidence: tuple[str, str]
    bookings: tuple[int, int]
    fields: tuple[FieldLine, ...]
    survivor: int
    taken: frozenset[MergeField]


class PeopleService:
    """What a supervisor or the privacy officer does about duplicates; central merges, this desk asks and signs."""

    def __init__(self, desk: Desk, directory: Directory) -> None:
        self._desk = desk
        self._directory = directory

    def scan(self) -> None:
        """Ask central to compare all records."""
        desk = self._desk
        desk.require(Action.KEEP_PEOPLE_CLEAN)
        with desk.store.write() as tx:
            scan_id = desk.new_id()
            desk.record(tx, OperationKind.SCAN_DUPLICATES, scan_id)
            desk.trace(tx, AuditAct.DUPLICATES_SCAN, object_id=scan_id)

    def pairs(self) -> tuple[PairLine, ...]:
        """Return what waits for the second person, then what is open, then what was merged or undone."""
        self._desk.require(Action.KEEP_PEOPLE_CLEAN)
        with self._desk.store.read() as tx:
            found = tx.pairs.in_states(SHOWN)
            lines = [self._line(tx, pair) for pair in found]
        return tuple(sorted(lines, key=lambda line: (SHOWN.index(line.state.value), -line.score)))

    def open_pair(self, pair_id: PairId) -> PairSheet:
        """Show both records side by side; the trace is committed before (A2). Needs the line for whom it has not."""
        desk = self._desk
        desk.require(Action.KEEP_PEOPLE_CLEAN)
        with desk.store.read() as tx:
            pair = _present(tx.pairs.get(pair_id))
            missing = [one for one in (pair.first_id, pair.second_id) if tx.patients.get(one) is None]
        for patient_id in missing:
            self._directory.fetch(patient_id)
        with desk.store.write() as tx:
            both = [tx.patients.get(one) for one in (pair.first_id, pair.second_id)]
            first, second = (_there(one) for one in both)
            for patient in (first, second):
                desk.trace(tx, AuditAct.PAIR_OPENED, subject=patient.audit_id, object_id=pair_id)
            return _sheet(tx, pair, first, second)

    def dismiss(self, pair_id: PairId) -> None:
        """Say that these are two different people."""
        self._decide(pair_id, PairEvent.DISMISS, OperationKind.DISMISS_PAIR, AuditAct.PAIR_DISMISSED)

    def refuse(self, pair_id: PairId) -> None:
        """Let a request drop, as the second person or as the one who asked."""
        self._decide(pair_id, PairEvent.REFUSE, OperationKind.REFUSE_MERGE, AuditAct.REFUSE_MERGE)

    def file_merge(self, pair_id: PairId, survivor: int, taken: frozenset[MergeField]) -> None:
        """Ask for a merge: the record at `survivor` (0 or 1) stays, `taken` come from the other one."""
        desk = self._desk
        desk.require(Action.KEEP_PEOPLE_CLEAN)
        with desk.store.write() as tx:
            pair = _present(tx.pairs.get(pair_id))
            state = step(PairState(pair.state), PairEvent.FILE)
            both = (_there(tx.patients.get(pair.first_id)), _there(tx.patients.get(pair.second_id)))
            stays, goes = both[survivor], both[1 - survivor]
            effect = MergeEffect(
                pair_id=pair_id,
                survivor=stays.id,
                other=goes.id,
                survivor_version=stays.status.version,
                other_version=goes.status.version,
                filed_by=desk.keys.staff.staff_id,
                filed_at=desk.clock.now(),
                taken=tuple(sorted(taken)),
            )
            frozen = effect.to_bytes()
            desk.record(
                tx,
                OperationKind.FILE_MERGE,
                pair_id,
                subject=stays.id,
                facts={
                    "other": goes.id,
                    "other_version": effect.other_version,
                    "taken": taken_text(taken),
                    "filed_at": effect.filed_at.isoformat(),
                    "effect": base64.b64encode(frozen).decode(),
                },
                base_version=effect.survivor_version,
                approvals=(self._signature(frozen),),
            )
            tx.pairs.put(
                replace(
                    pair, state=state.value, survivor=stays.id, other=goes.id, taken=taken_text(taken), effect=frozen,
                    filed_by=effect.filed_by, filed_at=effect.filed_at,
                )
            )  # fmt: skip
            desk.trace(tx, AuditAct.FILE_MERGE, subject=stays.audit_id, object_id=pair_id)

    def approve(self, pair_id: PairId) -> None:
        """Sign the frozen effect as the second person; central merges. Raises SelfApprovalError."""
        desk = self._desk
        desk.require(Action.KEEP_PEOPLE_CLEAN)
        with desk.store.write() as tx:
            pair = _present(tx.pairs.get(pair_id))
            step(PairState(pair.state), PairEvent.APPROVE)
            check_second(pair.filed_by or StaffId(""), desk.keys.staff.staff_id)
            desk.record(
                tx,
                OperationKind.APPROVE_MERGE,
                pair_id,
                subject=pair.survivor,
                approvals=(self._signature(pair.effect),),
            )
            desk.trace(tx, AuditAct.APPROVE_MERGE, object_id=pair_id)

    def undo(self, pair_id: PairId) -> None:
        """Ask central to make two of one again, from the snapshot, at whatever time (G6)."""
        desk = self._desk
        desk.require(Action.KEEP_PEOPLE_CLEAN)
        with desk.store.write() as tx:
            pair = _present(tx.pairs.get(pair_id))
            step(PairState(pair.state), PairEvent.UNDO)
            assert pair.survivor is not None
            assert pair.other is not None
            frozen = undo_bytes(pair_id, pair.survivor, pair.other)
            desk.record(
                tx,
                OperationKind.UNDO_MERGE,
                pair_id,
                subject=pair.survivor,
                approvals=(self._signature(frozen),),
            )
            desk.trace(tx, AuditAct.UNDO_MERGE, object_id=pair_id)

    def _decide(self, pair_id: PairId, event: PairEvent, kind: OperationKind, act: AuditAct) -> None:
        desk = self._desk
        desk.require(Action.KEEP_PEOPLE_CLEAN)
        with desk.store.write() as tx:
            pair = _present(tx.pairs.get(pair_id))
            state = step(PairState(pair.state), event)
            desk.record(tx, kind, pair_id)
            tx.pairs.put(replace(pair, state=state.value))
            desk.trace(tx, act, object_id=pair_id)

    def _signature(self, frozen: bytes) -> Approval:
        person = self._desk.keys.person
        return Approval(person.person, person.sign(SIGNED_AS, frozen))

    def _line(self, tx: Transaction, pair: StoredPair) -> PairLine:
        both = (tx.patients.get(pair.first_id), tx.patients.get(pair.second_id))
        first, second = (mask_name(one.record.name, Surface.LIST) if one else NOTHING for one in both)
        return PairLine(
            pair_id=pair.id,
            names=(first, second),
            score=pair.score,
            reasons=pair.reasons,
            state=PairState(pair.state),
            filed_by=pair.filed_by,
            own=pair.filed_by == self._desk.keys.staff.staff_id,
        )


def _present(pair: StoredPair | None) -> StoredPair:
    if pair is None:
        raise PairNotOpenError
    return pair


def _there(patient: StoredPatient | None) -> StoredPatient:
    if patient is None:
        raise CentralRefusedError(reason="person-gone")
    return patient


def _sheet(tx: Transaction, pair: StoredPair, first: StoredPatient, second: StoredPatient) -> PairSheet:
    if pair.survivor is not None:
        survivor, taken = int(pair.survivor == second.id), frozenset(taken_from(pair.taken))
    else:
        survivor = _better(first, second)
        stays, goes = (first, second)[survivor], (first, second)[1 - survivor]
        taken = frozenset(suggested(stays.record, goes.record))
        if not _phone(stays) and _phone(goes):
            taken |= {MergeField.PHONE}
    return PairSheet(
        pair_id=pair.id,
        state=PairState(pair.state),
        names=(first.record.name, second.record.name),
        evidence=(first.status.evidence, second.status.evidence),
        bookings=(len(tx.bookings.of_patient(first.id, 99)), len(tx.bookings.of_patient(second.id, 99))),
        fields=tuple(_fields(first, second)),
        survivor=survivor,
        taken=taken,
    )


def _better(first: StoredPatient, second: StoredPatient) -> int:
    """Return which record is proved better; of two alike the older one (its id was made first)."""
    one, other = EvidenceLevel(first.status.evidence), EvidenceLevel(second.status.evidence)
    return 0 if reaches(one, other) else 1


def _fields(first: StoredPatient, second: StoredPatient) -> Iterator[FieldLine]:
    for field in MergeField:
        full = [_full(field, one) for one in (first, second)]
        same = None if full == ["", ""] else full[0] == full[1]
        yield FieldLine(field, _masked(field, first), _masked(field, second), same)


def _full(field: MergeField, patient: StoredPatient) -> str:
    if field is MergeField.PHONE:
        return _phone(patient)
    names = RECORD_FIELDS[field][:2] if field is MergeField.DOCUMENT else RECORD_FIELDS[field][:1]
    return "|".join(str(getattr(patient.record, name) or "") for name in names).removesuffix("|")


def _phone(patient: StoredPatient) -> str:
    return (patient.account.phone if patient.account else None) or ""


def _masked(field: MergeField, patient: StoredPatient) -> str:
    record = patient.record
    if field is MergeField.SEX:
        return record.sex
    if field is MergeField.BIRTH:
        return record.birth or NOTHING
    full = _phone(patient) if field is MergeField.PHONE else getattr(record, _SHOWN_BY[field])
    return _MASKS[field](record, full) if full else NOTHING


_SHOWN_BY = {
    MergeField.NAME: "name",
    MergeField.DOCUMENT: "document_number",
    MergeField.CARD: "card_number",
    MergeField.ADDRESS: "address",
    MergeField.GUARDIAN: "guardian_name",
    MergeField.CONTACT: "contact_name",
}
_MASKS: dict[MergeField, Callable[[PatientRecord, str], str]] = {
    MergeField.NAME: lambda _, name: mask_name(name, Surface.TASK),
    MergeField.DOCUMENT: lambda record, number: mask_number(
        DocumentType(record.document_type), number, Surface.TASK, birth_visible=True
    ),
    MergeField.CARD: lambda _, number: mask_card(number, Surface.TASK),
    MergeField.PHONE: lambda _, phone: mask_phone(phone, Surface.TASK),
    MergeField.ADDRESS: lambda _, address: mask_address(address, Surface.TASK),
    MergeField.GUARDIAN: lambda _, name: mask_name(name, Surface.LIST),
    MergeField.CONTACT: lambda _, name: mask_name(name, Surface.LIST),
}
