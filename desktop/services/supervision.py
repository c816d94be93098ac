"""What lands on the supervisor's list: failed name checks, likely duplicates, doubtful registrations (N5, G69)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from desktop.domain.audit import AuditAct
from desktop.domain.errors import CentralRefusedError
from desktop.domain.ids import TaskId
from desktop.domain.masking import Surface, mask_name
from desktop.domain.operations import OperationKind
from desktop.domain.staff import Action
from desktop.services.desk import Desk

OPEN = "open"
RESOLVED = "resolved"


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One task; the name is masked, `place` says the clinic of the booking it is about."""

    task_id: TaskId
    kind: str
    at: datetime
    masked_name: str
    place: str


class SupervisionService:
    """Lists and resolves tasks."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def tasks(self) -> tuple[TaskLine, ...]:
        """Return open tasks, oldest first."""
        lines = []
        with self._desk.store.read() as tx:
            departments = {d.id: d.name for d in tx.schedules.departments()}
            for task in tx.cases.tasks(OPEN):
                patient = tx.patients.get(task.patient_id) if task.patient_id else None
                booking = tx.bookings.get(task.booking_id) if task.booking_id else None
                session = tx.schedules.session(booking.session_id) if booking else None
                name = mask_name(patient.record.name, Surface.LIST) if patient else "--"
                place = departments.get(session.department_id, "") if session else ""
                lines.append(TaskLine(task.id, task.kind, task.at, name, place))
        return tuple(lines)

    def resolve(self, task_id: TaskId, outcome: str) -> None:
        """Close a task with an outcome code; raises NotPermittedError."""
        desk = self._desk
        desk.require(Action.RESOLVE_TASK)
        with desk.store.write() as tx:
            task = next((t for t in tx.cases.tasks(OPEN) if t.id == task_id), None)
            if task is None:
                raise CentralRefusedError(reason="task-not-open")
            facts = {"task_id": task_id, "outcome": outcome}
            desk.record(tx, OperationKind.RESOLVE_TASK, task_id, facts=facts)
            tx.cases.put_task(replace(task, state=RESOLVED))
            desk.trace(tx, AuditAct.TASK_RESOLVED, object_id=task_id, facts={"outcome": outcome})
