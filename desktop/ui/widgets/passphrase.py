"""A passphrase line: hidden, paste allowed, gone from the screen the moment it is taken."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.ui.widgets.buttons import ENTER


class PassphraseLine(QLineEdit):
    """Emits `entered` with the passphrase as bytes that the receiver zeroes; `caps` tells whether Caps Lock is on.

    `keyed` tells of each key and when the window system saw it (ms), Enter as "\\r", before it is taken.
    One that `keeps` says only `kept` at Enter and waits until somebody takes what stands in it.
    """

    entered = Signal(bytearray)
    kept = Signal()
    caps = Signal(bool)
    keyed = Signal(str, int)

    def __init__(self, parent: QWidget | None = None, *, keeps: bool = False) -> None:
        super().__init__(parent)
        self._keeps = keeps
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setProperty("focusName", "passphrase")
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
            | Qt.InputMethodHint.ImhSensitiveData
        )

    def enter(self) -> None:
        """Hand over what stands here and empty the line."""
        if self._keeps:
            self.kept.emit()
            return
        self.entered.emit(self.take())

    def take(self) -> bytearray:
        """Return what stands here and empty the line."""
        taken = bytearray(self.text(), "utf-8")
        self.clear()
        return taken

    # Qt's own names below
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt override
        if event.key() in ENTER:
            if not event.isAutoRepeat():
                self.keyed.emit("\r", event.timestamp())
                self.enter()
            event.accept()
            return
        text = event.text()
        if text.isprintable() and text:
            self.keyed.emit(text, event.timestamp())
        if len(text) == 1 and text.isascii() and text.isalpha():
            # Qt does not tell the state of Caps Lock; a capital without Shift does.
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps.emit(text.isupper() is not shift)
        super().keyPressEvent(event)
