"""Windows without a screen: fixed scale, fixed fonts, one theme; every window is really gone after its test."""

from __future__ import annotations

import os
from collections.abc import Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["QT_SCALE_FACTOR"] = "1"

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui import theme
from desktop.ui.i18n import Languages
from desktop.ui.shell.application import DeskApplication
from desktop.ui.shell.options import DeskOptions, Premises
from tests.fakes.front_desk import FakeDesk
from tests.fakes.session import CLERK, FakeSession
from tests.fakes.workplace import HOSPITAL, WorkplaceMaker

# Qt 6.11's offscreen platform says so at every window with a smallest size; looked at again with 6.12
OFFSCREEN = "This plugin does not support propagateSizeHints"
PREMISES = Premises(HOSPITAL, "3 号窗", demo=True, vault="file")
WAIT_MS = 30_000


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the one known line of the offscreen platform pass."""
    for item in items:
        if "tests/ui" in item.path.as_posix():
            item.add_marker(pytest.mark.qt_log_ignore(OFFSCREEN))


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> Iterator[None]:
    """The light theme, the fonts and Chinese; whatever is still open afterwards goes."""
    theme.use_fonts(qapp)
    if theme.current() is not theme.LIGHT or not qapp.styleSheet():
        theme.apply(qapp, "light")
    languages = Languages(qapp)
    languages.use("zh_CN")
    yield
    languages.stop()
    bury(qapp)


def bury(app: QApplication) -> None:
    """Delete all windows now, so that no test pays for another's (UX §9)."""
    for window in app.topLevelWidgets():
        window.hide()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


class Keyboard:
    """Real key events to whatever has the caret, as a person would send them."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot

    def press(self, *keys: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press keys one after another at the focused widget's window, shortcuts included."""
        for key in keys:
            QTest.keyClick(self._window(), key, modifiers)

    def ctrl(self, key: Qt.Key) -> None:
        """Press Ctrl with a key."""
        self.press(key, modifiers=Qt.KeyboardModifier.ControlModifier)

    def alt(self, key: Qt.Key) -> None:
        """Press Alt with a key."""
        self.press(key, modifiers=Qt.KeyboardModifier.AltModifier)

    def type(self, text: str) -> None:
        """Type a text."""
        QTest.keyClicks(focus(), text)

    def _window(self) -> QWidget:
        # Key events enter at the window, as from the system: only so do shortcuts see them.
        return focus()


def focus() -> QWidget:
    """Return what has the caret."""
    now = QApplication.focusWidget()
    assert now is not None, "nothing has the caret"
    return now


class Seat:
    """One running program over the made-up clinic."""

    def __init__(self, qtbot: QtBot, app: QApplication, options: DeskOptions) -> None:
        self.qtbot = qtbot
        self.keys = Keyboard(qtbot)
        self.session = FakeSession()
        self.clinic = FakeDesk()
        self.maker = WorkplaceMaker(self.clinic)
        self.app = DeskApplication(
            app,
            PREMISES,
            self.session,
            lambda signed_in, runner: self.maker.make(signed_in.staff, runner),
            options,
        )
        self.app.show()
        self.window = self.app.window
        qtbot.waitExposed(self.window)
        self.window.activateWindow()

    def until(self, condition: object) -> None:
        """Wait for a condition."""
        self.qtbot.waitUntil(condition, timeout=WAIT_MS)

    def sign_in(self, initials: str = "wxm", passphrase: str = CLERK.staff_id) -> None:
        """Sign in with the keyboard and wait for the desk."""
        self.until(lambda: QApplication.focusWidget() is not None)
        page = self.app.sign_in_page
        assert focus() is page.staff
        self.keys.type(initials)
        self.keys.press(Qt.Key.Key_Return)
        assert focus() is page.passphrase
        self.keys.type(passphrase)
        self.keys.press(Qt.Key.Key_Return)
        self.until(lambda: self.app.sitting is not None and self.window.face is self.app.sitting.frame)
        self.until(lambda: not self.app.sitting.door.busy())

    def close(self) -> None:
        """Leave as the window's cross does."""
        if self.app.sitting is not None:
            self.app.sitting.end()
            self.until(lambda: self.app.sitting is None)
        self.app.door.wait()


@pytest.fixture
def seat(qtbot: QtBot, qapp: QApplication) -> Iterator[Seat]:
    """The program at its sign-in page; the exchange runs only when a test asks for it."""
    made = Seat(qtbot, qapp, DeskOptions(poll_ms=3_600_000))
    yield made
    made.close()
