"""Taking back a deletion: the person's own card, or the number of their document, for the case in hand (P25)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Protocol

from desktop.domain.errors import CentralUnreachableError, KnownError
from desktop.domain.ids import CaseId
from desktop.domain.rights import ACCOUNT_ONLY, CaseState
from desktop.ports.central import LeftBooking
from desktop.ports.id_reader import CardRead, IdReader
from desktop.presenters.case_rows import CaseRow
from desktop.presenters.notes import NOTHING, Note, NoteKind, error_note, note
from desktop.presenters.publishing import Publisher
from desktop.presenters.runner import DEVICE, NETWORK, Runner


class TakesBack(Protocol):
    """services.taking_back.TakingBackService."""

    def take_back(self, case_id: CaseId, number: str, *, by_chip: bool) -> None: ...


class HoldsAgain(Protocol):
    """services.left_bookings.LeftBookingsService."""

    def left(self, case_id: CaseId) -> tuple[LeftBooking, ...]: ...
    def hold_again(self, bookings: Iterable[LeftBooking]) -> int: ...


@dataclass(frozen=True, slots=True)
class TakeBackState:
    """`number` as it is typed; empty again after each answer. `left`: what went with the case that came to nothing."""

    number: str = ""
    of: CaseId | None = None
    left: tuple[LeftBooking, ...] = ()
    busy: bool = False
    note: Note = NOTHING

    def __repr__(self) -> str:
        return f"TakeBackState(busy={self.busy})"


class TakeBackPresenter:
    """One case at a time; `done` is told when one was taken back."""

    def __init__(
        self, service: TakesBack, left: HoldsAgain, reader: IdReader, runner: Runner, done: Callable[[], None]
    ) -> None:
        self._service, self._left, self._reader, self._runner, self._tell = (
            service,
            left,
            reader,
            runner,
            done,
        )
        self._out = Publisher(TakeBackState())
        self.subscribe = self._out.subscribe

    @property
    def state(self) -> TakeBackState:
        """Return the newest state."""
        return self._out.state

    def follow(self, current: CaseRow | None) -> None:
        """Take note of the case in hand: of a deletion that came to nothing central says what had gone with it."""
        nothing = (
            current is None or current.state != CaseState.WITHDRAWN.value or current.kind == ACCOUNT_ONLY
        )
        self._look(None if nothing or current is None else current.case_id)

    def _look(self, case_id: CaseId | None) -> None:
        if case_id == self.state.of or self.state.busy:
            return
        self._show(replace(self.state, of=case_id, left=()))
        if case_id is not None:
            self._runner.run(
                NETWORK, lambda: self._left.left(case_id), lambda found: self._found(case_id, found),
                lambda error: self._not_found(case_id, error),
            )  # fmt: skip

    def hold_again(self) -> None:
        """Ctrl+B: hold every number again that is still free, in one act."""
        free = tuple(one for one in self.state.left if one.free)
        if not free or self.state.busy:
            return
        self._show(replace(self.state, busy=True, note=note(NoteKind.BUSY, "take-back-asking")))
        self._runner.run(
            NETWORK,
            lambda: self._left.hold_again(free),
            lambda given: self._held(given, len(free)),
            self._failed,
        )

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

    def _found(self, case_id: CaseId, found: tuple[LeftBooking, ...]) -> None:
        if self.state.of == case_id:
            self._show(replace(self.state, left=found))

    def _not_found(self, case_id: CaseId, error: KnownError) -> None:
        """What could not be asked is asked again when the case is taken in hand again."""
        if self.state.of == case_id and not self.state.note.code:
            offline = isinstance(error, CentralUnreachableError)
            said = note(NoteKind.WARN, "left-offline") if offline else error_note(error)
            self._show(replace(self.state, note=said))

    def _held(self, given: int, asked: int) -> None:
        """The list is asked anew: what is left of it is gone."""
        code = "left-held" if given == asked else "left-held-some"
        kind = NoteKind.OK if given == asked else NoteKind.WARN
        case_id = self.state.of
        self._show(TakeBackState(note=note(kind, code, given=given, gone=asked - given)))
        self._look(case_id)

    def _failed(self, error: KnownError) -> None:
        self._show(TakeBackState(note=error_note(error)))

    def _show(self, state: TakeBackState) -> None:
        self._out.publish(state)
