"""Ctrl+K finds acts, pages and people by words and first letters; F1 shows every key of the page (UX §5)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.domain.initials import initials, matches
from desktop.presenters.palette import Entry, PalettePresenter
from desktop.presenters.text_size import TextSizePresenter
from desktop.ui.pages.registry import CODES, make_page
from desktop.ui.shell.frame import DeskFrame
from desktop.ui.texts.page_keys import KEYS, shown_key
from desktop.ui.widgets.buttons import KeyButton
from tests.fakes.runner import InlineRunner
from tests.ui.conftest import Seat, focus
from tests.ui.pages.workplace import a_workplace

Key = Qt.Key
NEVER_MS = 100_000_000
# said on a keycap, in the table under another name
SAID = {"Esc": "Escape", "空格": "Space", "Del": "Del"}


@pytest.fixture
def desk(seat: Seat) -> Seat:
    seat.sign_in()
    return seat


def frame(desk: Seat) -> DeskFrame:
    assert desk.app.sitting is not None
    return desk.app.sitting.frame


def entries(desk: Seat) -> list[str]:
    return [entry.text for entry in frame(desk).palette_.state.entries]


def test_first_letters_of_chinese_and_latin_words() -> None:
    assert initials("挂错改约") == "gcgy"
    assert initials("清空重来") == "qkcl"
    assert initials("Take payment") == "tp"
    assert initials("存为 CSV") == "cwc"
    assert matches("gy", "挂错改约")
    assert matches("PAY", "Take payment")
    assert not matches("zz", "锁屏")


def test_what_was_used_last_comes_first_and_the_last_row_looks_for_a_person() -> None:
    acted: list[str] = []
    sought: list[str] = []
    palette = PalettePresenter(
        lambda: [Entry("a", "锁屏"), Entry("b", "刷新"), Entry("c", "收费")], acted.append, sought.append
    )
    palette.open()
    palette.move(-1)
    palette.accept()
    palette.open()
    assert [entry.code for entry in palette.state.entries] == ["c", "a", "b"]
    palette.type("张强")
    assert (palette.state.entries, palette.state.rows) == ((), 1)
    palette.accept()
    assert (acted, sought, palette.state.shown) == (["c"], ["张强"], False)


def test_ctrl_k_opens_a_page_by_first_letters_and_gives_the_caret_back(desk: Seat) -> None:
    desk.keys.ctrl(Key.Key_K)
    assert focus() is frame(desk).palette_overlay.edit
    desk.keys.type("qqbl")
    assert entries(desk) == ["请求办理"]
    desk.keys.press(Key.Key_Return)
    assert frame(desk).page == "requests"
    before = focus()
    desk.keys.ctrl(Key.Key_K)
    desk.keys.press(Key.Key_Escape)
    assert focus() is before
    assert not frame(desk).palette_overlay.isVisible()


def test_a_command_of_another_page_opens_that_page_first(desk: Seat) -> None:
    desk.keys.ctrl(Key.Key_K)
    desk.keys.type("jbjz")
    assert entries(desk) == ["交班结账"]
    desk.keys.press(Key.Key_Return)
    assert frame(desk).page == "shift"


def test_the_palette_offers_no_page_and_no_act_that_is_not_this_persons(desk: Seat) -> None:
    desk.keys.ctrl(Key.Key_K)
    assert "审批" not in entries(desk)
    assert "日报" not in entries(desk)
    assert "候诊大屏" not in entries(desk), "an act of a page that this person has not"
    frame(desk).palette_.type("日报")
    assert entries(desk) == []


def test_a_name_typed_into_the_palette_is_looked_for_in_the_search(desk: Seat) -> None:
    desk.keys.ctrl(Key.Key_K)
    frame(desk).palette_.type("张强")
    desk.keys.press(Key.Key_Return)
    desk.until(frame(desk).search.isVisible)
    assert frame(desk).search.edit.text() == "张强"
    assert focus() is frame(desk).search.edit


def test_f1_shows_the_keys_of_the_page_and_esc_gives_the_caret_back(desk: Seat) -> None:
    before = focus()
    desk.keys.press(Key.Key_F1)
    help_ = frame(desk).help
    assert help_.isVisible()
    words = {label.text() for label in help_.findChildren(QLabel)}
    assert {"挂号：按键", "没有手机", "确认并打印", "锁屏"} <= words
    assert "交班结账" not in words
    desk.keys.press(Key.Key_Escape)
    assert not help_.isVisible()
    assert focus() is before


def test_every_key_that_a_page_binds_or_shows_on_a_button_stands_in_the_table_of_help(qtbot: QtBot) -> None:
    work = a_workplace()
    desk = DeskFrame(replace(work.workplace, pages=CODES), work.clerk.runner, NEVER_MS, make_page)
    qtbot.addWidget(desk)
    lacking = []
    for code, page in desk.pages.items():
        told = [key for key, _ in KEYS[code]]
        assert len(told) == len(set(told)), code
        known = {*told, *(c.key for c in desk.actions_.commands if c.works_on(code))}
        bound = {*page.keys, *(_cap(button) for button in page.findChildren(KeyButton))}
        lacking += [f"{code}: {key}" for key in bound - known if not key.isdecimal()]
        both = set(page.keys) & {c.key for c in desk.actions_.commands if c.works_on(code)}
        lacking += [f"{code}: {key} is bound twice" for key in both]
    desk.release()
    assert not lacking, "\n".join(sorted(lacking))


def _cap(button: KeyButton) -> str:
    key = button.accessibleDescription()
    return SAID.get(key, key)


def test_a_key_is_shown_as_it_stands_on_the_keyboard() -> None:
    assert [shown_key(key) for key in ("Escape", "PgDown", "Alt+Left", "F9")] == [
        "Esc",
        "PgDn",
        "Alt+←",
        "F9",
    ]


def test_the_text_size_is_chosen_by_arrows_kept_and_said_for_the_next_start(desk: Seat) -> None:
    before = focus()
    desk.keys.ctrl(Key.Key_Equal)
    over = frame(desk).text_size
    assert over is not None
    presenter = desk.maker.made[0].text_size
    assert presenter is not None
    presenter.open((3840, 2160))
    desk.keys.press(Key.Key_Right)
    desk.until(lambda: presenter.state.note.code == "text-size-kept")
    assert desk.clinic.text_sizes == [125]
    assert any("下次打开程序" in label.text() for label in over.findChildren(QLabel))
    desk.keys.press(Key.Key_Escape)
    assert focus() is before


def test_a_size_that_the_screen_cannot_hold_is_not_offered() -> None:
    presenter = TextSizePresenter(100, lambda _: None, InlineRunner())
    for room, offered in (((1366, 728), (100,)), ((1920, 1040), (100, 125, 150)), ((1536, 834), (100, 125))):
        presenter.open(room)
        assert presenter.state.offered == offered, room
