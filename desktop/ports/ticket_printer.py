"""The slip printer at the window, as the services see it (G56, G59)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

MAX_WIDTH_DOTS = 2_048
MAX_HEIGHT_DOTS = 8_192


@dataclass(frozen=True, slots=True, repr=False)
class Raster:
    """A picture of one bit per dot: black 1, leftmost in the highest bit, rows padded to a byte."""

    width_dots: int
    height: int
    rows: bytes

    def __post_init__(self) -> None:
        if not (0 < self.width_dots <= MAX_WIDTH_DOTS and 0 < self.height <= MAX_HEIGHT_DOTS):
            raise ValueError("a raster needs 1 to 2048 dots across and 1 to 8192 rows")
        if len(self.rows) != self.bytes_per_row * self.height:
            raise ValueError("the rows do not fill the raster")

    @property
    def bytes_per_row(self) -> int:
        """Return how many bytes one row of dots takes."""
        return (self.width_dots + 7) // 8

    def __repr__(self) -> str:
        return f"Raster(width_dots={self.width_dots}, height={self.height})"


class PrinterState(StrEnum):
    """What the status bar shows of the printer; UNKNOWN means that it takes jobs but cannot answer."""

    READY = "ready"
    PAPER_LOW = "paper-low"
    PAPER_OUT = "paper-out"
    UNREACHABLE = "unreachable"
    UNKNOWN = "unknown"
    NOT_CHOSEN = "not-chosen"


class TicketPrinter(Protocol):
    """A printer of slips; both calls may block and belong on the device's own lane."""

    def print_raster(self, raster: Raster, job_id: str) -> None:
        """Print one slip and cut it; raises PaperOutError, PrinterUnreachableError.

        `job_id` is a random id (letters, digits, hyphens; at most 64); it never holds personal data.
        """

    def state(self) -> PrinterState:
        """Return how the printer is; never raises for a printer that is away."""
