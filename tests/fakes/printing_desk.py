"""A window's prints for pages without a store or a printer."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from desktop.domain.errors import KnownError
from desktop.domain.ids import BookingId, StaffId
from desktop.domain.paper_slips import PaperSlip, checked
from desktop.domain.print_templates import PrintKind
from desktop.ports.ticket_printer import PrinterState, Raster
from desktop.services.print_queue import QueuedPrint
from desktop.services.printing import PrintLine

AT = datetime(2026, 11, 24, 2, 42, 18, tzinfo=UTC)


def printed(booking_id: str = "b-1", **changes: object) -> PrintLine:
    """Return a line."""
    line = PrintLine(BookingId(booking_id), "张*强", "心血管内科", 14, AT, 0, queued=False, cancelled=False)
    return replace(line, **changes)  # type: ignore[arg-type]  # fields of a line


class FakePrinting:
    """Implements presenters.printing.PrintsAnything; `out` are the errors of the next prints."""

    def __init__(self) -> None:
        self.lines: list[PrintLine] = []
        self.jobs: list[QueuedPrint] = []
        self.labels: list[str] = []
        self.out: list[KnownError] = []
        self.open_slips: list[PaperSlip] = []
        self.retries = 0

    def recent(self) -> tuple[PrintLine, ...]:
        return tuple(self.lines)

    def queue(self) -> tuple[QueuedPrint, ...]:
        return tuple(self.jobs)

    def print_list(self) -> PrinterState:
        self.labels.append("outage")
        return PrinterState.READY

    def print_due(self) -> bool:
        return False

    def print_pack(self) -> int:
        self.labels.append("pack")
        return 10

    def open(self) -> tuple[PaperSlip, ...]:
        return tuple(self.open_slips)

    def check(self, text: str) -> str:
        return checked(text, "h-1")

    def retry(self) -> int:
        self.retries += 1
        if self.out:
            return 0
        done, self.jobs = len(self.jobs), []
        return done

    def label(self, booking_id: BookingId) -> PrinterState:
        if self.out:
            self.jobs.append(QueuedPrint("j-1", PrintKind.LABEL, booking_id, 0, StaffId("1001"), AT))
            raise self.out[0]
        self.labels.append(booking_id)
        return PrinterState.READY

    def preview(self, booking_id: BookingId) -> Raster:
        return Raster(8, 2, b"\xff\x00")
