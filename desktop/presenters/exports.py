"""The officer's files: over which days, under which exception, where each was kept (P13, P42)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from desktop.domain.deidentified import Exemption
from desktop.domain.errors import KnownError
from desktop.presenters.days import day_typed
from desktop.presenters.notes import NOTHING, Note, NoteKind, error_note, note
from desktop.presenters.publishing import Publisher
from desktop.presenters.runner import DEVICE, NETWORK, Runner

KeepFile = Callable[[str, bytes], str]


class MakesExports(Protocol):
    """services.exports.ExportService."""

    def today(self) -> date: ...
    def audit(self, first: date, last: date) -> bytes: ...
    def deidentified(self, first: date, last: date, exemption: Exemption | None) -> bytes: ...


@dataclass(frozen=True, slots=True)
class ExportsState:
    """The form; days as typed."""

    first_text: str
    last_text: str
    exemption: Exemption | None = None
    busy: bool = False
    note: Note = NOTHING


class ExportsPresenter:
    """Asks for one file at a time."""

    def __init__(self, exports: MakesExports, runner: Runner, keep: KeepFile) -> None:
        self._exports, self._runner, self._keep = exports, runner, keep
        today = exports.today()
        self._out = Publisher(ExportsState(today.replace(month=1, day=1).isoformat(), today.isoformat()))
        self.subscribe = self._out.subscribe

    @property
    def state(self) -> ExportsState:
        """Return the newest state."""
        return self._out.state

    def type_first(self, text: str) -> None:
        """Take the first day as typed."""
        self._out.publish(replace(self.state, first_text=text, note=NOTHING))

    def type_last(self, text: str) -> None:
        """Take the last day as typed."""
        self._out.publish(replace(self.state, last_text=text, note=NOTHING))

    def choose(self, code: str) -> None:
        """Choose the exception under which figures leave."""
        self._out.publish(replace(self.state, exemption=Exemption(code), note=NOTHING))

    def audit(self) -> None:
        """Ctrl+B: make the auditor's file."""
        self._make("audit", "zip", self._exports.audit)

    def deidentified(self) -> None:
        """Ctrl+J: make the figures that name nobody."""
        exemption = self.state.exemption
        self._make(
            "deidentified", "csv", lambda first, last: self._exports.deidentified(first, last, exemption)
        )

    def _make(self, kind: str, form: str, make: Callable[[date, date], bytes]) -> None:
        state = self.state
        if state.busy:
            return
        first, last = day_typed(state.first_text), day_typed(state.last_text)
        if first is None or last is None:
            self._out.publish(replace(state, note=note(NoteKind.ERROR, "day-unreadable")))
            return
        name = f"{kind}-{first:%Y%m%d}-{last:%Y%m%d}.{form}"
        self._out.publish(replace(state, busy=True, note=note(NoteKind.BUSY, "export-making")))
        self._runner.run(
            NETWORK, lambda: make(first, last), lambda content: self._write(name, content), self._failed
        )

    def _write(self, name: str, content: bytes) -> None:
        self._runner.run(DEVICE, lambda: self._keep(name, content), self._kept, self._failed)

    def _kept(self, where: str) -> None:
        self._out.publish(replace(self.state, busy=False, note=note(NoteKind.OK, "report-kept", file=where)))

    def _failed(self, error: KnownError) -> None:
        self._out.publish(replace(self.state, busy=False, note=error_note(error)))
