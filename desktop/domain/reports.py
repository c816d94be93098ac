"""The supervisor's figures: counts, waits and money of some days, by day, doctor, clinic, clerk or channel (G108-G110).

Bookings are counted on the day of the visit, money on the day it moved; sums are integer fen. A line names no patient.
A clerk is a number to whoever may not read names.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.errors import KnownError
from desktop.domain.request_figures import KindFigures

MOST_DAYS = 62
# a spreadsheet takes a cell that begins so for a formula
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class ReportRangeError(KnownError):
    """The last day is before the first, or more than `days` days are asked for."""

    code = "report-range"


class GroupBy(StrEnum):
    """What a line stands for; the value is part of the wire format."""

    DAY = "day"
    DEPARTMENT = "department"
    DOCTOR = "doctor"
    CLERK = "clerk"
    CHANNEL = "channel"


class ReportView(StrEnum):
    """What of a report is looked at and made a file of."""

    FIGURES = "figures"
    ABSENT = "absent"
    REQUESTS = "requests"


@dataclass(frozen=True, slots=True)
class ReportLine:
    """Figures of one day, clinic, doctor, clerk or channel; `wait_s` is the sum over `waits` people called."""

    key: str
    label: str
    booked: int = 0
    cancelled: int = 0
    stopped: int = 0
    no_shows: int = 0
    seen: int = 0
    waits: int = 0
    wait_s: int = 0
    cash_fen: int = 0
    qr_fen: int = 0
    insurance_fen: int = 0
    refunded_fen: int = 0

    @property
    def average_wait_min(self) -> int | None:
        """Return the average minutes from check-in to the first call, rounded; None when nobody waited."""
        return None if not self.waits else (self.wait_s + 30 * self.waits) // (60 * self.waits)

    @property
    def net_fen(self) -> int:
        """Return what came in less what went back."""
        return self.cash_fen + self.qr_fen + self.insurance_fen - self.refunded_fen


@dataclass(frozen=True, slots=True)
class ReportShift:
    """A shift of these days: whose, at which window, and whether the drawer was right."""

    window: str
    clerk: str
    state: str
    expected_fen: int
    difference_fen: int


@dataclass(frozen=True, slots=True)
class Absent:
    """Somebody who did not come; `masked_name` is "" without the right to names or when not held here."""

    booking_id: str
    patient_id: str
    day: date
    department: str
    doctor: str
    number: int
    masked_name: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What was asked and its answer. `owed_back_fen` is held for bookings that are over: it is still to go back."""

    first: date
    last: date
    by: GroupBy
    lines: tuple[ReportLine, ...]
    shifts: tuple[ReportShift, ...] = ()
    absent: tuple[Absent, ...] = ()
    owed_back_fen: int = 0
    with_names: bool = False
    requests: tuple[KindFigures, ...] = ()

    @property
    def total(self) -> ReportLine:
        """Return the sum of all lines."""
        return total_of(self.lines)


def check_range(first: date, last: date) -> None:
    """Raise ReportRangeError for a range that is turned round or too long."""
    if not 0 <= (last - first).days < MOST_DAYS:
        raise ReportRangeError(days=MOST_DAYS)


_SUMS = (
    "booked", "cancelled", "stopped", "no_shows", "seen", "waits", "wait_s", "cash_fen", "qr_fen", "insurance_fen",
    "refunded_fen",
)  # fmt: skip


def total_of(lines: Iterable[ReportLine]) -> ReportLine:
    """Return the sum of lines."""
    rows = tuple(lines)
    sums = {name: sum(getattr(row, name) for row in rows) for name in _SUMS}
    return ReportLine("", "", **sums)


def yuan(fen: int) -> str:
    """Return an amount for a spreadsheet: -1250 -> "-12.50"."""
    return f"{'-' if fen < 0 else ''}{abs(fen) // 100}.{abs(fen) % 100:02d}"


def csv_of(report: Report, headings: Sequence[str], total_word: str) -> bytes:
    """Return the lines and their sum as CSV."""
    rows = [_cells(line, line.label) for line in report.lines]
    return table_csv(headings, [*rows, _cells(report.total, total_word)])


def table_csv(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return rows as CSV (UTF-8 with mark, CRLF), safe to open in a spreadsheet: no first cell begins a formula."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(headings)
    for first, *others in rows:
        writer.writerow(["'" + first if first.startswith(_FORMULA) else first, *others])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _cells(line: ReportLine, label: str) -> list[str]:
    wait = line.average_wait_min
    return [
        label, str(line.booked), str(line.cancelled), str(line.stopped), str(line.no_shows), str(line.seen),
        "" if wait is None else str(wait), yuan(line.cash_fen), yuan(line.qr_fen), yuan(line.insurance_fen),
        yuan(line.refunded_fen), yuan(line.net_fen),
    ]  # fmt: skip
