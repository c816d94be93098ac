"""A version of the privacy notice on the printer of this window, with its trace (P30, G60)."""

from __future__ import annotations

from collections.abc import Callable

from desktop.domain.audit import AuditAct
from desktop.domain.notice_changes import NoticePaper
from desktop.domain.staff import Action
from desktop.ports.ticket_printer import PrinterState, Raster, TicketPrinter
from desktop.services.desk import Desk

Paint = Callable[[NoticePaper], tuple[Raster, ...]]


class NoticePaperService:
    """Prints a notice on as many strips as it needs."""

    def __init__(self, desk: Desk, printer: TicketPrinter, paint: Paint) -> None:
        self._desk = desk
        self._printer = printer
        self._paint = paint

    def print_notice(self, paper: NoticePaper) -> PrinterState:
        """Print, and note it in the trace; raises the printer's known errors."""
        self._desk.require(Action.PRINT)
        job = self._desk.new_id()
        for number, strip in enumerate(self._paint(paper), start=1):
            self._printer.print_raster(strip, f"{job}-{number}")
        with self._desk.store.write() as tx:
            facts: dict[str, str | int] = {"kind": "notice", "version": paper.version}
            self._desk.trace(tx, AuditAct.PRINT, object_id=job, facts=facts)
        return self._printer.state()
