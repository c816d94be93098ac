"""Counting key presses that arrive in a visible window of ours, at the application and not at the sender."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

OURS = "desktop.ui"


@contextmanager
def watched_keys(note: Callable[[], None]) -> Iterator[None]:
    """Call `note` for each key press a widget of our windows gets, while the block runs; needs a QApplication."""
    core, widgets = sys.modules.get("PySide6.QtCore"), sys.modules.get("PySide6.QtWidgets")
    application = widgets.QApplication.instance() if widgets and core else None
    if application is None or core is None or widgets is None:
        yield
        return
    watcher = _watcher(core, widgets, note)
    application.installEventFilter(watcher)
    try:
        yield
    finally:
        application.removeEventFilter(watcher)


def _watcher(core: Any, widgets: Any, note: Callable[[], None]) -> Any:
    press = core.QEvent.Type.KeyPress

    class KeyWatcher(core.QObject):  # type: ignore[misc]  # Qt is not imported where no window is tested
        def eventFilter(self, receiver: Any, event: Any) -> bool:  # noqa: N802  # Qt's name
            if event.type() == press and isinstance(receiver, widgets.QWidget) and _in_our_window(receiver):
                note()
            return False

    return KeyWatcher()


def _in_our_window(widget: Any) -> bool:
    if not widget.window().isVisible():
        return False
    while widget is not None:
        if any(kind.__module__.startswith(OURS) for kind in type(widget).__mro__):
            return True
        widget = widget.parentWidget()
    return False
