"""One deletion as the lists show it: days left, urgency, desks that have not confirmed (P25, P31)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from desktop.domain.ids import CaseId
from desktop.services.rights import CaseLine

DUE_SOON_DAYS = 5
DUE_NOW_DAYS = 2


class Urgency(StrEnum):
    """How near the last day of the answer is; the view adds words, icon and colour."""

    CALM = "calm"
    SOON = "soon"
    NOW = "now"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case: days left in words, how many desks have not sent their receipt yet."""

    case_id: CaseId
    kind: str
    masked_name: str
    filed_by: str
    filed_at: datetime
    state: str
    due: date
    days_left: int
    urgency: Urgency
    desks_pending: int
    destroy_after: datetime | None


def row_of(case: CaseLine, staff_name: Callable[[str], str]) -> CaseRow:
    """Return a case as a row; who filed it by name."""
    return CaseRow(
        case.case_id, case.kind, case.masked_name, staff_name(case.filed_by), case.filed_at,
        case.state, case.due, case.days_left, _urgency(case), len(case.desks_pending), case.destroy_after,
    )  # fmt: skip


def _urgency(case: CaseLine) -> Urgency:
    if case.state in ("done", "withdrawn"):
        return Urgency.CLOSED
    if case.state == "backup":
        return Urgency.CALM
    if case.days_left <= DUE_NOW_DAYS:
        return Urgency.NOW
    return Urgency.SOON if case.days_left <= DUE_SOON_DAYS else Urgency.CALM
