"""A letter on A4 as PDF with embedded fonts, and on the ticket printer: heading, paragraphs, the code (N12, N28)."""

from __future__ import annotations

import errno
import html
from collections.abc import Iterable
from functools import partial
from pathlib import Path

import segno
from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF, QUrl
from PySide6.QtGui import QFont, QImage, QPageLayout, QPageSize, QPainter, QPdfWriter, QTextDocument

from desktop.domain.printing_errors import SlipFileError
from desktop.ports.ticket_printer import Raster
from desktop.services.letters import Letter
from desktop.ui.printing.sheet import FAMILIES, Sheet, raster_of

DPI = 144
MARGIN_MM = 22.0
QR_PX = 150


def letter_pdf_bytes(letter: Letter) -> bytes:
    """Return the letter as PDF; needs a QGuiApplication."""
    return page_pdf(letter.case_id, _html(letter), _qr(letter.code))


def text_html(heading: str, paragraphs: Iterable[str]) -> str:
    """Return a heading with paragraphs as the letters have them."""
    body = "".join(f'<p style="margin:0 0 12px 0; line-height:150%">{_lines(p)}</p>' for p in paragraphs)
    return f'<h2 align="center" style="margin:0 0 22px 0">{html.escape(heading)}</h2>{body}'


def page_pdf(title: str, content: str, code: QImage | None = None) -> bytes:
    """Return HTML on A4 as PDF with embedded fonts; needs a QGuiApplication."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DPI)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM), QPageLayout.Unit.Millimeter)
    document = QTextDocument()
    font = QFont()
    font.setFamilies(FAMILIES)
    font.setPointSizeF(11.5)
    document.setDefaultFont(font)
    document.documentLayout().setPaintDevice(writer)
    area = writer.pageLayout().paintRectPixels(DPI)
    document.setPageSize(QSizeF(area.width(), area.height()))
    if code is not None:
        document.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl("code"), code)
    document.setHtml(content)
    writer.setTitle(title)
    document.print_(writer)
    return bytes(buffer.data().data())


def letter_raster(letter: Letter) -> Raster:
    """Return the letter as one strip for the ticket printer; needs a QGuiApplication."""
    return raster_of(partial(_strip, letter=letter))


def _strip(painter: QPainter, letter: Letter) -> int:
    heading, *paragraphs = letter.text.split("\n\n")
    sheet = Sheet(painter)
    sheet.line(heading, 34, bold=True)
    sheet.rule()
    for paragraph in paragraphs:
        sheet.line(paragraph, 24, align="left")
    sheet.rule()
    sheet.code(letter.code)
    sheet.line(letter.code, 18)
    return sheet.y + 8


def letter_pdf(letter: Letter, folder: Path) -> Path:
    """Write the letter into a folder, named by case and kind of paper; raises SlipFileError."""
    path = folder / f"{letter.case_id}-{letter.paper.value}.pdf"
    content = letter_pdf_bytes(letter)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_bytes(content)
    except OSError as error:
        raise SlipFileError(errno=error.errno or errno.EIO) from error
    return path


def _html(letter: Letter) -> str:
    heading, *paragraphs = letter.text.split("\n\n")
    code = " ".join(letter.code[i : i + 8] for i in range(0, len(letter.code), 8))
    return (
        f'{text_html(heading, paragraphs)}<p style="margin:18px 0 4px 0">'
        f'<img src="code" width="{QR_PX}" height="{QR_PX}"></p>'
        f'<p style="font-size:7.5pt; color:#5B6878">{code}</p>'
    )


def _lines(paragraph: str) -> str:
    return "<br>".join(html.escape(line) for line in paragraph.split("\n"))


def _qr(code: str) -> QImage:
    matrix = segno.make(code, error="m", micro=False).matrix
    side = len(matrix) + 4
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    for y, row in enumerate(matrix):
        for x, dark in enumerate(row):
            if dark:
                image.setPixel(x + 2, y + 2, 0xFF000000)
    scale = max(1, 2 * QR_PX // side)
    return image.scaled(side * scale, side * scale)
