"""Who asked for figures and who else signed for them, judged at central (SECURITY §4.1, A3)."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from central.services.batch import Batch, Facts
from central.services.errors import OperationRefusedError
from central.services.signatures import check_signature
from central.store import feed
from central.store.people import OPEN
from central.store.tables import tasks
from desktop.domain.errors import SelfApprovalError
from desktop.domain.export_asks import EXPORT_TASK, GOOD_FOR, PURPOSE, SIGNED, effect_of
from desktop.domain.ids import StaffId, TaskId
from desktop.domain.operations import Operation
from desktop.domain.staff import Action


def ask(batch: Batch, op: Operation) -> None:
    """Take what the officer asks for under their own signature."""
    text = Facts(op).text("figures")
    try:
        effect = effect_of(TaskId(op.entity), op.author, text)
    except ValueError as error:
        raise OperationRefusedError("malformed") from error
    if effect.text() != text:
        raise OperationRefusedError("malformed")
    check_signature(batch, op, effect.signed_bytes(), Action.EXPORT, purpose=PURPOSE)
    if batch.tasks.get(op.entity) is not None:
        raise OperationRefusedError("case-exists")
    batch.tasks.add(
        task_id=op.entity, kind=EXPORT_TASK, state=OPEN, at=batch.now, patient_id=None, booking_id=None, reason=text,
        asked_by=op.author, desk_id=op.desk, outcome="",
    )  # fmt: skip
    batch.touched.add(feed.CLINIC, "task", op.entity)


def sign(batch: Batch, op: Operation) -> None:
    """Take another person's signature over the same figures."""
    task = batch.tasks.get(op.entity)
    if task is None or task["kind"] != EXPORT_TASK:
        raise OperationRefusedError("task-unknown")
    if task["asked_by"] == op.author:
        raise OperationRefusedError(SelfApprovalError.code)
    effect = effect_of(TaskId(op.entity), StaffId(task["asked_by"]), task["reason"])
    check_signature(batch, op, effect.signed_bytes(), Action.SIGN_EXPORT, purpose=PURPOSE)
    if task["state"] != OPEN:
        return
    batch.tasks.change(
        op.entity, state="resolved", outcome=SIGNED, resolved_by=op.author, resolved_at=batch.now
    )
    batch.touched.add(feed.CLINIC, "task", op.entity)


def is_signed(
    connection: Connection, hospital_id: str, text: str, now: datetime, author: StaffId | None = None
) -> bool:
    """Return whether another person signed for these figures, of this author or of any, within GOOD_FOR."""
    query = sa.select(sa.func.count()).where(
        tasks.c.hospital_id == hospital_id,
        tasks.c.kind == EXPORT_TASK,
        tasks.c.outcome == SIGNED,
        tasks.c.reason == text,
        tasks.c.asked_by == author if author is not None else sa.true(),
        tasks.c.resolved_by != tasks.c.asked_by,
        tasks.c.resolved_at > now - GOOD_FOR,
    )
    return bool(connection.scalar(query))
