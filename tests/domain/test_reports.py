"""Figures: sums, averages, CSV."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.reports import (
    MOST_DAYS,
    GroupBy,
    Report,
    ReportLine,
    ReportRangeError,
    check_range,
    csv_of,
    yuan,
)

DAY = date(2026, 11, 27)
small = st.integers(0, 10_000)
lines = st.lists(
    st.builds(
        ReportLine, st.text(max_size=3), st.text(max_size=5), small, small, small, small, small, small, small, small,
        small, small, small,
    ),
    max_size=8,
)  # fmt: skip


@given(lines)
@pytest.mark.rows("G108", "G110")
def test_the_last_line_of_the_csv_is_the_sum_of_the_others_to_the_fen(made: list[ReportLine]) -> None:
    report = Report(DAY, DAY, GroupBy.DAY, tuple(made))
    raw = csv_of(report, ["h"] * 12, "sum")
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))[1:]
    assert len(rows) == len(made) + 1
    nets = [round(float(row[-1]) * 100) for row in rows]
    assert sum(nets[:-1]) == nets[-1] == report.total.net_fen
    assert [sum(int(row[i]) for row in rows[:-1]) for i in range(1, 6)] == [int(c) for c in rows[-1][1:6]]


@pytest.mark.parametrize("label", ["=1+1", "+1", "-1", "@x", "\tx"])
@pytest.mark.rows("G110")
def test_a_label_is_never_a_formula_in_a_spreadsheet(label: str) -> None:
    raw = csv_of(Report(DAY, DAY, GroupBy.DAY, (ReportLine("k", label),)), ["h"], "sum")
    cell = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))[1][0]
    assert cell == "'" + label


@pytest.mark.rows("G109")
def test_an_average_wait_is_rounded_minutes_and_nothing_without_waits() -> None:
    assert ReportLine("", "", waits=0, wait_s=500).average_wait_min is None
    assert [ReportLine("", "", waits=2, wait_s=s).average_wait_min for s in (0, 59, 60, 119, 180)] == [
        0, 0, 1, 1, 2,
    ]  # fmt: skip


def test_an_amount_is_written_with_two_digits_and_its_sign() -> None:
    assert [yuan(f) for f in (0, 5, -5, 1250, -1250)] == ["0.00", "0.05", "-0.05", "12.50", "-12.50"]


def test_a_range_is_neither_turned_round_nor_longer_than_two_months() -> None:
    check_range(DAY, DAY)
    check_range(DAY, DAY + timedelta(days=MOST_DAYS - 1))
    for last in (DAY - timedelta(days=1), DAY + timedelta(days=MOST_DAYS)):
        with pytest.raises(ReportRangeError):
            check_range(DAY, last)
