"""The page of prints under the keyboard: again, label, what waits (G57, G59, G61)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from desktop.domain.printing_errors import PaperOutError
from tests.fakes.printing_desk import printed
from tests.ui.pages.desk_window import DeskWindow
from tests.ui.pages.workplace import FakeWorkplace

Key = Qt.Key
Opened = Callable[..., DeskWindow]


def words(window: DeskWindow) -> str:
    return " ".join(w.text() for w in window.page.findChildren(QLabel) if w.isVisible())


@pytest.mark.rows("G57")
def test_l_prints_a_label_of_the_registration_in_hand_whose_slip_is_shown(
    open_page: Opened, work: FakeWorkplace
) -> None:
    work.desk.printing.lines = [printed("b-1"), printed("b-2")]
    window = open_page(work, "printing")
    assert not window.page.preview.pixmap().isNull()  # type: ignore[attr-defined]  # the page of prints
    window.press(Key.Key_Down)
    window.text("l")
    assert work.desk.printing.labels == ["b-2"]
    assert "标签已打印" in words(window)


@pytest.mark.rows("G61")
def test_p_prints_the_slip_again(open_page: Opened, work: FakeWorkplace) -> None:
    work.desk.printing.lines = [printed("b-1")]
    window = open_page(work, "printing")
    window.text("p")
    assert work.desk.slips.printed == [("b-1", 1)]
    assert "凭条已打印" in words(window)


@pytest.mark.rows("G59")
def test_without_paper_it_waits_says_so_and_goes_on_by_itself(open_page: Opened, work: FakeWorkplace) -> None:
    work.desk.printing.lines = [printed("b-1")]
    work.desk.printing.out = [PaperOutError()]
    window = open_page(work, "printing")
    work.workplace.printing.tick()
    assert work.desk.printing.retries == 0, "with nothing waiting the printer is not asked"
    window.text("l")
    assert "排队待打 1 张" in words(window)
    work.workplace.printing.tick()
    assert work.workplace.printing.state.waiting == 1
    work.desk.printing.out.clear()
    work.workplace.printing.tick()
    assert work.workplace.printing.state.waiting == 0
    assert "排队待打" not in words(window)


def test_a_cancelled_registration_is_not_printed(open_page: Opened, work: FakeWorkplace) -> None:
    work.desk.printing.lines = [printed("b-1", cancelled=True)]
    window = open_page(work, "printing")
    window.text("pl")
    assert work.desk.printing.labels == []
    assert "已退" in words(window)
