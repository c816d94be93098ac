"""The slip on 80 mm paper: one painter for the raster printer and for PDF (G56, N5, DECISIONS 5 and 8)."""

from __future__ import annotations

import errno
from pathlib import Path

from PySide6.QtGui import QPainter

from desktop.domain.money import format_fee
from desktop.domain.printing_errors import SlipFileError
from desktop.domain.schedules import CHINA
from desktop.domain.slips import Slip
from desktop.ports.ticket_printer import Raster
from desktop.ui.printing.sheet import Sheet, pdf_of, raster_of
from desktop.ui.printing.slip_labels import SlipLabels, slip_labels


def paint_slip(painter: QPainter, slip: Slip, labels: SlipLabels) -> int:
    """Draw the slip from the painter's origin, 576 dots wide; return its height in dots."""
    sheet = Sheet(painter)
    sheet.line(slip.hospital, 34, bold=True)
    sheet.line(labels.title, 26, gap=2)
    if slip.reprint:
        sheet.stamp(labels.reprint.format(n=slip.reprint))
    sheet.rule()
    sheet.line(slip.department, 40, bold=True, gap=0)
    sheet.line(labels.number.format(n=slip.number), 88, bold=True, gap=0)
    if slip.replaces:
        sheet.line(labels.replaces.format(n=slip.replaces), 24, bold=True)
    if slip.provisional:
        sheet.band(labels.provisional, labels.provisional_note)
    sheet.rule()
    sheet.pairs(_rows(slip, labels))
    sheet.rule()
    sheet.code(slip.qr)
    sheet.line(labels.advice, 24)
    sheet.line(_foot(slip), 20, gap=2)
    if slip.contact:
        sheet.line(f"{labels.contact} {slip.contact}", 20)
    return sheet.y + 8


def slip_raster(slip: Slip) -> Raster:
    """Return the slip as black dots for the printer; needs a QGuiApplication."""
    labels = slip_labels()
    return raster_of(lambda painter: paint_slip(painter, slip, labels))


def slip_pdf_bytes(slip: Slip) -> bytes:
    """Return the slip as a one-page PDF, 80 mm wide, fonts embedded; needs a QGuiApplication."""
    labels = slip_labels()
    return pdf_of(lambda painter: paint_slip(painter, slip, labels), labels.title)


def slip_pdf(slip: Slip, path: Path) -> None:
    """Write the slip as a PDF file; raises SlipFileError."""
    content = slip_pdf_bytes(slip)
    try:
        path.write_bytes(content)
    except OSError as error:
        raise SlipFileError(errno=error.errno or errno.EIO) from error


def _rows(slip: Slip, labels: SlipLabels) -> list[tuple[str, str, bool]]:
    day = f"{slip.date:%Y-%m-%d} {labels.weekdays[slip.date.weekday()]}"
    half_hour = f"{labels.part_of_day(slip.starts)} {slip.starts:%H:%M}\u2013{slip.ends:%H:%M}"
    rows = [
        (labels.name, slip.masked_name, True),
        (labels.document, slip.document_tail, False),
        (labels.doctor, f"{slip.doctor} {slip.doctor_title}".strip(), False),
        (labels.day, day, True),
        (labels.half_hour, half_hour, True),
        (labels.place, slip.place, True),
        (labels.visit, _visit(slip, labels), False),
        (labels.fee, format_fee(slip.fee_fen), False),
    ]
    return [row for row in rows if row[1]]


def _visit(slip: Slip, labels: SlipLabels) -> str:
    kind = {True: labels.first_visit, False: labels.return_visit, None: ""}[slip.first_visit]
    pays = {True: labels.insured, False: labels.own_pocket, None: ""}[slip.insurance]
    return " ".join(part for part in (kind, pays) if part)


def _foot(slip: Slip) -> str:
    printed = slip.printed_at.astimezone(CHINA)
    return f"{slip.window} {slip.staff_name}  {printed:%Y-%m-%d %H:%M:%S}"
