"""A plain bar chart, painted here: bookings of every line, the part that did not come hatched (G108)."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.domain.reports import ReportLine
from desktop.ui.widgets.drawing import T, font

MOST_BARS = 16
HEIGHT_PX, WORDS_PX, FIGURE_PX = 170, 20, 18


def paint_chart(
    painter: QPainter, area: QRectF, lines: tuple[tuple[str, ReportLine], ...], colours: tuple[QColor, ...], face: QFont
) -> None:  # fmt: skip
    """Draw bars of (label, line) into an area; `colours` are bar, absent, word."""
    shown = lines[:MOST_BARS]
    if not shown:
        return
    bar, missed, word = colours
    metrics = QFontMetrics(face)
    highest = max(line.booked for _, line in shown) or 1
    step = area.width() / len(shown)
    width = min(56.0, step * 0.62)
    room = area.height() - WORDS_PX - FIGURE_PX
    painter.setFont(face)
    for index, (label, line) in enumerate(shown):
        left = area.left() + step * index + (step - width) / 2
        base = area.bottom() - WORDS_PX
        tall = room * line.booked / highest
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(bar)
        painter.drawRect(QRectF(left, base - tall, width, tall))
        absent = room * line.no_shows / highest
        painter.setBrush(QBrush(missed, Qt.BrushStyle.BDiagPattern))
        painter.drawRect(QRectF(left, base - absent, width, absent))
        painter.setPen(word)
        above = QRectF(area.left() + step * index, base - tall - FIGURE_PX, step, FIGURE_PX)
        painter.drawText(above, Qt.AlignmentFlag.AlignCenter, str(line.booked))
        below = QRectF(area.left() + step * index, base, step, WORDS_PX)
        cut = metrics.elidedText(label, Qt.TextElideMode.ElideRight, round(step) - 4)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, cut)


class ReportChart(QWidget):
    """Shows the first lines as bars; the table beside it says the same in figures."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[tuple[str, ReportLine], ...] = ()
        self.setFixedHeight(HEIGHT_PX)
        self.setAccessibleName(self.tr("挂号量条形图，数字见下表"))

    def show_lines(self, lines: tuple[tuple[str, ReportLine], ...]) -> None:
        """Draw these lines."""
        self._lines = lines
        self.update()

    # Qt's own names below
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  # Qt override
        painter = QPainter(self)
        area = QRectF(self.rect()).adjusted(4, 2, -4, -2)
        paint_chart(painter, area, self._lines, (T("primary"), T("surface"), T("text2")), font(12))
