"""The soft lock: the window is covered at once, the same person comes back to the same caret (G80, DECISIONS 18)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from desktop.domain.badges import WrongBadgeError
from desktop.domain.errors import KnownError, WrongPassphraseError
from desktop.domain.pins import WrongPinError
from desktop.ports.badge_reader import BadgeReader
from desktop.ports.keys import SlotInfo
from desktop.presenters.notes import NOTHING, Note, NoteKind, error_note, note
from desktop.presenters.publishing import Publisher
from desktop.presenters.runner import STORE, Runner
from desktop.presenters.sign_in import Sessions

# wrong answers that count together
COUNTED = (WrongPassphraseError, WrongPinError, WrongBadgeError)


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
        badges: BadgeReader | None = None,
    ) -> None:
        self._badges = badges
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

    @property
    def by_badge(self) -> bool:
        """Return whether this person's badge uncovers."""
        staff = self.state.staff
        return self._badges is not None and staff is not None and staff.badge_set

    def heard(self, typed: str, at_ms: int) -> None:
        """A key came to the covered window's field."""
        if self._badges is not None and self.by_badge:
            self._badges.heard(typed, at_ms)

    def unlock(self, typed: bytearray) -> None:
        """Enter on PIN, passphrase or what a badge reader typed: uncover for the same person."""
        state = self.state
        number = self._badges.presented() if self._badges is not None else None
        if not state.locked or state.busy:
            return
        if number is not None:
            typed[:] = bytes(len(typed))
            self._take(lambda: self._session.unlock_by_badge(number))
            return
        if not typed:
            self._out.publish(replace(state, note=note(NoteKind.ERROR, "passphrase-needed")))
            return
        self._take(lambda: self._session.unlock(typed))

    def _take(self, work: Callable[[], None]) -> None:
        opening = note(NoteKind.BUSY, "unlocking")
        self._out.publish(replace(self.state, busy=True, note=opening, cleared=self.state.cleared + 1))
        self._runner.run(STORE, work, self._unlocked, self._failed)

    def leave(self) -> None:
        """Another person sits down: the desk is closed, the draft stays sealed for its owner."""
        if self.state.locked and not self.state.busy:
            self._left()

    def _unlocked(self, _answer: None) -> None:
        self._out.publish(replace(self.state, locked=False, busy=False, note=NOTHING))

    def _failed(self, error: KnownError) -> None:
        trouble = error_note(error)
        left = error.facts.get("left") if isinstance(error, COUNTED) else None
        if left is not None:
            trouble = note(NoteKind.ERROR, f"{error.code}-left", left=int(left))
        self._out.publish(replace(self.state, busy=False, note=trouble))
        if left == 0:
            self._left()

    def _not_traced(self, error: KnownError) -> None:
        self._out.publish(replace(self.state, note=error_note(error)))


def _nothing(_answer: None) -> None:
    """The trace is written; nothing to show."""
