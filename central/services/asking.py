"""What one person asks about a booking and another decides: a task of central with who asked (A3)."""

from __future__ import annotations

from central.services import pool
from central.services.aliases import standing
from central.services.batch import Batch, Facts
from central.services.errors import OperationRefusedError
from central.store import feed
from central.store.people import OPEN
from desktop.domain.no_shows import APPEAL_TASK
from desktop.domain.operations import Operation
from desktop.domain.queueing import ExcuseReason


def appeal(batch: Batch, op: Operation) -> None:
    """Take the word that a person objects to a no-show; another person than who took it decides."""
    facts = Facts(op)
    reason = facts.text("reason")
    if reason not in set(ExcuseReason):
        raise OperationRefusedError("malformed")
    file_task(batch, op, APPEAL_TASK, facts.text("booking_id"), reason)


def file_task(batch: Batch, op: Operation, kind: str, booking_id: str, reason: str) -> None:
    """Open the task of an operation about a person's booking; raises OperationRefusedError."""
    if batch.tasks.get(op.entity) is not None:
        raise OperationRefusedError("case-exists")
    booking = batch.bookings.get(booking_id)
    if booking is None or standing(batch, pool.patient_of(op)) != standing(batch, booking["patient_id"]):
        raise OperationRefusedError("booking-gone")
    batch.tasks.add(
        task_id=op.entity, kind=kind, state=OPEN, at=batch.now, patient_id=booking["patient_id"],
        booking_id=booking_id, reason=reason, asked_by=op.author, desk_id=op.desk, outcome="",
    )  # fmt: skip
    batch.touched.add(feed.CLINIC, "patient", booking["patient_id"])
    batch.touched.add(feed.CLINIC, "task", op.entity)
