"""A row of options as one tab stop: arrows and digits choose, Enter goes on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from desktop.ui.pages.inputs import ENTER

CONTROL_PX = 36


class OptionBar(QFrame):
    """Options by code; none is chosen until somebody chooses. `chosen` tells only what a person did.

    With `toggles` the same option again takes the choice back (the presenter decides what that means).
    """

    chosen = Signal(str)
    entered = Signal()

    def __init__(
        self,
        focus_name: str,
        options: Sequence[tuple[str, str]],
        *,
        toggles: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("Seg")
        self.setFixedHeight(CONTROL_PX)
        self._codes = [code for code, _ in options]
        self._toggles = toggles
        self._choice: str | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(2)
        self._buttons: list[_Option] = []
        for index, (code, text) in enumerate(options):
            button = _Option(text, self)
            button.setProperty("focusName", focus_name)
            button.clicked.connect(lambda _=False, c=code: self._on_clicked(c))
            button.key.connect(lambda event, i=index: self._on_key(i, event))
            # no stretch: where room is short, a short word leaves it to a long one
            row.addWidget(button)
            self._buttons.append(button)
        self._set_tab_stop()

    def show_choice(self, code: str | None) -> None:
        """Show which option is chosen, None for none."""
        self._choice = code
        for button, own in zip(self._buttons, self._codes, strict=True):
            button.setChecked(own == code)
        self._set_tab_stop()

    def offer(self, codes: Sequence[str]) -> None:
        """Let only these options be chosen."""
        for button, own in zip(self._buttons, self._codes, strict=True):
            button.setEnabled(own in codes)

    def name(self, text: str) -> None:
        """Give every option its full name for a screen reader."""
        self.setAccessibleName(text)
        for button in self._buttons:
            button.setAccessibleName(f"{text} {button.text()}")

    def focus_option(self, reason: Qt.FocusReason = Qt.FocusReason.TabFocusReason) -> None:
        """Put the caret on the chosen option, or on the first."""
        self._buttons[self._at()].setFocus(reason)

    def stops(self) -> list[QWidget]:
        """Return the options as tab stops, to be put in order; `show_choice` leaves one of them."""
        for button in self._buttons:
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return list(self._buttons)

    def _at(self) -> int:
        return self._codes.index(self._choice) if self._choice in self._codes else 0

    def _set_tab_stop(self) -> None:
        stop = self._at()
        for index, button in enumerate(self._buttons):
            if not button.hasFocus():
                policy = Qt.FocusPolicy.TabFocus if index == stop else Qt.FocusPolicy.NoFocus
                button.setFocusPolicy(policy)

    def _on_clicked(self, code: str) -> None:
        # Qt already turned the button; what is shown comes back from the presenter.
        for button, own in zip(self._buttons, self._codes, strict=True):
            button.setChecked(own == self._choice)
        if self._toggles or code != self._choice:
            self.chosen.emit(code)

    def _on_key(self, index: int, event: QKeyEvent) -> None:
        key, text = event.key(), event.text()
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(key)  # type: ignore[call-overload]  # Qt.Key is an int
        if key in ENTER:
            self.entered.emit()
        elif step is not None:
            unchosen = self._choice is None and step > 0 and index == 0 and not self._toggles
            self._go(index if unchosen else (index + step) % len(self._buttons))
        elif text.isdecimal() and 0 < int(text) <= len(self._buttons):
            self._go(int(text) - 1, choose=True)
        else:
            event.ignore()

    def _go(self, index: int, *, choose: bool = False) -> None:
        button = self._buttons[index]
        if not button.isEnabled():
            return
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setFocus(Qt.FocusReason.TabFocusReason)
        if choose or not self._toggles:
            self._on_clicked(self._codes[index])

    def focusInEvent(self, event: object) -> None:  # noqa: N802  # Qt override
        self.focus_option()


class _Option(QPushButton):
    """One option; keys other than Space go to the bar first."""

    key = Signal(object)

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.setCheckable(True)
        self.setProperty("seg", "1")
        self.setToolTip(text)
        self.setMinimumWidth(24)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt override
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
            return
        event.accept()
        self.key.emit(event)
        if not event.isAccepted():
            super().keyPressEvent(event)
