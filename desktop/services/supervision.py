"""What lands on the supervisor's list: failed name checks, likely duplicates, doubtful registrations (N5, G69)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from desktop.domain.audit import AuditAct
from desktop.domain.break_glass import GLASS_TASK, resolves, review_due
from desktop.domain.errors import CentralRefusedError, SelfApprovalError
from desktop.domain.ids import TaskId
from desktop.domain.masking import Surface, mask_name
from desktop.domain.operations import OperationKind
from desktop.domain.staff import Action
from desktop.domain.twice import REFUND_TWICE, Twice
from desktop.ports.store import StoredTask, Transaction
from desktop.services.desk import Desk
from desktop.services.requests import calendar_in_force
from desktop.services.twice import gave_back, twice_of

OPEN = "open"
RESOLVED = "resolved"
CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One task; the name is masked, `place` says the clinic of the booking it is about."""

    task_id: TaskId
    kind: str
    at: datetime
    masked_name: str
    place: str
    asked_by: str = ""
    own: bool = False
    reason: str = ""
    due: date | None = None
    days_left: int | None = None
    twice: Twice | None = None


class SupervisionService:
    """Lists and resolves tasks.

    By kind of task, `approve` names what a confirmation does instead of closing it, `first` what it does before.
    """

    def __init__(
        self, desk: Desk, approve: Mapping[str, Callable[[TaskId], None]] | None = None,
        first: Mapping[str, Callable[[TaskId], None]] | None = None,
    ) -> None:  # fmt: skip
        self._desk = desk
        self._approve = approve or {}
        self._first = first or {}

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
                asked_by = task.asked_by or ""
                staff, twice = self._desk.keys.staff.staff_id, twice_of(tx, task)
                own = asked_by == staff or gave_back(twice, staff)
                due = review_due(task.at, calendar_in_force(tx)) if task.kind == GLASS_TASK else None
                left = (due - self._desk.today()).days if due else None
                lines.append(
                    TaskLine(
                        task.id, task.kind, task.at, name, place, asked_by, own, task.reason, due, left, twice
                    )
                )
        return tuple(lines)

    def resolve(self, task_id: TaskId, outcome: str) -> None:
        """Close a task with an outcome code; raises NotPermittedError, SelfApprovalError."""
        desk = self._desk
        with desk.store.read() as tx:
            here = next((t for t in tx.cases.tasks(OPEN) if t.id == task_id), None)
        desk.require(resolves(here.kind) if here else Action.RESOLVE_TASK)
        if here is None:
            raise CentralRefusedError(reason="task-not-open")
        kind = here.kind
        if kind == REFUND_TWICE:
            raise CentralRefusedError(reason="say-what-became")
        if outcome == CONFIRMED and kind in self._approve:
            self._approve[kind](task_id)
            return
        if outcome == CONFIRMED and kind in self._first:
            if here.asked_by == desk.keys.staff.staff_id:
                raise SelfApprovalError
            self._first[kind](task_id)
        with desk.store.write() as tx:
            settle_task(desk, tx, open_task(tx, task_id), outcome)


def settle_task(desk: Desk, tx: Transaction, task: StoredTask, outcome: str) -> None:
    """Close a task in a transaction that may do more; raises SelfApprovalError."""
    if task.asked_by == desk.keys.staff.staff_id:
        raise SelfApprovalError
    facts = {"task_id": task.id, "outcome": outcome}
    desk.record(tx, OperationKind.RESOLVE_TASK, task.id, facts=facts)
    tx.cases.put_task(replace(task, state=RESOLVED))
    desk.trace(tx, AuditAct.TASK_RESOLVED, object_id=task.id, facts={"outcome": outcome})


def open_task(tx: Transaction, task_id: TaskId) -> StoredTask:
    """Return an open task; raises CentralRefusedError when it is not open any more."""
    task = next((t for t in tx.cases.tasks(OPEN) if t.id == task_id), None)
    if task is None:
        raise CentralRefusedError(reason="task-not-open")
    return task
