"""What a window prints and lays into its home, and what of it goes when its person goes."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

from desktop.bootstrap.copy_folder import CopyFolder
from desktop.bootstrap.devices import SPOOL
from desktop.bootstrap.handover import HandoverFolder
from desktop.domain.errors import KnownError
from desktop.ports.ticket_printer import TicketPrinter
from desktop.presenters.runner import DEVICE, Runner
from desktop.services.drafts import Confirmed
from desktop.services.letters import Letter
from desktop.services.stopping import SheetLine
from desktop.ui.printing.call_sheet import call_sheet_pdf
from desktop.ui.printing.letter_painter import letter_pdf, letter_raster
from desktop.ui.printing.slip_painter import slip_pdf

CALL_SHEET = "call-sheet.pdf"
COPIES, HANDOVER, LETTERS = "copies", "handover", "letters"


class WindowPapers:
    """The folders of one desk's home and its printer; they outlive a session."""

    def __init__(self, home: Path, hospital: str, printer: TicketPrinter) -> None:
        self._home, self._hospital, self._printer = home, hospital, printer
        self.copies = CopyFolder(home / COPIES)
        self.handover = HandoverFolder(home / HANDOVER)

    def keeper(self, runner: Runner) -> Callable[[Confirmed], None]:
        """Return what keeps a slip as PDF too, beside the printer's own bytes."""
        folder = self._home / SPOOL

        def keep_pdf(confirmed: Confirmed) -> None:
            path = folder / f"{confirmed.booking_id}.pdf"
            runner.run(DEVICE, lambda: slip_pdf(confirmed.slip, path), _nothing, _no_pdf)

        return keep_pdf

    def print_letter(self, letter: Letter) -> None:
        """Keep the letter as PDF, then print it; without paper the file is still there."""
        path = letter_pdf(letter, self._home / LETTERS)
        self._printer.print_raster(letter_raster(letter), path.stem)

    def print_sheet(self, lines: tuple[SheetLine, ...]) -> str:
        """Write the call sheet as PDF into the spool; it is in clear and goes at the latest with who asked for it."""
        path = self._home / SPOOL / CALL_SHEET
        call_sheet_pdf(lines, self._hospital, path)
        return str(path)

    def drop(self) -> None:
        """Delete what lies in clear: call sheet, copies, files to hand over; after a crash the next sign-in does."""
        self.handover.remove()
        (self._home / SPOOL / CALL_SHEET).unlink(missing_ok=True)
        self.copies.clear()


def _nothing(_answer: None) -> None:
    """What was asked for is done; nobody waits for it."""


def _no_pdf(error: KnownError) -> None:
    logging.getLogger("desktop").warning("no PDF of a slip: %s", error.code)
