"""Weekly templates, days off, and the sessions that follow from them: the same plan at desk and central (G19, G20)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from desktop.domain.plan_facts import (
    LONGEST_PLACE,
    WHOLE_DAY,
    PlanInvalidError,
    read_day,
    read_flag,
    read_half_day,
    read_number,
    read_text,
    read_time,
)
from desktop.domain.quotas import MOST_EACH, MOST_HALF_HOURS, Split
from desktop.domain.schedules import CHINA, HALF_HOUR

DAYS_A_WEEK = 7
MOST_DAYS = 62
MOST_RELEASE_DAYS = 30
MOST_EXTRA = 50
EVERYBODY = ""


class AbsenceReason(StrEnum):
    """Why nobody sees patients on a date."""

    LEAVE = "leave"
    SICK = "sick"
    MEETING = "meeting"
    HOLIDAY = "holiday"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Template:
    """One doctor's half-day of every week: `each` numbers a half-hour, some set apart, in force from a date on.

    `release_days` before the session, at `release_at`, unclaimed online numbers go to the window (G26). `extra_limit`:
    how many extra numbers a clerk may add alone (DECISIONS 28). `valid_until` None: until changed.
    """

    id: str
    doctor_id: str
    weekday: int
    half_day: str
    starts: time
    half_hours: int
    each: int
    place: str
    split: Split
    release_days: int
    release_at: time
    extra_limit: int
    valid_from: date
    valid_until: date | None = None
    removed: bool = False

    @property
    def capacity(self) -> int:
        """Return how many numbers the session has."""
        return self.half_hours * self.each

    @property
    def ends(self) -> time:
        """Return when the half-day is over."""
        return (datetime.combine(self.valid_from, self.starts) + HALF_HOUR * self.half_hours).time()

    def holds_on(self, day: date) -> bool:
        """Return whether this template makes a session on a day."""
        begun = self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)
        return not self.removed and begun and day.weekday() == self.weekday

    def release_time(self, day: date) -> datetime:
        """Return when unclaimed online numbers of this day's session go to the window."""
        return datetime.combine(day - timedelta(days=self.release_days), self.release_at, CHINA)

    def to_facts(self) -> dict[str, Any]:
        """Return the flat facts of an operation and of a row."""
        values = asdict(self)
        del values["split"]
        values.update(asdict(self.split))
        return {name: _plain(value) for name, value in values.items()}


@dataclass(frozen=True, slots=True)
class Absence:
    """A doctor's leave, or with EVERYBODY a day on which the hospital is closed; a substitute may take it (替诊)."""

    id: str
    doctor_id: str
    first: date
    last: date
    half_day: str
    reason: str
    substitute_id: str = ""
    removed: bool = False

    def covers(self, doctor_id: str, day: date, half_day: str) -> bool:
        """Return whether this doctor does not see patients then."""
        whose = self.doctor_id in (EVERYBODY, doctor_id)
        when = self.first <= day <= self.last and self.half_day in (WHOLE_DAY, half_day)
        return not self.removed and whose and when

    def to_facts(self) -> dict[str, Any]:
        """Return the flat facts of an operation and of a row."""
        return {name: _plain(value) for name, value in asdict(self).items()}


class Verdict(StrEnum):
    """What becomes of one template on one day."""

    NEW = "new"
    EXISTS = "exists"
    AWAY = "away"
    SUBSTITUTE = "substitute"
    OVERLAP = "overlap"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Planned:
    """One line of the plan: the session that a template makes on a day, or why it makes none."""

    template: Template
    day: date
    verdict: Verdict
    session_id: str
    doctor_id: str
    reason: str = ""

    @property
    def makes(self) -> bool:
        """Return whether a session is made."""
        return self.verdict in (Verdict.NEW, Verdict.SUBSTITUTE)


@dataclass(frozen=True, slots=True)
class Standing:
    """A session that is there already."""

    session_id: str
    doctor_id: str
    day: date
    starts: time
    half_hours: int


def session_id_of(hospital_id: str, template_id: str, day: date) -> str:
    """Return the one id of a template's session on a day, so that making it twice makes it once."""
    return "s-" + hashlib.sha256(f"{hospital_id}/{template_id}/{day.isoformat()}".encode()).hexdigest()[:32]


