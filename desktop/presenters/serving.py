"""The patient being served: answers meant for an earlier one are dropped, so two people never mix (G18)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from desktop.domain.errors import CentralUnreachableError, KnownError
from desktop.domain.schedules import clinic_day
from desktop.ports.clock import Clock
from desktop.presenters.needs import Line
from desktop.presenters.registration_state import FocusWish, Target
from desktop.presenters.runner import Runner

Answer = TypeVar("Answer")


class Serving:
    """What the blocks of one form share: who is served, where the caret should be, how work is asked for."""

    def __init__(self, runner: Runner, clock: Clock, line: Line, changed: Callable[[], None]) -> None:
        self._runner = runner
        self._clock = clock
        self._line = line
        self.changed = changed
        self._patient = 0
        self.focus = FocusWish()

    def next_patient(self) -> None:
        """From now on answers for the patient before are dropped."""
        self._patient += 1

    def want(self, target: Target) -> None:
        """Ask the view to put the caret somewhere, once."""
        self.focus = FocusWish(target, self.focus.serial + 1)

    def want_caret(self, caret: tuple[str, int] | None) -> None:
        """Ask the view to put the caret back to where it stood when the draft was sealed."""
        if caret is not None:
            self.focus = FocusWish(self.focus.target, self.focus.serial + 1, caret)

    def today(self) -> date:
        """Return the hospital's calendar day."""
        return clinic_day(self._clock.now())

    def monotonic(self) -> float:
        """Return seconds for intervals."""
        return self._clock.monotonic()

    def online(self) -> bool:
        """Return whether central answers."""
        return self._line.online()

    def ask(
        self,
        lane: str,
        work: Callable[[], Answer],
        done: Callable[[Answer], None],
        failed: Callable[[KnownError], None],
    ) -> None:
        """Have work done for this patient; nothing is called back once another one is served."""
        patient = self._patient

        def answered(answer: Answer) -> None:
            if patient == self._patient:
                done(answer)
                self.changed()

        def refused(error: KnownError) -> None:
            self._note_line(error)
            if patient == self._patient:
                failed(error)
                self.changed()

        self._runner.run(lane, work, answered, refused)

    def ask_anyway(
        self,
        lane: str,
        work: Callable[[], Answer],
        done: Callable[[Answer], None],
        failed: Callable[[KnownError], None],
    ) -> None:
        """Have work done that belongs to the window, not to one patient."""

        def answered(answer: Answer) -> None:
            done(answer)
            self.changed()

        def refused(error: KnownError) -> None:
            self._note_line(error)
            failed(error)
            self.changed()

        self._runner.run(lane, work, answered, refused)

    def _note_line(self, error: KnownError) -> None:
        if isinstance(error, CentralUnreachableError):
            self._line.line_lost()
