"""Tasks for people and checks that wait for an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from central.store.people import OPEN
from central.store.tables import tasks, verification_queue

WAITING = "waiting"
DONE = "done"


@dataclass(frozen=True, slots=True)
class WaitingCheck:
    """A provisional booking whose person's name has not been checked yet."""

    booking_id: str
    patient_id: str
    tries: int


def has_open(connection: Connection, hospital_id: str, kind: str, reason: str, desk_id: str) -> bool:
    """Return whether such a task of this desk is open already."""
    query = sa.select(sa.func.count()).where(
        tasks.c.hospital_id == hospital_id,
        tasks.c.state == OPEN,
        tasks.c.kind == kind,
        tasks.c.reason == reason,
        tasks.c.desk_id == desk_id,
    )
    return bool(connection.scalar(query))


def is_open_about(connection: Connection, hospital_id: str, kind: str, patient_id: str) -> bool:
    """Return whether such a task about this person is open already."""
    query = sa.select(sa.func.count()).where(
        tasks.c.hospital_id == hospital_id,
        tasks.c.state == OPEN,
        tasks.c.kind == kind,
        tasks.c.patient_id == patient_id,
    )
    return bool(connection.scalar(query))


def open_task(
    connection: Connection, hospital_id: str, task_id: str, kind: str, at: datetime, *, asked_by: str | None = None,
    desk_id: str | None = None, reason: str = "",
) -> None:  # fmt: skip
    """Put a task that is about no patient on the list."""
    connection.execute(
        sa.insert(tasks).values(
            hospital_id=hospital_id, task_id=task_id, kind=kind, state=OPEN, at=at, patient_id=None, booking_id=None,
            reason=reason, asked_by=asked_by, desk_id=desk_id, outcome="",
        )
    )  # fmt: skip


def tasks_of(connection: Connection, hospital_id: str, booking_id: str, kinds: Sequence[str]) -> list[str]:
    """Return the tasks of these kinds about a booking, also those that name it as their reason."""
    query = sa.select(tasks.c.task_id).where(
        tasks.c.hospital_id == hospital_id,
        tasks.c.kind.in_(kinds),
        sa.or_(tasks.c.booking_id == booking_id, tasks.c.reason == booking_id),
    )
    return list(connection.scalars(query))


def waiting_checks(
    connection: Connection, hospital_id: str, now: datetime, limit: int
) -> Sequence[WaitingCheck]:
    """Return checks that are due, the longest waiting first."""
    queue = verification_queue
    query = (
        sa.select(queue.c.booking_id, queue.c.patient_id, queue.c.tries)
        .where(queue.c.hospital_id == hospital_id, queue.c.state == WAITING, queue.c.due_at <= now)
        .order_by(queue.c.due_at, queue.c.booking_id)
        .limit(limit)
    )
    return [WaitingCheck(r.booking_id, r.patient_id, r.tries) for r in connection.execute(query)]


def open_of_kind(connection: Connection, hospital_id: str, kind: str) -> list[Any]:
    """Return the open tasks of one kind, the oldest first."""
    t = tasks.c
    query = (
        sa.select(t.task_id, t.at, t.desk_id, t.asked_by, t.reason)
        .where(t.hospital_id == hospital_id, t.kind == kind, t.state == OPEN)
        .order_by(t.at, t.task_id)
    )
    return list(connection.execute(query))
