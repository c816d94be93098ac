"""A drill ends by itself, and a quarter later the next is due (N7)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from desktop.domain.drills import DRILL_FOR, EVERY, Drill, overdue
from desktop.domain.ids import StaffId
from desktop.domain.schedules import clinic_day

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
DRILL = Drill(NOW, NOW + DRILL_FOR, StaffId("2001"), 40)


@pytest.mark.rows("N7")
def test_a_drill_runs_until_its_end_and_never_by_a_clock_that_was_set_back() -> None:
    assert DRILL.runs(NOW)
    assert not DRILL.runs(NOW + DRILL_FOR)
    assert not DRILL.runs(NOW - timedelta(seconds=1))
    ended = Drill(NOW, NOW + DRILL_FOR, StaffId("2001"), 40, 47)
    assert not ended.runs(NOW)
    assert (DRILL.acts, ended.acts) == (0, 7)
    assert Drill.from_bytes(ended.to_bytes()) == ended


@pytest.mark.rows("N7")
def test_a_quarter_after_the_last_drill_the_next_is_due() -> None:
    day = clinic_day(NOW)
    assert not overdue(DRILL, day + EVERY)
    assert overdue(DRILL, day + EVERY + timedelta(days=1))
    assert overdue(None, day)
