"""What the clock says of a booking that nobody came for: by the collect deadline, the half-hour or the session's end.

Judged by the rules in force on the day of the visit, the same at the desk and at central (DOMAIN §5.3, N22, G38, G39).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from desktop.domain.booking_rules import RuleSet, Uncollected
from desktop.domain.bookings import BookingState
from desktop.domain.errors import KnownError
from desktop.domain.rule_book import RuleBook
from desktop.domain.schedules import CHINA, HALF_HOUR, ClinicSession, HalfDay, clinic_day


class CollectLateError(KnownError):
    """The number was not collected by its deadline; facts: `until` (hh:mm)."""

    code = "collect-late"


class CameTooLateError(KnownError):
    """The booking is a no-show by the hospital's rule; facts: `until` (hh:mm)."""

    code = "came-too-late"


class RegainNeedsLineError(KnownError):
    """Whether a lapsed number is still free only central knows."""

    code = "regain-needs-line"


@dataclass(frozen=True, slots=True)
class Visit:
    """When a booking's half-hour begins and its session ends, on which half-day it lies, when it was made."""

    begins: datetime
    closes: datetime
    half_day: HalfDay
    made_at: datetime


def visit_of(session: ClinicSession, half_hour: int, made_at: datetime) -> Visit:
    """Return the visit of a booking made then for a session's half-hour."""
    begins = datetime.combine(session.day, session.starts, CHINA)
    return Visit(
        begins + HALF_HOUR * half_hour, begins + HALF_HOUR * len(session.left), session.half_day, made_at
    )


@dataclass(frozen=True, slots=True)
class ClockSays:
    """From when nobody can come any more; `uncollected`: by the collect deadline, `lapses`: the number goes back."""

    at: datetime
    uncollected: bool = False
    lapses: bool = False


def clock_says(book: RuleBook, visit: Visit) -> ClockSays:
    """Return when a booking is over for who did not come, and how; whichever rule speaks first."""
    absent = ClockSays(may_mark_from(book, visit) + book.queue_at(visit.closes).no_show_after)
    rules = book.at(visit.begins)
    until = collect_until(rules, visit) if rules is not None else None
    if rules is None or until is None or until > absent.at:
        return absent
    return ClockSays(until, uncollected=True, lapses=rules.collect.then is Uncollected.LAPSES)


def may_mark_from(book: RuleBook, visit: Visit) -> datetime:
    """Return from when a person may call somebody a no-show: the half-hour's end or the session's, as the rules say."""
    return visit.begins + HALF_HOUR if book.queue_at(visit.closes).half_hour_no_show else visit.closes


def collect_until(rules: RuleSet, visit: Visit) -> datetime | None:
    """Return by when the number is collected, None without a deadline.

    Who booked after it collects until their half-hour begins, or ends when it had begun.
    """
    by = {HalfDay.MORNING: rules.collect.morning, HalfDay.AFTERNOON: rules.collect.afternoon}[visit.half_day]
    deadlines = [] if by is None else [_at(visit.begins, by)]
    if rules.collect_minutes_before:
        deadlines.append(visit.begins - timedelta(minutes=rules.collect_minutes_before))
    if not deadlines:
        return None
    until = min(deadlines)
    if visit.made_at < until:
        return until
    return visit.begins if visit.made_at < visit.begins else visit.begins + HALF_HOUR


def refuse_late(state: BookingState, says: ClockSays, at: datetime, *, excused: bool) -> None:
    """Raise CollectLateError or CameTooLateError for a number that cannot be taken any more; `excused` always can."""
    gone = state in (BookingState.LAPSED, BookingState.NO_SHOW)
    passed = state is BookingState.BOOKED and at >= says.at and not excused
    if not (gone or passed):
        return
    until = f"{says.at.astimezone(CHINA):%H:%M}"
    if says.uncollected or state is BookingState.LAPSED:
        raise CollectLateError(until=until)
    raise CameTooLateError(until=until)


def _at(begins: datetime, clock: time) -> datetime:
    return datetime.combine(clinic_day(begins), clock, CHINA)
