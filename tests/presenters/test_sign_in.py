"""Who sits down: errors at the field, the name remembered, never the secret."""

from __future__ import annotations

import pytest

from desktop.presenters.notes import NoteKind
from desktop.presenters.sign_in import DemoAccount, SignInField, SignInPresenter
from desktop.services.session import SignedIn
from desktop.ui.shell.options import ForgetfulName
from tests.fakes.runner import HeldRunner, InlineRunner
from tests.fakes.session import CLERK, FakeSession


class Door:
    """A sign-in page's presenter with what is behind it."""

    def __init__(self, runner: InlineRunner | None = None, demo: tuple[DemoAccount, ...] = ()) -> None:
        self.session = FakeSession()
        self.remembered = ForgetfulName()
        self.runner = runner or InlineRunner()
        self.opened: list[SignedIn] = []
        self.page = SignInPresenter(self.session, self.runner, self.remembered, self.opened.append, demo)
        self.page.start()

    def enter(self, staff: str, passphrase: str) -> bytearray:
        self.page.type_staff(staff)
        self.page.enter_staff()
        typed = bytearray(passphrase.encode())
        self.page.sign_in(typed)
        return typed


@pytest.fixture
def door() -> Door:
    return Door()


@pytest.mark.parametrize("text", ["wxm", "1001", " WXM "])
def test_staff_number_and_initials_both_open_the_desk(door: Door, text: str) -> None:
    door.enter(text, "1001")
    assert [s.staff for s in door.opened] == [CLERK]


def test_the_name_appears_as_soon_as_the_initials_are_known(door: Door) -> None:
    door.page.type_staff("wx")
    assert door.page.state.person is None
    door.page.type_staff("wxm")
    assert door.page.state.person == CLERK


def test_an_unknown_name_keeps_the_caret_and_says_so_at_the_field(door: Door) -> None:
    door.page.type_staff("zzz")
    door.page.enter_staff()
    state = door.page.state
    assert state.staff_note.code == "unknown-staff"
    assert state.focus is SignInField.STAFF


def test_a_wrong_passphrase_says_at_the_field_how_many_tries_are_left(door: Door) -> None:
    door.enter("wxm", "wrong")
    state = door.page.state
    assert (state.passphrase_note.code, dict(state.passphrase_note.facts)) == (
        "wrong-passphrase-left",
        {"left": 4},
    )
    assert state.focus is SignInField.PASSPHRASE
    assert not state.busy


def test_after_the_last_try_the_field_says_how_a_supervisor_helps(door: Door) -> None:
    for _ in range(5):
        door.enter("wxm", "wrong")
    assert door.page.state.passphrase_note.code == "passphrase-locked"


def test_the_passphrase_is_zeroed_and_its_field_emptied(door: Door) -> None:
    before = door.page.state.cleared
    typed = door.enter("wxm", "1001")
    assert bytes(typed) == b"\0\0\0\0"
    assert door.page.state.cleared > before


def test_an_empty_passphrase_asks_for_one_without_a_try(door: Door) -> None:
    door.enter("wxm", "")
    assert door.page.state.passphrase_note.code == "passphrase-needed"
    assert door.session.seen == []


@pytest.mark.rows("P9")
def test_the_staff_name_is_remembered_and_one_click_forgets_it(door: Door) -> None:
    door.enter("wxm", "1001")
    assert door.remembered.load() == "wxm"
    door.page.start()
    assert (door.page.state.staff, door.page.state.focus) == ("wxm", SignInField.STAFF)
    door.page.forget()
    assert door.remembered.load() == ""
    assert not door.page.state.remembered


def test_a_failed_sign_in_remembers_nobody(door: Door) -> None:
    door.enter("wxm", "wrong")
    assert door.remembered.load() == ""


def test_a_second_enter_while_the_desk_opens_does_nothing() -> None:
    runner = HeldRunner()
    door = Door(runner)
    door.enter("wxm", "1001")
    assert door.page.state.passphrase_note.kind is NoteKind.BUSY
    door.page.sign_in(bytearray(b"1001"))
    assert runner.waiting("store") == 1
    runner.release()
    assert len(door.opened) == 1


def test_a_demo_account_fills_in_the_name_only() -> None:
    account = DemoAccount(CLERK.name, CLERK.initials, CLERK.role, "shown-on-screen")
    door = Door(demo=(account,))
    door.page.choose(account)
    assert (door.page.state.person, door.page.state.focus) == (CLERK, SignInField.PASSPHRASE)
    assert door.session.seen == []
