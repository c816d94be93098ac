"""The slot board: what is drawn where, and where the arrows may go."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from desktop.presenters.registration_state import CellKey
from desktop.services.board import Board, BoardCell, BoardLine
from desktop.ui.tables.slot_model import SlotModel, Span
from tests.fakes.front_desk import DEPARTMENTS, MONDAY, FakeBoard, FakeClock
from tests.ui.pages.desk_window import DeskWindow

Key = Qt.Key
ALL_DAY = (time(9), time(9, 30), time(10), *(time(14 + i // 2, 30 * (i % 2)) for i in range(3)))


def a_board(*rows: str) -> Board:
    """Return a board from letters: p past, f free, 0 full, s stopped, - no session."""
    kinds = {"p": "past", "f": "free", "0": "full", "s": "stopped", "-": "none"}
    template = FakeBoard(FakeClock()).board(DEPARTMENTS[1].id, MONDAY.date())
    lines = []
    for number, letters in enumerate(rows):
        cells = tuple(
            BoardCell(kinds[c], 5 if c == "f" else 0, f"s-{number}", i, 1) for i, c in enumerate(letters)
        )
        doctor = template.rows[number].doctor
        lines.append(BoardLine(doctor, "", cells))
    return Board(DEPARTMENTS[1], MONDAY.date(), ALL_DAY, tuple(lines), "pool", MONDAY)


def shown(*rows: str, selected: CellKey | None = None) -> SlotModel:
    model = SlotModel()
    model.show(a_board(*rows), selected)
    return model


def test_half_hours_that_are_over_for_all_are_folded_and_counted() -> None:
    model = shown("ppffff", "pp0fff")
    assert model.folded == 2
    assert model.times[0] == time(10)
    assert [(b.name, b.first, b.last, b.folded) for b in model.bands()] == [
        ("上午", 1, 1, 2),
        ("下午", 2, 4, 0),
    ]


def test_a_half_hour_that_is_over_for_one_doctor_only_stays() -> None:
    assert shown("pfffff", "ffffff").folded == 0
    assert shown("p-ffff", "ppffff").folded == 2


def test_when_the_whole_morning_is_over_the_afternoon_says_so() -> None:
    bands = shown("pppfff").bands()
    assert [(b.name, b.folded) for b in bands] == [("下午", 3)]


def test_a_day_that_is_over_has_no_columns_left() -> None:
    model = shown("pppppp")
    assert model.columnCount() == 1
    assert not model.first_free().isValid()


def test_stopped_half_hours_are_merged_within_their_half_day() -> None:
    assert list(shown("fsssss").spans()) == [Span(0, 2, 2), Span(0, 4, 3)]
    assert list(shown("fsfsfs").spans()) == []


def test_the_sum_over_a_half_day_counts_free_numbers_only() -> None:
    assert [b.left for b in shown("ff0ffs", "sf0f00").bands()] == [15, 15]


def test_a_screen_reader_hears_doctor_hour_and_state() -> None:
    model = shown("f0s-ff", selected=CellKey("s-0", 4))
    role = Qt.ItemDataRole.AccessibleTextRole
    heard = [model.data(model.index(0, c), role) for c in range(1, 6)]
    assert heard == [
        "李建国 09:00 余 5 个", "李建国 09:30 约满", "李建国 10:00 停诊", "李建国 14:00 不出诊", "李建国 14:30 已选",
    ]  # fmt: skip
    assert "冠心病" in model.data(model.index(0, 0), role)
    across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
    assert [model.headerData(c, across) for c in (0, 1)] == ["医生", "09:00"]
    assert model.headerData(0, down) == "李建国"


def test_newer_counts_change_cells_and_begin_nothing_anew() -> None:
    model = shown("ffffff", "ffffff")
    resets, changes = [], []
    model.modelReset.connect(lambda: resets.append(1))
    model.dataChanged.connect(lambda *_: changes.append(1))
    model.show(a_board("f0ffff", "ffffff"), None)
    model.show(a_board("f0ffff", "ffffff"), CellKey("s-0", 0))
    assert (len(resets), len(changes)) == (0, 2)
    model.show(a_board("f0ffff"), None)
    assert len(resets) == 1


def test_the_model_keeps_qts_rules() -> None:
    model = SlotModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.show(a_board("ppffff", "pp0sss"), None)
    model.show(a_board("ppf0ff", "pp0sss"), None)
    model.show(None, None)
    assert model.rowCount() == 0


def to_board(window: DeskWindow) -> None:
    window.form.board.departments.box.setFocus()
    window.text("xxg")
    window.press(Key.Key_Return)
    assert window.caret() == "board"


@pytest.mark.rows("G62")
def test_arrows_land_on_bookable_half_hours_only(desk_page: DeskWindow) -> None:
    to_board(desk_page)
    table, model = desk_page.form.board.table, desk_page.form.board.model
    walk = (Key.Key_Right, Key.Key_Down, Key.Key_Down, Key.Key_Left, Key.Key_Up, Key.Key_Right, Key.Key_Down)
    seen = set()
    for key in walk * 6:
        desk_page.press(key)
        assert model.key(table.currentIndex()) is not None
        seen.add((table.currentIndex().row(), table.currentIndex().column()))
    assert len(seen) > 10


def test_right_jumps_over_a_full_half_hour_and_stays_at_the_end(desk_page: DeskWindow) -> None:
    to_board(desk_page)
    table = desk_page.form.board.table
    desk_page.press(Key.Key_Right, Key.Key_Right)
    assert table.currentIndex().column() == 4, "11:30 is full"
    desk_page.press(*[Key.Key_Right] * 12)
    assert table.currentIndex().column() == 9


def test_down_jumps_over_a_doctor_with_nothing_left(desk_page: DeskWindow) -> None:
    to_board(desk_page)
    table = desk_page.form.board.table
    desk_page.press(Key.Key_Down, Key.Key_Down)
    assert table.currentIndex().row() == 3, "the third doctor is full and then stopped"


def test_letters_are_doctors_initials(desk_page: DeskWindow) -> None:
    to_board(desk_page)
    table = desk_page.form.board.table
    desk_page.text("xwj")
    assert table.currentIndex().row() == 4
    desk_page.text("c")
    assert table.currentIndex().row() == 1
    desk_page.text("zx")
    assert table.currentIndex().row() == 3


def test_home_is_the_first_free_half_hour_and_ctrl_end_the_last(desk_page: DeskWindow) -> None:
    to_board(desk_page)
    table = desk_page.form.board.table
    desk_page.press(Key.Key_End, modifier=Qt.KeyboardModifier.ControlModifier)
    assert (table.currentIndex().row(), table.currentIndex().column()) == (5, 9)
    desk_page.press(Key.Key_Home)
    assert (table.currentIndex().row(), table.currentIndex().column()) == (0, 1)


def test_page_down_shows_the_next_day_and_the_caret_stays_on_the_board(desk_page: DeskWindow) -> None:
    to_board(desk_page)
    desk_page.press(Key.Key_PageDown)
    board = desk_page.work.clerk.state.board.board
    assert board is not None
    assert board.day == MONDAY.date() + timedelta(days=1)
    assert desk_page.caret() == "board"
    assert desk_page.form.board.table.currentIndex().isValid()
    desk_page.press(Key.Key_PageUp)
    assert desk_page.work.clerk.state.board.days[0].selected


def test_escape_gives_the_choice_up_and_leaves_the_board(desk_page: DeskWindow) -> None:
    to_board(desk_page)
    desk_page.press(Key.Key_Return)
    assert desk_page.work.clerk.state.board.selected is not None
    desk_page.form.board.table.setFocus()
    desk_page.press(Key.Key_Escape)
    assert desk_page.work.clerk.state.board.selected is None
    assert desk_page.caret() == "department"


def test_counts_that_change_move_no_cell_under_the_caret(desk_page: DeskWindow) -> None:
    to_board(desk_page)
    desk_page.press(Key.Key_Right)
    before = desk_page.form.board.table.currentIndex()
    desk_page.work.desk.board.left[(0, 3)] = 1
    desk_page.work.desk.clock.advance(6)
    desk_page.work.clerk.form.tick()
    after = desk_page.form.board.table.currentIndex()
    assert (after.row(), after.column()) == (before.row(), before.column())


def test_days_are_one_tab_stop_with_arrows(desk_page: DeskWindow) -> None:
    tiles = [w for w in desk_page.form.board.days.children() if w.property("focusName") == "day"]
    tiles[0].setFocus()
    desk_page.press(Key.Key_Right)
    assert desk_page.work.clerk.state.board.days[1].selected
    assert desk_page.caret() == "day"


def test_a_click_on_a_chip_shows_its_department(desk_page: DeskWindow) -> None:
    chips = desk_page.form.board.departments.chips
    button = next(b for b in chips.children() if getattr(b, "text", str)() == "儿科")
    button.click()
    board = desk_page.work.clerk.state.board.board
    assert board is not None
    assert board.department.name == "儿科"
