"""The devices that the settings name."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from desktop.bootstrap.opening import Devices
from desktop.bootstrap.programs import reader_program
from desktop.devices.helper_port import is_library, library_opener
from desktop.devices.serial_id_reader import SerialIdReader
from desktop.devices.system_timing import SystemTiming
from desktop.devices.ticket_printer import (
    RawTicketPrinter,
    SpoolTicketPrinter,
    open_device_path,
    open_network_printer,
)
from desktop.domain.errors import ReaderNotSetError
from desktop.domain.printing_errors import PrinterNotChosenError, PrinterUnreachableError
from desktop.ports.id_reader import CardRead, IdReader, ReaderInfo
from desktop.ports.ticket_printer import PrinterState, Raster, TicketPrinter
from desktop.settings import Settings

SPOOL = "spool"


class NoReader:
    """A window without a card reader: documents are typed."""

    def read(self) -> CardRead:
        """There is nothing to read with."""
        raise ReaderNotSetError

    def poll(self) -> bool:
        """No card ever lies there."""
        raise ReaderNotSetError

    def describe(self) -> ReaderInfo:
        """There is no reader."""
        raise ReaderNotSetError

    def close(self) -> None:
        """Nothing is open."""


class NoPrinter:
    """A window without a printer: the slip is shown and can be printed elsewhere."""

    def print_raster(self, raster: Raster, job_id: str) -> None:
        """There is nothing to print on."""
        raise PrinterUnreachableError

    def state(self) -> PrinterState:
        """There is no printer."""
        return PrinterState.UNREACHABLE


class PrinterNotChosen:
    """A window in earnest for which nobody has set a printer; it says so and keeps the slips waiting."""

    def print_raster(self, raster: Raster, job_id: str) -> None:
        """Nobody has said where to print."""
        raise PrinterNotChosenError

    def state(self) -> PrinterState:
        """Nobody has said where to print."""
        return PrinterState.NOT_CHOSEN


def devices(settings: Settings, *, demo: bool) -> Devices:
    """Return reader and printer; ports are opened when first used, not here. Only a demo prints into a folder."""
    return Devices(_reader(settings.reader), _printer(settings, demo=demo))


def _reader(port: str) -> IdReader:
    timing = SystemTiming()
    if is_library(port):
        return SerialIdReader(port, timing, library_opener(reader_program(), timing))
    return SerialIdReader(port, timing) if port else NoReader()


def _printer(settings: Settings, *, demo: bool) -> TicketPrinter:
    if settings.printer == "none":
        return NoPrinter()
    if settings.printer in ("pdf", "system"):
        # these two draw with Qt: loaded only where they are used
        from desktop.ui.printing.system_printers import NamedTicketPrinter, PdfTicketPrinter

        if settings.printer == "system":
            return NamedTicketPrinter(settings.printer_device)
        return PdfTicketPrinter(_spool(settings))
    if settings.printer == "device":
        target = settings.printer_device
        host, _, port = target.partition(":")
        if port.isdigit():
            return RawTicketPrinter(partial(open_network_printer, host, int(port)), answers=True)
        return RawTicketPrinter(partial(open_device_path, target))
    if not demo:
        return PrinterNotChosen()
    return SpoolTicketPrinter(_spool(settings))


def _spool(settings: Settings) -> Path:
    folder = settings.home / SPOOL
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder
