"""What bars from booking ahead, for how long and since when: every variant found is dated data (DOMAIN §5.3, N22)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from desktop.domain.schedules import CHINA
from desktop.domain.verdicts import ALLOWED, Verdict

# how a verdict says a time, by the hospital's clock
SPOKEN = "%Y-%m-%d %H:%M"


class CountWindow(StrEnum):
    """How the span of a no-show count is found."""

    ROLLING = "rolling"
    CALENDAR_MONTH = "calendar-month"
    CALENDAR_YEAR = "calendar-year"
    SINCE_FIRST = "since-first"


class PenaltyStart(StrEnum):
    """From which event the penalty runs."""

    LAST_EVENT = "last-event"
    FIRST_EVENT = "first-event"


class Counts(StrEnum):
    """What may count: the value stands in rules and is never reused."""

    NO_SHOW = "no-show"
    UNCOLLECTED = "uncollected"
    LATE_CANCEL = "late-cancel"
    SAME_DAY = "same-day-refund"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class NoShowRule:
    """`count` events of `kind` within the window bar for `penalty_days`; `also` names further kinds that count.

    With `rest_of_month` the bar ends with the calendar month of the event that brought it, whatever `penalty_days` say.
    """

    count: int
    window: CountWindow
    window_days: int
    penalty_days: int
    penalty_start: PenaltyStart = PenaltyStart.LAST_EVENT
    also: tuple[str, ...] = ()
    kind: str = Counts.NO_SHOW.value
    rest_of_month: bool = False

    def counts(self, kind: str) -> bool:
        """Return whether events of this kind count."""
        return kind == self.kind or kind in self.also


def standing(rule: NoShowRule | None, events: Iterable[tuple[datetime, str]], at: datetime) -> Verdict:
    """Judge whether what happened bars this person now; it expires by itself (N22)."""
    if rule is None:
        return ALLOWED
    counted = sorted(when for when, kind in events if when <= at and rule.counts(kind))
    for last in range(len(counted), rule.count - 1, -1):
        group = _window_of(rule, counted[:last])
        if len(group) < rule.count:
            continue
        until = _until(rule, group)
        if at < until:
            code = "barred-by-no-shows" if rule.kind == Counts.NO_SHOW else "barred-by-cancels"
            return Verdict(False, code, (("count", len(group)), ("until", _spoken(until))), until)
    return ALLOWED


def month_ends(at: datetime) -> datetime:
    """Return when the calendar month of a time is over."""
    local = at.astimezone(CHINA)
    year, month = (local.year + 1, 1) if local.month == 12 else (local.year, local.month + 1)
    return datetime(year, month, 1, tzinfo=CHINA)


def _until(rule: NoShowRule, group: list[datetime]) -> datetime:
    if rule.rest_of_month:
        return month_ends(group[-1])
    start = group[0] if rule.penalty_start is PenaltyStart.FIRST_EVENT else group[-1]
    return start + timedelta(days=rule.penalty_days)


def _window_of(rule: NoShowRule, events: list[datetime]) -> list[datetime]:
    """Return the events that count together with the newest one."""
    newest = events[-1].astimezone(CHINA)
    match rule.window:
        case CountWindow.CALENDAR_MONTH:
            return [e for e in events if e.astimezone(CHINA).timetuple()[:2] == newest.timetuple()[:2]]
        case CountWindow.CALENDAR_YEAR:
            return [e for e in events if e.astimezone(CHINA).year == newest.year]
        case CountWindow.SINCE_FIRST:
            return _since_first(events, timedelta(days=rule.window_days))
        case _:
            return [e for e in events if e > events[-1] - timedelta(days=rule.window_days)]


def _since_first(events: list[datetime], span: timedelta) -> list[datetime]:
    """A window opens with an event and closes after `span`; the next event opens a new one."""
    group: list[datetime] = []
    for event in events:
        if group and event < group[0] + span:
            group.append(event)
        else:
            group = [event]
    return group


def _spoken(at: datetime) -> str:
    return f"{at.astimezone(CHINA):{SPOKEN}}"
