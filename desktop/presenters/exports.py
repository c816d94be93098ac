"""The officer's files: over which days, under which exception, where each was kept (P13, P42)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from desktop.domain.deidentified import Exemption
from desktop.domain.errors import KnownError
from desktop.domain.export_asks import ExportUnsignedError
from desktop.presenters.day_range import DayRange, DaysState, KeepFile
from desktop.presenters.notes import NOTHING, NoteKind, error_note, note
from desktop.presenters.runner import NETWORK, Runner


class MakesExports(Protocol):
    """services.exports.ExportService."""

    def today(self) -> date: ...
    def audit(self, first: date, last: date) -> bytes: ...
    def deidentified(self, first: date, last: date, exemption: Exemption | None) -> bytes: ...


@dataclass(frozen=True, slots=True)
class ExportsState(DaysState):
    """The form."""

    exemption: Exemption | None = None


class ExportsPresenter(DayRange[ExportsState]):
    """Asks for one file at a time."""

    def __init__(self, exports: MakesExports, runner: Runner, keep: KeepFile) -> None:
        self._exports = exports
        today = exports.today()
        begins = today.replace(month=1, day=1)
        super().__init__(ExportsState(begins.isoformat(), today.isoformat()), runner, keep)

    def choose(self, code: str) -> None:
        """Choose the exception under which figures leave."""
        self._put(exemption=Exemption(code), note=NOTHING)

    def audit(self) -> None:
        """Ctrl+B: make the auditor's file."""
        self._make("audit", "zip", self._exports.audit)

    def deidentified(self) -> None:
        """Ctrl+J: make the figures that name nobody."""
        exemption = self.state.exemption
        self._make(
            "deidentified", "csv", lambda first, last: self._exports.deidentified(first, last, exemption)
        )

    def _failed(self, error: KnownError) -> None:
        if isinstance(error, ExportUnsignedError):
            # nothing went wrong: another person is asked now
            self._put(busy=False, note=replace(error_note(error), kind=NoteKind.WARN))
            return
        super()._failed(error)

    def _make(self, kind: str, form: str, make: Callable[[date, date], bytes]) -> None:
        days = None if self.state.busy else self._days()
        if days is None:
            return
        first, last = days
        name = f"{kind}-{first:%Y%m%d}-{last:%Y%m%d}.{form}"
        self._put(busy=True, note=note(NoteKind.BUSY, "export-making"))
        self._runner.run(
            NETWORK, lambda: make(first, last), lambda content: self._write(name, content), self._failed
        )
