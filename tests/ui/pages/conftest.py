"""Pages in a window of their own, under real key events."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.pages.desk_window import DeskWindow, a_window
from tests.ui.pages.workplace import FakeWorkplace, a_workplace


@pytest.fixture
def work() -> FakeWorkplace:
    return a_workplace()


@pytest.fixture
def open_page(qtbot: QtBot) -> Iterator[Callable[..., DeskWindow]]:
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


@pytest.fixture
def desk_page(open_page: Callable[..., DeskWindow], work: FakeWorkplace) -> DeskWindow:
    return open_page(work, "registration")
