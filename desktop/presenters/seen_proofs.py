"""Proofs of a request that the program looks at itself: whose card was read, which number the document has (P31)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from desktop.domain.errors import KnownError
from desktop.domain.ids import PatientId
from desktop.domain.request_proofs import NUMBERED
from desktop.domain.requests import Evidence
from desktop.presenters.notes import NOTHING, Note, NoteKind, error_note, note
from desktop.presenters.runner import READ, Runner

# what the line of the number says itself, at its place
_OF_NUMBER = frozenset({"proof-number-fits", "proof-number-differs"})
# a tick alone says nothing of these
LOOKED_AT = NUMBERED | {Evidence.CHIP_READ}


class LooksAtProofs(Protocol):
    """services.requests.RequestService."""

    def card_lies(self, patient_id: PatientId | None) -> bool: ...
    def number_fits(self, patient_id: PatientId | None, number: str) -> bool: ...


@dataclass(frozen=True, slots=True)
class SeenState:
    """What was found so; `number` is as it was typed, for the compare alone."""

    number: str = ""
    seen: frozenset[Evidence] = frozenset()
    note: Note = NOTHING

    @property
    def line(self) -> Note:
        """Return what stands at the line of the number."""
        return self.note if self.note.code in _OF_NUMBER else NOTHING

    def told(self, before: Note) -> Note:
        """Return what stands at the foot of the form: what was said of a card, else what stood there before."""
        return before if self.note.code in _OF_NUMBER | {""} else self.note

    def __repr__(self) -> str:
        return f"SeenState({len(self.seen)})"


NONE_SEEN = SeenState()


class SeenProofs:
    """Of one person at a time; `changed` is told of every new state."""

    def __init__(self, looks: LooksAtProofs, runner: Runner, changed: Callable[[SeenState], None]) -> None:
        self._looks, self._runner, self._changed = looks, runner, changed
        self._person: PatientId | None = None
        self.state = NONE_SEEN

    def about(self, person: PatientId | None) -> None:
        """Another person, or another case: nothing of the one before counts."""
        self._person = person
        self._put(NONE_SEEN)

    def clear(self) -> None:
        """Nothing was looked at yet."""
        self.about(self._person)

    def card(self, there: bool) -> None:
        """Tick the read card, which must be the person's and the last that was read; or take the tick back."""
        seen = self.state.seen - {Evidence.CHIP_READ}
        if not there:
            self._put(replace(self.state, seen=seen, note=NOTHING))
        elif self._looks.card_lies(self._person):
            self._put(replace(self.state, seen=seen | {Evidence.CHIP_READ}, note=NOTHING))
        else:
            self._put(replace(self.state, seen=seen, note=note(NoteKind.ERROR, "proof-no-card")))

    def type(self, number: str) -> None:
        """Keep the number of the document that is seen."""
        if number != self.state.number:
            self._put(SeenState(number, self.state.seen - NUMBERED))

    def compare(self, proof: Evidence) -> None:
        """Enter: compare the number with the one on file."""
        person, number = self._person, self.state.number
        if number.strip():
            self._runner.run(
                READ, lambda: self._looks.number_fits(person, number),
                lambda fits: self._compared(person, number, proof, fits),
                lambda error: self._failed(person, error),
            )  # fmt: skip

    def _compared(self, person: PatientId | None, number: str, proof: Evidence, fits: bool) -> None:
        if (person, number) != (self._person, self.state.number):
            return
        if fits:
            said = note(NoteKind.OK, "proof-number-fits")
            self._put(SeenState(number, self.state.seen | {proof}, said))
        else:
            self._put(replace(self.state, note=note(NoteKind.ERROR, "proof-number-differs")))

    def _failed(self, person: PatientId | None, error: KnownError) -> None:
        if person == self._person:
            self._put(replace(self.state, note=error_note(error)))

    def _put(self, state: SeenState) -> None:
        self.state = state
        self._changed(state)
