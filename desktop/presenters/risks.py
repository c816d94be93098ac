"""The review list of the audit page: what the risk rules found, and what became of it (SECURITY §4.5, P6)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from desktop.domain.errors import KnownError
from desktop.domain.risk_rules import MOST_RISK_DAYS, AlertLine, ReviewList, ReviewOutcome
from desktop.presenters.days import day_typed
from desktop.presenters.needs import ReadsTraces
from desktop.presenters.notes import NOTHING, Note, NoteKind, error_note, note
from desktop.presenters.publishing import Publisher
from desktop.presenters.runner import NETWORK, Runner


@dataclass(frozen=True, slots=True)
class RisksState:
    """`shown` while the list stands in the place of the entries."""

    shown: bool = False
    found: ReviewList | None = None
    busy: bool = False
    note: Note = NOTHING


class RisksPresenter:
    """Publishes RisksState; `last_day` tells the last day of the page, as typed."""

    def __init__(self, traces: ReadsTraces, runner: Runner, last_day: Callable[[], str]) -> None:
        self._traces = traces
        self._runner = runner
        self._last_day = last_day
        self._out = Publisher(RisksState())
        self.subscribe = self._out.subscribe

    @property
    def state(self) -> RisksState:
        """Return the newest state."""
        return self._out.state

    def toggle(self) -> None:
        """Ctrl+R: the list of the month that ends with the page's last day, or the entries again."""
        if self.state.shown:
            self.hide()
        else:
            self.load()

    def hide(self) -> None:
        """Show the entries again."""
        self._out.publish(replace(self.state, shown=False, note=NOTHING))

    def load(self) -> None:
        """Let central's rules walk over the entries."""
        last = day_typed(self._last_day())
        if self.state.busy:
            return
        if last is None:
            self._out.publish(replace(self.state, note=note(NoteKind.ERROR, "day-unreadable")))
            return
        first = last - timedelta(days=MOST_RISK_DAYS - 1)
        self._out.publish(
            replace(self.state, shown=True, busy=True, note=note(NoteKind.BUSY, "risks-reading"))
        )
        self._ask(first, last)

    def _ask(self, first: date, last: date) -> None:
        self._runner.run(NETWORK, lambda: self._traces.risks(first, last), self._loaded, self._failed)

    def line(self, row: int) -> AlertLine | None:
        """Return the alert of a row."""
        found = self.state.found
        return found.lines[row] if found is not None and 0 <= row < len(found.lines) else None

    def review(self, row: int, outcome: ReviewOutcome) -> None:
        """Say what became of an alert that nobody has looked at."""
        alert = self.line(row)
        if alert is None or alert.outcome or self.state.busy:
            return
        self._out.publish(replace(self.state, busy=True))
        self._runner.run(
            NETWORK,
            lambda: self._traces.review(alert, outcome),
            lambda _: self._reviewed(alert, outcome),
            self._failed,
        )

    def _reviewed(self, alert: AlertLine, outcome: ReviewOutcome) -> None:
        found = self.state.found
        if found is not None:
            lines = tuple(
                replace(line, outcome=outcome.value) if line.key == alert.key else line
                for line in found.lines
            )
            found = replace(found, lines=lines)
        self._out.publish(
            replace(self.state, found=found, busy=False, note=note(NoteKind.OK, "risk-reviewed"))
        )

    def _loaded(self, found: ReviewList) -> None:
        self._out.publish(replace(self.state, found=found, busy=False, note=NOTHING))

    def _failed(self, error: KnownError) -> None:
        self._out.publish(replace(self.state, busy=False, note=error_note(error)))
