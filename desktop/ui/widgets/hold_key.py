"""A key that works while it is down: Alt with a letter, seen at the window itself because a shortcut has no end."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWindow

ALT = Qt.KeyboardModifier.AltModifier


class HoldKey(QObject):
    """Emits `pressed` once when Alt and the letter go down, `released` when either goes up or the window is left.

    The letter never reaches the field that has the caret.
    """

    pressed = Signal()
    released = Signal()

    def __init__(self, letter: Qt.Key, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._letter = letter
        self._down = False

    def watch(self, window: QWindow) -> None:
        """Listen to a window's own events."""
        window.installEventFilter(self)

    def _end(self) -> None:
        if self._down:
            self._down = False
            self.released.emit()

    def _on_press(self, event: QKeyEvent) -> bool:
        if event.key() != self._letter or event.modifiers() != ALT:
            return False
        if not event.isAutoRepeat() and not self._down:
            self._down = True
            self.pressed.emit()
        return True

    def _on_release(self, event: QKeyEvent) -> bool:
        if not self._down or event.key() not in (self._letter, Qt.Key.Key_Alt):
            return False
        if not event.isAutoRepeat():
            self._end()
        return event.key() == self._letter

    # Qt's own names below
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt override
        kind = event.type()
        if kind is QEvent.Type.FocusOut:
            self._end()
        elif isinstance(event, QKeyEvent) and kind is QEvent.Type.KeyPress:
            return self._on_press(event)
        elif isinstance(event, QKeyEvent) and kind is QEvent.Type.KeyRelease:
            return self._on_release(event)
        return False
