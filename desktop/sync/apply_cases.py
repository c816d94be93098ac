"""Rows of deletions, tasks and pairs of records down: from the message to what the store keeps."""

from __future__ import annotations

from desktop.ports.pairs import StoredPair
from desktop.ports.store import StoredCase, StoredTask
from desktop.sync.wire import CaseRow, PairRow, TaskRow


def stored_case(row: CaseRow) -> StoredCase:
    """Return a deletion case."""
    return StoredCase(
        row.id, row.patient_id, row.patient_version, row.state, row.filed_by, row.filed_at, row.ground, row.effect,
        row.approved_by, row.destroy_after, row.desks_pending,
    )  # fmt: skip


def stored_task(row: TaskRow) -> StoredTask:
    """Return a supervisor's task."""
    return StoredTask(
        row.id, row.kind, row.state, row.at, row.patient_id, row.booking_id, row.reason, row.asked_by
    )


def stored_pair(row: PairRow) -> StoredPair:
    """Return two records that may be one person."""
    return StoredPair(
        id=row.id, first_id=row.first_id, second_id=row.second_id, score=row.score,
        reasons=tuple(reason for reason in row.reasons.split(",") if reason), state=row.state, survivor=row.survivor,
        other=row.other, taken=row.taken, effect=row.effect, filed_by=row.filed_by, filed_at=row.filed_at,
        approved_by=row.approved_by, approved_at=row.approved_at,
    )  # fmt: skip