def plan(
    hospital_id: str, templates: Iterable[Template], absences: Sequence[Absence], standing: Iterable[Standing],
    first: date, last: date, closed: Mapping[str, date] = MappingProxyType({}),
) -> tuple[Planned, ...]:  # fmt: skip
    """Return what making the sessions of these days would do, in order of day, time and doctor.

    A session is never changed by planning again: what stands there stays, whatever the template says now. A doctor is
    never planned twice at the same time, and not at all from the day in `closed` on. Raises PlanInvalidError for a
    range that is empty or too long.
    """
    check_range(first, last)
    there = {one.session_id for one in standing}
    busy: dict[tuple[str, date], list[tuple[datetime, datetime]]] = {}
    for one in standing:
        busy.setdefault((one.doctor_id, one.day), []).append(_span(one.day, one.starts, one.half_hours))
    lines = []
    days = [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]
    ordered = sorted(templates, key=lambda t: (t.starts, t.doctor_id, t.id))
    for day in days:
        for template in (t for t in ordered if t.holds_on(day)):
            line = _line(hospital_id, template, absences, there, day, closed)
            if line.makes:
                span = _span(day, template.starts, template.half_hours)
                taken = busy.setdefault((line.doctor_id, day), [])
                if any(begins < span[1] and span[0] < ends for begins, ends in taken):
                    line = Planned(template, day, Verdict.OVERLAP, line.session_id, line.doctor_id)
                else:
                    taken.append(span)
            lines.append(line)
    return tuple(lines)


def check_range(first: date, last: date) -> None:
    """Raise PlanInvalidError unless the range runs forward and is not longer than MOST_DAYS."""
    if not 0 <= (last - first).days < MOST_DAYS:
        raise PlanInvalidError(what="range")


def _line(
    hospital_id: str, template: Template, absences: Sequence[Absence], there: set[str], day: date,
    closed: Mapping[str, date],
) -> Planned:  # fmt: skip
    session_id = session_id_of(hospital_id, template.id, day)
    if session_id in there:
        return Planned(template, day, Verdict.EXISTS, session_id, template.doctor_id)
    if day >= closed.get(template.doctor_id, date.max):
        return Planned(template, day, Verdict.CLOSED, session_id, template.doctor_id)
    away = [a for a in absences if a.covers(template.doctor_id, day, template.half_day)]
    if not away:
        return Planned(template, day, Verdict.NEW, session_id, template.doctor_id)
    substitute = next((a.substitute_id for a in away if a.substitute_id), "")
    there_too = not any(a.covers(substitute, day, template.half_day) for a in absences)
    if substitute and there_too and day < closed.get(substitute, date.max):
        return Planned(template, day, Verdict.SUBSTITUTE, session_id, substitute, away[0].reason)
    return Planned(template, day, Verdict.AWAY, session_id, template.doctor_id, away[0].reason)


def _span(day: date, starts: time, half_hours: int) -> tuple[datetime, datetime]:
    begins = datetime.combine(day, starts)
    return begins, begins + HALF_HOUR * half_hours


# ---------------------------------------------------------------- from facts, strictly
def template_from(values: Mapping[str, Any]) -> Template:
    """Read a template from flat facts; raises PlanInvalidError for what cannot be so."""
    found = Template(
        id=read_text(values, "id"), doctor_id=read_text(values, "doctor_id"),
        weekday=read_number(values, "weekday", 0, DAYS_A_WEEK - 1), half_day=read_half_day(values, whole=False),
        starts=read_time(values, "starts"), half_hours=read_number(values, "half_hours", 1, MOST_HALF_HOURS),
        each=read_number(values, "each", 1, MOST_EACH), place=read_text(values, "place", LONGEST_PLACE),
        split=Split(*(read_number(values, f.name, 0, MOST_EACH * MOST_HALF_HOURS) for f in fields(Split))),
        release_days=read_number(values, "release_days", 0, MOST_RELEASE_DAYS),
        release_at=read_time(values, "release_at"),
        extra_limit=read_number(values, "extra_limit", 0, MOST_EXTRA), valid_from=read_day(values, "valid_from"),
        valid_until=None if values.get("valid_until") is None else read_day(values, "valid_until"),
        removed=read_flag(values, "removed"),
    )  # fmt: skip
    if not found.split.fits(found.capacity):
        raise PlanInvalidError(what="split")
    if found.valid_until is not None and found.valid_until < found.valid_from:
        raise PlanInvalidError(what="valid_until")
    return found


def absence_from(values: Mapping[str, Any]) -> Absence:
    """Read a day off from flat facts; raises PlanInvalidError for what cannot be so."""
    found = Absence(
        id=read_text(values, "id"), doctor_id=read_text(values, "doctor_id", least=0), first=read_day(values, "first"),
        last=read_day(values, "last"), half_day=read_half_day(values, whole=True), reason=read_text(values, "reason"),
        substitute_id=read_text(values, "substitute_id", least=0), removed=read_flag(values, "removed"),
    )  # fmt: skip
    if found.last < found.first:
        raise PlanInvalidError(what="last")
    if found.reason not in set(AbsenceReason):
        raise PlanInvalidError(what="reason")
    if found.substitute_id and found.doctor_id in (EVERYBODY, found.substitute_id):
        raise PlanInvalidError(what="substitute_id")
    return found


def split_from(values: Mapping[str, Any]) -> Split:
    """Read a split from flat facts; raises PlanInvalidError."""
    return Split(*(read_number(values, f.name, 0, MOST_EACH * MOST_HALF_HOURS) for f in fields(Split)))


def _plain(value: Any) -> Any:
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return value.isoformat() if isinstance(value, date) else value
