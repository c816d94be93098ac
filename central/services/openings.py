"""Records that open with a second person's signature, judged again at central (SECURITY §4.1, N39, A3)."""

from __future__ import annotations

from central.services import guarding
from central.services.batch import Batch, Facts
from central.services.errors import OperationRefusedError
from central.services.signatures import check_signature
from central.store import feed
from central.store.people import OPEN
from desktop.domain.errors import SelfApprovalError
from desktop.domain.ids import PatientId, StaffId, TaskId
from desktop.domain.openings import OPEN_OWN, SIGNED_AS, TASKS, OpeningEffect, OpeningReason
from desktop.domain.operations import Operation
from desktop.domain.own_people import OWN_RECORD
from desktop.domain.staff import Action

CONFIRMED = "confirmed"


def ask(batch: Batch, op: Operation) -> None:
    """Take what somebody asks for under their own signature; only the officer asks for an own record."""
    own = guarding.handles_own(batch, op)
    if own and not batch.people.may(op.author, Action.SEAL_RECORD, batch.now):
        raise OperationRefusedError(OWN_RECORD)
    facts = Facts(op)
    kind, reason = facts.text("kind"), facts.text("reason")
    if kind not in TASKS or reason not in set(OpeningReason) or op.subject is None:
        raise OperationRefusedError("malformed")
    effect = OpeningEffect(TaskId(op.entity), PatientId(op.subject), op.author, kind, reason)
    check_signature(batch, op, effect.to_bytes(), Action.OPEN_PATIENT, purpose=SIGNED_AS)
    if own and kind != OPEN_OWN:
        raise OperationRefusedError(OWN_RECORD)
    if batch.tasks.get(op.entity) is not None:
        raise OperationRefusedError("case-exists")
    batch.tasks.add(
        task_id=op.entity, kind=kind, state=OPEN, at=batch.now, patient_id=op.subject, booking_id=None, reason=reason,
        asked_by=op.author, desk_id=op.desk, outcome="",
    )  # fmt: skip
    batch.touched.add(feed.CLINIC, "patient", op.subject)
    batch.touched.add(feed.CLINIC, "task", op.entity)


def grant(batch: Batch, op: Operation) -> None:
    """Take another person's signature over the same effect; the asker's desk hears of it by the task."""
    task = batch.tasks.get(op.entity)
    if task is None or task["kind"] not in TASKS:
        raise OperationRefusedError("task-unknown")
    if task["asked_by"] == op.author:
        raise OperationRefusedError(SelfApprovalError.code)
    effect = OpeningEffect(
        TaskId(op.entity),
        PatientId(task["patient_id"]),
        StaffId(task["asked_by"]),
        task["kind"],
        task["reason"],
    )
    check_signature(batch, op, effect.to_bytes(), Action.GRANT_OPENING, purpose=SIGNED_AS)
    if task["state"] != OPEN:
        return
    batch.tasks.change(
        op.entity, state="resolved", outcome=CONFIRMED, resolved_by=op.author, resolved_at=batch.now
    )
    batch.touched.add(feed.CLINIC, "task", op.entity)
