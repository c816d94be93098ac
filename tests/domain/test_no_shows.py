"""Which missed appointments still count, and until when (N22, G38)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from desktop.domain.no_show_rules import CountWindow, NoShowRule, PenaltyStart
from desktop.domain.no_shows import ledger
from desktop.domain.schedules import CHINA

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=CHINA)
ROLLING = NoShowRule(2, CountWindow.ROLLING, 90, 60)
MONTH = NoShowRule(2, CountWindow.CALENDAR_MONTH, 31, 30)
YEAR = NoShowRule(2, CountWindow.CALENDAR_YEAR, 365, 30)
SINCE = NoShowRule(3, CountWindow.SINCE_FIRST, 90, 90, PenaltyStart.FIRST_EVENT)


def missed(*days_ago: int) -> list[tuple[str, datetime]]:
    return [(f"b-{days}", NOW - timedelta(days=days)) for days in days_ago]


@pytest.mark.rows("N22", "G38")
def test_what_is_older_than_the_span_is_left_out_and_each_says_until_when_it_counts() -> None:
    whole = ledger(ROLLING, missed(95, 40, 10), NOW)
    assert [one.key for one in whole.counted] == ["b-40", "b-10"]
    assert [one.until - one.at for one in whole.counted] == [timedelta(days=90)] * 2
    assert whole.barred_until == NOW - timedelta(days=10) + timedelta(days=60)
    assert ledger(ROLLING, missed(10), NOW).barred_until is None
    assert ledger(ROLLING, missed(-1), NOW).counted == ()


@pytest.mark.rows("N22")
@pytest.mark.parametrize(
    ("rule", "ends"),
    [(MONTH, datetime(2026, 12, 1, tzinfo=CHINA)), (YEAR, datetime(2027, 1, 1, tzinfo=CHINA))],
)
def test_a_month_or_a_year_ends_for_all_at_once(rule: NoShowRule, ends: datetime) -> None:
    assert {one.until for one in ledger(rule, missed(20, 3), NOW).counted} == {ends}


@pytest.mark.rows("N22")
def test_a_span_from_the_first_one_ends_for_the_later_ones_with_it() -> None:
    whole = ledger(SINCE, missed(100, 80, 40, 5), NOW)
    first = NOW - timedelta(days=5)
    assert [(one.key, one.until) for one in whole.counted] == [("b-5", first + timedelta(days=90))]
    assert whole.barred_until is None
    assert [o.key for o in ledger(SINCE, missed(80, 40, 5), NOW).counted] == ["b-80", "b-40", "b-5"]
