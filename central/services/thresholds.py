"""Changing a threshold of the risk rules: two people's signatures, dated and kept (SECURITY §4.5)."""

from __future__ import annotations

from typing import Any

from sqlalchemy.engine import Connection

from central.services.batch import Batch
from central.services.errors import OperationRefusedError
from central.services.parts import CentralParts
from central.services.roster import RosterNotHeldError
from central.services.signatures import check_signature
from central.store import feed, rosters, thresholds, work
from desktop.domain.ids import TaskId
from desktop.domain.operations import Operation
from desktop.domain.schedules import clinic_day
from desktop.domain.staff import Action
from desktop.domain.thresholds import PURPOSE, TASK, Change, change_of, proposed

OPEN, CONFIRMED = "open", "confirmed"


def new_change(parts: CentralParts, text: str) -> Change:
    """Return a change to be signed; raises ThresholdInvalidError."""
    return proposed(TaskId(parts.new_id()), text, clinic_day(parts.now()))


def propose(parts: CentralParts, change: Change, signature: bytes) -> None:
    """Keep a change under the founding key's signature and put it before the officer; raises RosterNotHeldError."""

    def run(connection: Connection) -> None:
        hospital = parts.hospital_id
        founding = rosters.founding_public(connection, hospital)
        if not parts.keys.verify(founding, signature, PURPOSE, change.signed_bytes()):
            raise RosterNotHeldError(action=Action.SIGN_ROSTER.value)
        thresholds.propose(connection, hospital, change, signature, parts.now())
        work.open_task(
            connection,
            hospital,
            change.ask_id,
            TASK,
            parts.now(),
            reason=change.text(),
        )
        feed.move(connection, hospital, feed.touch(feed.CLINIC, "task", [change.ask_id]))

    parts.database.run(run)


def sign(batch: Batch, op: Operation) -> None:
    """Take the second person's signature over the same change."""
    task = batch.tasks.get(op.entity)
    if task is None or task["kind"] != TASK:
        raise OperationRefusedError("task-unknown")
    change = change_of(TaskId(op.entity), task["reason"])
    check_signature(batch, op, change.signed_bytes(), Action.SIGN_THRESHOLD, purpose=PURPOSE)
    if task["state"] != OPEN:
        return
    thresholds.sign(
        batch.connection, batch.hospital, op.entity, op.author, op.approvals[0].signature, batch.now
    )
    batch.tasks.change(
        op.entity, state="resolved", outcome=CONFIRMED, resolved_by=op.author, resolved_at=batch.now
    )
    batch.touched.add(feed.CLINIC, "task", op.entity)


def changes(parts: CentralParts, connection: Connection) -> tuple[Change, ...]:
    """Return what both people signed; a row whose founding signature does not hold is none."""
    founding = rosters.founding_public(connection, parts.hospital_id)
    rows = thresholds.every(connection, parts.hospital_id)
    return tuple(
        change
        for row in rows
        if row["signed_by"] is not None and (change := _sound(parts, founding, row)) is not None
    )


def _sound(parts: CentralParts, founding: bytes, row: dict[str, Any]) -> Change | None:
    change = change_of(TaskId(row["ask_id"]), row["change"])
    signed = parts.keys.verify(founding, bytes(row["founding_signature"]), PURPOSE, change.signed_bytes())
    return change if signed else None
