"""The report page: which days, by what, figures, and files of them (G108-G110)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop.domain.reports import GroupBy, Report, ReportView
from desktop.presenters.day_range import DayRange, DaysState, KeepFile
from desktop.presenters.days import moved_days
from desktop.presenters.needs import ReadsReports
from desktop.presenters.notes import NOTHING, NoteKind, note
from desktop.presenters.runner import NETWORK, STORE, Runner

# What makes a file of a report, by its ending.
MakeFile = Callable[[Report, str, ReportView], bytes]


@dataclass(frozen=True, slots=True)
class ReportState(DaysState):
    """The page."""

    by: GroupBy = GroupBy.DEPARTMENT
    report: Report | None = None
    view: ReportView = ReportView.FIGURES


class ReportPresenter(DayRange[ReportState]):
    """Publishes ReportState; every reading asks central and leaves a trace."""

    def __init__(self, reports: ReadsReports, runner: Runner, make: MakeFile, keep: KeepFile) -> None:
        self._reports, self._make = reports, make
        today = reports.today().isoformat()
        super().__init__(ReportState(first_text=today, last_text=today), runner, keep)

    def choose(self, code: str) -> None:
        """Group by this, and read again when something was read."""
        self._put(by=GroupBy(code), note=NOTHING)
        if self.state.report is not None:
            self.load()

    def look(self, view: ReportView) -> None:
        """Look at who did not come, or at the requests; the same once more goes back to the figures."""
        if self.state.report is not None:
            self._put(view=ReportView.FIGURES if self.state.view is view else view, note=NOTHING)

    def shift_days(self, days: int) -> None:
        """Go so many days on with both ends (PgUp, PgDn)."""
        moved = moved_days(self.state.first_text, self.state.last_text, days)
        if moved is not None:
            self._put(first_text=moved[0], last_text=moved[1])
            self.load()

    def load(self) -> None:
        """Enter: read the figures; what stood there stays when central does not answer."""
        by, days = self.state.by, None if self.state.busy else self._days()
        if days is None:
            return
        first, last = days
        self._put(busy=True, note=note(NoteKind.BUSY, "report-reading"))
        self._runner.run(NETWORK, lambda: self._reports.read(first, last, by), self._loaded, self._failed)

    def export(self, form: str) -> None:
        """Make a file (`form`: csv or pdf) of what stands there; traced first."""
        report, view = self.state.report, self.state.view
        if report is None or self.state.busy:
            return
        content = self._make(report, form, view)
        self._put(busy=True)
        self._runner.run(
            STORE,
            lambda: self._reports.exported(report, form, view),
            lambda _: self._write(_name(report, form, view), content),
            self._failed,
        )

    def _loaded(self, report: Report) -> None:
        self._put(report=report, busy=False, note=NOTHING)


def _name(report: Report, form: str, view: ReportView) -> str:
    what = report.by.value if view is ReportView.FIGURES else view.value
    return f"report-{report.first:%Y%m%d}-{report.last:%Y%m%d}-{what}.{form}"
