"""Asking for a second person's signature before a record opens, and giving it: on line and off (SECURITY §4.1, N39)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop.domain.audit import AuditAct
from desktop.domain.errors import CentralRefusedError, SelfApprovalError
from desktop.domain.ids import PatientId, StaffId, TaskId
from desktop.domain.masking import Surface, mask_name
from desktop.domain.openings import (
    OPEN_FOR,
    OPEN_MINOR,
    OPEN_OWN,
    SIGNED_AS,
    TASKS,
    Grant,
    MinorRecordError,
    NothingRefusedError,
    OfficersOwnRecordError,
    OpeningEffect,
    OpeningReason,
    grant_name,
    has_business,
    is_minor,
)
from desktop.domain.operations import Approval, OperationKind
from desktop.domain.own_people import OwnRecordError
from desktop.domain.requests import ENDED
from desktop.domain.staff import Action, Role
from desktop.ports.store import StoredPatient, StoredTask, Transaction
from desktop.services.desk import Desk
from desktop.services.supervision import OPEN, RESOLVED

MOST_BOOKINGS = 200


@dataclass(frozen=True, slots=True)
class Refused:
    """A record that waits for a second person, named masked; `kind` is OPEN_MINOR or OPEN_OWN."""

    patient_id: PatientId
    masked_name: str
    kind: str


def refuse_unless_granted(desk: Desk, tx: Transaction, patient: StoredPatient, *, listed: bool) -> None:
    """Raise OwnRecordError or MinorRecordError for a record that this person may not open alone.

    `listed`: it was picked from a list, and nobody with a document stands there.
    """
    me = desk.keys.staff.staff_id
    own = me in patient.status.own_of
    alone = listed and not desk.was_opened(patient.id) and _minor_without_business(desk, tx, patient)
    if not own and not alone:
        return
    if own and desk.role is not Role.PRIVACY_OFFICER:
        raise OwnRecordError(patient.audit_id)
    raw = tx.state.get(grant_name(me, patient.id))
    if raw is not None and desk.clock.now() < Grant.from_bytes(raw).until:
        return
    desk.refused_opening = patient.id, OPEN_OWN if own else OPEN_MINOR
    raise OfficersOwnRecordError(patient.audit_id) if own else MinorRecordError(patient.audit_id)


def _minor_without_business(desk: Desk, tx: Transaction, patient: StoredPatient) -> bool:
    today = desk.today()
    if not is_minor(patient.record.birth_date(), today):
        return False
    held = [(b.day, b.state) for b in tx.bookings.of_patient(patient.id, MOST_BOOKINGS)]
    requested = any(r.case.state not in ENDED for r in tx.requests.of_patient(patient.id))
    return not has_business(held, open_request=requested, today=today)


class OpeningService:
    """Both halves; central checks both signatures again against the roster."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def refused(self) -> Refused:
        """Return the record that was refused last; raises NothingRefusedError."""
        self._desk.require(Action.OPEN_PATIENT)
        if self._desk.refused_opening is None:
            raise NothingRefusedError
        patient_id, kind = self._desk.refused_opening
        with self._desk.store.read() as tx:
            patient = tx.patients.get(patient_id)
        if patient is None:
            raise NothingRefusedError
        return Refused(patient_id, mask_name(patient.record.name, Surface.LIST), kind)

    def ask(self, reason: OpeningReason) -> TaskId:
        """Ask for the record that was refused last, under one's own signature, once; raises NothingRefusedError."""
        desk, me, refused = self._desk, self._desk.keys.staff.staff_id, self.refused()
        with desk.store.write() as tx:
            waiting = next((t for t in tx.cases.tasks(OPEN) if _asks_for(t, refused, me)), None)
            if waiting is not None:
                return waiting.id
            patient = _present(tx, refused.patient_id)
            effect = OpeningEffect(TaskId(desk.new_id()), patient.id, me, refused.kind, reason.value)
            facts = {"kind": effect.kind, "reason": effect.reason}
            desk.record(
                tx, OperationKind.ASK_OPENING, effect.ask_id, subject=patient.id, facts=facts,
                approvals=(self._signature(effect),),
            )  # fmt: skip
            tx.cases.put_task(
                StoredTask(
                    effect.ask_id, effect.kind, OPEN, desk.clock.now(), patient.id, None, effect.reason, me
                )
            )
            desk.trace(
                tx, AuditAct.OPENING_ASKED, subject=patient.audit_id, object_id=effect.ask_id, facts=facts
            )
        return effect.ask_id

    def grant(self, task_id: TaskId) -> None:
        """Sign as the second person: the asker may open this record for half an hour.

        Raises NotPermittedError, SelfApprovalError, OwnRecordError, CentralRefusedError(task-not-open, person-gone).
        """
        desk = self._desk
        desk.require(Action.GRANT_OPENING)
        with desk.store.write() as tx:
            task = next((t for t in tx.cases.tasks(OPEN) if t.id == task_id and t.kind in TASKS), None)
            if task is None or task.patient_id is None or task.asked_by is None:
                raise CentralRefusedError(reason="task-not-open")
            if task.asked_by == desk.keys.staff.staff_id:
                raise SelfApprovalError
            patient = _present(tx, task.patient_id)
            asked_by = StaffId(task.asked_by)
            effect = OpeningEffect(task_id, patient.id, asked_by, task.kind, task.reason)
            desk.record(
                tx, OperationKind.GRANT_OPENING, task_id, subject=patient.id,
                facts={"kind": task.kind, "reason": task.reason}, approvals=(self._signature(effect),),
            )  # fmt: skip
            tx.cases.put_task(replace(task, state=RESOLVED))
            grant = Grant(task_id, desk.clock.now() + OPEN_FOR)
            tx.state.set(grant_name(asked_by, patient.id), grant.to_bytes())
            desk.trace(
                tx, AuditAct.OPENING_GRANTED, subject=patient.audit_id, object_id=task_id,
                facts={"kind": task.kind, "reason": task.reason, "asked_by": asked_by},
            )  # fmt: skip

    def _signature(self, effect: OpeningEffect) -> Approval:
        person = self._desk.keys.person
        return Approval(person.person, person.sign(SIGNED_AS, effect.to_bytes()))


def _asks_for(task: StoredTask, refused: Refused, me: StaffId) -> bool:
    return (task.kind, task.patient_id, task.asked_by) == (refused.kind, refused.patient_id, me)


def _present(tx: Transaction, patient_id: PatientId) -> StoredPatient:
    patient = tx.patients.get(patient_id)
    if patient is None:
        raise CentralRefusedError(reason="person-gone")
    return patient
