"""Slip printers: a real one behind a device or network stream, and a spool folder for demo (G56, G59)."""

from __future__ import annotations

import errno
import os
import re
import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, cast

from desktop.devices.escpos import escpos_bytes
from desktop.domain.printing_errors import PaperOutError, PrinterUnreachableError, SlipFileError
from desktop.ports.ticket_printer import PrinterState, Raster

ASK_PAPER = b"\x10\x04\x04"
_PAPER_OUT_BITS = 0x60
_PAPER_LOW_BITS = 0x0C
_FIXED_BITS, _FIXED_VALUE = 0x93, 0x12
_JOB_ID = re.compile(r"[A-Za-z0-9-]{1,64}")


def open_device_path(path: str) -> BinaryIO:
    """Open a printer's device file (for example a USB line printer) unbuffered for both directions."""
    return Path(path).open("r+b", buffering=0)


def open_network_printer(host: str, port: int = 9_100, timeout_s: float = 5.0) -> BinaryIO:
    """Open a raw network printer; reading and writing give up after `timeout_s`."""
    with socket.create_connection((host, port), timeout=timeout_s) as connection:
        # The file keeps the connection open after the socket object is closed.
        return cast(BinaryIO, connection.makefile("rwb", buffering=0))


class RawTicketPrinter:
    """Sends ESC/POS to a stream opened for each job; `answers` says that it can be asked for paper."""

    def __init__(self, open_device: Callable[[], BinaryIO], answers: bool = False) -> None:
        self._open_device = open_device
        self._answers = answers

    def print_raster(self, raster: Raster, job_id: str) -> None:
        """Print one slip; raises PaperOutError or PrinterUnreachableError: then nothing counts as printed."""
        _check_job_id(job_id)
        try:
            with self._open_device() as device:
                if self._answers and _paper(device) is PrinterState.PAPER_OUT:
                    raise PaperOutError
                _write_all(device, escpos_bytes(raster))
        except OSError as error:
            # Linux reports an empty line printer as "no space left on device".
            if error.errno == errno.ENOSPC:
                raise PaperOutError from error
            raise PrinterUnreachableError(errno=error.errno or 0) from error

    def state(self) -> PrinterState:
        """Return how the printer is; UNKNOWN when it cannot answer."""
        try:
            with self._open_device() as device:
                return _paper(device) if self._answers else PrinterState.UNKNOWN
        except OSError as error:
            return PrinterState.PAPER_OUT if error.errno == errno.ENOSPC else PrinterState.UNREACHABLE


MOST_SPOOLED = 1000
SPOOLED = (".escpos", ".pdf")


class SpoolTicketPrinter:
    """Writes each slip as `<job id>.escpos` into a folder, for demo; the same job twice is one file.

    The folder keeps the newest `most` files of the desk (slips and their PDF); older ones go.
    """

    def __init__(self, folder: Path, most: int = MOST_SPOOLED) -> None:
        self._folder = folder
        self._most = most

    def print_raster(self, raster: Raster, job_id: str) -> None:
        """Write one slip whole or not at all (mode 0600); raises SlipFileError."""
        _check_job_id(job_id)
        target = self._folder / f"{job_id}.escpos"
        part = self._folder / f"{job_id}.part"
        try:
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(escpos_bytes(raster))
                file.flush()
                os.fsync(file.fileno())
            part.replace(target)
            self._drop_oldest()
        except OSError as error:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            raise SlipFileError(errno=error.errno or 0) from error

    def _drop_oldest(self) -> None:
        kept = [path for path in self._folder.iterdir() if path.suffix in SPOOLED]
        if len(kept) > self._most:
            kept.sort(key=lambda path: (path.stat().st_mtime_ns, path.name))
            for path in kept[: len(kept) - self._most]:
                path.unlink(missing_ok=True)

    def state(self) -> PrinterState:
        """Return READY while the folder can be written."""
        ready = self._folder.is_dir() and os.access(self._folder, os.W_OK)
        return PrinterState.READY if ready else PrinterState.UNREACHABLE


def _check_job_id(job_id: str) -> None:
    # Job ids become file names and log facts: only random ids may pass, never a name or a path.
    if not _JOB_ID.fullmatch(job_id):
        raise ValueError("a print job's id has 1 to 64 letters, digits or hyphens")


def _write_all(device: BinaryIO, wire: bytes) -> None:
    rest = memoryview(wire)
    while rest:
        written = device.write(rest)
        if not written:
            raise OSError(errno.EIO, "the printer takes no more")
        rest = rest[written:]
    device.flush()


def _paper(device: BinaryIO) -> PrinterState:
    """Ask `DLE EOT 4` and read its one byte (bits 5-6 paper out, bits 2-3 paper low)."""
    _write_all(device, ASK_PAPER)
    answer = device.read(1)
    if not answer or answer[0] & _FIXED_BITS != _FIXED_VALUE:
        return PrinterState.UNKNOWN
    if answer[0] & _PAPER_OUT_BITS:
        return PrinterState.PAPER_OUT
    return PrinterState.PAPER_LOW if answer[0] & _PAPER_LOW_BITS else PrinterState.READY
