"""One state of a desk as pictures in every form: Chinese and English, light and dark, a small screen and 150 %.

Words are given to widgets when they are made, so each language gets a frame of its own over the same presenters.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QSize
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from desktop.presenters.runner import Runner
from desktop.presenters.workplace import Workplace
from desktop.ui import theme
from desktop.ui.i18n import CHINESE, ENGLISH, Languages
from desktop.ui.pages.page import Page
from desktop.ui.pages.registry import make_page
from desktop.ui.shell.frame import DeskFrame
from desktop.ui.shell.sitting import Sitting
from tests.ui.fitting import misfits

# logical size and how many dots a logical pixel has: 1366×768, and 1080p at 150 %
SCREENS = {"1366": (1366, 768, 1.0), "150": (1280, 720, 1.5)}
LANGUAGES = {"zh": CHINESE, "en": ENGLISH}
THEMES = ("light", "dark")
MISFITS = "misfits.txt"
NEVER_MS = 100_000_000
Until = Callable[[Callable[[], object]], None]


def save_sitting(sitting: Sitting, until: Until, folder: Path, name: str) -> None:
    """Save what a sitting shows in all forms; its window has the caret again afterwards."""
    before = QApplication.focusWidget()
    desk = Shown(
        sitting.workplace, sitting.door, sitting.frame.page, lambda: until(lambda: not sitting.door.busy())
    )
    save_forms(desk, folder, name)
    if before is not None and before.isVisible():
        before.window().activateWindow()
        until(before.window().isActiveWindow)
        before.setFocus()


@dataclass(frozen=True)
class Shown:
    """What stands on the screen: presenters, the open page, how to wait for answers, and what else to open."""

    workplace: Workplace
    runner: Runner
    page: str
    rest: Callable[[], None] = lambda: None
    begin: Callable[[DeskFrame], object] = DeskFrame.update


def save_forms(desk: Shown, folder: Path, name: str) -> None:
    """Save `name-language-theme-screen.png` for every form, and beside them what does not fit."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    for look in THEMES:
        theme.apply(app, look)
        for language, code in LANGUAGES.items():
            languages = Languages(app)
            languages.use(code)
            window = _window(desk)
            desk.rest()
            for screen, (width, height, dots) in SCREENS.items():
                window.resize(width, height)
                QApplication.processEvents()
                path = folder / f"{name}-{language}-{look}-{screen}.png"
                drawn(window, dots).save(str(path))
                if look == theme.LIGHT.name:
                    _tell(folder, path.stem, window, QSize(width, height))
            languages.stop()
            _bury(window)
    theme.apply(app, theme.LIGHT.name)
    Languages(app).use(CHINESE)


def _window(desk: Shown) -> QMainWindow:
    window = QMainWindow()
    frame = DeskFrame(desk.workplace, desk.runner, NEVER_MS, partial(_only, desk.page))
    window.setCentralWidget(frame)
    frame.show_page(desk.page)
    window.show()
    frame.status.show_time()
    frame.status.show_line(desk.workplace.sync.state)
    desk.begin(frame)
    return window


def _tell(folder: Path, name: str, window: QMainWindow, asked: QSize) -> None:
    """Write down beside the pictures what does not fit, and whether the window had to grow."""
    faults = misfits(window.centralWidget())
    if window.size() != asked:
        faults.append(f"grew to {window.width()}×{window.height()}")
    with (folder / MISFITS).open("a", encoding="utf-8") as file:
        file.writelines(f"{name}  {fault}\n" for fault in faults)


def _only(wanted: str, code: str, workplace: Workplace) -> Page:
    """Make the page that is looked at; the others would only cost time."""
    return make_page(code, workplace) if code == wanted else Page(code)


def drawn(widget: QWidget, dots: float) -> QPixmap:
    """Return a widget as its screen would show it with so many dots a logical pixel."""
    made = QPixmap(widget.size() * dots)
    made.setDevicePixelRatio(dots)
    widget.render(made)
    return made


def _bury(window: QMainWindow) -> None:
    frame = window.centralWidget()
    assert isinstance(frame, DeskFrame)
    frame.release()
    window.hide()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    # what hangs in circles must die on this thread, as after a sign-out
    gc.collect()
