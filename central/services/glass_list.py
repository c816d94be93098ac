"""Broken glasses that wait for somebody's look, and which of them wait too long: for the auditor (G79)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from central.services.parts import CentralParts
from central.store import work
from desktop.domain.break_glass import GLASS_TASK, review_due
from desktop.domain.mainland_days import MAINLAND
from desktop.domain.schedules import clinic_day


@dataclass(frozen=True, slots=True)
class Glass:
    """One that was broken; it names no patient."""

    at: datetime
    desk: str
    staff: str
    reason: str
    due: date
    overdue: bool


def unreviewed(parts: CentralParts) -> tuple[Glass, ...]:
    """Return every one that nobody reviewed, the oldest first."""
    today = clinic_day(parts.now())
    with parts.database.read() as connection:
        rows = work.open_of_kind(connection, parts.hospital_id, GLASS_TASK)
    found = []
    for row in rows:
        due = review_due(row.at, MAINLAND)
        found.append(Glass(row.at, row.desk_id or "", row.asked_by or "", row.reason, due, today > due))
    return tuple(found)
