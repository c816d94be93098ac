"""Shift+F1: help from afar, and its end by the same key, by the clock, or because the desk is left (DECISIONS 21)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

from desktop.domain.errors import KnownError
from desktop.domain.help_mode import HelpEnd
from desktop.presenters.notes import NOTHING, Note, error_note
from desktop.presenters.publishing import Publisher
from desktop.presenters.runner import STORE, Runner

MINUTE_S = 60


class HelpsFromAfar(Protocol):
    """services.help_mode.HelpModeService."""

    def begin(self) -> None: ...
    def left_s(self) -> float: ...
    def end(self, how: HelpEnd) -> None: ...


@dataclass(frozen=True, slots=True)
class HelpState:
    """`covered`: what shows people is covered. `shared`: it is traced too, so captures may see the window."""

    covered: bool = False
    shared: bool = False
    minutes: int = 0
    note: Note = NOTHING


class HelpModePresenter:
    """Covers first, traces then, shares last; at the end the other way round."""

    def __init__(self, service: HelpsFromAfar, runner: Runner) -> None:
        self._service, self._runner = service, runner
        self._ending = False
        self._out = Publisher(HelpState())
        self.subscribe = self._out.subscribe

    @property
    def state(self) -> HelpState:
        """Return the newest state."""
        return self._out.state

    def toggle(self) -> None:
        """Begin, or end what was begun."""
        if self.state.shared:
            self.end(HelpEnd.KEY)
        elif not self.state.covered:
            self._out.publish(HelpState(covered=True))
            self._runner.run(STORE, self._service.begin, self._begun, self._refused)

    def tick(self) -> None:
        """Count down; when the time is over it ends by itself."""
        if self.state.shared and not self._count():
            self.end(HelpEnd.TIME)

    def end(self, how: HelpEnd) -> None:
        """Share no more at once, trace the end, then uncover."""
        if not self.state.covered or self._ending:
            return
        self._ending = True
        self._out.publish(replace(self.state, shared=False))
        self._runner.run(STORE, partial(self._service.end, how), self._ended, self._not_ended)

    def _begun(self, _answer: None) -> None:
        self._count()

    def _count(self) -> bool:
        left = self._service.left_s()
        if left > 0:
            minutes = -int(-left // MINUTE_S)
            self._out.publish(HelpState(covered=True, shared=True, minutes=minutes))
        return left > 0

    def _refused(self, error: KnownError) -> None:
        self._out.publish(HelpState(note=error_note(error)))

    def _ended(self, _answer: None) -> None:
        self._ending = False
        self._out.publish(HelpState())

    def _not_ended(self, error: KnownError) -> None:
        """Without a trace of the end everything stays covered; the key tries again."""
        self._ending = False
        self._out.publish(replace(self.state, shared=True, note=error_note(error)))
