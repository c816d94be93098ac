"""Deletions that a retention run filed: only who is on its list and due still, counted in the run (P14, A3)."""

from __future__ import annotations

from central.services.batch import Batch
from central.services.duty_rows import keep, opened
from central.services.errors import OperationRefusedError
from central.store import duties as store
from central.store import retention as kept
from desktop.domain.duties import Duty, DutyKind
from desktop.domain.incidents import Told
from desktop.domain.retention import FILED, PROPOSED, confirmed, run_of

NOT_DUE = "not-due"


def check(batch: Batch, ground: str, patient_id: str, *, case_id: str = "") -> None:
    """Refuse a deletion under a run's ground unless the run is open, lists the person, and nothing keeps the file.

    `case_id` is the person's deletion by this run itself, which keeps nothing.
    """
    run_id = run_of(ground)
    if run_id is None:
        return
    run = _run(batch, run_id)
    due = run is not None and run.state == PROPOSED and kept.still_due(
        batch.connection, batch.hospital, run, patient_id, case_id, batch.parts.keys
    )  # fmt: skip
    if not due:
        raise OperationRefusedError(NOT_DUE)


def note(batch: Batch, ground: str, patient_id: str, state: str) -> None:
    """Write down on the run's list how far a person's deletion is."""
    run_id = run_of(ground)
    if run_id is not None:
        before = (Told.WAITING.value,) if state == FILED else (FILED,)
        store.tend(
            batch.connection, batch.hospital, run_id, patient_id, was=before, state=state, at=batch.now
        )


def confirm(batch: Batch, ground: str) -> None:
    """Count in the run that one more file is gone at central and at every desk."""
    run_id = run_of(ground)
    run = _run(batch, run_id) if run_id is not None else None
    if run is not None:
        keep(batch, run, run.state, confirmed(run))


def _run(batch: Batch, run_id: str) -> Duty | None:
    duty = opened(batch, run_id)
    return duty if duty is not None and duty.kind == DutyKind.RETENTION else None
