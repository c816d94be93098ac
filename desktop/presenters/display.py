"""The waiting room's screen: who is called, as a number and a room; it knows nobody's name (G36)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from desktop.domain.errors import KnownError
from desktop.ports.clock import Clock
from desktop.presenters.publishing import Publisher
from desktop.presenters.runner import READ, Runner
from desktop.services.lines import Called, Choice

FRESH_FOR = timedelta(seconds=20)


class Calls(Protocol):
    """The part of services.lines.LinesService that gives no names."""

    def called(self, choice: Choice) -> tuple[Called, ...]: ...


@dataclass(frozen=True, slots=True)
class Shown:
    """One call; `fresh` for twenty seconds after it, also when it is called again."""

    number: str
    room: str
    fresh: bool


@dataclass(frozen=True, slots=True)
class DisplayState:
    """What the waiting room sees. `place` is the department, "" for the whole hospital."""

    hospital: str
    place: str = ""
    calls: tuple[Shown, ...] = ()
    now: datetime | None = None


class DisplayPresenter:
    """Reads this desk's own store, so that a cut line changes nothing on the wall."""

    def __init__(self, calls: Calls, runner: Runner, clock: Clock, hospital: str) -> None:
        self._calls, self._runner, self._clock = calls, runner, clock
        self._choice = Choice()
        self._out = Publisher(DisplayState(hospital))
        self.subscribe = self._out.subscribe

    @property
    def state(self) -> DisplayState:
        """Return the newest state."""
        return self._out.state

    def begin(self, choice: Choice, place: str) -> None:
        """Show the calls of a department, a doctor or the whole hospital."""
        self._choice = choice
        self._out.publish(replace(self.state, place=place, calls=()))
        self.tick()

    def tick(self) -> None:
        """Every second or two: read who is called now."""
        choice = self._choice
        self._runner.run(READ, lambda: self._calls.called(choice), self._read, self._failed)

    def _read(self, called: tuple[Called, ...]) -> None:
        now = self._clock.now()
        shown = tuple(Shown(c.number, c.room, now - c.called_at <= FRESH_FOR) for c in called)
        self._out.publish(replace(self.state, calls=shown, now=now))

    def _failed(self, _error: KnownError) -> None:
        """The store is busy: what was called last stays on the wall until the next reading."""
