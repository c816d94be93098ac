"""A letter on A4 as PDF with embedded fonts, and on the ticket printer: heading, paragraphs, the code (N12, N28)."""

from __future__ import annotations

import errno
import html
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType

import segno
from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, Qt, QUrl
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen, QTextDocument

from desktop.domain.drawn import HEIGHT, WIDTH, DrawnSignature
from desktop.domain.printing_errors import SlipFileError
from desktop.ports.ticket_printer import Raster
from desktop.services.letters import Letter
from desktop.ui.printing.documents import document_on
from desktop.ui.printing.sheet import Sheet, raster_of
from desktop.ui.widgets.signature_pad import paint_strokes

DPI = 144
MARGIN_MM = 22.0
POINTS = 11.5
QR_PX = 150
SIGNATURE_PX = 220
PEN_PX = 7
NO_PICTURES: Mapping[str, QImage] = MappingProxyType({})


def letter_pdf_bytes(letter: Letter) -> bytes:
    """Return the letter as PDF; needs a QGuiApplication."""
    return page_pdf(letter.case_id, _html(letter), _pictures(letter))


def letter_pages(letter: Letter) -> int:
    """Return how many sheets of A4 the letter takes; needs a QGuiApplication."""
    buffer = QBuffer()  # both outlive the layout, which asks the writer for its measures
    writer = _a4(buffer)
    return _document(writer, _html(letter), _pictures(letter)).pageCount()


def _pictures(letter: Letter) -> dict[str, QImage]:
    pictures = {"code": _qr(letter.code)}
    if letter.signature:
        pictures["signature"] = signature_image(letter.signature)
    return pictures


def text_html(heading: str, paragraphs: Iterable[str]) -> str:
    """Return a heading with paragraphs as the letters have them."""
    body = "".join(f'<p style="margin:0 0 12px 0; line-height:150%">{_lines(p)}</p>' for p in paragraphs)
    return f'<h2 align="center" style="margin:0 0 22px 0">{html.escape(heading)}</h2>{body}'


def page_pdf(title: str, content: str, pictures: Mapping[str, QImage] = NO_PICTURES) -> bytes:
    """Return HTML on A4 as PDF with embedded fonts; it names `pictures` as sources. Needs a QGuiApplication."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = _a4(buffer)
    writer.setTitle(title)
    _document(writer, content, pictures).print_(writer)
    return bytes(buffer.data().data())


def _a4(buffer: QBuffer) -> QPdfWriter:
    writer = QPdfWriter(buffer)
    writer.setResolution(DPI)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM), QPageLayout.Unit.Millimeter)
    return writer


def _document(writer: QPdfWriter, content: str, pictures: Mapping[str, QImage]) -> QTextDocument:
    document = document_on(writer, POINTS)
    for name, picture in pictures.items():
        document.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(name), picture)
    document.setHtml(content)
    return document


def letter_raster(letter: Letter) -> Raster:
    """Return the letter as one strip for the ticket printer; needs a QGuiApplication."""
    return raster_of(partial(letter_strip, letter=letter))


def letter_strip(painter: QPainter, letter: Letter) -> int:
    """Draw the strip from the painter's origin; return its height in dots."""
    heading, *paragraphs = letter.text.split("\n\n")
    sheet = Sheet(painter)
    sheet.line(heading, 34, bold=True)
    sheet.rule()
    for paragraph in paragraphs:
        sheet.line(paragraph, 24, align="left")
    if letter.signature:
        sheet.line(letter.signature_caption, 24, align="left")
        sheet.picture(signature_image(letter.signature))
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


def signature_image(written: str) -> QImage:
    """Return a drawn signature black on white, in the units of its field."""
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    strokes = DrawnSignature.from_text(written).strokes
    paint_strokes(painter, strokes, QRectF(image.rect()), QPen(Qt.GlobalColor.black, PEN_PX))
    painter.end()
    return image


def _html(letter: Letter) -> str:
    heading, *paragraphs = letter.text.split("\n\n")
    code = " ".join(letter.code[i : i + 8] for i in range(0, len(letter.code), 8))
    signed = ""
    if letter.signature:
        high = SIGNATURE_PX * HEIGHT // WIDTH
        words = html.escape(letter.signature_caption)
        signed = f'<p>{words}<br><img src="signature" width="{SIGNATURE_PX}" height="{high}"></p>'
    return (
        f'{text_html(heading, paragraphs)}{signed}<p style="margin:18px 0 4px 0">'
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
