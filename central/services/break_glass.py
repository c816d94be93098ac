"""Sealed records and broken glasses at central: the officer seals, every broken glass waits for a second look (G79)."""

from __future__ import annotations

from datetime import timedelta

from central.services.aliases import standing
from central.services.batch import Batch, Facts
from central.services.errors import OperationRefusedError
from central.services.signatures import check_signature
from central.store import feed
from central.store.people import OPEN
from desktop.domain.break_glass import GLASS_TASK, OPEN_FOR, SEALED_AS, GlassReason, sealed_bytes
from desktop.domain.ids import PatientId
from desktop.domain.marks import Mark
from desktop.domain.operations import Operation
from desktop.domain.staff import Action

GRACE = timedelta(minutes=1)


def broken(batch: Batch, op: Operation) -> None:
    """Keep that a glass was broken, whoever did it, and put it on the list of those who must look at it."""
    facts = Facts(op)
    try:
        reason = GlassReason(facts.text("reason"))
    except ValueError as error:
        raise OperationRefusedError("malformed") from error
    if op.subject is None or facts.time("until") > op.happened_at + OPEN_FOR + GRACE:
        raise OperationRefusedError("malformed")
    if batch.tasks.get(op.entity) is not None:
        raise OperationRefusedError("case-exists")
    batch.tasks.add(
        task_id=op.entity, kind=GLASS_TASK, state=OPEN, at=batch.now, patient_id=op.subject, booking_id=None,
        reason=reason.value, asked_by=op.author, desk_id=op.desk, outcome="",
    )  # fmt: skip
    batch.touched.add(feed.CLINIC, "patient", op.subject)
    batch.touched.add(feed.CLINIC, "task", op.entity)


def seal(batch: Batch, op: Operation) -> None:
    """Seal a record or open it again, under the officer's own signature."""
    if op.subject is None:
        raise OperationRefusedError("malformed")
    sealed = Facts(op).flag("sealed")
    message = sealed_bytes(op.author, PatientId(op.subject), sealed=sealed)
    check_signature(batch, op, message, Action.SEAL_RECORD, purpose=SEALED_AS)
    patient_id = standing(batch, op.subject)
    if batch.patients.get(patient_id) is None:
        raise OperationRefusedError("person-gone")
    known = batch.marks.get(patient_id, Mark.SEALED.value) is not None
    if sealed and not known:
        batch.marks.add(patient_id=patient_id, mark=Mark.SEALED.value, case_id=op.entity, since=batch.now)
    if known and not sealed:
        batch.marks.remove(patient_id, Mark.SEALED.value)
    batch.touched.add(feed.CLINIC, "patient", patient_id)
