"""Printers that take a page instead of ESC/POS: a folder of PDF files, and a printer the system knows by name (G56).

Both get the very raster that the ticket printer gets, so there is one painter for all; no dialog is ever shown.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from desktop.domain.printing_errors import PrinterUnreachableError, SlipFileError
from desktop.ports.ticket_printer import PrinterState, Raster
from desktop.ui.printing.sheet import DOTS_PER_INCH

MARGIN_MM = 4.0
_MM_PER_DOT = 25.4 / DOTS_PER_INCH
_JOB_ID = re.compile(r"[A-Za-z0-9-]{1,64}")
_WHITE, _BLACK = 0xFFFFFFFF, 0xFF000000


class PdfTicketPrinter:
    """Writes each slip as `<job id>.pdf` into a folder; the same job twice is one file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def print_raster(self, raster: Raster, job_id: str) -> None:
        """Write one page of the slip's own size; raises SlipFileError."""
        if not _JOB_ID.fullmatch(job_id):
            raise ValueError("a print job's id has 1 to 64 letters, digits or hyphens")
        half = self._folder / f"{job_id}.part"
        try:
            half.write_bytes(pdf_of_raster(raster))
            half.replace(self._folder / f"{job_id}.pdf")
        except OSError as error:
            raise SlipFileError(errno=error.errno or 0) from error

    def state(self) -> PrinterState:
        """Return READY while the folder can be written."""
        ready = self._folder.is_dir() and os.access(self._folder, os.W_OK)
        return PrinterState.READY if ready else PrinterState.UNREACHABLE


class NamedTicketPrinter:
    """Prints on a printer of the system by its name."""

    def __init__(self, name: str) -> None:
        self._name = name

    def print_raster(self, raster: Raster, job_id: str) -> None:
        """Print one page of the slip's own size; raises PrinterUnreachableError."""
        info = QPrinterInfo.printerInfo(self._name)
        if info.isNull():
            raise PrinterUnreachableError
        printer = QPrinter(info)
        printer.setDocName(job_id)
        if not _drawn(printer, raster):
            raise PrinterUnreachableError

    def state(self) -> PrinterState:
        """Return UNKNOWN for a printer that is there: the system does not say how its paper is."""
        there = not QPrinterInfo.printerInfo(self._name).isNull()
        return PrinterState.UNKNOWN if there else PrinterState.UNREACHABLE


def pdf_of_raster(raster: Raster) -> bytes:
    """Return the raster as a PDF of one page of its own size; needs a QGuiApplication."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle("")
    writer.setResolution(DOTS_PER_INCH)
    _drawn(writer, raster)
    return bytes(buffer.data().data())


def _drawn(device: QPagedPaintDevice, raster: Raster) -> bool:
    """Draw the raster on one page with MARGIN_MM around it; False when the device does not begin."""
    size = QSizeF(
        raster.width_dots * _MM_PER_DOT + 2 * MARGIN_MM, raster.height * _MM_PER_DOT + 2 * MARGIN_MM
    )
    exact = QPageSize(size, QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.ExactMatch)
    device.setPageSize(exact)
    device.setPageMargins(QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM), QPageLayout.Unit.Millimeter)
    painter = QPainter()
    if not painter.begin(device):
        return False
    try:
        dots = device.logicalDpiX() / 25.4
        target = QRectF(0, 0, raster.width_dots * _MM_PER_DOT * dots, raster.height * _MM_PER_DOT * dots)
        painter.drawImage(target, image_of(raster))
    finally:
        painter.end()
    return True


def image_of(raster: Raster) -> QImage:
    """Return the raster as a picture of its own, black on white."""
    image = QImage(
        raster.rows, raster.width_dots, raster.height, raster.bytes_per_row, QImage.Format.Format_Mono
    )
    image.setColorTable([_WHITE, _BLACK])
    return image.copy()
