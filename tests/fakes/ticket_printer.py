"""An in-memory slip printer."""

from __future__ import annotations

from desktop.domain.printing_errors import PaperOutError, PrinterUnreachableError
from desktop.ports.ticket_printer import PrinterState, Raster


class FakeTicketPrinter:
    """Keeps what it printed as (job id, raster) and is in whatever state a test sets."""

    def __init__(self) -> None:
        self.printed: list[tuple[str, Raster]] = []
        self.now = PrinterState.READY

    def print_raster(self, raster: Raster, job_id: str) -> None:
        if self.now is PrinterState.PAPER_OUT:
            raise PaperOutError
        if self.now is PrinterState.UNREACHABLE:
            raise PrinterUnreachableError(errno=0)
        self.printed.append((job_id, raster))

    def state(self) -> PrinterState:
        return self.now
