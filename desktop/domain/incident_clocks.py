"""The clocks of an incident: how soon the regulator is told, how soon a second person looks (P22, SECURITY §6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from desktop.domain.duties import Duty, time_of
from desktop.domain.incidents import Grade, Operator

_GRAVE = frozenset({Grade.EXTREME, Grade.MAJOR, Grade.LARGER})


@dataclass(frozen=True, slots=True)
class IncidentClock:
    """`minutes` from discovery; `met_by` is the fact that ends it, `source` a stable code of the text behind it."""

    code: str
    minutes: int
    met_by: str
    source: str
    grades: frozenset[Grade] = frozenset(Grade)
    operators: frozenset[Operator] = frozenset(Operator)


CLOCKS: tuple[IncidentClock, ...] = (
    IncidentClock("regulator-1h", 60, "reported_at", "cac-incident-report", _GRAVE, frozenset({Operator.CRITICAL})),
    IncidentClock(
        "regulator-2h", 120, "reported_at", "cac-incident-report", _GRAVE, frozenset({Operator.CENTRAL_ORGAN})
    ),
    IncidentClock("regulator-4h", 240, "reported_at", "cac-incident-report", _GRAVE, frozenset({Operator.OTHER})),
    IncidentClock("second-look-24h", 24 * 60, "reviewed_at", "security-6"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Running:
    """A clock of one incident now; `alarm` is "", half, near, over or met."""

    code: str
    due: datetime
    left: timedelta
    alarm: str


def clocks_of(duty: Duty, now: datetime) -> tuple[Running, ...]:
    """Return the clocks that run for an incident, the earliest first; alarms at half and at four fifths."""
    found = time_of(duty.facts, "found_at") or duty.made_at
    running = []
    for clock in CLOCKS:
        if duty.facts["grade"] not in clock.grades or duty.facts["operator"] not in clock.operators:
            continue
        due = found + timedelta(minutes=clock.minutes)
        met = time_of(duty.facts, clock.met_by)
        passed = (now - found) / timedelta(minutes=clock.minutes)
        alarm = "over" if passed >= 1 else "near" if passed >= 0.8 else "half" if passed >= 0.5 else ""
        if met is not None:
            alarm = "met" if met <= due else "met-late"
        running.append(Running(clock.code, due, due - now, alarm))
    return tuple(sorted(running, key=lambda one: one.due))
