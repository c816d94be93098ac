"""What waits for paper: kept in the sealed store, so that a restart forgets none; printed when the printer can (G59).

It stands among the drafts on purpose: an erasure empties all of them, so no printed name outlives its person.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from desktop.domain.ids import StaffId
from desktop.domain.print_templates import PrintKind
from desktop.ports.store import Transaction

PREFIX = "draft/print/"
MOST_WAITING = 50


@dataclass(frozen=True, slots=True, repr=False)
class QueuedPrint:
    """One job. A slip or label is made again from its booking; any other carries what stands on it."""

    id: str
    kind: PrintKind
    object_id: str
    copy: int
    asked_by: StaffId
    asked_at: datetime
    values: dict[str, str] | None = None
    rows: tuple[dict[str, str], ...] = ()
    tries: int = 0
    error: str = ""


def put(tx: Transaction, job: QueuedPrint) -> None:
    """Keep a job; the oldest goes when too many wait."""
    raw = {**asdict(job), "asked_at": job.asked_at.isoformat()}
    tx.state.set(PREFIX + job.id, json.dumps(raw, ensure_ascii=False).encode())
    for name in tx.state.names(PREFIX)[:-MOST_WAITING]:
        tx.state.set(name, None)


def waiting(tx: Transaction) -> tuple[QueuedPrint, ...]:
    """Return the jobs, the oldest first (ids are made in order)."""
    found = (tx.state.get(name) for name in sorted(tx.state.names(PREFIX)))
    return tuple(_job(raw) for raw in found if raw is not None)


def take(tx: Transaction, job_id: str) -> bool:
    """Remove a job; False when it was gone already."""
    there = tx.state.get(PREFIX + job_id) is not None
    tx.state.set(PREFIX + job_id, None)
    return there


def drop_of(tx: Transaction, kind: PrintKind, object_id: str) -> None:
    """Remove the jobs of one thing: a newer print takes their place."""
    for job in waiting(tx):
        if (job.kind, job.object_id) == (kind, object_id):
            take(tx, job.id)


def failed(tx: Transaction, job: QueuedPrint, error: str) -> None:
    """Count a try that came to nothing."""
    if tx.state.get(PREFIX + job.id) is not None:
        put(tx, replace(job, tries=job.tries + 1, error=error))


def _job(raw: bytes) -> QueuedPrint:
    values = json.loads(raw)
    values["kind"] = PrintKind(values["kind"])
    values["asked_at"] = datetime.fromisoformat(values["asked_at"])
    values["rows"] = tuple(values["rows"])
    return QueuedPrint(**values)
