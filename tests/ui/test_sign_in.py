"""The sign-in page and the lock under real keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.presenters.kept_draft import caret_of
from desktop.presenters.runner import READ
from desktop.presenters.sign_in import DemoAccount, SignInPresenter
from desktop.services.session import SignedIn
from desktop.ui.pages.sign_in import SignInPage
from desktop.ui.shell.options import DeskOptions, ForgetfulName
from desktop.ui.shell.system_locks import WM_POWERBROADCAST, WM_WTSSESSION_CHANGE, windows_leaves
from tests.fakes.runner import HeldRunner, InlineRunner
from tests.fakes.session import CLERK, FakeSession
from tests.ui.conftest import PREMISES, Seat, focus

Key = Qt.Key


def test_the_program_opens_on_the_sign_in_page_with_the_caret_on_the_name(seat: Seat) -> None:
    assert seat.window.windowTitle().endswith("门诊挂号")
    assert focus().property("focusName") == "staff"


@pytest.mark.rows("G62")
def test_initials_enter_passphrase_enter_open_the_desk(seat: Seat) -> None:
    seat.sign_in()
    assert seat.app.sitting is not None
    assert seat.app.sitting.frame.page == "registration"
    assert seat.session.traced == ["sign-in"]


def test_a_wrong_passphrase_stays_at_its_field_with_the_tries_left(seat: Seat) -> None:
    seat.keys.type("wxm")
    seat.keys.press(Key.Key_Return)
    seat.keys.type("wrong")
    seat.keys.press(Key.Key_Return)
    page = seat.app.sign_in_page
    seat.until(lambda: page.f_passphrase.kind == "error")
    assert page.f_passphrase.help.whole == "口令不正确，还可试 4 次"
    assert page.passphrase.text() == ""
    assert focus() is page.passphrase
    assert page.staff.text() == "wxm"


def test_an_unknown_name_is_said_at_the_name(seat: Seat) -> None:
    seat.keys.type("zzz")
    seat.keys.press(Key.Key_Return)
    page = seat.app.sign_in_page
    assert page.f_staff.help.whole == "没有这个工号或姓名首字母"
    assert focus() is page.staff


@pytest.mark.rows("P9")
def test_after_signing_out_only_the_name_stands_there_and_one_click_forgets_it(seat: Seat) -> None:
    seat.sign_in()
    assert seat.app.sitting is not None
    seat.app.sitting.end()
    seat.until(lambda: seat.app.sitting is None)
    page = seat.app.sign_in_page
    assert (page.staff.text(), page.passphrase.text()) == ("wxm", "")
    assert focus() is page.staff
    seat.keys.press(Key.Key_Return)
    assert focus() is page.passphrase
    page.forget.click()
    assert page.staff.text() == ""
    assert not page.forget.isVisible()


@pytest.mark.rows("G80")
def test_the_same_person_comes_back_to_the_same_caret(seat: Seat) -> None:
    seat.sign_in()
    seat.keys.type("8900")
    line = focus()
    line.setCursorPosition(2)  # type: ignore[attr-defined]  # a QLineEdit
    seat.keys.ctrl(Key.Key_L)
    sitting = seat.app.sitting
    assert sitting is not None
    assert seat.window.face is sitting.lock_page
    assert focus() is sitting.lock_page.passphrase
    seat.keys.type("1001")
    seat.keys.press(Key.Key_Return)
    seat.until(lambda: seat.window.face is sitting.frame)
    assert focus() is line
    assert line.cursorPosition() == 2  # type: ignore[attr-defined]  # a QLineEdit
    assert seat.session.traced == ["sign-in", "lock", "unlock"]


@pytest.mark.rows("G80")
def test_nothing_of_the_desk_can_be_seen_or_used_while_it_is_locked(seat: Seat) -> None:
    seat.sign_in()
    seat.keys.ctrl(Key.Key_L)
    sitting = seat.app.sitting
    assert sitting is not None
    visible = [w for w in seat.window.findChildren(QWidget) if w.isVisible()]
    assert not [w for w in visible if sitting.frame.isAncestorOf(w)]
    seat.keys.press(Key.Key_F2, Key.Key_F3, Key.Key_F9)
    assert not seat.maker.made[0].registration.state.identity.reading
    assert not seat.maker.made[0].search.state.shown


@pytest.mark.rows("G80", "N29")
@pytest.mark.parametrize("covered", [False, True])
def test_the_process_ends_only_after_the_draft_with_its_caret_was_sealed_and_the_desk_closed(
    qtbot: QtBot, qapp: QApplication, *, covered: bool
) -> None:
    ends: list[tuple[bytes | None, list[str]]] = []
    seat = Seat(
        qtbot, qapp,
        DeskOptions(poll_ms=3_600_000, locked=lambda: ends.append((seat.maker.kept[-1], list(seat.maker.closed)))),
    )  # fmt: skip
    seat.sign_in()
    seat.keys.type("890")
    sitting = seat.app.sitting
    assert sitting is not None
    if covered:
        seat.keys.ctrl(Key.Key_L)
        seat.until(lambda: not sitting.door.busy())
    sitting.unused.idle.emit()
    seat.until(lambda: bool(ends))
    draft, closed = ends[0]
    assert draft is not None
    assert (caret_of(draft), closed) == (("number", 3), ["1001"])
    seat.close()


@pytest.mark.rows("G80")
def test_an_idle_window_locks_itself(seat: Seat) -> None:
    seat.sign_in()
    sitting = seat.app.sitting
    assert sitting is not None
    sitting.idle.idle.emit()
    assert seat.window.face is sitting.lock_page


def test_another_person_signs_in_over_the_lock_and_the_draft_stays_with_its_owner(seat: Seat) -> None:
    seat.sign_in()
    seat.keys.type("890000")
    seat.keys.ctrl(Key.Key_L)
    assert seat.app.sitting is not None
    seat.app.sitting.lock_page.other.click()
    seat.until(lambda: seat.app.sitting is None)
    assert seat.maker.closed == ["1001"]
    assert seat.maker.kept[-1] is not None
    seat.sign_in("chl", "2001")
    assert seat.app.sitting is not None
    assert "approvals" in seat.app.sitting.frame.pages


def test_the_demo_shows_how_to_sign_in_as_each(qtbot: QtBot, qapp: QApplication) -> None:
    accounts = (
        DemoAccount("王晓敏", "wxm", "clerk", "chunjiang-1001"),
        DemoAccount("陈慧兰", "chl", "supervisor", "gaoshan-2001"),
    )
    presenter = SignInPresenter(FakeSession(), InlineRunner(), ForgetfulName(), lambda _: None, accounts)
    page = SignInPage(presenter, PREMISES)
    qtbot.addWidget(page)
    presenter.start()
    page.show()
    words = " ".join(w.text() for w in page.findChildren(QLabel))
    for account in accounts:
        assert account.passphrase in words
    button = next(b for b in page.findChildren(QPushButton) if b.text() == "wxm")
    button.click()
    assert presenter.state.person == CLERK


def test_a_file_vault_says_so_on_the_screen(seat: Seat) -> None:
    words = [w.text() for w in seat.app.sign_in_page.findChildren(QLabel)]
    assert any("密钥存放于文件" in text for text in words)


@pytest.mark.rows("G80")
def test_windows_messages_of_lock_user_switch_and_sleep_close_the_desk() -> None:
    taken = [(WM_WTSSESSION_CHANGE, what) for what in (2, 3, 4, 6, 7)] + [(WM_POWERBROADCAST, 4)]
    other = [(WM_WTSSESSION_CHANGE, what) for what in (1, 5, 8)] + [(WM_POWERBROADCAST, 7), (0x100, 7)]
    assert all(windows_leaves(*message) for message in taken)
    assert not any(windows_leaves(*message) for message in other)


@pytest.mark.rows("P22")
def test_a_new_key_for_the_whole_file_is_waited_for_with_nothing_to_type(
    qtbot: QtBot,
) -> None:
    opened: list[SignedIn] = []
    session, runner = FakeSession(), HeldRunner(at_once=(READ,))
    presenter = SignInPresenter(session, runner, ForgetfulName(), opened.append)
    page = SignInPage(presenter, PREMISES)
    qtbot.addWidget(page)
    page.show()
    session.file_owed = True
    session.halfway = presenter.steps.look_how_far
    shown: list[int] = []
    page.steps.file.bar.valueChanged.connect(shown.append)
    presenter.type_staff(CLERK.initials)
    presenter.sign_in(bytearray(CLERK.staff_id.encode()))
    runner.release()
    assert page.steps.file.isVisible()
    assert page.steps.file.note.whole == "正在更换整库密钥，请不要关机…"
    presenter.steps.give_up()
    assert session.traced == [], "there is no way out of the middle of it"
    runner.release()
    assert 37 in shown
    assert session.traced == ["file-changed"]
    assert [each.staff for each in opened] == [CLERK]
