"""A form with a first and a last day, and a file made of them: typed, read, kept, or refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Generic, TypeVar

from desktop.domain.errors import KnownError
from desktop.presenters.days import day_typed
from desktop.presenters.notes import NOTHING, Note, NoteKind, error_note, note
from desktop.presenters.publishing import Publisher
from desktop.presenters.runner import DEVICE, Runner

KeepFile = Callable[[str, bytes], str]


@dataclass(frozen=True, slots=True)
class DaysState:
    """Days as typed."""

    first_text: str = ""
    last_text: str = ""
    busy: bool = False
    note: Note = NOTHING


State = TypeVar("State", bound=DaysState)


class DayRange(Generic[State]):
    """Publishes a DaysState of its own; `keep` writes a file and returns its name."""

    def __init__(self, first: State, runner: Runner, keep: KeepFile) -> None:
        self._runner, self._keep = runner, keep
        self._out = Publisher(first)
        self.subscribe = self._out.subscribe

    @property
    def state(self) -> State:
        """Return the newest state."""
        return self._out.state

    def type_first(self, text: str) -> None:
        """Take the first day as typed."""
        self._put(first_text=text, note=NOTHING)

    def type_last(self, text: str) -> None:
        """Take the last day as typed."""
        self._put(last_text=text, note=NOTHING)

    def _days(self) -> tuple[date, date] | None:
        """Return both days; None, and the page says so, when one cannot be read."""
        first, last = day_typed(self.state.first_text), day_typed(self.state.last_text)
        if first is None or last is None:
            self._put(note=note(NoteKind.ERROR, "day-unreadable"))
            return None
        return first, last

    def _write(self, name: str, content: bytes) -> None:
        self._runner.run(DEVICE, lambda: self._keep(name, content), self._kept, self._failed)

    def _kept(self, where: str) -> None:
        self._put(busy=False, note=note(NoteKind.OK, "report-kept", file=where))

    def _failed(self, error: KnownError) -> None:
        self._put(busy=False, note=error_note(error))

    def _put(self, **changes: Any) -> None:
        self._out.publish(replace(self.state, **changes))
