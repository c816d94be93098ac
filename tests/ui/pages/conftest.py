"""Pages in a window of their own, under real key events; every window is deleted with its test."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui import theme
from tests.ui.pages.desk_window import DeskWindow, a_window
from tests.ui.pages.workplace import FakeWorkplace, a_workplace

# Qt 6.11's offscreen platform says so at every window with a smallest size; looked at again with 6.12
OFFSCREEN = "This plugin does not support propagateSizeHints"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/ui/pages" in item.path.as_posix():
            item.add_marker(pytest.mark.qt_log_ignore(OFFSCREEN))


@pytest.fixture
def work() -> FakeWorkplace:
    return a_workplace()


@pytest.fixture
def look(qapp: QApplication) -> str:
    theme.use_fonts(qapp)
    theme.apply(qapp, "light")
    return "light"


@pytest.fixture
def open_page(qtbot: QtBot, look: str) -> Iterator[Callable[..., DeskWindow]]:
    opened: list[DeskWindow] = []

    def open_one(work: FakeWorkplace, code: str, width: int = 1356, height: int = 774) -> DeskWindow:
        window = a_window(work, code, width, height)
        opened.append(window)
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        window.page.take_focus()
        return window

    yield open_one
    for window in opened:
        window.release()
        window.close()
        window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def desk_page(open_page: Callable[..., DeskWindow], work: FakeWorkplace) -> DeskWindow:
    return open_page(work, "registration")
