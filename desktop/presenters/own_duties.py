"""What somebody owes for themselves: whose records they do not handle (N39)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

from desktop.domain.errors import KnownError
from desktop.domain.own_people import Relation
from desktop.ports.own_people import Listed
from desktop.presenters.notes import NOTHING, Note, NoteKind, error_note, note
from desktop.presenters.publishing import Publisher
from desktop.presenters.runner import NETWORK, Runner


class KeepsOwn(Protocol):
    """services.own_people.OwnPeopleService."""

    def listed(self) -> Listed: ...
    def put(self, relation: Relation, number: str) -> Listed: ...


@dataclass(frozen=True, slots=True, repr=False)
class OwnDutiesState:
    """`listed` is None until central has said how many numbers stand there."""

    shown: bool = False
    relation: Relation = Relation.SELF
    number: str = ""
    listed: Listed | None = None
    busy: bool = False
    note: Note = NOTHING


class OwnDutiesPresenter:
    """Runs one overlay; a number stands in it only until central has it."""

    def __init__(self, own: KeepsOwn, runner: Runner) -> None:
        self._own, self._runner = own, runner
        self._out = Publisher(OwnDutiesState())
        self.subscribe = self._out.subscribe

    @property
    def state(self) -> OwnDutiesState:
        """Return the newest state."""
        return self._out.state

    def open(self) -> None:
        """Show the overlay and ask central how many numbers are listed."""
        self._put(shown=True, note=NOTHING)
        self._runner.run(NETWORK, self._own.listed, lambda listed: self._put(listed=listed), self._failed)

    def close(self) -> None:
        """Hide it; what was typed and not sent is gone."""
        self._out.publish(OwnDutiesState())

    def choose(self, relation: Relation) -> None:
        """Say whose number it is."""
        self._put(relation=relation)

    def type(self, text: str) -> None:
        """Keep what is typed."""
        self._put(number=text, note=NOTHING)

    def put(self) -> None:
        """Enter: list the number, or ask that it is taken off."""
        state = self.state
        if state.busy or not state.number.strip():
            return
        self._put(busy=True, note=note(NoteKind.BUSY, "own-sending"))
        self._runner.run(
            NETWORK,
            lambda: self._own.put(state.relation, state.number),
            lambda listed: self._listed(state.relation, listed),
            self._failed,
        )

    def _listed(self, relation: Relation, listed: Listed) -> None:
        code = "own-off-asked" if relation is Relation.OFF else "own-listed"
        self._put(listed=listed, number="", busy=False, note=note(NoteKind.OK, code))

    def _failed(self, error: KnownError) -> None:
        self._put(busy=False, note=error_note(error))

    def _put(self, **changes: object) -> None:
        self._out.publish(replace(self.state, **changes))  # type: ignore[arg-type]  # fields of the state
