"""The second signature under a changed threshold of the risk rules, by the officer at a desk (SECURITY §4.1, §4.5)."""

from __future__ import annotations

from dataclasses import replace

from desktop.domain.audit import AuditAct
from desktop.domain.errors import CentralRefusedError
from desktop.domain.ids import TaskId
from desktop.domain.operations import Approval, OperationKind
from desktop.domain.staff import Action
from desktop.domain.thresholds import PURPOSE, TASK, change_of
from desktop.services.desk import Desk
from desktop.services.supervision import OPEN, RESOLVED


class ThresholdService:
    """Signs what the list of tasks shows; central checks both signatures."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def sign(self, task_id: TaskId) -> None:
        """Sign a proposed change; raises NotPermittedError, CentralRefusedError(task-not-open)."""
        desk, person = self._desk, self._desk.keys.person
        desk.require(Action.SIGN_THRESHOLD)
        with desk.store.write() as tx:
            task = next((t for t in tx.cases.tasks(OPEN) if t.id == task_id and t.kind == TASK), None)
            if task is None:
                raise CentralRefusedError(reason="task-not-open")
            change = change_of(task_id, task.reason)
            signature = person.sign(PURPOSE, change.signed_bytes())
            desk.record(
                tx, OperationKind.SIGN_THRESHOLD, task_id, facts={"change": change.text()},
                approvals=(Approval(person.person, signature),),
            )  # fmt: skip
            tx.cases.put_task(replace(task, state=RESOLVED))
            desk.trace(tx, AuditAct.SETTING, object_id=task_id, facts={"risk-threshold": change.text()})
