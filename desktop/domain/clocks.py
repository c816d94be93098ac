"""The clocks of a request: each is data; all are shown and the earliest rules (DOMAIN §0, P28, P31, P35, N11).

The hospital's days count. The day of the start event does not count; a calendar-day clock that ends on a day off still
ends there (the stricter reading).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from desktop.domain.requests import Channel, RequestKind
from desktop.domain.working_days import WorkCalendar

WARNINGS = (7, 10, 13)
EXTENSION = 15


class DayUnit(StrEnum):
    """What a clock counts."""

    CALENDAR = "calendar"
    WORKING = "working"


class StartEvent(StrEnum):
    """When a clock begins."""

    RECEIVED = "received"
    VERIFIED = "verified"


@dataclass(frozen=True, slots=True)
class Clock:
    """`length` units after the start event; `source` is a stable code of the text that asks for it.

    `pauses`: time spent waiting for the asker's proof of identity does not count. `extends`: our own promise, which may
    be lengthened once, with notice, by EXTENSION days; the other clocks run on. Empty `kinds` or `channels`: all.
    """

    code: str
    unit: DayUnit
    length: int
    start: StartEvent
    source: str
    pauses: bool = False
    extends: bool = False
    kinds: frozenset[RequestKind] = frozenset()
    channels: frozenset[Channel] = frozenset()

    def applies(self, kind: RequestKind, channel: Channel) -> bool:
        """Return whether this clock runs for such a request."""
        return (not self.kinds or kind in self.kinds) and (not self.channels or channel in self.channels)


_K = RequestKind
_REPLY = frozenset(_K) - {_K.QUESTION, _K.COMPLAINT}
CLOCKS: tuple[Clock, ...] = (
    Clock("reply-15", DayUnit.CALENDAR, 15, StartEvent.RECEIVED, "policy-5", pauses=True, extends=True, kinds=_REPLY),
    Clock(
        "complaint-15", DayUnit.CALENDAR, 15, StartEvent.RECEIVED, "policy-5-complaint",
        kinds=frozenset({_K.COMPLAINT}),
    ),
    Clock(
        "contact-15w", DayUnit.WORKING, 15, StartEvent.VERIFIED, "policy-8",
        channels=frozenset({Channel.PHONE, Channel.EMAIL, Channel.POST, Channel.ONLINE}),
    ),
    Clock("question-15w", DayUnit.WORKING, 15, StartEvent.VERIFIED, "policy-8", kinds=frozenset({_K.QUESTION})),
    Clock(
        "cancel-15w", DayUnit.WORKING, 15, StartEvent.RECEIVED, "gbt-35273-8.5",
        kinds=frozenset({_K.DELETE, _K.CLOSE_ACCOUNT, _K.CORRECT, _K.COMPLAINT}),
    ),
    Clock("standard-30", DayUnit.CALENDAR, 30, StartEvent.RECEIVED, "gbt-35273-8.7", kinds=_REPLY),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Times:
    """The hospital's days of what happened to a request. `waiting`: from asking for proof to having it, day pairs."""

    received: date
    verified: date | None = None
    waiting: tuple[tuple[date, date | None], ...] = ()
    extended: bool = False


@dataclass(frozen=True, slots=True)
class Due:
    """One clock's last day; None while its start event has not happened. `sure`: no day beyond the known calendar."""

    clock: Clock
    started: date | None
    last_day: date | None
    paused_days: int
    sure: bool
    extended_days: int = 0


def all_due(
    kind: RequestKind,
    channel: Channel,
    times: Times,
    calendar: WorkCalendar,
    today: date,
    clocks: Iterable[Clock] = CLOCKS,
) -> tuple[Due, ...]:
    """Return every clock that applies, the earliest last day first, those not begun at the end."""
    found = [_due(clock, times, calendar, today) for clock in clocks if clock.applies(kind, channel)]
    return tuple(
        sorted(found, key=lambda due: (due.last_day is None, due.last_day or date.max, due.clock.code))
    )


def ruling(dues: Iterable[Due]) -> Due | None:
    """Return the clock that rules: the earliest that has begun."""
    begun = [due for due in dues if due.last_day is not None]
    return begun[0] if begun else None


def warned(times: Times, today: date) -> int | None:
    """Return which warning day (7, 10, 13) has been reached since the request was received."""
    passed = (today - times.received).days
    reached = [day for day in WARNINGS if passed >= day]
    return reached[-1] if reached else None


def _due(clock: Clock, times: Times, calendar: WorkCalendar, today: date) -> Due:
    started = times.received if clock.start is StartEvent.RECEIVED else times.verified
    if started is None:
        return Due(clock, None, None, 0, sure=True)
    if clock.unit is DayUnit.WORKING:
        last = calendar.add_working_days(started, clock.length)
        return Due(clock, started, last, 0, sure=calendar.knows(last))
    paused = _paused(times, today) if clock.pauses else 0
    longer = EXTENSION if clock.extends and times.extended else 0
    last = started + timedelta(days=clock.length + paused + longer)
    return Due(clock, started, last, paused, sure=True, extended_days=longer)


def _paused(times: Times, today: date) -> int:
    """Return on how many days proof was awaited; the day it was asked for does not count, the day it came does."""
    days: set[date] = set()
    for first, last in times.waiting:
        end = last or today
        days.update(first + timedelta(days=n) for n in range(1, (end - first).days + 1))
    return len(days)
