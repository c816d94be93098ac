"""Taking back a deletion: the person's own card, or the number of their document, for the case in hand (P25)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from desktop.domain.errors import KnownError
from desktop.domain.ids import CaseId
from desktop.ports.id_reader import CardRead, IdReader
from desktop.presenters.notes import NOTHING, Note, NoteKind, error_note, note
from desktop.presenters.publishing import Publisher
from desktop.presenters.runner import DEVICE, NETWORK, Runner


class TakesBack(Protocol):
    """services.taking_back.TakingBackService."""

    def take_back(self, case_id: CaseId, number: str, *, by_chip: bool) -> None: ...


@dataclass(frozen=True, slots=True)
class TakeBackState:
    """`number` as it is typed; empty again after each answer."""

    number: str = ""
    busy: bool = False
    note: Note = NOTHING

    def __repr__(self) -> str:
        return f"TakeBackState(busy={self.busy})"


class TakeBackPresenter:
    """One case at a time; `done` is told when one was taken back."""

    def __init__(
        self, service: TakesBack, reader: IdReader, runner: Runner, done: Callable[[], None]
    ) -> None:
        self._service, self._reader, self._runner, self._tell = service, reader, runner, done
        self._out = Publisher(TakeBackState())
        self.subscribe = self._out.subscribe

    @property
    def state(self) -> TakeBackState:
        """Return the newest state."""
        return self._out.state

    def type(self, number: str) -> None:
        """Keep what is typed from the document."""
        self._show(replace(self.state, number=number, note=NOTHING))

    def by_card(self, case_id: CaseId) -> None:
        """Ctrl+U: read the card that lies there and take the case back with it."""
        if self.state.busy:
            return
        self._show(replace(self.state, busy=True, note=note(NoteKind.BUSY, "take-back-reading")))
        self._runner.run(DEVICE, self._reader.read, lambda card: self._have_card(case_id, card), self._failed)

    def by_number(self, case_id: CaseId) -> None:
        """Enter: take the case back with the document whose number was typed."""
        number = self.state.number.strip()
        if number and not self.state.busy:
            self._ask(case_id, number, by_chip=False)

    def _have_card(self, case_id: CaseId, card: CardRead) -> None:
        self._ask(case_id, card.unverified_card.number, by_chip=True)

    def _ask(self, case_id: CaseId, number: str, *, by_chip: bool) -> None:
        self._show(replace(self.state, busy=True, note=note(NoteKind.BUSY, "take-back-asking")))
        self._runner.run(
            NETWORK, lambda: self._service.take_back(case_id, number, by_chip=by_chip), lambda _: self._done(),
            self._failed,
        )  # fmt: skip

    def _done(self) -> None:
        self._show(TakeBackState(note=note(NoteKind.OK, "take-back-done")))
        self._tell()

    def _failed(self, error: KnownError) -> None:
        self._show(TakeBackState(note=error_note(error)))

    def _show(self, state: TakeBackState) -> None:
        self._out.publish(state)
