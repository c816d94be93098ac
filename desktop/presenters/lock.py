"""The soft lock: the window is covered at once, the same person comes back to the same caret (G80, DECISIONS 18)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from desktop.domain.errors import KnownError, WrongPassphraseError
from desktop.domain.pins import WrongPinError
from desktop.ports.keys import SlotInfo
from desktop.presenters.notes import NOTHING, Note, NoteKind, error_note, note
from desktop.presenters.publishing import Publisher
from desktop.presenters.runner import STORE, Runner
from desktop.presenters.sign_in import Sessions


@dataclass(frozen=True, slots=True)
class LockState:
    """Who is away, how many unfinished forms wait, and the note at the passphrase.

    `cleared` grows whenever the passphrase field must be emptied.
    """

    locked: bool = False
    staff: SlotInfo | None = None
    drafts: int = 0
    busy: bool = False
    note: Note = NOTHING
    cleared: int = 0


class LockPresenter:
    """Covers first and traces then. `left` is told when the tries are used up or another person sits down."""

    def __init__(
        self,
        session: Sessions,
        runner: Runner,
        staff: SlotInfo,
        drafts: Callable[[], int],
        left: Callable[[], None],
    ) -> None:
        self._session = session
        self._runner = runner
        self._drafts = drafts
        self._left = left
        self._out = Publisher(LockState(staff=staff))
        self.subscribe = self._out.subscribe

    @property
    def state(self) -> LockState:
        """Return the newest state."""
        return self._out.state

    def lock(self) -> None:
        """Cover the window."""
        if self.state.locked:
            return
        self._out.publish(
            replace(
                self.state,
                locked=True,
                drafts=self._drafts(),
                busy=False,
                note=NOTHING,
                cleared=self.state.cleared + 1,
            )
        )
        self._runner.run(STORE, self._session.lock, _nothing, self._not_traced)

    def unlock(self, typed: bytearray) -> None:
        """Enter on PIN or passphrase: uncover for the same person."""
        state = self.state
        if not state.locked or state.busy:
            return
        if not typed:
            self._out.publish(replace(state, note=note(NoteKind.ERROR, "passphrase-needed")))
            return
        opening = note(NoteKind.BUSY, "unlocking")
        self._out.publish(replace(state, busy=True, note=opening, cleared=state.cleared + 1))
        self._runner.run(STORE, lambda: self._session.unlock(typed), self._unlocked, self._failed)

    def leave(self) -> None:
        """Another person sits down: the desk is closed, the draft stays sealed for its owner."""
        if self.state.locked and not self.state.busy:
            self._left()

    def _unlocked(self, _answer: None) -> None:
        self._out.publish(replace(self.state, locked=False, busy=False, note=NOTHING))

    def _failed(self, error: KnownError) -> None:
        trouble = error_note(error)
        left = error.facts.get("left") if isinstance(error, WrongPassphraseError | WrongPinError) else None
        if left is not None:
            trouble = note(NoteKind.ERROR, f"{error.code}-left", left=int(left))
        self._out.publish(replace(self.state, busy=False, note=trouble))
        if left == 0:
            self._left()

    def _not_traced(self, error: KnownError) -> None:
        self._out.publish(replace(self.state, note=error_note(error)))


def _nothing(_answer: None) -> None:
    """The trace is written; nothing to show."""
