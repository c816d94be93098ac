"""Real windows over enrolled desks and a real central; drawn off screen, driven by key events only."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["QT_SCALE_FACTOR"] = "1"

import pytest
from demo_parts import Central
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain.made_up import MadeUpPerson
from desktop.ui import theme
from desktop.ui.i18n import Languages
from tests.journeys.windows.desk_at_work import (
    CLERK,
    Choices,
    WindowDesk,
    change_central,
    enrol,
    strangers,
)

# Qt 6.11's offscreen platform says so at every window with a smallest size; looked at again with 6.12
OFFSCREEN = "This plugin does not support propagateSizeHints"
HERE = "tests/journeys/windows"
# a person at a keyboard never asks so often; the limit itself is tested at central
MANY_LOOKUPS = "UPDATE hospitals SET lookups_per_minute = 100000"
OpenWindow = Callable[..., WindowDesk]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the one known line of the offscreen platform pass."""
    for item in items:
        if HERE in item.path.as_posix():
            item.add_marker(pytest.mark.qt_log_ignore(OFFSCREEN))


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> Iterator[None]:
    """The light theme, the fonts and Chinese; whatever is still open afterwards goes."""
    qapp.setQuitOnLastWindowClosed(False)
    theme.use_fonts(qapp)
    if theme.current() is not theme.LIGHT or not qapp.styleSheet():
        theme.apply(qapp, "light")
    languages = Languages(qapp)
    languages.use("zh_CN")
    yield
    languages.stop()
    for window in qapp.topLevelWidgets():
        window.hide()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Central, str], Path]:
    """Return an enrolled home by central and window; each is enrolled once and then used by many tests."""
    made: dict[tuple[Path, str], Path] = {}

    def home_of(central: Central, window: str) -> Path:
        key = central.home, window
        if key not in made:
            if not any(home == central.home for home, _ in made):
                change_central(central, MANY_LOOKUPS)
            home = tmp_path_factory.mktemp("desk") / "home"
            made[key] = enrol(central, home, window)
        return made[key]

    return home_of


@pytest.fixture
def open_window(
    qtbot: QtBot, qapp: QApplication, central: Central, homes: Callable[[Central, str], Path]
) -> Iterator[OpenWindow]:
    """Open a desk's window, sign in by keys and wait for central; everything is closed afterwards."""
    opened: list[WindowDesk] = []

    def open_one(
        window: str = "3 号窗", who: str = CLERK, *, central: Central = central, **choices: Any
    ) -> WindowDesk:
        desk = WindowDesk(qtbot, qapp, homes(central, window), central, Choices(**choices))
        opened.append(desk)
        desk.sign_in(who)
        desk.ready()
        desk.keys = 0
        return desk

    yield open_one
    for desk in opened:
        desk.close()


@pytest.fixture
def window_desk(open_window: OpenWindow) -> WindowDesk:
    """The clerk 王晓敏, signed in at window 3, connected."""
    return open_window()


_people = strangers()


@pytest.fixture
def people() -> Iterator[MadeUpPerson]:
    """Fresh strangers, never the same twice in a worker."""
    return _people
