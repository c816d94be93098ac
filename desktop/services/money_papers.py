"""Receipts and settlements through the door of printing: templates, queue, trace (G53, G54)."""

from __future__ import annotations

from collections.abc import Callable

from desktop.domain.money_papers import MoneyPaper, ShiftPaper
from desktop.domain.print_templates import PrintKind
from desktop.ports.ticket_printer import PrinterState
from desktop.services.printing import PrintService

Filled = tuple[PrintKind, dict[str, str], tuple[dict[str, str], ...]]


class MoneyPaperService:
    """Prints papers of money; `fill` says what a template can say of one, in the language of the window."""

    def __init__(self, prints: PrintService, fill: Callable[[MoneyPaper], Filled]) -> None:
        self._prints = prints
        self._fill = fill

    def print_paper(self, paper: MoneyPaper) -> PrinterState:
        """Print; raises NotPermittedError, or the printer's known errors after the paper was queued."""
        kind, values, rows = self._fill(paper)
        named, copy = (
            (paper.shift_id, paper.copy)
            if isinstance(paper, ShiftPaper)
            else (paper.payment_id, paper.reprint)
        )
        return self._prints.document(kind, values, rows, object_id=named, copy=copy)
