"""The call to the number on file, beside the other proofs of a case: opened, dialled, answered (P39, SECURITY §4.4)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from desktop.domain.errors import KnownError
from desktop.domain.ids import CaseId
from desktop.presenters.notes import NOTHING, Note, NoteKind, error_note, note
from desktop.presenters.runner import STORE, Runner


class CallStep(StrEnum):
    """How far the call has come."""

    NOT_OPENED = "unopened"
    OPENED = "opened"


class Calls(Protocol):
    """services.call_backs.CallBackService."""

    def number(self, case_id: CaseId) -> str: ...
    def answered(self, case_id: CaseId) -> None: ...


@dataclass(frozen=True, slots=True, repr=False)
class CallState:
    """What the line shows; `number` in full for seconds, "" before and after."""

    step: CallStep = CallStep.NOT_OPENED
    number: str = ""
    busy: bool = False
    note: Note = NOTHING


NOT_CALLED = CallState()


class CallBack:
    """One case at a time; `changed` is told of every new state, `counted` that a call counts now."""

    def __init__(
        self, calls: Calls, runner: Runner, changed: Callable[[CallState], None], counted: Callable[[], None]
    ) -> None:
        self._calls, self._runner, self._changed, self._counted = calls, runner, changed, counted
        self._case: CaseId | None = None
        self.state = NOT_CALLED

    def about(self, case_id: CaseId | None) -> None:
        """Another case: nothing of the one before counts."""
        self._case = case_id
        self._put(NOT_CALLED)

    def open(self) -> None:
        """Show the number, to be dialled."""
        case_id = self._case
        if case_id is not None and not self.state.busy:
            self._put(replace(self.state, busy=True, note=NOTHING))
            self._runner.run(
                STORE, lambda: self._calls.number(case_id), lambda number: self._opened(case_id, number),
                lambda error: self._failed(case_id, error),
            )  # fmt: skip

    def answer(self) -> None:
        """The person answered there and asked for this."""
        case_id = self._case
        if case_id is not None and self.state.step is CallStep.OPENED and not self.state.busy:
            self._put(replace(self.state, busy=True, number="", note=NOTHING))
            self._runner.run(
                STORE, lambda: self._calls.answered(case_id), lambda _: self._answered(case_id),
                lambda error: self._failed(case_id, error),
            )  # fmt: skip

    def hide(self) -> None:
        """The seconds are over: the number leaves the screen, the call goes on."""
        if self.state.number:
            self._put(replace(self.state, number=""))

    def _opened(self, case_id: CaseId, number: str) -> None:
        if case_id == self._case:
            self._put(CallState(CallStep.OPENED, number, note=note(NoteKind.WARN, "call-opened")))

    def _answered(self, case_id: CaseId) -> None:
        if case_id == self._case:
            self._put(NOT_CALLED)
            self._counted()

    def _failed(self, case_id: CaseId, error: KnownError) -> None:
        if case_id == self._case:
            self._put(replace(self.state, busy=False, number="", note=error_note(error)))

    def _put(self, state: CallState) -> None:
        self.state = state
        self._changed(state)
