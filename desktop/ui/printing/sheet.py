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

from desktop.ports.ticket_printer import Raster

SLIP_DOTS = 576
DOTS_PER_INCH = 203
_MARGIN_MM = 4.0
_PAPER_MM = 80.0
_KEY_DOTS = 140
_KEY_DOTS_MAX = 250
_QR_DOTS = 300
_FAMILIES = [
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
_WRAP = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere
_CENTRE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


Paint = Callable[[QPainter], int]
_BLACK_RGB = 0xFF000000
# Thin strokes of small type would break up at the middle grey: all but light grey becomes black.
_DARKER = bytes(0 if grey < 180 else 255 for grey in range(256))
_EXACT = QPageSize.SizeMatchPolicy.ExactMatch


def raster_of(paint: Paint) -> Raster:
    """Return what `paint` draws (it returns its height) as black dots for the printer; needs a QGuiApplication."""
    probe = QImage(SLIP_DOTS, 1, QImage.Format.Format_Grayscale8)
    height = _painted(probe, paint)
    image = QImage(SLIP_DOTS, height, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    _painted(image, paint)
    dark = _octets(image).translate(_DARKER)
    firm = QImage(dark, SLIP_DOTS, height, image.bytesPerLine(), QImage.Format.Format_Grayscale8)
    mono = firm.convertToFormat(QImage.Format.Format_Mono, Qt.ImageConversionFlag.ThresholdDither)
    rows = _octets(mono)
    # Qt chooses which bit means black; the printer wants 1.
    if mono.color(0) == _BLACK_RGB:
        rows = bytes(octet ^ 0xFF for octet in rows)
    return Raster(SLIP_DOTS, height, rows)


def pdf_of(paint: Paint, title: str) -> bytes:
    """Return the same as a one-page PDF, 80 mm wide, fonts embedded; needs a QGuiApplication."""
    probe = QImage(SLIP_DOTS, 1, QImage.Format.Format_Grayscale8)
    height_mm = _painted(probe, paint) / DOTS_PER_INCH * 25.4 + 2 * _MARGIN_MM
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setResolution(DOTS_PER_INCH)
    writer.setPageSize(QPageSize(QSizeF(_PAPER_MM, height_mm), QPageSize.Unit.Millimeter, "", _EXACT))
    writer.setPageMargins(
        QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM), QPageLayout.Unit.Millimeter
    )
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


def _octets(image: QImage) -> bytes:
    # 576 dots fill whole 32-bit words in both formats, so lines have no padding.
    return bytes(cast(memoryview, image.constBits()))


class Sheet:
    """Draws blocks one under the other and remembers how far down it is."""

    def __init__(self, painter: QPainter) -> None:
        self._painter = painter
        self._painter.setPen(Qt.GlobalColor.black)
        self.y = 4

    def line(self, text: str, pixels: int, bold: bool = False, gap: int = 6) -> None:
        """Draw a centred text, wrapped when it is too wide."""
        self.y += self._text(0, SLIP_DOTS, text, _font(pixels, bold), _CENTRE) + gap

    def pairs(self, rows: list[tuple[str, str, bool]]) -> None:
        """Draw label and value rows; the value column begins behind the widest label."""
        key_font = _font(26)
        widest = max(QFontMetrics(key_font).horizontalAdvance(key) for key, _, _ in rows)
        left = min(max(_KEY_DOTS, widest + 20), _KEY_DOTS_MAX)
        for key, value, bold in rows:
            value_font = _font(30 if bold else 28, bold)
            drop = max(0, QFontMetrics(value_font).ascent() - QFontMetrics(key_font).ascent())
            key_height = drop + self._text(0, left - 12, key, key_font, _LEFT, drop)
            value_height = self._text(left, SLIP_DOTS - left, value, value_font, _LEFT)
            self.y += max(key_height, value_height)

    def rule(self) -> None:
        """Draw a dashed line across."""
        self._painter.setPen(QPen(Qt.GlobalColor.black, 2, Qt.PenStyle.DashLine))
        self._painter.drawLine(0, self.y + 8, SLIP_DOTS, self.y + 8)
        self._painter.setPen(Qt.GlobalColor.black)
        self.y += 18

    def stamp(self, text: str) -> None:
        """Draw a short text in a box."""
        font = _font(26, bold=True)
        width = QFontMetrics(font).horizontalAdvance(text) + 40
        left = (SLIP_DOTS - width) // 2
        height = self._text(left, width, text, font, _CENTRE, 6) + 12
        self._painter.setPen(QPen(Qt.GlobalColor.black, 3))
        self._painter.drawRect(left, self.y + 2, width, height - 2)
        self._painter.setPen(Qt.GlobalColor.black)
        self.y += height + 6

    def band(self, text: str, note: str) -> None:
        """Draw a text white on black across the paper, with a note inside."""
        loud, quiet = _font(44, bold=True), _font(24)
        height = self._height(text, SLIP_DOTS, loud) + self._height(note, SLIP_DOTS, quiet) + 16
        self._painter.fillRect(0, self.y + 6, SLIP_DOTS, height, Qt.GlobalColor.black)
        self._painter.setPen(Qt.GlobalColor.white)
        self.y += 10
        self.y += self._text(0, SLIP_DOTS, text, loud, _CENTRE)
        self.y += self._text(0, SLIP_DOTS, note, quiet, _CENTRE) + 12
        self._painter.setPen(Qt.GlobalColor.black)

    def code(self, content: str) -> None:
        """Draw a QR code, centred, with its quiet zone."""
        matrix = segno.make(content, error="m", micro=False).matrix
        side = len(matrix)
        dots = max(3, min(8, _QR_DOTS // side))
        left, top = (SLIP_DOTS - side * dots) // 2, self.y + 4 * dots
        for row, modules in enumerate(matrix):
            for column, dark in enumerate(modules):
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
        self._painter.drawText(QRectF(left, self.y + drop, width, height), int(flags) | int(_WRAP), shown)
        return height

    @staticmethod
    def _height(text: str, width: int, font: QFont) -> int:
        metrics = QFontMetrics(font)
        return metrics.boundingRect(0, 0, width, 4_096, int(_WRAP), _drawable(text)).height()


@lru_cache(maxsize=32)
def _font(pixels: int, bold: bool = False) -> QFont:
    font = QFont()
    font.setFamilies(_FAMILIES)
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
