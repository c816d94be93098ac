"""What every paper of 80 mm is drawn with: lines, pairs, rules, codes; as printer dots and as PDF.

Units are printer dots: 576 across = 72 mm at 203 dpi. Texts wrap and never run off the paper.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import cast

import segno
from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
    QTextLayout,
)

from desktop.domain.code128 import QUIET_MODULES, modules
from desktop.ports.ticket_printer import MAX_HEIGHT_DOTS, Raster

SLIP_DOTS = 576
DOTS_PER_INCH = 203
_MARGIN_MM = 4.0
_PAPER_MM = 80.0
_KEY_DOTS = 140
_KEY_DOTS_MAX = 250
_QR_DOTS = 300
FAMILIES = [
    "Microsoft YaHei UI",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
    # Rare characters (Extension B and later), where a site has installed a font that draws them.
    "Plangothic P1",
    "Plangothic P2",
    "SimSun-ExtB",
    "HanaMinB",
]
_CENTRE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_ALIGNED = {
    "left": _LEFT,
    "center": _CENTRE,
    "right": Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop,
}
Cells = tuple[str, ...]


Paint = Callable[[QPainter], int]
_BLACK_RGB = 0xFF000000
# Thin strokes of small type would break up at the middle grey: all but light grey becomes black.
_DARKER = bytes(0 if grey < 180 else 255 for grey in range(256))
_EXACT = QPageSize.SizeMatchPolicy.ExactMatch


def raster_of(paint: Paint, width: int = SLIP_DOTS, height: int = 0) -> Raster:
    """Return what `paint` draws (it returns its height) as black dots for the printer; needs a QGuiApplication.

    A `height` is kept, whatever `paint` says.
    """
    probe = QImage(width, 1, QImage.Format.Format_Grayscale8)
    height = height or min(_painted(probe, paint), MAX_HEIGHT_DOTS)
    image = QImage(width, height, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    _painted(image, paint)
    dark = bytes(cast(memoryview, image.constBits())).translate(_DARKER)
    firm = QImage(dark, width, height, image.bytesPerLine(), QImage.Format.Format_Grayscale8)
    mono = firm.convertToFormat(QImage.Format.Format_Mono, Qt.ImageConversionFlag.ThresholdDither)
    octets, line, row = bytes(cast(memoryview, mono.constBits())), mono.bytesPerLine(), (width + 7) // 8
    rows = b"".join(octets[top * line : top * line + row] for top in range(height))
    # Qt chooses which bit means black; the printer wants 1.
    if mono.color(0) == _BLACK_RGB:
        rows = bytes(octet ^ 0xFF for octet in rows)
    return Raster(width, height, rows)


def fits(paint: Paint, width: int = SLIP_DOTS, height: int = 0) -> bool:
    """Return whether what `paint` draws is not cut off: by a fixed height, else by what the printer takes."""
    probe = QImage(width, 1, QImage.Format.Format_Grayscale8)
    return _painted(probe, paint) <= (height or MAX_HEIGHT_DOTS)


def pdf_of(paint: Paint, title: str, paper_mm: float = _PAPER_MM, margin_mm: float = _MARGIN_MM) -> bytes:
    """Return the same as a one-page PDF, 80 mm wide, fonts embedded; needs a QGuiApplication."""
    width = round((paper_mm - 2 * margin_mm) / 25.4 * DOTS_PER_INCH) // 8 * 8
    probe = QImage(width, 1, QImage.Format.Format_Grayscale8)
    height_mm = _painted(probe, paint) / DOTS_PER_INCH * 25.4 + 2 * margin_mm
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setResolution(DOTS_PER_INCH)
    writer.setPageSize(QPageSize(QSizeF(paper_mm, height_mm), QPageSize.Unit.Millimeter, "", _EXACT))
    writer.setPageMargins(QMarginsF(margin_mm, margin_mm, margin_mm, margin_mm), QPageLayout.Unit.Millimeter)
    painter = QPainter(writer)
    try:
        paint(painter)
    finally:
        painter.end()
    return bytes(buffer.data().data())


def _painted(image: QImage, paint: Paint) -> int:
    image.setDotsPerMeterX(round(DOTS_PER_INCH / 0.0254))
    image.setDotsPerMeterY(round(DOTS_PER_INCH / 0.0254))
    painter = QPainter(image)
    try:
        return paint(painter)
    finally:
        painter.end()


class Sheet:
    """Draws blocks one under the other and remembers how far down it is."""

    def __init__(self, painter: QPainter, width: int = SLIP_DOTS) -> None:
        self.width = width
        self._painter = painter
        self._painter.setPen(Qt.GlobalColor.black)
        self.y = 4

    def line(self, text: str, pixels: int, bold: bool = False, gap: int = 6, align: str = "center") -> None:
        """Draw a text, wrapped when it is too wide."""
        self.y += self._text(0, self.width, text, _font(pixels, bold), _ALIGNED[align]) + gap

    def pairs(self, rows: list[tuple[str, str, bool]]) -> None:
        """Draw label and value rows; the value column begins behind the widest label."""
        key_font = _font(26)
        widest = max(QFontMetrics(key_font).horizontalAdvance(key) for key, _, _ in rows)
        left = min(max(_KEY_DOTS, widest + 20), _KEY_DOTS_MAX)
        for key, value, bold in rows:
            value_font = _font(30 if bold else 28, bold)
            drop = max(0, QFontMetrics(value_font).ascent() - QFontMetrics(key_font).ascent())
            key_height = drop + self._text(0, left - 12, key, key_font, _LEFT, drop)
            value_height = self._text(left, self.width - left, value, value_font, _LEFT)
            self.y += max(key_height, value_height)

    def rule(self) -> None:
        """Draw a dashed line across."""
        self._painter.setPen(QPen(Qt.GlobalColor.black, 2, Qt.PenStyle.DashLine))
        self._painter.drawLine(0, self.y + 8, self.width, self.y + 8)
        self._painter.setPen(Qt.GlobalColor.black)
        self.y += 18

    def stamp(self, text: str) -> None:
        """Draw a short text in a box."""
        font = _font(26, bold=True)
        width = min(QFontMetrics(font).horizontalAdvance(text) + 40, self.width - 4)
        left = (self.width - width) // 2
        height = self._text(left, width, text, font, _CENTRE, 6) + 12
        self._painter.setPen(QPen(Qt.GlobalColor.black, 3))
        self._painter.drawRect(left, self.y + 2, width, height - 2)
        self._painter.setPen(Qt.GlobalColor.black)
        self.y += height + 6

    def band(self, text: str, note: str) -> None:
        """Draw a text white on black across the paper, with a note inside."""
        loud, quiet = _font(44, bold=True), _font(24)
        height = self._height(text, self.width, loud) + self._height(note, self.width, quiet) + 16
        self._painter.fillRect(0, self.y + 6, self.width, height, Qt.GlobalColor.black)
        self._painter.setPen(Qt.GlobalColor.white)
        self.y += 10
        self.y += self._text(0, self.width, text, loud, _CENTRE)
        self.y += self._text(0, self.width, note, quiet, _CENTRE) + 12
        self._painter.setPen(Qt.GlobalColor.black)

    def picture(self, image: QImage) -> None:
        """Draw a picture at the left, half as wide as the paper."""
        width = self.width // 2
        height = image.height() * width // image.width()
        self._painter.drawImage(QRectF(0, self.y, width, height), image)
        self.y += height + 6

    def code(self, content: str) -> None:
        """Draw a QR code, centred, with its quiet zone."""
        matrix = segno.make(content, error="m", micro=False).matrix
        side = len(matrix)
        dots = max(3, min(8, _QR_DOTS // side))
        left, top = (self.width - side * dots) // 2, self.y + 4 * dots
        for row, line in enumerate(matrix):
            for column, dark in enumerate(line):
                if dark:
                    self._painter.fillRect(
                        left + column * dots, top + row * dots, dots, dots, Qt.GlobalColor.black
                    )
        self.y = top + (side + 4) * dots

    def _text(
        self, left: int, width: int, text: str, font: QFont, flags: Qt.AlignmentFlag, drop: int = 0
    ) -> int:
        shown = _drawable(text)
        height = self._height(text, width, font)
        self._painter.setFont(font)
        wrap = _wrap(shown, width, QFontMetrics(font))
        self._painter.drawText(QRectF(left, self.y + drop, width, height), int(flags) | wrap, shown)
        return height

    def barcode(self, content: str, height: int) -> None:
        """Draw a Code 128, centred with its quiet zones, its text below; one too wide for the paper is text only."""
        bars = modules(content)
        dots = min(3, self.width // (len(bars) + 2 * QUIET_MODULES))
        if dots:
            left = (self.width - len(bars) * dots) // 2
            for place, dark in enumerate(bars):
                if dark:
                    self._painter.fillRect(
                        left + place * dots, self.y + 4, dots, height, Qt.GlobalColor.black
                    )
            self.y += height + 8
        self.line(content, 20, gap=2)

    def table(self, titles: Cells, rows: tuple[Cells, ...], widths: tuple[int, ...], pixels: int) -> None:
        """Draw rows under bold titles; columns take their share of the paper, cells wrap."""
        self._row(titles, widths, _font(pixels, bold=True))
        for row in rows:
            self._row(row, widths, _font(pixels))

    def _row(self, cells: Cells, widths: tuple[int, ...], font: QFont) -> None:
        whole, left, tallest = sum(widths), 0, 0
        for cell, share in zip(cells, widths, strict=True):
            room = self.width * share // whole
            tallest = max(tallest, self._text(left, room - 8, cell, font, _LEFT))
            left += room
        self.y += tallest + 4

    @staticmethod
    def _height(text: str, width: int, font: QFont) -> int:
        metrics = QFontMetrics(font)
        shown = _drawable(text)
        return metrics.boundingRect(0, 0, width, 4_096, _wrap(shown, width, metrics), shown).height()


def _wrap(text: str, width: int, metrics: QFontMetrics) -> int:
    """Break lines between words where each fits, else anywhere: Chinese and long codes have no spaces."""
    fits = all(metrics.horizontalAdvance(word) <= width for word in text.split())
    return int(Qt.TextFlag.TextWordWrap if fits else Qt.TextFlag.TextWrapAnywhere)


@lru_cache(maxsize=32)
def _font(pixels: int, bold: bool = False) -> QFont:
    font = QFont()
    font.setFamilies(FAMILIES)
    font.setStyleHint(QFont.StyleHint.SansSerif)
    font.setPixelSize(pixels)
    font.setBold(bold)
    return font


def _drawable(text: str) -> str:
    """Return the text with each character that no font draws as its code point, never as a box."""
    return "".join(character if _has_glyph(character) else f"[U+{ord(character):04X}]" for character in text)


@lru_cache(maxsize=4_096)
def _has_glyph(character: str) -> bool:
    if character.isascii():
        return True
    layout = QTextLayout(character, _font(28))
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return all(0 not in run.glyphIndexes() for run in layout.glyphRuns())
