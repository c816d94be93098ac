"""Printing of receipts and settlements, with their trace; a printer fault never touches the money (G53, G54, G60)."""

from __future__ import annotations

from collections.abc import Callable

from desktop.domain.audit import AuditAct
from desktop.domain.money_papers import MoneyPaper, ShiftPaper
from desktop.ports.ticket_printer import PrinterState, Raster, TicketPrinter
from desktop.services.desk import Desk

Paint = Callable[[MoneyPaper], Raster]


class MoneyPaperService:
    """Sends papers of money to the printer of this window."""

    def __init__(self, desk: Desk, printer: TicketPrinter, paint: Paint) -> None:
        self._desk = desk
        self._printer = printer
        self._paint = paint

    def print_paper(self, paper: MoneyPaper) -> PrinterState:
        """Print, and note it in the trace; raises the printer's known errors."""
        named, again = (
            (paper.shift_id, 0) if isinstance(paper, ShiftPaper) else (paper.payment_id, paper.reprint)
        )
        self._printer.print_raster(self._paint(paper), named)
        with self._desk.store.write() as tx:
            self._desk.trace(tx, AuditAct.REPRINT if again else AuditAct.PRINT, object_id=named)
        return self._printer.state()
