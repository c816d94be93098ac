"""The F-key strip: the registry's commands as keycaps with words; a click does what the key does."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAction, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from desktop.ui.shell.actions import Actions, Command
from desktop.ui.widgets.drawing import T, font
from desktop.ui.widgets.keys import CAP_PX, draw_key
from desktop.ui.widgets.layout import hbox

STRIP_PX, KEY_PX = 40, 28


class FunctionKeys(QWidget):
    """Shows the commands that are meant for the strip, those of other pages left out."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("FKeys")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(STRIP_PX)
        row = hbox(spacing=2, margins=(12, 0, 12, 0))
        shown = [command for command in actions.commands if command.on_strip]
        self.keys = {command.code: FunctionKey(command, actions.action(command.code)) for command in shown}
        for command in shown:
            if not command.at_end:
                row.addWidget(self.keys[command.code])
        row.addStretch(1)
        for command in shown:
            if command.at_end:
                row.addWidget(self.keys[command.code])
        self.setLayout(row)

    def show_page(self, page: str) -> None:
        """Show the keys that work on a page."""
        for key in self.keys.values():
            key.setVisible(key.command.works_on(page))


class FunctionKey(QAbstractButton):
    """One keycap with its word; follows its action's state and takes no focus."""

    def __init__(self, command: Command, action: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.command = command
        self.setText(command.text)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(f"{command.text} ({command.key})")
        self.setAccessibleName(command.text)
        self.setAccessibleDescription(command.key)
        self.clicked.connect(action.trigger)
        action.enabledChanged.connect(self.setEnabled)
        self._key_px = max(KEY_PX, QFontMetrics(font(12, bold=True)).horizontalAdvance(command.key) + 12)
        self.setFixedSize(self.sizeHint())
        self.setEnabled(action.isEnabled())

    # Qt's own names below
    def sizeHint(self) -> QSize:  # noqa: N802  # Qt override
        words = QFontMetrics(font(13, bold=self.command.primary)).horizontalAdvance(self.text())
        return QSize(self._key_px + words + 19, KEY_PX)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  # Qt override
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        primary = self.command.primary
        if self.isEnabled() and (self.underMouse() or self.isDown()):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(T("surface3"))
            painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        painter.setFont(font(12, bold=True))
        cap = QRectF(4.5, 4.5, self._key_px, CAP_PX)
        draw_key(painter, cap, self.command.key, primary=primary and self.isEnabled())
        painter.setPen(T("disabled" if not self.isEnabled() else "text" if primary else "text2"))
        painter.setFont(font(13, bold=primary))
        words = QRectF(self._key_px + 10, 0, self.width(), KEY_PX)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
