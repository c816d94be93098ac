"""The report page: which days, by what, figures, and files of them (G108-G110)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from desktop.domain.errors import KnownError
from desktop.domain.reports import GroupBy, Report, ReportView
from desktop.presenters.days import day_typed, moved_days
from desktop.presenters.needs import ReadsReports
from desktop.presenters.notes import NOTHING, Note, NoteKind, error_note, note
from desktop.presenters.publishing import Publisher
from desktop.presenters.runner import DEVICE, NETWORK, STORE, Runner

# What makes a file of a report, by its ending, and what keeps it; it returns the file's name.
MakeFile = Callable[[Report, str, ReportView], bytes]
KeepFile = Callable[[str, bytes], str]


@dataclass(frozen=True, slots=True)
class ReportState:
    """The page; days as typed."""

    first_text: str = ""
    last_text: str = ""
    by: GroupBy = GroupBy.DEPARTMENT
    report: Report | None = None
    view: ReportView = ReportView.FIGURES
    busy: bool = False
    note: Note = NOTHING


class ReportPresenter:
    """Publishes ReportState; every reading asks central and leaves a trace."""

    def __init__(self, reports: ReadsReports, runner: Runner, make: MakeFile, keep: KeepFile) -> None:
        self._reports = reports
        self._runner = runner
        self._make = make
        self._keep = keep
        today = reports.today().isoformat()
        self._out = Publisher(ReportState(first_text=today, last_text=today))
        self.subscribe = self._out.subscribe

    @property
    def state(self) -> ReportState:
        """Return the newest state."""
        return self._out.state

    def type_first(self, text: str) -> None:
        """Take the first day as typed."""
        self._out.publish(replace(self.state, first_text=text, note=NOTHING))

    def type_last(self, text: str) -> None:
        """Take the last day as typed."""
        self._out.publish(replace(self.state, last_text=text, note=NOTHING))

    def choose(self, code: str) -> None:
        """Group by this, and read again when something was read."""
        self._out.publish(replace(self.state, by=GroupBy(code), note=NOTHING))
        if self.state.report is not None:
            self.load()

    def look(self, view: ReportView) -> None:
        """Look at who did not come, or at the requests; the same once more goes back to the figures."""
        if self.state.report is not None:
            wanted = ReportView.FIGURES if self.state.view is view else view
            self._out.publish(replace(self.state, view=wanted, note=NOTHING))

    def shift_days(self, days: int) -> None:
        """Go so many days on with both ends (PgUp, PgDn)."""
        moved = moved_days(self.state.first_text, self.state.last_text, days)
        if moved is not None:
            self._out.publish(replace(self.state, first_text=moved[0], last_text=moved[1]))
            self.load()

    def load(self) -> None:
        """Enter: read the figures; what stood there stays when central does not answer."""
        state = self.state
        first, last = day_typed(state.first_text), day_typed(state.last_text)
        if state.busy:
            return
        if first is None or last is None:
            self._out.publish(replace(state, note=note(NoteKind.ERROR, "day-unreadable")))
            return
        self._out.publish(replace(state, busy=True, note=note(NoteKind.BUSY, "report-reading")))
        self._runner.run(
            NETWORK, lambda: self._reports.read(first, last, state.by), self._loaded, self._failed
        )

    def export(self, form: str) -> None:
        """Make a file (`form`: csv or pdf) of what stands there; traced first."""
        report, view = self.state.report, self.state.view
        if report is None or self.state.busy:
            return
        content = self._make(report, form, view)
        self._out.publish(replace(self.state, busy=True))
        self._runner.run(
            STORE,
            lambda: self._reports.exported(report, form, view),
            lambda _: self._write(report, form, view, content),
            self._failed,
        )

    def _write(self, report: Report, form: str, view: ReportView, content: bytes) -> None:
        what = report.by.value if view is ReportView.FIGURES else view.value
        name = f"report-{report.first:%Y%m%d}-{report.last:%Y%m%d}-{what}.{form}"
        self._runner.run(DEVICE, lambda: self._keep(name, content), self._kept, self._failed)

    def _kept(self, where: str) -> None:
        self._out.publish(replace(self.state, busy=False, note=note(NoteKind.OK, "report-kept", file=where)))

    def _loaded(self, report: Report) -> None:
        self._out.publish(replace(self.state, report=report, busy=False, note=NOTHING))

    def _failed(self, error: KnownError) -> None:
        self._out.publish(replace(self.state, busy=False, note=error_note(error)))
