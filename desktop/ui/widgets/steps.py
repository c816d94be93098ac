"""Where am I in this registration? Not a wizard: every step stays on the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop.ui import assets, theme
from desktop.ui.widgets.drawing import T, font

HEIGHT_PX, DOT_PX, LINK_PX = 24, 18, 34


class Steps(QWidget):
    """Numbered steps in a row; a done one has a tick, the current one is filled."""

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = tuple(names)
        self._current = 0
        self._done: frozenset[int] = frozenset()
        metrics = QFontMetrics(font(13, bold=True))
        self._widths = [metrics.horizontalAdvance(name) for name in self._names]
        total = sum(self._widths) + len(self._names) * HEIGHT_PX + (len(self._names) - 1) * LINK_PX
        self.setFixedSize(total + 6, HEIGHT_PX)
        self._name()

    def set(self, current: int, done: Iterable[int]) -> None:
        """Show which step is current and which are done (indexes from 0)."""
        wanted = current, frozenset(done)
        if wanted != (self._current, self._done):
            self._current, self._done = wanted
            self._name()
            self.update()

    def _name(self) -> None:
        if self._names and 0 <= self._current < len(self._names):
            self.setAccessibleName(f"{self._current + 1}/{len(self._names)} {self._names[self._current]}")

    # Qt's own names below
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  # Qt override
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x = 0.5
        for index, name in enumerate(self._names):
            current, done = index == self._current, index in self._done
            self._dot(painter, x, index, current=current, done=done)
            painter.setPen(T("text" if current else "text2" if done else "text3"))
            painter.setFont(font(13, bold=current))
            place = QRectF(x + HEIGHT_PX, 0, self._widths[index] + 4, HEIGHT_PX)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, name)
            x += HEIGHT_PX + self._widths[index]
            if index < len(self._names) - 1:
                painter.setPen(QPen(T("ctl"), 1))
                painter.drawLine(QPointF(x + 8, 12.5), QPointF(x + 26, 12.5))
                x += LINK_PX

    def _dot(self, painter: QPainter, x: float, index: int, *, current: bool, done: bool) -> None:
        area = QRectF(x, 3, DOT_PX, DOT_PX)
        painter.setPen(QPen(T("primary" if current else "okLine" if done else "ctl"), 1.2))
        painter.setBrush(T("primary" if current else "okSoft" if done else "surface"))
        painter.drawEllipse(area)
        if done and not current:
            tick = assets.pixmap("check", theme.current()["ok"], 14, self.devicePixelRatioF())
            painter.drawPixmap(QPointF(x + 2, 5), tick)
            return
        painter.setPen(T("onPrimary" if current else "text3"))
        painter.setFont(font(11, bold=True))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(index + 1))
