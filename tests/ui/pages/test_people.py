"""Two records side by side under the keyboard: open, choose, ask, approve, undo (G4-G6)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from desktop.domain.merging import MergeField, PairState
from tests.fakes.people_desk import pair
from tests.ui.pages.desk_window import DeskWindow
from tests.ui.pages.workplace import FakeWorkplace

Key = Qt.Key
Opened = Callable[..., DeskWindow]


def words(window: DeskWindow) -> str:
    return " ".join(w.text() for w in window.page.findChildren(QLabel) if w.isVisible())


def cells(window: DeskWindow) -> dict[str, list[str]]:
    return {row.key: [cell.text for cell in row.cells] for row in window.page.sheet.model.rows}  # type: ignore[attr-defined]  # the people page


@pytest.mark.rows("G5")
def test_a_pair_is_opened_chosen_field_by_field_and_asked_for_by_keys(
    open_page: Opened, work: FakeWorkplace
) -> None:
    work.desk.people.lines = [pair()]
    window = open_page(work, "people")
    assert "按回车并排查看" in words(window)
    window.press(Key.Key_Return)
    assert work.desk.people.opened == ["pair-1"]
    assert window.caret() == "pair-fields"
    assert cells(window)["phone"] == ["手机", "154 **** 8000", "164 **** 1111", "档案 1"]
    window.press(*[Key.Key_Down] * 5, Key.Key_Right)
    assert cells(window)["phone"][-1] == "档案 2"
    window.text("2")
    assert "保留档案 2" in words(window)
    assert cells(window)["phone"][-1] == "档案 2", "what is kept does not change with the record that stays"
    window.text("m")
    kind, pair_id, survivor, taken = work.desk.people.acts[-1]
    assert (kind, pair_id, survivor) == ("file", "pair-1", 1)
    assert taken == {MergeField.DOCUMENT, MergeField.ADDRESS}
    assert "等另一人批准" in words(window)
    assert window.caret() == "pairs"


@pytest.mark.rows("A3")
def test_only_who_has_looked_approves_and_nobody_their_own(open_page: Opened, work: FakeWorkplace) -> None:
    work.desk.people.lines = [pair("mine", PairState.FILED, own=True), pair("theirs", PairState.FILED)]
    window = open_page(work, "people")
    window.text("a")
    assert "另一人" in words(window)
    window.press(Key.Key_Down)
    window.text("a")
    assert "请先按回车" in words(window)
    assert work.desk.people.acts == []
    window.press(Key.Key_Return)
    assert "提出：" in words(window)
    window.press(Key.Key_Right)
    window.text("2a")
    assert work.desk.people.acts == [("approve", "theirs")], "choices of a request cannot be changed"


def test_an_undo_asks_once_more(open_page: Opened, work: FakeWorkplace) -> None:
    work.desk.people.lines = [pair(state=PairState.MERGED)]
    window = open_page(work, "people")
    window.text("u")
    assert work.desk.people.acts == []
    assert "再按一次" in words(window)
    window.text("u")
    assert work.desk.people.acts == [("undo", "pair-1")]


def test_two_people_are_kept_apart_and_a_scan_is_asked_for_with_one_key(
    open_page: Opened, work: FakeWorkplace
) -> None:
    work.desk.people.lines = [pair()]
    window = open_page(work, "people")
    window.text("n")
    assert "没有疑似重复" in words(window)
    window.text("s")
    assert work.desk.people.acts == [("dismiss", "pair-1"), ("scan",)]


def test_keys_that_do_not_fit_the_state_do_nothing(open_page: Opened, work: FakeWorkplace) -> None:
    work.desk.people.lines = [pair()]
    window = open_page(work, "people")
    window.text("aru1")
    assert work.desk.people.acts == []
