"""A red line above every page, for as long as something unusual is open."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QWidget

from desktop.ui.widgets.icon import Icon
from desktop.ui.widgets.layout import hbox, label


class DangerBanner(QFrame):
    """Hidden until something is said."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("Notice")
        self.setProperty("kind", "danger")
        self.setFixedHeight(40)
        self._said = label("", "strong")
        row = hbox(Icon("alert", "danger", 18), self._said, None, spacing=8, margins=(20, 2, 20, 2))
        self.setLayout(row)
        self.hide()

    def say(self, text: str) -> None:
        """Show a text, or go for an empty one."""
        self.setVisible(bool(text))
        self._said.setText(text)
        self.setAccessibleName(text)
