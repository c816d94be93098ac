"""A desk that two made-up people can open, without keys: the passphrase is the staff number."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from desktop.domain.badges import WrongBadgeError
from desktop.domain.errors import WrongPassphraseError
from desktop.domain.ids import StaffId
from desktop.domain.passphrases import PassphraseShortError
from desktop.domain.pins import check_pin
from desktop.ports.keys import SlotInfo
from desktop.services.desk import Desk
from desktop.services.session import (
    CHANGE,
    CHANGE_FILE,
    SET_PIN,
    Owing,
    SignedIn,
    SignInAnswer,
    UnknownStaffError,
)

CLERK = SlotInfo(StaffId("1001"), "王晓敏", "wxm", "clerk")
SUPERVISOR = SlotInfo(StaffId("2001"), "陈慧兰", "chl", "supervisor")
TRIES = 5
LEAST = 15


class FakeSession:
    """Signs in, locks and unlocks; `traced` holds what was written down, in order."""

    def __init__(self) -> None:
        self.traced: list[str] = []
        self.wrong = 0
        self.staff: SlotInfo | None = None
        self.seen: list[bytearray] = []
        self.codes: list[str] = []
        self.file_owed = False
        self.halfway: Callable[[], None] = lambda: None
        self._entered: SlotInfo | None = None

    def people(self) -> tuple[SlotInfo, ...]:
        return CLERK, SUPERVISOR

    def sign_in(self, text: str, passphrase: bytearray) -> SignedIn:
        wanted = text.strip().lower()
        found = [p for p in self.people() if wanted in (p.staff_id, p.initials)]
        if not found:
            raise UnknownStaffError
        self._check(found[0], passphrase)
        self.staff = found[0]
        self.traced.append("sign-in")
        # Only presenters and pages are driven here; none of them looks into the desk.
        return SignedIn(found[0], cast("Desk", None))

    def begin(
        self,
        text: str,
        passphrase: bytearray,
        code: str = "",
        *,
        change: bool = False,
        pin: bool = False,
        badge: bool = False,
    ) -> SignInAnswer:
        self.codes.append(code)
        person = next((p for p in self.people() if text.strip().lower() in (p.staff_id, p.initials)), None)
        if person is not None and (change or pin):
            self._check(person, passphrase)
            self._entered = person
            return Owing(person, CHANGE if change else SET_PIN)
        if person is not None and self.file_owed:
            self._check(person, passphrase)
            self._entered = person
            return Owing(person, CHANGE_FILE)
        return self.sign_in(text, passphrase)

    def change_file_key(self) -> SignInAnswer:
        assert self._entered is not None
        self.halfway()
        self.file_owed = False
        self.traced.append("file-changed")
        return SignedIn(self._entered, cast("Desk", None))

    def file_progress(self) -> tuple[int, int]:
        return 37, 100

    def bind_code(self, first: str, second: str) -> SignInAnswer:
        raise UnknownStaffError

    def choose_passphrase(self, passphrase: bytearray) -> SignInAnswer:
        assert self._entered is not None
        if len(passphrase) < LEAST:
            raise PassphraseShortError(least=LEAST)
        self.traced.append("passphrase-changed")
        return SignedIn(self._entered, cast("Desk", None))

    def accept_undertaking(self) -> SignInAnswer:
        raise UnknownStaffError

    def choose_pin(self, pin: bytearray) -> SignInAnswer:
        assert self._entered is not None
        check_pin(pin)
        self.traced.append("pin-set")
        return SignedIn(self._entered, cast("Desk", None))

    def choose_badge(self, number: bytearray) -> SignInAnswer:
        raise UnknownStaffError

    def strike_badge(self) -> SignInAnswer:
        raise UnknownStaffError

    def later(self) -> SignInAnswer:
        assert self._entered is not None
        return SignedIn(self._entered, cast("Desk", None))

    def abandon(self) -> None:
        self.traced.append("abandon")

    def lock(self) -> None:
        self.traced.append("lock")

    def unlock(self, typed: bytearray) -> None:
        assert self.staff is not None
        self._check(self.staff, typed)
        self.traced.append("unlock")

    def unlock_by_badge(self, number: bytearray) -> None:
        raise WrongBadgeError(left=TRIES - 1)

    def sign_out(self) -> None:
        self.traced.append("sign-out")
        self.staff = None

    def _check(self, person: SlotInfo, passphrase: bytearray) -> None:
        self.seen.append(passphrase)
        right = bytes(passphrase).decode() == person.staff_id
        passphrase[:] = bytes(len(passphrase))
        if not right:
            self.wrong += 1
            raise WrongPassphraseError(left=TRIES - self.wrong)
        self.wrong = 0
