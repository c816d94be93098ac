"""Booking rules that differ from hospital to hospital, as dated data with an answer that explains itself (DOMAIN §5.3).

A rule set is in force from a day on; an event is judged by the set in force when it happens. Every verdict carries a
stable code and facts, from which the ui makes the sentence that the patient hears (N21, N25).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from desktop.domain.no_show_rules import NoShowRule, standing
from desktop.domain.queue_rules import USUAL, QueueRules
from desktop.domain.schedules import CHINA, clinic_day, clinic_time
from desktop.domain.verdicts import ALLOWED, Verdict
from desktop.domain.working_days import WorkCalendar


class Uncollected(StrEnum):
    """What becomes of a number that nobody collected in time."""

    # it goes back to the others; whether it counts as a missed visit says the no-show rule
    LAPSES = "lapses"
    # it is a no-show at once and nobody else gets it
    NO_SHOW = "no-show"


@dataclass(frozen=True, slots=True)
class CollectRule:
    """By what clock numbers of a half-day are collected (取号截止; None: by none), and what follows if they are not."""

    morning: time | None = None
    afternoon: time | None = None
    then: Uncollected = Uncollected.LAPSES


class DayUnit(StrEnum):
    """What a count of days counts."""

    CALENDAR = "calendar"
    WORKING = "working"


class LimitScope(StrEnum):
    """Within what a person's (or a phone's) live bookings are counted."""

    DAY = "day"
    DEPARTMENT_DAY = "department-day"
    DOCTOR_DAY = "doctor-day"
    HALF_HOUR = "half-hour"
    PHONE_DAY = "phone-day"


@dataclass(frozen=True, slots=True)
class BookingWindow:
    """From how many days ahead to how many (0 = today); the farthest day opens at `release_time`."""

    from_days: int
    to_days: int
    unit: DayUnit = DayUnit.CALENDAR
    release_time: time = time(0, 0)
    closed_from: time | None = None
    closed_until: time | None = None


@dataclass(frozen=True, slots=True)
class CancelCutoff:
    """Until when a booking may be given back freely.

    With `days` > 0: that many days (of `unit`) before the clinic day, at `clock`. With 0: `minutes` before it begins.
    `grade` "" is every grade of doctor.
    """

    grade: str = ""
    days: int = 0
    unit: DayUnit = DayUnit.CALENDAR
    clock: time = time(0, 0)
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `count` live bookings within the scope."""

    scope: LimitScope
    count: int


@dataclass(frozen=True, slots=True)
class RuleSet:
    """Everything one hospital decided, in force from `effective_from` until the next set begins."""

    version: str
    effective_from: date
    window: BookingWindow
    cutoffs: tuple[CancelCutoff, ...] = (CancelCutoff(),)
    limits: tuple[Limit, ...] = ()
    no_show: NoShowRule | None = None
    walk_in_unaffected: bool = True
    least_age: int = 0
    # so long before its half-hour a booked number is collected (0: no such deadline); beside a clock the earlier holds
    collect_minutes_before: int = 0
    # a number given a moment ago may still be given back freely: wrong doctor noticed right after printing
    grace_minutes: int = 30
    return_delay_minutes: int = 0
    # a companion may take the number with both documents (N24)
    family_pick_up: bool = False
    # a proved phone is proved again after so many months without a visit, and opens no account for more patients (N19)
    code_again_months: int = 12
    patients_per_phone: int = 6
    queue: QueueRules = USUAL
    collect: CollectRule = CollectRule()  # a frozen value
    # rules beside the no-show rule, such as too many cancellations a month
    further: tuple[NoShowRule, ...] = ()

    @property
    def has_collect_deadline(self) -> bool:
        """Return whether booked numbers are collected by a time."""
        return bool(self.collect_minutes_before or self.collect.morning or self.collect.afternoon)


@dataclass(frozen=True, slots=True)
class LiveBooking:
    """One live booking of the person (or on the phone), for counting."""

    day: date
    department_id: str
    doctor_id: str
    session_id: str
    half_hour: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: which half-hour of which session, and how (a walk-in stands at the window)."""

    slot: LiveBooking
    walk_in: bool
    age: int | None = None


def in_force(sets: Iterable[RuleSet], at: datetime) -> RuleSet | None:
    """Return the newest rule set whose first day is not after the clinic's day of `at`."""
    day = clinic_day(at)
    begun = [rules for rules in sets if rules.effective_from <= day]
    return max(begun, key=lambda rules: rules.effective_from, default=None)


