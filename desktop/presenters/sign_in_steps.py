"""What comes between the right passphrase and the open desk: binding a code, a new passphrase, the undertaking of
confidentiality (P19, P21, DECISIONS 18)."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from desktop.domain.errors import KnownError
from desktop.domain.undertakings import Undertaking
from desktop.ports.badge_reader import BadgeReader
from desktop.ports.keys import CodeOffer, SlotInfo
from desktop.presenters.notes import NOTHING, Note, NoteKind, error_note, note
from desktop.presenters.publishing import Publisher
from desktop.presenters.runner import READ, STORE, Runner
from desktop.services.session import (
    CHANGE,
    CHANGE_FILE,
    SET_BADGE,
    SET_PIN,
    UNDERTAKE,
    Owing,
    SignedIn,
    SignInAnswer,
)

BUSY = {
    CHANGE: "passphrase-changing",
    SET_PIN: "pin-setting",
    UNDERTAKE: "undertaking-signing",
    CHANGE_FILE: "file-key-changing",
    SET_BADGE: "pin-setting",
}


class Steps(Protocol):
    """services.session.SessionService, as far as the steps need it."""

    def bind_code(self, first: str, second: str) -> SignInAnswer: ...
    def choose_passphrase(self, passphrase: bytearray) -> SignInAnswer: ...
    def accept_undertaking(self) -> SignInAnswer: ...
    def choose_pin(self, pin: bytearray) -> SignInAnswer: ...
    def choose_badge(self, number: bytearray) -> SignInAnswer: ...
    def strike_badge(self) -> SignInAnswer: ...
    def later(self) -> SignInAnswer: ...
    def change_file_key(self) -> SignInAnswer: ...
    def file_progress(self) -> tuple[int, int]: ...
    def abandon(self) -> None: ...


@dataclass(frozen=True, slots=True)
class StepsState:
    """`step` is "", bind-code, change-passphrase, set-pin, set-badge, change-file-key or undertake.

    `read`: the text was seen to its end; `percent` of the file is changed. `serial` grows when the caret goes to the
    step's first field.
    """

    step: str = ""
    staff: SlotInfo | None = None
    offer: CodeOffer | None = None
    undertaking: Undertaking | None = None
    read: bool = False
    note: Note = NOTHING
    busy: bool = False
    serial: int = 0
    percent: int = 0


class SignInStepsPresenter:
    """Publishes StepsState; `signed_in` gets the open desk, `left` is told when the person gives up."""

    def __init__(
        self,
        session: Steps,
        runner: Runner,
        signed_in: Callable[[SignedIn], None],
        left: Callable[[], None],
        badges: BadgeReader | None = None,
    ) -> None:
        self._badges = badges
        self._session = session
        self._runner = runner
        self._signed_in = signed_in
        self._left = left
        self._out = Publisher(StepsState())
        self.subscribe = self._out.subscribe

    @property
    def state(self) -> StepsState:
        """Return the newest state."""
        return self._out.state

    def take(self, answer: SignInAnswer) -> None:
        """Show the next step, or hand over the open desk."""
        serial = self.state.serial + 1
        if isinstance(answer, Owing):
            self._out.publish(
                StepsState(answer.step, answer.staff, answer.offer, answer.undertaking, serial=serial)
            )
            if answer.step == CHANGE_FILE:
                self._run(self._session.change_file_key)
            return
        self._out.publish(StepsState(serial=serial))
        self._signed_in(answer)

    def look_how_far(self) -> None:
        """Ask how far the change of the whole file is; the view's timer calls it."""
        if self.state.busy and self.state.step == CHANGE_FILE:
            self._runner.run(READ, self._session.file_progress, self._looked, lambda _: None)

    def _looked(self, progress: tuple[int, int]) -> None:
        done, total = progress
        percent = 100 * done // max(1, total)
        # the journal is gone while the pages are read back
        if self.state.step == CHANGE_FILE and percent > self.state.percent:
            self._out.publish(replace(self.state, percent=percent))

    def bind(self, first: str, second: str) -> None:
        """Two codes from the person's own telephone, the second after the first changed."""
        if self.state.busy:
            return
        if not first.strip() or not second.strip():
            self._say("two-codes-needed")
            return
        self._run(lambda: self._session.bind_code(first, second))

    def choose(self, passphrase: bytearray, again: bytearray) -> None:
        """Take a new passphrase that was typed twice; both are zeroed."""
        same = hmac.compare_digest(passphrase, again)
        again[:] = bytes(len(again))
        if self.state.busy or not passphrase or not same:
            passphrase[:] = bytes(len(passphrase))
            self._say("passphrases-differ")
            return
        self._run(lambda: self._session.choose_passphrase(passphrase))

    def seen_to_the_end(self) -> None:
        """The whole text of the undertaking was on the screen."""
        if self.state.step == UNDERTAKE and not self.state.read:
            self._out.publish(replace(self.state, read=True, note=NOTHING))

    def undertake(self) -> None:
        """Enter: sign the undertaking; not before its end was seen."""
        if self.state.busy:
            return
        if not self.state.read:
            self._out.publish(replace(self.state, note=note(NoteKind.WARN, "undertaking-unread")))
            return
        self._run(self._session.accept_undertaking)

    def choose_pin(self, pin: bytearray, again: bytearray) -> None:
        """Take a PIN that was typed twice; both are zeroed."""
        same = hmac.compare_digest(pin, again)
        again[:] = bytes(len(again))
        if self.state.busy or not pin or not same:
            pin[:] = bytes(len(pin))
            self._say("pins-differ")
            return
        self._run(lambda: self._session.choose_pin(pin))

    @property
    def badges(self) -> bool:
        """Return whether badges may uncover windows here."""
        return self._badges is not None

    def heard(self, typed: str, at_ms: int) -> None:
        """A key came to the field that waits for a badge."""
        if self._badges is not None:
            self._badges.heard(typed, at_ms)

    def present_badge(self) -> None:
        """Enter: take what the reader said; what was typed by hand is no badge."""
        number = self._badges.presented() if self._badges is not None and not self.state.busy else None
        if number is None:
            self._say("badge-unread")
            return
        self._run(lambda: self._session.choose_badge(number))

    def strike_badge(self) -> None:
        """Forget the person's badge."""
        state = self.state
        if state.step == SET_BADGE and not state.busy and state.staff is not None and state.staff.badge_set:
            self._run(self._session.strike_badge)

    def give_up(self) -> None:
        """Back to the sign-in page, nothing was opened; a PIN and a badge are only put off."""
        if self.state.busy or not self.state.step:
            return
        if self.state.step in (SET_PIN, SET_BADGE):
            self._run(self._session.later)
            return
        self._session.abandon()
        self._out.publish(StepsState(serial=self.state.serial + 1))
        self._left()

    def _run(self, work: Callable[[], SignInAnswer]) -> None:
        code = BUSY.get(self.state.step, "code-binding")
        self._out.publish(replace(self.state, busy=True, note=note(NoteKind.BUSY, code)))
        self._runner.run(STORE, work, self.take, self._failed)

    def _failed(self, error: KnownError) -> None:
        self._out.publish(
            replace(self.state, busy=False, note=error_note(error), serial=self.state.serial + 1)
        )

    def _say(self, code: str) -> None:
        self._out.publish(replace(self.state, note=note(NoteKind.ERROR, code), serial=self.state.serial + 1))
