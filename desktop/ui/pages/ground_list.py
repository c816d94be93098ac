"""Reasons one under the other: digits or arrows choose, Enter goes on; none is chosen beforehand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.ui.pages.inputs import ENTER
from desktop.ui.widgets.buttons import Btn
from desktop.ui.widgets.keys import KeyCap
from desktop.ui.widgets.layout import hbox, vbox


class GroundList(QWidget):
    """One tab stop; `chosen` tells only what a person did."""

    chosen = Signal(str)
    entered = Signal()

    def __init__(self, grounds: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._codes = [code for code, _ in grounds]
        self._choice: str | None = None
        self._buttons: list[_Ground] = []
        column = vbox(spacing=6)
        for index, (code, text) in enumerate(grounds):
            button = _Ground(text, str(index + 1))
            button.clicked.connect(lambda _=False, c=code: self._choose(c))
            button.key.connect(lambda event, i=index: self._on_key(i, event))
            column.addWidget(button)
            self._buttons.append(button)
        self.setLayout(column)
        self.show_choice(None)

    def show_choice(self, code: str | None) -> None:
        """Show which reason is chosen, None for none."""
        self._choice = code
        stop = self._codes.index(code) if code in self._codes else 0
        for index, button in enumerate(self._buttons):
            button.setChecked(self._codes[index] == code)
            if not button.hasFocus():
                button.setFocusPolicy(Qt.FocusPolicy.TabFocus if index == stop else Qt.FocusPolicy.NoFocus)

    def focus_ground(self) -> None:
        """Put the caret on the chosen reason, or on the first."""
        at = self._codes.index(self._choice) if self._choice in self._codes else 0
        self._buttons[at].setFocus(Qt.FocusReason.TabFocusReason)

    def _choose(self, code: str) -> None:
        self.show_choice(self._choice)
        self.chosen.emit(code)

    def _on_key(self, index: int, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(event.key())  # type: ignore[call-overload]  # int keys
        if event.key() in ENTER:
            self._on_enter(index)
        elif step is not None:
            self._go((index + step) % len(self._buttons))
        elif event.text().isdecimal() and 0 < int(event.text()) <= len(self._buttons):
            self._go(int(event.text()) - 1)
            self._choose(self._codes[int(event.text()) - 1])
        else:
            event.ignore()

    def _on_enter(self, index: int) -> None:
        """The first Enter takes the reason under the caret, the second goes on."""
        if self._choice == self._codes[index]:
            self.entered.emit()
        else:
            self._choose(self._codes[index])

    def _go(self, index: int) -> None:
        self._buttons[index].setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._buttons[index].setFocus(Qt.FocusReason.TabFocusReason)


class _Ground(Btn):
    """One reason with its digit."""

    key = Signal(object)

    def __init__(self, text: str, digit: str) -> None:
        super().__init__(text)
        self.setCheckable(True)
        self.setProperty("option", "1")
        self.setProperty("focusName", "ground")
        self.setLayout(hbox(None, KeyCap(digit), margins=(0, 0, 8, 0)))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt override
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
            return
        event.accept()
        self.key.emit(event)