def may_book(
    rules: RuleSet,
    wanted: Wanted,
    live: Iterable[LiveBooking],
    on_phone: Iterable[LiveBooking],
    events: Iterable[tuple[datetime, str]],
    at: datetime,
    calendar: WorkCalendar,
) -> Verdict:
    """Judge a booking; the first rule that says no gives the answer. `events` are (when, kind)."""
    missed = tuple(events)
    if wanted.age is not None and wanted.age < rules.least_age and not wanted.walk_in:
        return Verdict(False, "under-booking-age", (("least", rules.least_age),))
    checks = [
        _within_window(rules.window, wanted, at, calendar),
        _within_limits(rules.limits, wanted, live, on_phone),
    ]
    if not (wanted.walk_in and rules.walk_in_unaffected):
        checks += [standing(rule, missed, at) for rule in (rules.no_show, *rules.further)]
    return next((verdict for verdict in checks if not verdict.allowed), ALLOWED)


def _within_window(window: BookingWindow, wanted: Wanted, at: datetime, calendar: WorkCalendar) -> Verdict:
    today, clock = clinic_day(at), clinic_time(at)
    if not wanted.walk_in and _closed(window, clock):
        return Verdict(False, "booking-closed-hours", (("until", f"{window.closed_until:%H:%M}"),))
    first = _ahead(today, window.from_days, window.unit, calendar)
    last = _ahead(today, window.to_days, window.unit, calendar)
    if wanted.slot.day < first and not (wanted.walk_in and wanted.slot.day >= today):
        return Verdict(False, "booking-day-too-near", (("first", first.isoformat()),))
    if wanted.slot.day > last:
        return Verdict(False, "booking-day-too-far", (("last", last.isoformat()),))
    if wanted.slot.day == last and last > today and clock < window.release_time:
        opens = datetime.combine(today, window.release_time, CHINA)
        return Verdict(False, "booking-not-released", (("at", f"{window.release_time:%H:%M}"),), opens)
    return ALLOWED


def _closed(window: BookingWindow, clock: time) -> bool:
    start, end = window.closed_from, window.closed_until
    if start is None or end is None:
        return False
    return start <= clock < end if start <= end else clock >= start or clock < end


def _ahead(today: date, days: int, unit: DayUnit, calendar: WorkCalendar) -> date:
    if unit is DayUnit.WORKING:
        return calendar.add_working_days(today, days)
    return today + timedelta(days=days)


def _within_limits(
    limits: tuple[Limit, ...], wanted: Wanted, live: Iterable[LiveBooking], on_phone: Iterable[LiveBooking]
) -> Verdict:
    own, phone = tuple(live), tuple(on_phone)
    for limit in limits:
        counted = phone if limit.scope is LimitScope.PHONE_DAY else own
        count = sum(_same(limit.scope, booking, wanted.slot) for booking in counted)
        if count >= limit.count:
            return Verdict(False, f"limit-{limit.scope.value}", (("count", count), ("limit", limit.count)))
    return ALLOWED


def _same(scope: LimitScope, booking: LiveBooking, wanted: LiveBooking) -> bool:
    if booking.day != wanted.day:
        return False
    match scope:
        case LimitScope.DEPARTMENT_DAY:
            return booking.department_id == wanted.department_id
        case LimitScope.DOCTOR_DAY:
            return booking.doctor_id == wanted.doctor_id
        case LimitScope.HALF_HOUR:
            return (booking.session_id, booking.half_hour) == (wanted.session_id, wanted.half_hour)
        case _:
            return True


def cancel_cutoff(rules: RuleSet, starts: datetime, grade: str, calendar: WorkCalendar) -> datetime:
    """Return until when a booking that begins at `starts` may be given back freely."""
    own = next((c for c in rules.cutoffs if c.grade == grade), None)
    cutoff = own or next((c for c in rules.cutoffs if not c.grade), CancelCutoff())
    if cutoff.days == 0:
        return starts - timedelta(minutes=cutoff.minutes)
    day = clinic_day(starts)
    if cutoff.unit is DayUnit.WORKING:
        day = calendar.add_working_days(day, -cutoff.days)
    else:
        day -= timedelta(days=cutoff.days)
    return datetime.combine(day, cutoff.clock, CHINA)


def free_until(
    rules: RuleSet, starts: datetime, begins: datetime, grade: str, made_at: datetime, calendar: WorkCalendar
) -> datetime:
    """Return until when a booking may be given back freely; never longer than until its visit `begins`.

    `starts` is the half-hour's begin, `begins` what counts as the visit's (its end for who came while it ran).
    """
    cutoff = cancel_cutoff(rules, starts, grade, calendar)
    if cutoff == starts:
        cutoff = begins
    return min(begins, max(cutoff, made_at + timedelta(minutes=rules.grace_minutes)))
