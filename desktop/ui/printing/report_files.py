"""A report as a file: CSV for a spreadsheet, PDF on A4 with the same chart as on the page (G108, G110)."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPageLayout, QPageSize, QPainter, QPdfWriter

from desktop.domain.reports import Report, ReportView, csv_of, table_csv
from desktop.ui.pages.report_chart import paint_chart
from desktop.ui.texts import report_words, say

DPI = 144
MARGIN_MM = 14.0
ROW, CHART = 30, 240
FIRST_COLUMN = 0.18
FAMILIES = [
    "Microsoft YaHei UI",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
]


def report_file(report: Report, form: str, view: ReportView = ReportView.FIGURES) -> bytes:
    """Return the file's bytes; `form` is csv or pdf."""
    return report_csv(report, view) if form == "csv" else report_pdf(report, view)


def report_csv(report: Report, view: ReportView) -> bytes:
    """Return CSV with the headings of the page; amounts are bare, for a spreadsheet."""
    if view is not ReportView.FIGURES:
        return table_csv(*report_words.sheet(report, view))
    lines = tuple(replace(line, label=report_words.label_of(report, line)) for line in report.lines)
    named = replace(report, lines=lines)
    return csv_of(named, report_words.headings(report.by), report_words.total_word())


def report_pdf(report: Report, view: ReportView) -> bytes:
    """Return a PDF on A4 across: title, chart (of figures), table; more pages when it needs them."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(_title(report))
    writer.setResolution(DPI)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageOrientation(QPageLayout.Orientation.Landscape)
    writer.setPageMargins(QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM), QPageLayout.Unit.Millimeter)
    painter = QPainter(writer)
    try:
        _paint(painter, writer, report, view)
    finally:
        painter.end()
    return bytes(buffer.data().data())


def _title(report: Report) -> str:
    days = f"{report.first:%Y-%m-%d}" + (f" – {report.last:%Y-%m-%d}" if report.last > report.first else "")
    return say.translate("Report", "门诊日报 {days} 按{by}").format(
        days=days, by=report_words.group_word(report.by)
    )


def _paint(painter: QPainter, writer: QPdfWriter, report: Report, view: ReportView) -> None:
    width, height = float(writer.width()), float(writer.height())
    painter.setFont(_face(30, bold=True))
    painter.drawText(QRectF(0, 0, width, 44), Qt.AlignmentFlag.AlignLeft, _title(report))
    top = 54.0
    if view is ReportView.FIGURES:
        labelled = tuple((report_words.label_of(report, line), line) for line in report.lines)
        colours = QColor("#1553ad"), QColor("#ffffff"), QColor("#222222")
        paint_chart(painter, QRectF(0, top, width, CHART), labelled, colours, _face(16))
        top += CHART + 20
    headings, rows = report_words.sheet(report, view)
    y = _row(painter, top, width, headings, bold=True)
    for row in rows:
        if y + ROW > height:
            writer.newPage()
            y = _row(painter, 0, width, headings, bold=True)
        y = _row(painter, y, width, row, bold=view is ReportView.FIGURES and row is rows[-1])


def _row(painter: QPainter, y: float, width: float, cells: tuple[str, ...], *, bold: bool = False) -> float:
    painter.setFont(_face(16, bold=bold))
    first = width * FIRST_COLUMN
    each = (width - first) / (len(cells) - 1)
    for index, text in enumerate(cells):
        left, wide = (0.0, first) if index == 0 else (first + each * (index - 1), each)
        side = Qt.AlignmentFlag.AlignLeft if index == 0 else Qt.AlignmentFlag.AlignRight
        painter.drawText(QRectF(left, y, wide - 6, ROW), side | Qt.AlignmentFlag.AlignVCenter, text)
    painter.drawLine(0, round(y + ROW), round(width), round(y + ROW))
    return y + ROW


def _face(pixels: int, *, bold: bool = False) -> QFont:
    face = QFont()
    face.setFamilies(FAMILIES)
    face.setPixelSize(pixels)
    face.setBold(bold)
    return face
