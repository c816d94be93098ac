"""The collect deadline and the no-show by the clock: every variant of DOMAIN §5.3, on both sides of its edge."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from desktop.domain.booking_rules import BookingWindow, CollectRule, RuleSet, Uncollected
from desktop.domain.bookings import BookingState, IllegalTransitionError
from desktop.domain.not_come import (
    CameTooLateError,
    CollectLateError,
    Visit,
    clock_says,
    collect_until,
    refuse_late,
)
from desktop.domain.queue_rules import QueueRules
from desktop.domain.queueing import THE_CLOCK, lapse, may_undo, new_entry, set_by_the_clock, steps_from
from desktop.domain.rule_book import RuleBook
from desktop.domain.schedules import CHINA, HalfDay

S = BookingState
RULES = RuleSet("r-1", date(2026, 1, 1), BookingWindow(0, 14))
CHANGZHOU = replace(RULES, collect_minutes_before=30)
BY_CLOCK = replace(RULES, collect=CollectRule(time(11, 20), time(16, 20)))
MINUTE = timedelta(minutes=1)


def at(hour: int, minute: int = 0, day: int = 27) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=CHINA)


def visit(begins: datetime, made: datetime | None = None, half_day: HalfDay = HalfDay.MORNING) -> Visit:
    closes = begins.replace(hour=12 if half_day is HalfDay.MORNING else 17, minute=0)
    return Visit(begins, closes, half_day, made or begins - timedelta(days=3))


@pytest.mark.rows("N21", "N22")
@pytest.mark.parametrize(
    ("rules", "booked", "until"),
    [
        (RULES, visit(at(9)), None),
        (CHANGZHOU, visit(at(9)), at(8, 30)),
        (BY_CLOCK, visit(at(9)), at(11, 20)),
        (BY_CLOCK, visit(at(16), half_day=HalfDay.AFTERNOON), at(16, 20)),
        (replace(BY_CLOCK, collect_minutes_before=30), visit(at(9)), at(8, 30)),
        # who booked after the deadline collects until the half-hour begins, or ends when it had begun
        (CHANGZHOU, visit(at(9), at(8, 40)), at(9)),
        (CHANGZHOU, visit(at(9), at(9, 10)), at(9, 30)),
    ],
)
def test_by_when_a_number_is_collected(rules: RuleSet, booked: Visit, until: datetime | None) -> None:
    assert collect_until(rules, booked) == until


@pytest.mark.rows("N22", "G39")
def test_a_no_show_falls_after_the_session_or_where_the_rules_say_so_after_the_half_hour() -> None:
    by_session, booked = RuleBook((RULES,)), visit(at(9))
    by_half_hour = RuleBook((replace(RULES, queue=QueueRules(half_hour_no_show=1, no_show_minutes=10)),))
    assert (clock_says(by_session, booked).at, clock_says(by_half_hour, booked).at) == (at(12), at(9, 40))
    assert clock_says(RuleBook(), booked).at == at(12)


@pytest.mark.rows("N21", "G26")
def test_the_deadline_of_the_rules_in_force_on_the_day_of_the_visit_holds() -> None:
    later = replace(CHANGZHOU, version="r-2", effective_from=date(2026, 11, 28))
    book = RuleBook((RULES, later))
    assert not clock_says(book, visit(at(9))).uncollected
    assert clock_says(book, visit(at(9, day=28), at(9))).at == at(8, 30, day=28)


@pytest.mark.rows("N22", "N25")
@pytest.mark.parametrize(
    ("rules", "error"),
    [
        (CHANGZHOU, CollectLateError),
        (replace(CHANGZHOU, collect=CollectRule(then=Uncollected.NO_SHOW)), CollectLateError),
        (replace(RULES, queue=QueueRules(half_hour_no_show=1)), CameTooLateError),
    ],
)
def test_who_comes_a_minute_late_hears_why_and_who_is_excused_may_come(
    rules: RuleSet, error: type[Exception]
) -> None:
    says = clock_says(RuleBook((rules,)), visit(at(9)))
    refuse_late(S.BOOKED, says, says.at - MINUTE, excused=False)
    refuse_late(S.BOOKED, says, says.at + MINUTE, excused=True)
    refuse_late(S.WAITING, says, says.at + MINUTE, excused=False)
    gone = S.LAPSED if says.lapses else S.NO_SHOW
    for state in (S.BOOKED, gone):
        with pytest.raises(error) as raised:
            refuse_late(state, says, says.at, excused=False)
        assert raised.value.facts == {"until": f"{says.at:%H:%M}"}  # type: ignore[attr-defined]  # a KnownError


@pytest.mark.rows("N22", "G47")
def test_a_number_lapses_by_the_clock_alone_and_is_no_step_to_undo() -> None:
    state, entry = lapse(S.BOOKED, new_entry("s-1"), at(8, 30))
    assert (state, entry.last_by, set_by_the_clock(state, entry)) == (S.LAPSED, THE_CLOCK, True)
    assert not may_undo(entry, "", at(8, 30))
    assert [step.value for step in steps_from(S.LAPSED)] == ["excuse"]
    with pytest.raises(IllegalTransitionError):
        lapse(S.WAITING, new_entry("s-1"), at(8, 30))
