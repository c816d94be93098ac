"""Keycaps: a shortcut shown as the key it is, instead of "(F2)" in a text."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop.ui.widgets.drawing import T, font

CAP_PX = 19
GAP_PX = 4


class KeyCap(QWidget):
    """One or several keys side by side; takes no mouse and no focus."""

    def __init__(self, *keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        metrics = QFontMetrics(font(12))
        self._widths = [max(CAP_PX, metrics.horizontalAdvance(key) + 12) for key in keys]
        self.setFixedSize(sum(self._widths) + GAP_PX * (len(keys) - 1) + 1, CAP_PX + 2)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    # Qt's own names below
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  # Qt override
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(12))
        x = 0.5
        for key, width in zip(self._keys, self._widths, strict=True):
            draw_key(painter, QRectF(x, 0.5, width, CAP_PX), key)
            x += width + GAP_PX


def draw_key(painter: QPainter, area: QRectF, key: str, *, primary: bool = False) -> None:
    """Draw one keycap; the primary action's key is filled."""
    painter.setPen(QPen(T("primary" if primary else "ctl"), 1))
    painter.setBrush(T("primary" if primary else "surface"))
    painter.drawRoundedRect(area, 4, 4)
    painter.setPen(T("onPrimary" if primary else "text2"))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, key)
