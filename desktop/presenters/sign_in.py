"""Who sits down at the desk: staff number or initials, then the passphrase; errors stay at the field (UX §6.1)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from desktop.domain.errors import KnownError, WrongPassphraseError
from desktop.ports.badge_reader import BadgeReader
from desktop.ports.keys import SlotInfo
from desktop.presenters.notes import NOTHING, Note, NoteKind, error_note, note
from desktop.presenters.publishing import Publisher
from desktop.presenters.runner import STORE, Runner
from desktop.presenters.sign_in_steps import SignInStepsPresenter, Steps
from desktop.services.session import SignedIn, SignInAnswer, UnknownStaffError


class Sessions(Steps, Protocol):
    """services.session.SessionService, as far as sign-in and lock need it."""

    def people(self) -> tuple[SlotInfo, ...]: ...
    def begin(
        self, text: str, passphrase: bytearray, code: str = "", *, change: bool = False, pin: bool = False,
        badge: bool = False,
    ) -> SignInAnswer: ...  # fmt: skip
    def lock(self) -> None: ...
    def unlock(self, typed: bytearray) -> None: ...
    def unlock_by_badge(self, number: bytearray) -> None: ...


# what the safe says of a code (crypto.errors)
CODE_TROUBLES = ("wrong-code", "code-needed")


# why the page is there, when it is not the first of the day
BEGUN = {
    "locked": note(NoteKind.PLAIN, "desk-locked"),
    "crashed": note(NoteKind.WARN, "desk-begun-again"),
}


class RememberedName(Protocol):
    """Where this PC keeps the staff name of the last sign-in, never a secret (P9)."""

    def load(self) -> str:
        """Return what was typed last, "" when nothing is remembered."""

    def save(self, text: str) -> None:
        """Remember it; "" forgets."""


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """A made-up person of the demo and how to sign in as them; shown on screen, so nothing secret."""

    name: str
    initials: str
    role: str
    passphrase: str


class SignInField(StrEnum):
    """Where the caret can be sent."""

    STAFF = "staff"
    CODE = "code"
    PASSPHRASE = "passphrase"  # noqa: S105  # the name of a field


@dataclass(frozen=True, slots=True)
class SignInState:
    """What the page shows. `serial` grows with each wish for the caret; the view obeys each once.

    `code` is asked of a person with a code bound; `change` says that they want a new passphrase, `pin` a new PIN,
    `badge` to bind or strike a badge.
    `cleared` grows whenever the passphrase field must be emptied. `begun` says that a hard lock or a crash went before.
    """

    staff: str = ""
    code: str = ""
    change: bool = False
    pin: bool = False
    badge: bool = False
    person: SlotInfo | None = None
    staff_note: Note = NOTHING
    code_note: Note = NOTHING
    passphrase_note: Note = NOTHING
    busy: bool = False
    remembered: bool = False
    demo: tuple[DemoAccount, ...] = ()
    begun: Note = NOTHING
    focus: SignInField = SignInField.STAFF
    serial: int = 0
    cleared: int = 0


class SignInPresenter:
    """Publishes SignInState; `signed_in` gets the person whose desk is open now."""

    def __init__(
        self,
        session: Sessions,
        runner: Runner,
        remembered: RememberedName,
        signed_in: Callable[[SignedIn], None],
        demo: Sequence[DemoAccount] = (),
        *,
        begun: str = "",
        badges: BadgeReader | None = None,
    ) -> None:
        self._session = session
        self._runner = runner
        self._remembered = remembered
        self.steps = SignInStepsPresenter(session, runner, self._opened, self.start, badges)
        self._signed_in = signed_in
        said = BEGUN.get(begun, NOTHING)
        self._out = Publisher(SignInState(demo=tuple(demo), begun=said))
        self.subscribe = self._out.subscribe

    @property
    def state(self) -> SignInState:
        """Return the newest state."""
        return self._out.state

    def start(self) -> None:
        """Show the page with the remembered name; the caret is on it, so that another person simply types theirs."""
        staff = self._remembered.load()
        self._out.publish(
            replace(
                self.state,
                staff=staff,
                code="",
                change=False,
                pin=False,
                badge=False,
                person=self._find(staff),
                staff_note=NOTHING,
                code_note=NOTHING,
                passphrase_note=NOTHING,
                busy=False,
                remembered=bool(staff),
                cleared=self.state.cleared + 1,
            )
        )
        if self.state.begun.code and self.state.person is not None:
            # whoever comes back to their own lock page goes on with the passphrase
            self._want(SignInField.CODE if self.state.person.code_bound else SignInField.PASSPHRASE)
            return
        self._want(SignInField.STAFF)

    def type_staff(self, text: str) -> None:
        """Take typed text; the name appears once number or initials are known."""
        found = self._find(text)
        self._out.publish(
            replace(
                self.state,
                staff=text,
                code="",
                person=found,
                staff_note=NOTHING,
                code_note=NOTHING,
                passphrase_note=NOTHING,
            )
        )

    def type_code(self, text: str) -> None:
        """Take the changing code as it is typed."""
        self._out.publish(replace(self.state, code=text, code_note=NOTHING))

    def enter_code(self) -> None:
        """Enter on the code: on to the passphrase."""
        self._want(SignInField.PASSPHRASE if self.state.code.strip() else SignInField.CODE)

    def toggle_change(self) -> None:
        """Alt+P: choose a new passphrase after this sign-in, or not."""
        if not self.state.busy:
            self._out.publish(replace(self.state, change=not self.state.change))

    def toggle_pin(self) -> None:
        """Alt+N: set or change the PIN after this sign-in, or not."""
        if not self.state.busy:
            self._out.publish(replace(self.state, pin=not self.state.pin))

    def toggle_badge(self) -> None:
        """Alt+B: bind or strike a badge after this sign-in, or not."""
        if not self.state.busy and self.steps.badges:
            self._out.publish(replace(self.state, badge=not self.state.badge))

    def enter_staff(self) -> None:
        """Enter on the name: on to the passphrase, or say that nobody is known by it."""
        if self.state.person is None:
            empty = not self.state.staff.strip()
            trouble = note(NoteKind.ERROR, "staff-needed" if empty else UnknownStaffError.code)
            self._out.publish(replace(self.state, staff_note=trouble))
            self._want(SignInField.STAFF)
            return
        bound = self.state.person.code_bound
        self._want(SignInField.CODE if bound else SignInField.PASSPHRASE)

    def sign_in(self, passphrase: bytearray) -> None:
        """Enter on the passphrase; the bytes are zeroed by whoever opens the key slot."""
        state = self.state
        if state.busy:
            return
        if state.person is None:
            self.enter_staff()
            return
        if not passphrase:
            needed = note(NoteKind.ERROR, "passphrase-needed")
            self._out.publish(replace(state, passphrase_note=needed))
            self._want(SignInField.PASSPHRASE)
            return
        opening = note(NoteKind.BUSY, "signing-in")
        self._out.publish(
            replace(state, busy=True, staff_note=NOTHING, passphrase_note=opening, cleared=state.cleared + 1)
        )
        text, code = state.staff.strip(), state.code
        change, pin, badge = state.change, state.pin, state.badge
        self._runner.run(
            STORE,
            lambda: self._session.begin(text, passphrase, code, change=change, pin=pin, badge=badge),
            lambda answer: self._done(text, answer),
            self._failed,
        )

    def choose(self, account: DemoAccount) -> None:
        """Demo: put an account's initials into the field; the passphrase stands beside it to be typed."""
        self.type_staff(account.initials)
        self._want(SignInField.PASSPHRASE)

    def forget(self) -> None:
        """One click forgets the remembered name (P9)."""
        self._remembered.save("")
        self._out.publish(
            replace(
                self.state,
                staff="",
                person=None,
                remembered=False,
                staff_note=NOTHING,
                passphrase_note=NOTHING,
            )
        )
        self._want(SignInField.STAFF)

    def _done(self, text: str, answer: SignInAnswer) -> None:
        self._remembered.save(text)
        self._out.publish(
            replace(
                self.state,
                busy=False,
                code="",
                change=False,
                pin=False,
                badge=False,
                passphrase_note=NOTHING,
                remembered=True,
            )
        )
        self.steps.take(answer)

    def _opened(self, signed_in: SignedIn) -> None:
        self._signed_in(signed_in)

    def _failed(self, error: KnownError) -> None:
        trouble = error_note(error)
        if isinstance(error, UnknownStaffError):
            self._out.publish(replace(self.state, busy=False, staff_note=trouble, passphrase_note=NOTHING))
            self._want(SignInField.STAFF)
            return
        if error.code in CODE_TROUBLES:
            if "left" in error.facts:
                trouble = note(NoteKind.ERROR, "wrong-code-left", left=int(error.facts["left"]))
            self._out.publish(
                replace(self.state, busy=False, code="", code_note=trouble, passphrase_note=NOTHING)
            )
            self._want(SignInField.CODE)
            return
        if isinstance(error, WrongPassphraseError) and "left" in error.facts:
            left = int(error.facts["left"])
            code = "wrong-passphrase-left" if left else "passphrase-locked"
            trouble = note(NoteKind.ERROR, code, **({"left": left} if left else {}))
        self._out.publish(replace(self.state, busy=False, passphrase_note=trouble))
        self._want(SignInField.PASSPHRASE)

    def _find(self, text: str) -> SlotInfo | None:
        wanted = text.strip().lower()
        if not wanted:
            return None
        for person in self._session.people():
            if wanted in (person.staff_id.lower(), person.initials.lower()):
                return person
        return None

    def _want(self, field: SignInField) -> None:
        self._out.publish(replace(self.state, focus=field, serial=self.state.serial + 1))
