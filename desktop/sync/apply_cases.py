"""Rows of deletions, tasks and pairs of records down: from the message to what the store keeps."""

from __future__ import annotations

from desktop.domain.ids import CaseId, StaffId
from desktop.domain.openings import OPEN_FOR, Grant, grant_name
from desktop.domain.openings import TASKS as OPENINGS
from desktop.domain.request_cases import RequestCase, case_of
from desktop.ports.pairs import StoredPair
from desktop.ports.store import StoredCase, StoredTask, Transaction
from desktop.sync.wire import CaseRow, PairRow, RequestRow, SpentRequest, TaskRow

# how central says that a second person agreed
CONFIRMED = "confirmed"


def stored_case(row: CaseRow) -> StoredCase:
    """Return a deletion case."""
    return StoredCase(
        row.id, row.patient_id, row.patient_version, row.state, row.filed_by, row.filed_at, row.ground, row.effect,
        row.approved_by, row.destroy_after, row.desks_pending,
    )  # fmt: skip


def asked_case(case_id: CaseId, row: RequestRow | SpentRequest) -> RequestCase:
    """Return a request, or what stays of one whose key was destroyed."""
    return case_of(
        case_id, row.patient_id, row.request_kind, row.asker, row.state, row.version, row.filed_by, row.filed_at,
        row.facts,
    )  # fmt: skip


def stored_task(row: TaskRow) -> StoredTask:
    """Return a supervisor's task."""
    return StoredTask(
        row.id, row.kind, row.state, row.at, row.patient_id, row.booking_id, row.reason, row.asked_by
    )


def keep_grant(row: TaskRow, tx: Transaction) -> None:
    """Keep that another person signed the opening of a record, and until when it opens for whom asked."""
    granted = row.kind in OPENINGS and row.outcome == CONFIRMED and row.resolved_at is not None
    if granted and row.patient_id and row.asked_by and row.resolved_at:
        grant = Grant(row.id, row.resolved_at + OPEN_FOR)
        tx.state.set(grant_name(StaffId(row.asked_by), row.patient_id), grant.to_bytes())


def stored_pair(row: PairRow) -> StoredPair:
    """Return two records that may be one person."""
    return StoredPair(
        id=row.id, first_id=row.first_id, second_id=row.second_id, score=row.score,
        reasons=tuple(reason for reason in row.reasons.split(",") if reason), state=row.state, survivor=row.survivor,
        other=row.other, taken=row.taken, effect=row.effect, filed_by=row.filed_by, filed_at=row.filed_at,
        approved_by=row.approved_by, approved_at=row.approved_at,
    )  # fmt: skip
