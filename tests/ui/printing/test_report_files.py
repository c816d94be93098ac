"""A report as CSV and as PDF."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from desktop.domain.reports import GroupBy, ReportLine
from desktop.ui.printing.report_files import report_file
from tests.fakes.money_desk import FakeReports

pytestmark = pytest.mark.usefixtures("qapp")
DAY = date(2026, 11, 27)
REPORT = FakeReports(lambda: datetime(2026, 11, 27, 2, 0, tzinfo=UTC)).read(DAY, DAY, GroupBy.DEPARTMENT)


@pytest.mark.rows("G108", "G110")
def test_the_csv_has_the_pages_headings_every_line_and_the_sum_and_nobodys_name() -> None:
    lines = report_file(REPORT, "csv").decode("utf-8-sig").splitlines()
    assert lines[0].startswith("科室,挂号,退号,停诊,爽约,已就诊,")
    assert lines[1] == "心血管内科,40,3,0,2,30,15,500.00,250.00,100.00,75.00,775.00"
    assert lines[-1] == "合计,65,4,4,2,50,13,800.00,250.00,100.00,75.00,1075.00"
    assert "张" not in "".join(lines)


@pytest.mark.rows("G108")
def test_the_pdf_takes_as_many_pages_as_it_needs() -> None:
    short = report_file(REPORT, "pdf")
    many = replace(REPORT, lines=tuple(ReportLine(str(i), f"医生{i}", i) for i in range(80)))
    long = report_file(many, "pdf")
    assert short.startswith(b"%PDF")
    assert short.count(b"/Type /Page\n") == 1
    assert long.count(b"/Type /Page\n") > 1
