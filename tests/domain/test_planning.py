"""What follows from weekly templates and days off; the same again makes nothing (G19, G20)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.plan_facts import PlanInvalidError
from desktop.domain.planning import (
    MOST_DAYS,
    Absence,
    Standing,
    Template,
    Verdict,
    absence_from,
    plan,
    template_from,
)
from desktop.domain.quotas import Split

MONDAY = date(2026, 11, 30)
TEMPLATE = Template(
    "t-1", "dr-1", 0, "am", time(8), 8, 5, "二楼 3 诊室", Split(online=20, elder=4), 1, time(17), 2,
    date(2026, 11, 1),
)  # fmt: skip


def off(**changes: Any) -> Absence:
    """Return a day off of dr-1 on that Monday."""
    return replace(Absence("a-1", "dr-1", MONDAY, MONDAY, "", "leave"), **changes)


def verdicts(templates: list[Template], absences: list[Absence], there: list[Standing]) -> list[Verdict]:
    """Return what becomes of each line of that week."""
    lines = plan("h", templates, absences, there, MONDAY, MONDAY + timedelta(days=6))
    return [line.verdict for line in lines]


@pytest.mark.rows("G19")
def test_a_template_makes_one_session_on_its_weekday_while_it_is_in_force() -> None:
    fortnight = plan("h", [TEMPLATE], [], [], MONDAY, MONDAY + timedelta(days=13))
    assert [line.day for line in fortnight] == [MONDAY, MONDAY + timedelta(days=7)]
    assert verdicts([replace(TEMPLATE, valid_until=MONDAY - timedelta(days=1))], [], []) == []
    assert verdicts([replace(TEMPLATE, removed=True)], [], []) == []


@pytest.mark.rows("G19")
@given(st.integers(0, 20), st.integers(1, 20))
def test_planning_again_over_what_was_made_makes_nothing_more(ahead: int, days: int) -> None:
    first = MONDAY + timedelta(days=ahead)
    last = first + timedelta(days=days)
    templates = [replace(TEMPLATE, id=f"t-{weekday}", weekday=weekday) for weekday in range(7)]
    once = plan("h", templates, [], [], first, last)
    there = [Standing(line.session_id, line.doctor_id, line.day, time(8), 8) for line in once if line.makes]
    again = plan("h", templates, [], there, first - timedelta(days=3), last)
    made_again = {line.session_id for line in again if line.makes}
    assert not made_again & {one.session_id for one in there}


@pytest.mark.rows("G20")
@pytest.mark.parametrize(
    ("absence", "expected"),
    [
        (off(), Verdict.AWAY),
        (off(half_day="am"), Verdict.AWAY),
        (off(half_day="pm"), Verdict.NEW),
        (off(doctor_id="dr-2"), Verdict.NEW),
        (off(doctor_id=""), Verdict.AWAY),
        (off(removed=True), Verdict.NEW),
        (off(first=MONDAY + timedelta(days=1), last=MONDAY + timedelta(days=3)), Verdict.NEW),
        (off(substitute_id="dr-2"), Verdict.SUBSTITUTE),
    ],
)
def test_a_day_off_takes_its_sessions_away_or_gives_them_to_the_substitute(
    absence: Absence, expected: Verdict
) -> None:
    assert verdicts([TEMPLATE], [absence], []) == [expected]


@pytest.mark.rows("G20")
def test_a_substitute_who_is_away_too_takes_nothing() -> None:
    both = [off(substitute_id="dr-2"), off(id="a-2", doctor_id="dr-2")]
    assert verdicts([TEMPLATE], both, []) == [Verdict.AWAY]


def test_nobody_is_planned_twice_at_the_same_time() -> None:
    late = replace(TEMPLATE, id="t-2", starts=time(11), half_hours=4)
    assert verdicts([TEMPLATE, late], [], []) == [Verdict.NEW, Verdict.OVERLAP]
    other = Standing("s-x", "dr-1", MONDAY, time(9), 2)
    assert verdicts([TEMPLATE], [], [other]) == [Verdict.OVERLAP]


@pytest.mark.parametrize("days", [-1, MOST_DAYS])
def test_a_range_that_runs_backwards_or_too_far_is_refused(days: int) -> None:
    with pytest.raises(PlanInvalidError):
        plan("h", [TEMPLATE], [], [], MONDAY, MONDAY + timedelta(days=days))


def test_template_and_day_off_survive_their_facts() -> None:
    assert template_from(TEMPLATE.to_facts()) == TEMPLATE
    assert absence_from(off(substitute_id="dr-2").to_facts()) == off(substitute_id="dr-2")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("weekday", 7), ("weekday", True), ("half_day", ""), ("half_day", "noon"), ("starts", "8"),
        ("starts", "08:00:30"), ("half_hours", 0), ("each", 61), ("place", ""), ("place", "x\x00"), ("online", 41),
        ("elder", -1), ("release_days", 31), ("release_at", "25:00"), ("extra_limit", 51),
        ("valid_until", "2026-10-01"),
        ("removed", 1), ("doctor_id", ""),
    ],
)  # fmt: skip
def test_a_template_that_cannot_be_is_refused(field: str, value: object) -> None:
    with pytest.raises(PlanInvalidError):
        template_from(TEMPLATE.to_facts() | {field: value})


@pytest.mark.parametrize(
    ("field", "value"),
    [("last", "2026-11-29"), ("reason", "tired"), ("substitute_id", "dr-1"), ("half_day", "x")],
)
def test_a_day_off_that_cannot_be_is_refused(field: str, value: object) -> None:
    with pytest.raises(PlanInvalidError):
        absence_from(off().to_facts() | {field: value})
