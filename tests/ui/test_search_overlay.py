"""F3: two characters, a pause, arrows, Enter; Esc gives the caret back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from desktop.ui.tables.hit_list import first_line, second_line
from tests.fakes.front_desk import KNOWN_ID, card, hit
from tests.ui.conftest import Seat, focus

Key = Qt.Key


@pytest.fixture
def desk(seat: Seat) -> Seat:
    seat.clinic.search.rows = {"zh": tuple(hit(i) for i in range(3)), "zhang": (hit(7, "张*"),)}
    seat.sign_in()
    return seat


def overlay(desk: Seat):  # noqa: ANN201  # SearchOverlay; the import would hide what is tested
    """Return the overlay."""
    assert desk.app.sitting is not None
    return desk.app.sitting.frame.search


@pytest.mark.rows("G62")
def test_f3_opens_a_child_of_the_window_and_esc_gives_the_caret_back(desk: Seat) -> None:
    before = focus()
    desk.keys.press(Key.Key_F3)
    found = overlay(desk)
    assert found.isVisible()
    assert not found.isWindow()
    assert focus() is found.edit
    desk.keys.press(Key.Key_Escape)
    assert found.isHidden()
    assert focus() is before
    desk.until(lambda: ("end", False) in desk.clinic.search.trace)


def test_recent_patients_stand_there_before_a_letter_is_typed(desk: Seat) -> None:
    desk.keys.press(Key.Key_F3)
    desk.until(lambda: overlay(desk).model.rowCount() == 1)
    assert desk.clinic.search.trace == [("begin", "overlay")]


def test_rows_come_after_a_pause_and_only_for_the_newest_text(desk: Seat) -> None:
    desk.keys.press(Key.Key_F3)
    desk.keys.type("zhang")
    desk.until(lambda: desk.maker.made[0].search.state.where.value == "here")
    hits = desk.maker.made[0].search.state.hits
    assert [h.name for h in hits] == ["张*"]


def test_arrows_move_and_enter_opens_the_row(desk: Seat) -> None:
    desk.keys.press(Key.Key_F3)
    desk.keys.type("zh")
    found = overlay(desk)
    search = desk.maker.made[0].search
    desk.until(lambda: found.model.rowCount() == 4 and found.rested and not search.state.searching)
    desk.keys.press(Key.Key_Down, Key.Key_Down, Key.Key_Up)
    assert found.list.currentIndex().row() == 1
    desk.keys.press(Key.Key_Return)
    desk.until(found.isHidden)
    desk.until(lambda: len(desk.clinic.identify.opened) == 1)
    assert desk.clinic.identify.opened == ["hit-1"]
    assert KNOWN_ID not in desk.clinic.identify.opened


def test_enter_behind_the_last_letter_searches_first_and_opens_nothing(desk: Seat) -> None:
    desk.keys.press(Key.Key_F3)
    desk.keys.type("zh")
    desk.keys.press(Key.Key_Return)
    found = overlay(desk)
    assert found.isVisible()
    desk.until(lambda: found.model.rowCount() == 4)
    assert desk.clinic.identify.opened == []


def test_the_last_row_begins_a_new_person_with_what_was_typed(desk: Seat) -> None:
    desk.keys.press(Key.Key_F3)
    desk.keys.type("xx")
    found = overlay(desk)
    search = desk.maker.made[0].search
    # Two searches may run: one when the trace was saved, one after the pause; Enter waits for the last of them.
    desk.until(lambda: search.state.where.value == "here" and found.rested and not search.state.searching)
    assert found.model.data(found.model.index(0, 0)) == "未找到？用“xx”新建"
    desk.keys.press(Key.Key_Return)
    desk.until(found.isHidden)
    assert desk.maker.made[0].registration.identity.form.name == "xx"


def test_keys_of_the_desk_sleep_while_the_overlay_is_open(desk: Seat) -> None:
    desk.keys.press(Key.Key_F3)
    desk.maker.reader.place(card())
    desk.keys.press(Key.Key_F2, Key.Key_F9)
    assert not desk.maker.made[0].registration.state.identity.reading
    desk.keys.press(Key.Key_Tab)
    assert focus() is overlay(desk).edit


def test_keys_that_are_being_composed_belong_to_the_input_method(desk: Seat) -> None:
    desk.keys.press(Key.Key_F3)
    found = overlay(desk)
    QApplication.sendEvent(found.edit, QInputMethodEvent("zhang", []))
    desk.keys.press(Key.Key_Return)
    assert found.isVisible()
    assert desk.maker.made[0].search.state.text == ""
    committed = QInputMethodEvent("", [])
    committed.setCommitString("张")
    QApplication.sendEvent(found.edit, committed)
    assert desk.maker.made[0].search.state.text == "张"


def test_a_click_on_the_scrim_closes_and_one_on_a_row_opens(desk: Seat, qtbot) -> None:  # noqa: ANN001  # fixture
    desk.keys.press(Key.Key_F3)
    found = overlay(desk)
    desk.keys.type("zh")
    desk.until(lambda: found.model.rowCount() == 4)
    row = found.list.visualRect(found.model.index(2, 0)).center()
    qtbot.mouseClick(found.list.viewport(), Qt.MouseButton.LeftButton, pos=row)
    desk.until(lambda: desk.clinic.identify.opened == ["hit-2"])
    desk.keys.press(Key.Key_F3)
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    assert found.isHidden()


def test_rows_are_masked_and_say_their_marks_in_words(desk: Seat) -> None:
    row = hit(1)
    assert first_line(row) == "张*强  男  36 岁  1990-03-07"
    assert second_line(row) == "证件 8900 **** **** **35   手机 154 **** 8000   末次 2026-11-03"


def test_a_locked_window_closes_the_search(desk: Seat) -> None:
    desk.keys.press(Key.Key_F3)
    desk.keys.ctrl(Key.Key_L)
    assert overlay(desk).isHidden()
    assert desk.app.sitting is not None
    assert desk.window.face is desk.app.sitting.lock_page
