"""The call sheet of a stopped clinic as PDF: names and phones in clear, to telephone from and then to destroy."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPainter, QPdfWriter

from desktop.services.stopping import SheetLine
from desktop.ui.texts import say

DPI = 150
ROW_MM, TOP_MM, LEFT_MM = 8.0, 22.0, 15.0
WIDTHS_MM = (32.0, 38.0, 34.0, 34.0, 40.0)


def _px(mm: float) -> float:
    return mm / 25.4 * DPI


def call_sheet_pdf(lines: tuple[SheetLine, ...], hospital: str, path: Path) -> None:
    """Write the sheet over as many A4 pages as it takes; the file is the desk's own (0600)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    writer = QPdfWriter(str(path))
    writer.setResolution(DPI)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)
        )
    )
    writer.setTitle("call-sheet")
    painter = QPainter(writer)
    a_page = int((297 - TOP_MM - 20) / ROW_MM) - 1
    for first in range(0, max(1, len(lines)), a_page):
        if first:
            writer.newPage()
        _page(painter, lines[first : first + a_page], hospital)
    painter.end()


def _page(painter: QPainter, lines: tuple[SheetLine, ...], hospital: str) -> None:
    painter.setFont(QFont(painter.font().family(), 14))
    title = hospital + " " + say.translate("CallSheet", "停诊联系单（用后销毁）")
    painter.drawText(QRectF(_px(LEFT_MM), _px(10), _px(180), _px(10)), Qt.AlignmentFlag.AlignLeft, title)
    painter.setFont(QFont(painter.font().family(), 10))
    heads = (
        say.translate("CallSheet", "姓名"), say.translate("CallSheet", "电话"), say.translate("CallSheet", "原医生"),
        say.translate("CallSheet", "原就诊"), say.translate("CallSheet", "联系结果"),
    )  # fmt: skip
    rows = [heads, *((x.name, x.phone, x.doctor, x.when, say.word("Affected", x.state)) for x in lines)]
    for at, row in enumerate(rows):
        left, top = LEFT_MM, TOP_MM + at * ROW_MM
        for text, width in zip(row, WIDTHS_MM, strict=True):
            cell = QRectF(_px(left), _px(top), _px(width), _px(ROW_MM))
            painter.drawText(cell, Qt.AlignmentFlag.AlignVCenter, text)
            left += width
        below = _px(top + ROW_MM)
        painter.drawLine(int(_px(LEFT_MM)), int(below), int(_px(LEFT_MM + sum(WIDTHS_MM))), int(below))
