"""What an incident taught, and when the next drill of one is due (P22 复盘, N34, SECURITY §6)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from desktop.domain.duties import Act, Duty, DutyKind, DutyRefusedError, Said, text_of
from desktop.domain.schedules import clinic_day

DRILL_EVERY = timedelta(days=365)
MOST_LESSONS = 20
CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Lesson:
    """What is done otherwise from now on, as somebody wrote it down; `at` is aware."""

    at: datetime
    by: str
    text: str


def learnt(duty: Duty, said: Said, act: Act) -> tuple[dict[str, Any], str]:
    """Write a lesson down; it only ever adds, also after the end. Raises DutyRefusedError."""
    before = list(duty.facts.get("lessons", ()))
    if len(before) >= MOST_LESSONS:
        raise DutyRefusedError("lessons-many")
    text = text_of(said, "text", least=2)
    return {"lessons": [*before, [act.at.isoformat(), act.who, text]]}, text


def lessons(duty: Duty) -> tuple[Lesson, ...]:
    """Return what was learnt, oldest first."""
    return tuple(
        Lesson(datetime.fromisoformat(at), by, text) for at, by, text in duty.facts.get("lessons", ())
    )


def last_drill(duties: Iterable[Duty]) -> date | None:
    """Return the clinic day on which the newest drill that was taken to its end began, None without one."""
    found = (
        clinic_day(duty.made_at)
        for duty in duties
        if duty.kind == DutyKind.INCIDENT and duty.facts.get("drill") and duty.state == CLOSED
    )
    return max(found, default=None)


def drill_overdue(last: date | None, today: date) -> bool:
    """Return whether a year passed since the last drill, or there was none."""
    return last is None or last + DRILL_EVERY < today
