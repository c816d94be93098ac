"""The code to the number on file, beside the other proofs of a request: Enter sends it, six digits check it (P31)."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from desktop.domain.errors import CodeExpiredError, KnownError
from desktop.domain.ids import PatientId
from desktop.ports.central import CodeTicket
from desktop.presenters.notes import NOTHING, Note, NoteKind, error_note, note
from desktop.presenters.runner import NETWORK, Runner

CODE_LENGTH = 6


class CodeStep(StrEnum):
    """How far the code has come."""

    NOT_SENT = "unsent"
    SENDING = "sending"
    SENT = "sent"
    CHECKING = "checking"
    PROVED = "proved"


class CodesOnFile(Protocol):
    """services.code_on_file.CodeOnFileService."""

    def send(self, patient_id: PatientId) -> CodeTicket: ...
    def check(self, code_id: str, code: str) -> str: ...


@dataclass(frozen=True, slots=True)
class CodeState:
    """What the line shows; the number itself is nowhere."""

    step: CodeStep = CodeStep.NOT_SENT
    code: str = ""
    note: Note = NOTHING


NOT_SENT = CodeState()


class CodeOnFile:
    """One code for one person at a time; `changed` is told of every new state."""

    def __init__(self, codes: CodesOnFile, runner: Runner, changed: Callable[[CodeState], None]) -> None:
        self._codes, self._runner, self._changed = codes, runner, changed
        self._person: PatientId | None = None
        self._ticket: CodeTicket | None = None
        self._proof = ""
        self.state = CodeState()

    @property
    def proof(self) -> str:
        """Return what central believes once, "" before the right code was typed."""
        return self._proof

    def about(self, person: PatientId | None) -> None:
        """Another person, or another case: nothing of the one before counts."""
        self._person, self._ticket, self._proof = person, None, ""
        self._put(CodeState())

    def send(self) -> None:
        """Send a code, or another one."""
        person = self._person
        if self.state.step in (CodeStep.SENDING, CodeStep.CHECKING, CodeStep.PROVED):
            return
        if person is None:
            self._put(replace(self.state, note=note(NoteKind.ERROR, "code-nobody")))
            return
        self._put(CodeState(CodeStep.SENDING, note=note(NoteKind.BUSY, "code-sending")))
        self._runner.run(
            NETWORK, lambda: self._codes.send(person), lambda ticket: self._sent(person, ticket),
            lambda error: self._not_sent(person, error),
        )  # fmt: skip

    def type(self, text: str) -> None:
        """Take what the person reads out; the sixth digit checks it."""
        code = "".join(c for c in unicodedata.normalize("NFKC", text) if c in "0123456789")[:CODE_LENGTH]
        if code == self.state.code or self.state.step in (CodeStep.CHECKING, CodeStep.PROVED):
            return
        self._put(replace(self.state, code=code))
        ticket, person = self._ticket, self._person
        if ticket is None or len(code) != CODE_LENGTH or person is None:
            return
        self._put(replace(self.state, step=CodeStep.CHECKING, note=note(NoteKind.BUSY, "code-checking")))
        self._runner.run(
            NETWORK, lambda: self._codes.check(ticket.code_id, code), lambda proof: self._right(person, proof),
            lambda error: self._wrong(person, error),
        )  # fmt: skip

    def _sent(self, person: PatientId, ticket: CodeTicket) -> None:
        if person == self._person:
            self._ticket = ticket
            self._put(CodeState(CodeStep.SENT, note=note(NoteKind.WARN, "code-on-file-sent")))

    def _not_sent(self, person: PatientId, error: KnownError) -> None:
        if person == self._person:
            before = CodeStep.SENT if self._ticket else CodeStep.NOT_SENT
            self._put(CodeState(before, note=error_note(error)))

    def _right(self, person: PatientId, proof: str) -> None:
        if person == self._person:
            self._proof = proof
            self._put(replace(self.state, step=CodeStep.PROVED, note=note(NoteKind.OK, "code-right")))

    def _wrong(self, person: PatientId, error: KnownError) -> None:
        if person != self._person:
            return
        if isinstance(error, CodeExpiredError):
            self._ticket = None
        step = CodeStep.SENT if self._ticket else CodeStep.NOT_SENT
        self._put(CodeState(step, note=error_note(error)))

    def _put(self, state: CodeState) -> None:
        self.state = state
        self._changed(state)
