"""PDF and named printers take the same dots as the ticket printer, without a dialog (G56)."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop.bootstrap.devices import SPOOL, devices
from desktop.domain.printing_errors import PrinterUnreachableError, SlipFileError
from desktop.ports.ticket_printer import PrinterState, Raster
from desktop.settings import load
from desktop.ui.printing.system_printers import NamedTicketPrinter, PdfTicketPrinter, image_of

BAR = Raster(576, 3, b"\xff" * 72 + b"\x00" * 72 + b"\xf0" + b"\x00" * 71)


def test_a_raster_becomes_a_picture_with_black_where_the_dots_are(qapp: QApplication) -> None:
    image = image_of(BAR)
    assert (image.width(), image.height()) == (576, 3)
    assert [image.pixelColor(0, row).lightness() for row in range(3)] == [0, 255, 0]
    assert image.pixelColor(4, 2).lightness() == 255


@pytest.mark.rows("G56")
def test_the_setting_pdf_leaves_one_pdf_a_job_of_the_slips_own_size(
    tmp_path: Path, qapp: QApplication
) -> None:
    printer = devices(load(tmp_path).with_values(printer="pdf"), demo=False).printer
    assert isinstance(printer, PdfTicketPrinter)
    printer.print_raster(BAR, "job-1")
    printer.print_raster(BAR, "job-1")
    files = list((tmp_path / SPOOL).iterdir())
    assert [file.name for file in files] == ["job-1.pdf"]
    content = files[0].read_bytes()
    assert content.startswith(b"%PDF-")
    # 80 mm are 226.8 points
    assert b"/MediaBox [0 0 22" in content
    assert printer.state() is PrinterState.READY


def test_a_folder_that_is_gone_and_a_job_with_a_name_are_refused(tmp_path: Path, qapp: QApplication) -> None:
    printer = PdfTicketPrinter(tmp_path / "gone")
    assert printer.state() is PrinterState.UNREACHABLE
    with pytest.raises(SlipFileError):
        printer.print_raster(BAR, "job-1")
    with pytest.raises(ValueError, match="print job"):
        printer.print_raster(BAR, "../张三")


def test_a_printer_the_system_does_not_know_is_said_to_be_unreachable(
    tmp_path: Path, qapp: QApplication
) -> None:
    printer = devices(
        load(tmp_path).with_values(printer="system", printer_device="no-such-printer"), demo=False
    ).printer
    assert isinstance(printer, NamedTicketPrinter)
    assert printer.state() is PrinterState.UNREACHABLE
    with pytest.raises(PrinterUnreachableError):
        printer.print_raster(BAR, "job-1")
