"""How long a desk shows what it stores without central, whatever its clock says (DECISIONS 20)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.builds import BuildsInvalidError, RefusedBuilds
from desktop.domain.offline_lease import Lease, heard

HEARD = datetime(2026, 11, 27, 8, 0, tzinfo=UTC)
DAY = 24 * 3600


@pytest.mark.rows("T11")
def test_reading_closes_after_ten_days_without_central_and_not_a_second_before() -> None:
    lease = heard(HEARD, 10)
    assert not lease.passed(HEARD + timedelta(days=10, seconds=-1), 0).over
    assert lease.passed(HEARD + timedelta(days=10), 0).over


@pytest.mark.rows("T11")
def test_a_clock_set_back_ten_days_gains_nothing() -> None:
    lease = heard(HEARD, 10).passed(HEARD + timedelta(days=9), 0)
    back = lease.passed(HEARD - timedelta(days=1), 23 * 3600)
    assert not back.over
    assert back.passed(HEARD - timedelta(days=1), 3600).over


@pytest.mark.rows("T11")
@given(st.lists(st.tuples(st.integers(-20 * DAY, 20 * DAY), st.integers(0, 3 * DAY)), max_size=30))
def test_time_without_central_never_runs_back_and_never_slower_than_the_program_counts(
    steps: list[tuple[int, int]],
) -> None:
    lease, counted = heard(HEARD, 10), 0
    for wall, more in steps:
        after = lease.passed(HEARD + timedelta(seconds=wall), more)
        counted += more
        assert after.elapsed_s >= max(lease.elapsed_s, counted)
        lease = after
    assert Lease.from_bytes(lease.to_bytes()) == lease


@pytest.mark.rows("T11")
@pytest.mark.parametrize(("days", "kept"), [(0, 1), (1, 1), (14, 14), (15, 14), (10_000, 14)])
def test_policy_cannot_stretch_the_lease_beyond_fourteen_days(days: int, kept: int) -> None:
    assert heard(HEARD, days).limit_s == kept * DAY


@pytest.mark.rows("T11")
def test_an_extension_gives_twenty_four_hours_from_now_and_does_not_pile_up() -> None:
    over = heard(HEARD, 1).passed(HEARD + timedelta(days=3), 0)
    once = over.extended()
    assert once.left == timedelta(hours=24)
    assert once.extended() == once


@pytest.mark.rows("T15")
@pytest.mark.parametrize("version", ["", "0", "1.x", "0.1.3-beta", "1..2", "０.１", "1.2.3.4.5", " 1.2"])
def test_a_refused_build_is_named_by_numbers_only(version: str) -> None:
    with pytest.raises(BuildsInvalidError):
        RefusedBuilds.of((version,))


@pytest.mark.rows("T15")
def test_the_list_of_refused_builds_is_in_order_once_each_and_reads_back() -> None:
    made = RefusedBuilds.of(("0.10.0", "0.2.0", "0.2.0"))
    assert made.versions == ("0.2.0", "0.10.0")
    assert RefusedBuilds.from_bytes(made.to_bytes()) == made
