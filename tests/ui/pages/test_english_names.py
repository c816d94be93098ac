"""In an English window the hospital's places and doctors have their English names on every page (G31)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.domain.ids import TaskId
from desktop.domain.reports import ReportView
from desktop.presenters.display import DisplayPresenter
from desktop.services.lines import Called, Choice
from desktop.services.supervision import TaskLine
from desktop.ui.pages.waiting_room import WaitingRoom
from desktop.ui.texts import names
from tests.fakes.front_desk import FakeClock
from tests.fakes.runner import InlineRunner
from tests.ui.pages.desk_window import DeskWindow
from tests.ui.pages.workplace import FakeWorkplace

Opened = Callable[..., DeskWindow]
NAMES = {"骨科": "Orthopaedics", "李某": "Dr Li", "3 诊室": "Room 3"}


@pytest.fixture(autouse=True)
def english_names() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English))
    names.learn_names(NAMES)
    yield
    names.learn_names({})
    QLocale.setDefault(before)


def words(window: DeskWindow) -> str:
    return " ".join(w.text() for w in window.page.findChildren(QLabel) if w.isVisible())


def test_the_report_names_departments_and_doctors(open_page: Opened, work: FakeWorkplace) -> None:
    window = open_page(work, "report")
    window.press(Qt.Key.Key_Return)
    rows = [row.cells[0].text for row in window.page.model.rows]  # type: ignore[attr-defined]  # the report page
    assert rows[:2] == ["心血管内科", "Orthopaedics"], "without an English name the Chinese one stands"
    window.press(Qt.Key.Key_B, modifier=Qt.KeyboardModifier.ControlModifier)
    (absent,) = window.page.models[ReportView.ABSENT].rows  # type: ignore[attr-defined]  # the report page
    assert {"Orthopaedics", "Dr Li"} <= {cell.text for cell in absent.cells}


def test_an_approval_names_the_department(open_page: Opened, work: FakeWorkplace) -> None:
    at = datetime(2026, 11, 27, tzinfo=UTC)
    work.desk.supervision.lines = [TaskLine(TaskId("t-1"), "likely-duplicate", at, "张*强", "骨科")]
    window = open_page(work, "approvals")
    cells = [cell.text for cell in window.page.model.rows[0].cells]  # type: ignore[attr-defined]  # the approvals page
    assert "Orthopaedics" in cells
    assert "Orthopaedics" in words(window)


class Calls:
    """One number called."""

    def called(self, choice: Choice) -> tuple[Called, ...]:
        return (Called("007", "3 诊室", datetime(2026, 11, 27, tzinfo=UTC), 1),)


def test_the_wall_names_the_room(qtbot: QtBot) -> None:
    display = DisplayPresenter(Calls(), InlineRunner(), FakeClock(), "市第一人民医院")
    wall = WaitingRoom(display)
    qtbot.addWidget(wall)
    display.begin(Choice(), "骨科")
    assert "Room 3" in wall.accessibleDescription()
    wall.release()
