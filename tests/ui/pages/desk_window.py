"""A window around a page, the registration page inside the real frame, and a hand that counts the keys it presses."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from desktop.ui.pages.page import Page
from desktop.ui.pages.registration import RegistrationPage
from desktop.ui.pages.registry import make_page
from desktop.ui.shell.frame import DeskFrame
from tests.ui.pages.workplace import FakeWorkplace

Key = Qt.Key
NEVER_MS = 100_000_000
# rail beside the page; bars over and under it
AROUND_PX = (84, 126)
NO = Qt.KeyboardModifier.NoModifier


class DeskWindow(QMainWindow):
    """Keys go to whatever has the focus, as from a keyboard."""

    def __init__(self, page: Page, work: FakeWorkplace, frame: DeskFrame | None = None) -> None:
        super().__init__()
        self.page = page
        self.work = work
        self.frame = frame
        self.keys = 0
        self.setCentralWidget(frame or page)

    def release(self) -> None:
        """End every subscription."""
        (self.frame or self.page).release()

    @property
    def form(self) -> RegistrationPage:
        """Return the page as the registration page."""
        return cast("RegistrationPage", self.page)

    def caret(self) -> str:
        """Return the focus name of what has the keyboard."""
        widget = QApplication.focusWidget()
        return "" if widget is None else str(widget.property("focusName") or "")

    def press(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = NO) -> None:
        """Press keys one after the other."""
        for key in keys:
            self.keys += 1
            QTest.keyClick(self._target(), key, modifier)

    def text(self, text: str) -> None:
        """Type characters."""
        for character in text:
            self.keys += 1
            QTest.keyClick(self._target(), character)

    def alt(self, letter: str) -> None:
        """Press Alt with a letter."""
        self.press(Qt.Key[f"Key_{letter}"], modifier=Qt.KeyboardModifier.AltModifier)

    def _target(self) -> QWidget:
        return QApplication.focusWidget() or self


def a_window(work: FakeWorkplace, code: str, width: int, height: int) -> DeskWindow:
    """Return a window of that size around a page."""
    if code != "registration":
        window = DeskWindow(make_page(code, work.workplace), work)
        window.resize(width, height)
        return window
    alone = replace(work.workplace, pages=(code,))
    frame = DeskFrame(alone, work.clerk.runner, NEVER_MS, make_page)
    window = DeskWindow(frame.pages[code], work, frame)
    window.resize(width + AROUND_PX[0], height + AROUND_PX[1])
    frame.show_page(code)
    return window
