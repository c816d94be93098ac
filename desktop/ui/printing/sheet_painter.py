"""A filled-in template on paper: dots for a raster printer, or a PDF (G57, G58)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QPainter

from desktop.domain.print_templates import Block, Form, Sheet
from desktop.ports.ticket_printer import Raster
from desktop.ui.printing.sheet import DOTS_PER_INCH, pdf_of, raster_of
from desktop.ui.printing.sheet import Sheet as Paper

_MM_PER_INCH = 25.4
_MARGIN_MM = 4.0
_LABEL_MARGIN_MM = 1.0
_NARROW_MM = 60
_SPACE_DOTS = 16


def paint_sheet(painter: QPainter, sheet: Sheet) -> int:
    """Draw a sheet from the painter's origin; return its height in dots."""
    paper = Paper(painter, width_dots(sheet))
    for block in sheet.blocks:
        _DRAW[block.form](paper, block, sheet)
    return paper.y + 8


def width_dots(sheet: Sheet) -> int:
    """Return the printable width: the paper less its margins, in whole bytes of dots."""
    return round((sheet.width_mm - 2 * _margin(sheet)) / _MM_PER_INCH * DOTS_PER_INCH) // 8 * 8


def height_dots(sheet: Sheet) -> int:
    """Return the fixed height of a label, 0 for paper from a roll."""
    return round(sheet.height_mm / _MM_PER_INCH * DOTS_PER_INCH)


def sheet_raster(sheet: Sheet) -> Raster:
    """Return the sheet as black dots; one with a fixed height keeps it. Needs a QGuiApplication."""
    return raster_of(lambda painter: paint_sheet(painter, sheet), width_dots(sheet), height_dots(sheet))


def sheet_pdf_bytes(sheet: Sheet) -> bytes:
    """Return the sheet as a one-page PDF with embedded fonts; needs a QGuiApplication."""
    title, margin = sheet.kind.value, _margin(sheet)
    return pdf_of(lambda painter: paint_sheet(painter, sheet), title, sheet.width_mm, margin)


def _margin(sheet: Sheet) -> float:
    return _LABEL_MARGIN_MM if sheet.width_mm <= _NARROW_MM else _MARGIN_MM


def _line(paper: Paper, block: Block, _sheet: Sheet) -> None:
    paper.line(block.texts[0], block.size, block.bold, align=block.align)


def _pairs(paper: Paper, block: Block, _sheet: Sheet) -> None:
    if block.texts:
        pairs = zip(block.texts[::2], block.texts[1::2], strict=True)
        paper.pairs([(key, value, block.bold) for key, value in pairs])


def _space(paper: Paper, _block: Block, _sheet: Sheet) -> None:
    paper.y += _SPACE_DOTS


_DRAW: dict[Form, Callable[[Paper, Block, Sheet], None]] = {
    Form.LINE: _line,
    Form.PAIRS: _pairs,
    Form.RULE: lambda paper, _block, _sheet: paper.rule(),
    Form.SPACE: _space,
    Form.STAMP: lambda paper, block, _sheet: paper.stamp(block.texts[0]),
    Form.BAND: lambda paper, block, _sheet: paper.band(block.texts[0], block.texts[1]),
    Form.QR: lambda paper, block, _sheet: paper.code(block.texts[0]),
    Form.BARCODE: lambda paper, block, _sheet: paper.barcode(block.texts[0], block.size),
    Form.TABLE: lambda paper, block, sheet: paper.table(block.texts, sheet.rows, block.widths, block.size),
}
