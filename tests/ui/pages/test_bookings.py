"""The page of bookings under the keyboard: cancel with a reason, undo, lift and drop on the board (G42, G43, N30)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from desktop.domain.errors import SlotTakenError
from desktop.presenters.bookings_state import Mode
from tests.ui.pages.desk_window import DeskWindow
from tests.ui.pages.workplace import FakeWorkplace

Key = Qt.Key
Opened = Callable[..., DeskWindow]


def words(window: DeskWindow) -> str:
    return " ".join(w.text() for w in window.page.findChildren(QLabel) if w.isVisible())


@pytest.mark.rows("G43", "N30")
def test_a_number_is_given_back_with_a_reason_and_the_undo_stands_there(
    open_page: Opened, work: FakeWorkplace
) -> None:
    window = open_page(work, "bookings")
    assert window.caret() == "bookings"
    work.workplace.bookings.begin_cancel()
    assert window.caret() == "ground"
    work.workplace.bookings.confirm()
    assert "请先选退号理由" in words(window)
    window.text("1")
    work.workplace.bookings.confirm()
    assert work.desk.bookings.asked[-1] == ("cancel", "b-1", "cannot-come")
    assert "应退 50.00" in words(window)
    assert window.caret() == "bookings"
    work.workplace.bookings.undo()
    assert work.desk.bookings.asked[-1] == ("undo", "b-1")
    assert work.workplace.bookings.state.undo is None


@pytest.mark.rows("G43", "A3")
def test_a_late_one_becomes_a_request_to_a_supervisor(open_page: Opened, work: FakeWorkplace) -> None:
    window = open_page(work, "bookings")
    window.press(Key.Key_Down)
    assert "须主管批准" in words(window)
    work.workplace.bookings.begin_move()
    assert work.workplace.bookings.state.mode is Mode.LIST
    work.workplace.bookings.begin_cancel()
    window.press(Key.Key_7, Key.Key_Return)
    assert work.desk.bookings.asked[-1] == ("ask", "b-2", "other")


@pytest.mark.rows("G42")
def test_a_booking_is_lifted_with_space_moved_with_arrows_and_dropped_with_enter(
    open_page: Opened, work: FakeWorkplace
) -> None:
    window = open_page(work, "bookings")
    window.press(Key.Key_Space)
    state = work.workplace.bookings.state
    assert (state.mode, window.caret()) == (Mode.MOVE, "board")
    window.press(Key.Key_Right, Key.Key_Return)
    assert work.workplace.bookings.state.drop is not None
    window.press(Key.Key_Return)
    kind, moved_id, _, _, reason = work.desk.bookings.asked[-1]
    assert (kind, moved_id, reason) == ("move", "b-1", "wrong-time")
    assert "应退 25.00" in words(window)
    assert work.desk.slips.printed == [("b-moved", 0)]
    assert window.caret() == "bookings"


@pytest.mark.rows("G42")
def test_escape_puts_a_lifted_booking_back_and_a_number_taken_meanwhile_leaves_it_where_it_was(
    open_page: Opened, work: FakeWorkplace
) -> None:
    window = open_page(work, "bookings")
    window.press(Key.Key_Space)
    work.desk.bookings.error = SlotTakenError()
    window.press(Key.Key_Return, Key.Key_Return)
    assert work.workplace.bookings.state.mode is Mode.MOVE
    assert work.workplace.bookings.state.current is not None
    window.press(Key.Key_Escape, Key.Key_Escape)
    assert work.workplace.bookings.state.mode is Mode.LIST
    assert not any(what[0] == "move" for what in work.desk.bookings.asked)


def test_w_and_d_show_the_window_and_the_days(open_page: Opened, work: FakeWorkplace) -> None:
    window = open_page(work, "bookings")
    window.press(Key.Key_D)
    assert work.desk.bookings.asked[-1][0] == "day"
    first = work.desk.bookings.asked[-1][1]
    window.press(Key.Key_D)
    assert work.desk.bookings.asked[-1][1] != first
    window.press(Key.Key_W)
    assert "本窗今天所挂" in words(window)


@pytest.mark.rows("G27")
def test_the_next_free_half_hour_is_found_for_a_lifted_booking(
    open_page: Opened, work: FakeWorkplace
) -> None:
    window = open_page(work, "bookings")
    work.workplace.bookings.start()
    window.press(Key.Key_Space)
    before = next(day for day in work.workplace.bookings.state.board.days if day.selected)
    work.workplace.bookings.find_next()
    after = next(day for day in work.workplace.bookings.state.board.days if day.selected)
    assert after.day > before.day
    assert window.caret() == "board"
    work.desk.board.empty = True
    work.workplace.bookings.find_next()
    assert work.workplace.bookings.state.board.note.code == "no-free-ahead"
