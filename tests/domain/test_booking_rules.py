"""Every kind of rule of DOMAIN §5.3, on both sides of its edge, and whole rule sets of real hospitals."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.booking_rules import (
    BookingWindow,
    CancelCutoff,
    CollectRule,
    DayUnit,
    Limit,
    LimitScope,
    LiveBooking,
    RuleSet,
    Uncollected,
    Wanted,
    cancel_cutoff,
    free_until,
    may_book,
)
from desktop.domain.errors import KnownError
from desktop.domain.no_show_rules import CountWindow, NoShowRule, PenaltyStart, standing
from desktop.domain.queue_rules import QueueRules
from desktop.domain.rule_book import (
    BROKEN,
    RuleBook,
    RulesInPastError,
    RulesInvalidError,
    facts_of,
    refuse_broken,
    set_from_bytes,
    set_to_bytes,
)
from desktop.domain.schedules import CHINA
from desktop.domain.working_days import WorkCalendar

TODAY = date(2026, 11, 27)  # a Friday
NOW = datetime(2026, 11, 27, 10, 0, tzinfo=CHINA)
CALENDAR = WorkCalendar(
    date(2026, 12, 31), {date(2026, 11, 28): True, date(2026, 11, 30): False}
)  # Saturday worked, Monday off
RULES = RuleSet("r-1", date(2026, 1, 1), BookingWindow(0, 14))
MINUTE = timedelta(minutes=1)


def slot(day: date = TODAY, doctor: str = "d-1", half_hour: int = 0, department: str = "dep") -> LiveBooking:
    return LiveBooking(day, department, doctor, f"{doctor}-{day}", half_hour)


def code(rules: RuleSet, wanted: Wanted, *live: LiveBooking, at: datetime = NOW, **more: object) -> str:
    phone = more.get("phone", ())
    missed = more.get("missed", ())
    return may_book(rules, wanted, live, phone, missed, at, CALENDAR).code  # type: ignore[arg-type]  # tuples


def ahead(days: int, **changes: object) -> Wanted:
    return Wanted(slot(TODAY + timedelta(days=days)), walk_in=False, **changes)  # type: ignore[arg-type]  # age


@pytest.mark.rows("G26", "N25")
@pytest.mark.parametrize(
    ("window", "days", "expected"),
    [
        (BookingWindow(0, 14), 0, ""),
        (BookingWindow(0, 14), 14, ""),
        (BookingWindow(0, 14), 15, "booking-day-too-far"),
        (BookingWindow(1, 14), 0, "booking-day-too-near"),
        # Friday; Saturday is a make-up day, Monday a holiday: two working days on is Tuesday
        (BookingWindow(2, 14, DayUnit.WORKING), 3, "booking-day-too-near"),
        (BookingWindow(2, 14, DayUnit.WORKING), 4, ""),
        (BookingWindow(0, 1, DayUnit.WORKING), 2, "booking-day-too-far"),
        (BookingWindow(0, 7, release_time=time(10, 1)), 7, "booking-not-released"),
        (BookingWindow(0, 7, release_time=time(10, 0)), 7, ""),
        (BookingWindow(0, 7, release_time=time(10, 1)), 6, ""),
        (BookingWindow(0, 7, closed_from=time(9), closed_until=time(10)), 3, ""),
        (BookingWindow(0, 7, closed_from=time(9), closed_until=time(10, 1)), 3, "booking-closed-hours"),
        (BookingWindow(0, 7, closed_from=time(22), closed_until=time(10, 30)), 3, "booking-closed-hours"),
    ],
)
def test_the_window_of_days_and_hours(window: BookingWindow, days: int, expected: str) -> None:
    assert code(replace(RULES, window=window), ahead(days)) == expected


@pytest.mark.rows("G26")
def test_a_walk_in_of_today_minds_neither_closed_hours_nor_the_first_day() -> None:
    rules = replace(RULES, window=BookingWindow(1, 14, closed_from=time(9), closed_until=time(11)))
    assert code(rules, Wanted(slot(), walk_in=True)) == ""


@pytest.mark.rows("N21", "N25")
@pytest.mark.parametrize(
    ("scope", "same", "other"),
    [
        (LimitScope.DAY, slot(doctor="d-2", department="x"), slot(TODAY + timedelta(days=1))),
        (LimitScope.DEPARTMENT_DAY, slot(doctor="d-2"), slot(department="x")),
        (LimitScope.DOCTOR_DAY, slot(half_hour=3), slot(doctor="d-2")),
        (LimitScope.HALF_HOUR, slot(), slot(half_hour=1)),
    ],
)
def test_each_limit_counts_what_is_the_same_and_nothing_else(
    scope: LimitScope, same: LiveBooking, other: LiveBooking
) -> None:
    rules = replace(RULES, limits=(Limit(scope, 2),))
    wanted = Wanted(slot(), walk_in=True)
    assert code(rules, wanted, same, other) == ""
    assert code(rules, wanted, same, same) == f"limit-{scope.value}"
    verdict = may_book(rules, wanted, (same, same), (), (), NOW, CALENDAR)
    assert dict(verdict.facts) == {"count": 2, "limit": 2}


@pytest.mark.rows("N21")
def test_the_limit_of_a_phone_counts_everybody_on_it() -> None:
    rules = replace(RULES, limits=(Limit(LimitScope.PHONE_DAY, 1),))
    wanted = Wanted(slot(), walk_in=True)
    assert code(rules, wanted, slot()) == ""
    assert code(rules, wanted, phone=(slot(doctor="d-9"),)) == "limit-phone-day"


@pytest.mark.rows("G26")
def test_who_is_too_young_is_not_booked_ahead_but_may_walk_in() -> None:
    rules = replace(RULES, least_age=14)
    assert code(rules, ahead(3, age=13)) == "under-booking-age"
    assert code(rules, ahead(3, age=14)) == ""
    assert code(rules, Wanted(slot(), walk_in=True, age=3)) == ""


def events(*days_ago: int, kind: str = "no-show") -> list[tuple[datetime, str]]:
    return [(NOW - timedelta(days=days), kind) for days in days_ago]


ZHONGSHAN = NoShowRule(3, CountWindow.SINCE_FIRST, 90, 90, PenaltyStart.FIRST_EVENT)
YANGPU = NoShowRule(1, CountWindow.ROLLING, 365, 182)
HALF_YEAR = NoShowRule(3, CountWindow.ROLLING, 182, 182)
YEAR = NoShowRule(3, CountWindow.CALENDAR_YEAR, 365, 30, also=("late-cancel",))
MONTH = NoShowRule(4, CountWindow.CALENDAR_MONTH, 31, 30)
REST_OF_MONTH = replace(MONTH, penalty_days=1, rest_of_month=True)
CANCELS = NoShowRule(
    3, CountWindow.CALENDAR_MONTH, 31, 1, also=("same-day-refund",), kind="cancel", rest_of_month=True
)


@pytest.mark.rows("N22")
@pytest.mark.parametrize(
    ("rule", "when", "barred"),
    [
        (ZHONGSHAN, (80, 40, 10), True),
        (ZHONGSHAN, (91, 40, 10), False),  # counted from the first: it is over
        (ZHONGSHAN, (200, 40, 10), False),  # older ones are ignored
        (YANGPU, (181,), True),
        (YANGPU, (183,), False),
        (HALF_YEAR, (186, 100, 5), True),  # half a year back from the last one
        (HALF_YEAR, (187, 100, 5), False),
        (YEAR, (100, 20, 10), True),
        (YEAR, (100, 50, 31), False),  # a month after the last it has expired
        (MONTH, (20, 10, 5, 1), True),
        (MONTH, (28, 10, 5, 1), False),  # the first lies in October
        (REST_OF_MONTH, (20, 10, 5, 1), True),  # more than 3 in a month: until the month is over
        (REST_OF_MONTH, (25, 10, 5), False),
        (None, (3, 2, 1), False),
    ],
)
def test_the_no_show_rules_of_real_hospitals(
    rule: NoShowRule | None, when: tuple[int, ...], *, barred: bool
) -> None:
    assert standing(rule, events(*when), NOW).allowed is not barred


@pytest.mark.rows("N22")
def test_other_kinds_count_only_where_the_rule_names_them_and_walk_ins_are_unaffected() -> None:
    late = events(20, 15, 10, kind="late-cancel")
    assert not standing(YEAR, late, NOW).allowed
    assert standing(HALF_YEAR, late, NOW).allowed
    rules = replace(RULES, no_show=HALF_YEAR)
    assert code(rules, ahead(3), missed=events(30, 20, 10)) == "barred-by-no-shows"
    assert code(rules, Wanted(slot(), walk_in=True), missed=events(30, 20, 10)) == ""
    assert code(replace(rules, further=(CANCELS,)), ahead(3), missed=events(9, 8, kind="cancel")) == ""
    given_back = [*events(9, 8, kind="cancel"), *events(2, kind="same-day-refund")]
    assert code(replace(rules, further=(CANCELS,)), ahead(3), missed=given_back) == "barred-by-cancels"
    assert standing(CANCELS, given_back, NOW).until == datetime(2026, 12, 1, tzinfo=CHINA)
    strict = replace(rules, walk_in_unaffected=False)
    assert code(strict, Wanted(slot(), walk_in=True), missed=events(30, 20, 10)) == "barred-by-no-shows"


@pytest.mark.rows("N22")
@given(
    st.lists(st.integers(0, 400), max_size=12), st.sampled_from([ZHONGSHAN, YANGPU, HALF_YEAR, YEAR, MONTH])
)
def test_every_penalty_expires_by_itself(days: list[int], rule: NoShowRule) -> None:
    happened = events(*days)
    assert standing(rule, happened, NOW + timedelta(days=rule.penalty_days + 1)).allowed
    verdict = standing(rule, happened, NOW)
    if not verdict.allowed:
        assert verdict.until is not None
        assert NOW < verdict.until <= NOW + timedelta(days=rule.penalty_days)
        assert standing(rule, happened, verdict.until - MINUTE).allowed is False


STARTS = datetime(2026, 12, 1, 14, 0, tzinfo=CHINA)  # Tuesday after the Monday off


@pytest.mark.rows("G26", "N25")
@pytest.mark.parametrize(
    ("cutoff", "expected"),
    [
        (CancelCutoff(minutes=30), datetime(2026, 12, 1, 13, 30, tzinfo=CHINA)),
        (CancelCutoff(days=1, clock=time(17)), datetime(2026, 11, 30, 17, 0, tzinfo=CHINA)),
        (
            CancelCutoff(days=1, unit=DayUnit.WORKING, clock=time(15)),
            datetime(2026, 11, 28, 15, 0, tzinfo=CHINA),
        ),
        (
            CancelCutoff(days=2, unit=DayUnit.WORKING, clock=time(8)),
            datetime(2026, 11, 27, 8, 0, tzinfo=CHINA),
        ),
    ],
)
def test_the_last_moment_to_cancel(cutoff: CancelCutoff, expected: datetime) -> None:
    rules = replace(RULES, cutoffs=(cutoff,))
    assert cancel_cutoff(rules, STARTS, "ordinary", CALENDAR) == expected


@pytest.mark.rows("G26")
def test_a_grade_may_have_a_cut_off_of_its_own() -> None:
    rules = replace(RULES, cutoffs=(CancelCutoff(minutes=30), CancelCutoff("chief", minutes=240)))
    assert cancel_cutoff(rules, STARTS, "chief", CALENDAR) == STARTS - timedelta(hours=4)
    assert cancel_cutoff(rules, STARTS, "ordinary", CALENDAR) == STARTS - timedelta(minutes=30)


@pytest.mark.rows("G43", "G26")
def test_a_number_given_a_moment_ago_may_go_back_though_the_cut_off_is_past_but_never_after_the_visit_begins() -> (
    None
):
    rules = replace(RULES, cutoffs=(CancelCutoff(days=1, clock=time(17)),))
    made = STARTS - timedelta(hours=2)
    assert free_until(rules, STARTS, STARTS, "ordinary", made, CALENDAR) == made + timedelta(minutes=30)
    late = STARTS - timedelta(minutes=5)
    assert free_until(rules, STARTS, STARTS, "ordinary", late, CALENDAR) == STARTS
    early = STARTS - timedelta(days=5)
    assert free_until(rules, STARTS, STARTS, "ordinary", early, CALENDAR) == datetime(
        2026, 11, 30, 17, 0, tzinfo=CHINA
    )


@pytest.mark.rows("N21")
def test_the_rules_in_force_at_the_time_of_the_event_decide() -> None:
    old = replace(RULES, version="old", effective_from=date(2026, 1, 1))
    new = replace(RULES, version="new", effective_from=date(2026, 11, 28))
    book = RuleBook((old, new), CALENDAR)
    before, after = book.at(NOW), book.at(NOW + timedelta(hours=14))
    assert (before and before.version, after and after.version) == ("old", "new")
    assert book.at(datetime(2025, 12, 31, tzinfo=CHINA)) is None
    assert RuleBook().at(NOW) is None


@pytest.mark.rows("N21")
def test_a_new_version_begins_tomorrow_at_the_earliest_and_replaces_only_one_of_its_own_day() -> None:
    book = RuleBook((RULES,), CALENDAR)
    for day in (TODAY, TODAY - timedelta(days=1)):
        with pytest.raises(RulesInPastError):
            book.with_set(replace(RULES, effective_from=day), TODAY)
    tomorrow = TODAY + timedelta(days=1)
    book = book.with_set(replace(RULES, version="a", effective_from=tomorrow), TODAY)
    book = book.with_set(replace(RULES, version="b", effective_from=tomorrow), TODAY)
    assert [rules.version for rules in book.sets] == ["r-1", "b"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"window": BookingWindow(5, 4)},
        {"window": BookingWindow(0, 366)},
        {"cutoffs": (CancelCutoff(days=-1),)},
        {"limits": (Limit(LimitScope.DAY, 0),)},
        {"limits": (Limit(LimitScope.DAY, 1), Limit(LimitScope.DAY, 2))},
        {"no_show": replace(ZHONGSHAN, count=0)},
        {"no_show": replace(ZHONGSHAN, penalty_days=5000)},
        {"no_show": replace(ZHONGSHAN, also=("sneezing",))},
        {"further": (CANCELS,) * 5},
        {"queue": QueueRules(half_hour_no_show=2)},
        {"grace_minutes": -1},
        {"least_age": 200},
    ],
)
def test_rules_out_of_all_measure_are_refused(wrong: dict[str, object]) -> None:
    rules = replace(RULES, effective_from=TODAY + timedelta(days=1), **wrong)  # type: ignore[arg-type]  # fields
    with pytest.raises(RulesInvalidError):
        RuleBook().with_set(rules, TODAY)
    with pytest.raises(RulesInvalidError):
        set_from_bytes(set_to_bytes(rules))


WHOLE = RuleSet(
    "whole", TODAY, BookingWindow(1, 14, DayUnit.WORKING, time(6, 30), time(0), time(6, 30)),
    (CancelCutoff(minutes=30), CancelCutoff("chief", 1, DayUnit.WORKING, time(15))),
    tuple(Limit(scope, 2) for scope in LimitScope), YEAR, False, 14, 30, 20, 10,
    queue=QueueRules(half_hour_no_show=1), further=(CANCELS,),
    collect=CollectRule(time(11, 20), time(16, 20), Uncollected.NO_SHOW),
)  # fmt: skip


def test_a_book_is_the_same_after_it_was_written_and_read() -> None:
    book = RuleBook((RULES, WHOLE), CALENDAR)
    assert RuleBook.from_bytes(book.to_bytes()) == book
    assert set_from_bytes(set_to_bytes(WHOLE)) == WHOLE
    assert RuleBook.from_bytes(None) == RuleBook()
    older = json.loads(set_to_bytes(RULES))
    del older["collect"], older["further"]
    assert set_from_bytes(json.dumps(older).encode()) == RULES


@pytest.mark.parametrize(
    "raw", [b"", b"{}", b"[]", b'{"sets": [{}], "calendar": {"known_until": "2026-01-01", "days": {}}}']
)
def test_what_is_no_book_is_refused(raw: bytes) -> None:
    with pytest.raises(RulesInvalidError):
        RuleBook.from_bytes(raw)


def test_every_verdict_has_its_error() -> None:
    for name, error in BROKEN.items():
        assert issubclass(error, KnownError)
        assert error.code == name
    rules = replace(RULES, limits=(Limit(LimitScope.DAY, 1),))
    verdict = may_book(rules, Wanted(slot(), walk_in=True), (slot(),), (), (), NOW, CALENDAR)
    with pytest.raises(BROKEN["limit-day"]) as raised:
        refuse_broken(verdict)
    assert raised.value.facts == {"count": 1, "limit": 1} == facts_of(rules, "limit-day")
    assert facts_of(replace(rules, least_age=14), "under-booking-age") == {"least": 14}
    assert facts_of(rules, "barred-by-no-shows") == facts_of(None, "limit-day") == {}
