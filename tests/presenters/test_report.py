"""The report page: days as typed, figures from central, files with a trace."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import pytest

from desktop.domain.errors import CentralUnreachableError
from desktop.domain.reports import GroupBy, Report, ReportView
from desktop.presenters.report import ReportPresenter
from tests.fakes.money_desk import FakeReports
from tests.fakes.runner import InlineRunner

NOW = datetime(2026, 11, 27, 2, 0, tzinfo=UTC)


@dataclass
class Desk:
    reports: FakeReports = field(default_factory=lambda: FakeReports(lambda: NOW))
    kept: dict[str, bytes] = field(default_factory=dict)

    def page(self) -> ReportPresenter:
        return ReportPresenter(self.reports, InlineRunner(), self._make, self._keep)

    def _make(self, report: Report, form: str, view: ReportView) -> bytes:
        return f"{form} {view.value}".encode()

    def _keep(self, name: str, content: bytes) -> str:
        assert self.reports.exports, "the trace comes first"
        self.kept[name] = content
        return name


@pytest.mark.rows("G108")
def test_nothing_is_asked_before_enter_and_then_the_days_and_grouping_that_stand_there() -> None:
    desk = Desk()
    page = desk.page()
    assert (page.state.first_text, desk.reports.asked) == ("2026-11-27", [])
    page.type_first("2026.11.1")
    page.load()
    assert page.state.note.code == "day-unreadable"
    page.type_first("2026/11/01")
    page.choose("clerk")
    assert desk.reports.asked == []
    page.load()
    assert desk.reports.asked == [(date(2026, 11, 1), date(2026, 11, 27), GroupBy.CLERK)]
    page.choose("doctor")
    page.shift_days(-1)
    assert desk.reports.asked[1:] == [
        (date(2026, 11, 1), date(2026, 11, 27), GroupBy.DOCTOR),
        (date(2026, 10, 31), date(2026, 11, 26), GroupBy.DOCTOR),
    ]


@pytest.mark.rows("G110")
def test_a_file_is_made_of_what_stands_there_after_its_trace() -> None:
    desk = Desk()
    page = desk.page()
    page.export("csv")
    assert desk.kept == {}
    page.load()
    page.export("csv")
    page.export("pdf")
    assert desk.reports.exports == ["csv", "pdf"]
    assert desk.kept == {
        "report-20261127-20261127-department.csv": b"csv figures",
        "report-20261127-20261127-department.pdf": b"pdf figures",
    }
    page.look(ReportView.REQUESTS)
    page.export("csv")
    assert desk.kept["report-20261127-20261127-requests.csv"] == b"csv requests"
    assert page.state.note.code == "report-kept"
    page.look(ReportView.REQUESTS)
    assert page.state.view is ReportView.FIGURES


def test_when_central_does_not_answer_the_old_figures_stay() -> None:
    desk = Desk()
    page = desk.page()
    page.load()
    before = page.state.report
    desk.reports.fails.append(CentralUnreachableError(cause="down"))
    page.load()
    assert page.state.report is before
    assert page.state.note.code == "central-unreachable"
    assert not page.state.busy
