"""One line over a page that says what is different now, and only while it is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from desktop.ui.widgets.announcing import announce
from desktop.ui.widgets.buttons import Btn
from desktop.ui.widgets.field import HelperLine
from desktop.ui.widgets.icon import Icon
from desktop.ui.widgets.layout import hbox, label

# kind -> icon, colour
LOOKS = {
    "warn": ("alert", "warn"),
    "danger": ("error", "danger"),
    "info": ("screen", "primary"),
    "ok": ("check", "ok"),
}


class Banner(QFrame):
    """Hidden until `say`; `acted` when its button is pressed (a banner takes no focus, its act has a key elsewhere)."""

    acted = Signal()

    def __init__(self, kind: str = "warn", action: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("Notice")
        self.setProperty("kind", kind)
        self._strong = label("", "strong")
        self._text = HelperLine(role="label")
        self._action = Btn(action, "quiet")
        self._action.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._action.setVisible(bool(action))
        self._action.clicked.connect(self.acted)
        row = hbox(Icon(*LOOKS[kind], 18), self._strong, spacing=8, margins=(12, 2, 6, 2))
        row.addWidget(self._text, 1)
        row.addWidget(self._action)
        self.setLayout(row)
        self.setMinimumHeight(40)
        self.hide()

    def say(self, strong: str, text: str = "") -> None:
        """Show what is the matter in bold, then what it means; an empty `strong` hides the banner."""
        was = self._strong.text()
        self._strong.setText(strong)
        self._text.say(text)
        self.setAccessibleName(f"{strong} {text}".strip())
        self.setVisible(bool(strong))
        if strong and strong != was:
            announce(self, strong)
