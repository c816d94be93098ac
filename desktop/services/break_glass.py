"""Sealing a record, and breaking the glass in need: traced first, one person, thirty minutes, on line and off (G79)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from desktop.domain.audit import AuditAct
from desktop.domain.break_glass import (
    GLASS_TASK,
    KEPT,
    OPEN_FOR,
    SEALED_AS,
    Broken,
    GlassReason,
    NothingSealedError,
    glass_facts,
    sealed_bytes,
)
from desktop.domain.errors import CentralRefusedError
from desktop.domain.ids import PatientId, TaskId
from desktop.domain.marks import Mark
from desktop.domain.masking import Surface, mask_name
from desktop.domain.operations import Approval, OperationKind
from desktop.domain.staff import Action
from desktop.ports.store import StoredPatient, StoredTask, Transaction
from desktop.services.desk import Desk
from desktop.services.pushing import Pushes
from desktop.services.supervision import OPEN


@dataclass(frozen=True, slots=True)
class SealedOne:
    """A record that is asked about, named masked."""

    patient_id: PatientId
    masked_name: str
    sealed: bool


@dataclass(frozen=True, slots=True)
class Opened:
    """What the banner says."""

    patient_id: PatientId
    reason: GlassReason
    until: datetime


class BreakGlassService:
    """`prove` asks for the signed-in person's passphrase again and raises WrongPassphraseError."""

    def __init__(self, desk: Desk, prove: Callable[[bytearray], None], pushing: Pushes) -> None:
        self._desk = desk
        self._prove = prove
        self._pushing = pushing

    def refused(self) -> SealedOne:
        """Return the sealed record that was refused last; raises NothingSealedError."""
        self._desk.require(Action.BREAK_GLASS)
        return self.one(self._desk.refused_sealed)

    def one(self, patient_id: PatientId | None) -> SealedOne:
        """Return a record by its masked name; raises NothingSealedError."""
        with self._desk.store.read() as tx:
            patient = tx.patients.get(patient_id) if patient_id else None
        if patient is None:
            raise NothingSealedError
        name = mask_name(patient.record.name, Surface.LIST)
        return SealedOne(patient.id, name, Mark.SEALED in patient.status.marks)

    def break_glass(self, patient_id: PatientId, reason: GlassReason, passphrase: bytearray) -> Opened:
        """Open one sealed record for half an hour; the row of the trace is the first thing written.

        Raises NotPermittedError, OwnRecordError, WrongPassphraseError, CentralRefusedError(person-gone).
        """
        desk = self._desk
        desk.require(Action.BREAK_GLASS)
        self._prove(passphrase)
        broken = Broken(patient_id, reason, desk.clock.now() + OPEN_FOR)
        facts, me = glass_facts(broken), desk.keys.staff.staff_id
        with desk.store.write() as tx:
            patient = _present(tx, patient_id)
            glass_id = desk.new_id()
            desk.trace(tx, AuditAct.GLASS_BROKEN, subject=patient.audit_id, object_id=glass_id, facts=facts)
            desk.record(
                tx,
                OperationKind.BREAK_GLASS,
                glass_id,
                subject=patient_id,
                facts=facts,
            )
            tx.cases.put_task(
                StoredTask(
                    TaskId(glass_id), GLASS_TASK, OPEN, desk.clock.now(), patient_id, None, reason.value, me
                )
            )
            tx.state.set(KEPT + me, broken.to_bytes())
        return Opened(patient_id, reason, broken.until)

    def open_now(self) -> Opened | None:
        """Return what the signed-in person has open, None when nothing is or the time is over."""
        desk = self._desk
        with desk.store.read() as tx:
            raw = tx.state.get(KEPT + desk.keys.staff.staff_id)
        broken = Broken.from_bytes(raw) if raw is not None else None
        if broken is None or desk.clock.now() >= broken.until:
            return None
        return Opened(broken.patient_id, broken.reason, broken.until)

    def seal(self, patient_id: PatientId, *, sealed: bool) -> None:
        """Seal a record, or open it to everybody again, under the officer's signature; central decides.

        Raises NotPermittedError, CentralUnreachableError, CentralRefusedError.
        """
        desk, person = self._desk, self._desk.keys.person
        desk.require(Action.SEAL_RECORD)
        self._pushing.ready()
        signature = person.sign(SEALED_AS, sealed_bytes(person.person, patient_id, sealed=sealed))
        with desk.store.write() as tx:
            patient = _present(tx, patient_id)
            operation = desk.record(
                tx, OperationKind.SEAL_RECORD, desk.new_id(), subject=patient_id, facts={"sealed": sealed},
                approvals=(Approval(person.person, signature),),
            )  # fmt: skip
            desk.trace(tx, AuditAct.RECORD_SEALED, subject=patient.audit_id, facts={"sealed": int(sealed)})
        self._pushing.answer(operation.id)


def _present(tx: Transaction, patient_id: PatientId) -> StoredPatient:
    patient = tx.patients.get(patient_id)
    if patient is None:
        raise CentralRefusedError(reason="person-gone")
    return patient
