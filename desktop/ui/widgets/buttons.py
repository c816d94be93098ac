"""Buttons that Enter presses, with an icon or a keycap where there is one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.ui import assets, theme
from desktop.ui.widgets.icon import REDRAW
from desktop.ui.widgets.keys import KeyCap
from desktop.ui.widgets.layout import hbox

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Btn(QPushButton):
    """A push button; outside a QDialog Qt gives Enter to nobody, so this one takes it.

    `kind` is "", primary, quiet, danger or icon.
    """

    def __init__(self, text: str = "", kind: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._icon: tuple[str, str, int] | None = None
        if kind:
            self.setProperty("kind", kind)
        if text:
            self.setAccessibleName(text)

    def set_icon(self, name: str, colour: str = "text2", size: int = 18) -> None:
        """Put an icon before the text; it follows the theme."""
        self._icon = name, colour, size
        self.setIconSize(QSize(size, size))
        self._draw_icon()

    def _draw_icon(self) -> None:
        if self._icon is not None:
            name, colour, size = self._icon
            drawn = assets.pixmap(name, theme.current()[colour], size, self.devicePixelRatioF())
            self.setIcon(QIcon(drawn))

    # Qt's own names below
    def event(self, event: QEvent) -> bool:
        if event.type() in REDRAW:
            self._draw_icon()
        return super().event(event)

    def setText(self, text: str) -> None:  # noqa: N802  # Qt override
        super().setText(text)
        self.setAccessibleName(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt override
        if event.key() in ENTER:
            if not event.isAutoRepeat():
                self.click()
            event.accept()
        else:
            super().keyPressEvent(event)


class KeyButton(Btn):
    """A button with its shortcut as keycaps at the right."""

    def __init__(self, text: str, *keys: str, kind: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, kind, parent)
        self.setProperty("keyed", "1")
        self._cap = KeyCap(*keys)
        self.setLayout(hbox(None, self._cap, margins=(0, 0, 8, 0)))
        self.setAccessibleDescription("+".join(keys))

    # Qt's own names below
    def sizeHint(self) -> QSize:  # noqa: N802  # Qt override
        hint = super().sizeHint()
        return QSize(
            12 + self.fontMetrics().horizontalAdvance(self.text()) + 10 + self._cap.width() + 12,
            hint.height(),
        )

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt override
        return self.sizeHint()
