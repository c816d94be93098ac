"""A window around one page with the function keys of the shell, and a hand that counts every key it presses."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from desktop.ui.pages.page import Page
from desktop.ui.pages.registration import RegistrationPage
from desktop.ui.pages.registry import make_page
from tests.ui.pages.workplace import FakeWorkplace

Key = Qt.Key
NO = Qt.KeyboardModifier.NoModifier


class DeskWindow(QMainWindow):
    """Keys go to whatever has the focus, as from a keyboard."""

    def __init__(self, page: Page, work: FakeWorkplace) -> None:
        super().__init__()
        self.page = page
        self.work = work
        self.keys = 0
        self.setCentralWidget(page)
        form = work.workplace.registration
        for sequence, act in (
            ("F2", form.read_card),
            ("F4", form.new_patient),
            ("F8", form.reprint),
            ("F9", form.confirm),
            ("Ctrl+Z", form.undo),
        ):
            QShortcut(QKeySequence(sequence), self, act)

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
    page = make_page(code, work.workplace)
    window = DeskWindow(page, work)
    window.resize(width, height)
    return window
