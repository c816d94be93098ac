"""A clerk's shift at a desk: opened with a float, handed over or settled with counted cash (G54).

Amounts are integer fen. What must lie in the drawer follows from the entries alone: float, plus cash taken, less cash
given back. A difference is never swallowed: it is named, and above nothing it needs a reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop.domain.errors import KnownError
from desktop.domain.payments import SETTLES, Entry, EntryKind, Second

# Notes and coins in circulation, in fen: 100, 50, 20, 10, 5, 1 yuan, 5 and 1 jiao.
DENOMINATIONS = (10_000, 5_000, 2_000, 1_000, 500, 100, 50, 10)
MOST_PIECES = 9_999
MOST_FLOAT_FEN = 10_000_000


class NoOpenShiftError(KnownError):
    """Money is taken only in a shift: open one first. Registration goes on without."""

    code = "no-open-shift"


class ShiftAlreadyOpenError(KnownError):
    """The clerk has an open shift at this desk already."""

    code = "shift-already-open"


class CountInvalidError(KnownError):
    """The count names a note that does not exist, or too many; facts: `fen`."""

    code = "count-invalid"


class DifferenceUnexplainedError(KnownError):
    """The counted cash differs from what must be there and no reason is given; facts: `difference_fen`."""

    code = "difference-unexplained"


class LeftTooMuchError(KnownError):
    """More is left in the drawer than was counted."""

    code = "left-too-much"


class ShiftState(StrEnum):
    """Where a shift stands; the value is stored."""

    OPEN = "open"
    HANDED_OVER = "handed-over"
    SETTLED = "settled"


class Difference(StrEnum):
    """Why the drawer differs; the value is stored."""

    NONE = ""
    CHANGE_WRONG = "change-wrong"
    FALSE_NOTE = "false-note"
    FLOAT_WRONG = "float-wrong"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Count:
    """Pieces by denomination in fen, largest first; only what is there."""

    pieces: tuple[tuple[int, int], ...] = ()

    @classmethod
    def of(cls, pieces: Mapping[int, int]) -> Count:
        """Return a checked count; raises CountInvalidError."""
        for fen, number in pieces.items():
            if fen not in DENOMINATIONS or not 0 <= number <= MOST_PIECES:
                raise CountInvalidError(fen=fen)
        return cls(tuple((fen, pieces[fen]) for fen in DENOMINATIONS if pieces.get(fen)))

    @property
    def total_fen(self) -> int:
        """Return what it adds up to."""
        return sum(fen * number for fen, number in self.pieces)

    def encode(self) -> str:
        """Return "10000:3,100:7", "" for nothing."""
        return ",".join(f"{fen}:{number}" for fen, number in self.pieces)

    @classmethod
    def decode(cls, text: str) -> Count:
        """Read it back; raises CountInvalidError."""
        try:
            pairs = [part.split(":") for part in text.split(",") if part]
            return cls.of({int(fen): int(number) for fen, number in pairs})
        except ValueError as error:
            raise CountInvalidError(fen=0) from error


@dataclass(frozen=True, slots=True)
class Takings:
    """What came and went in a shift by channel, how often, and how many second signatures are still to come."""

    cash_in_fen: int = 0
    cash_out_fen: int = 0
    qr_in_fen: int = 0
    qr_out_fen: int = 0
    insurance_in_fen: int = 0
    insurance_out_fen: int = 0
    payments: int = 0
    refunds: int = 0
    unsigned: int = 0

    @property
    def net_fen(self) -> int:
        """Return what the shift brought altogether."""
        came = self.cash_in_fen + self.qr_in_fen + self.insurance_in_fen
        return came - self.cash_out_fen - self.qr_out_fen - self.insurance_out_fen


def takings(entries: Iterable[Entry]) -> Takings:
    """Add up the entries of a shift; what was carried to another booking takes its own refund out again.

    What was got back of a refund too many came in; what turned out never to have left the drawer did not go out.
    """
    came, went = [0, 0, 0], [0, 0, 0]
    payments = refunds = unsigned = 0
    for entry in entries:
        if entry.kind in SETTLES:
            side = came if entry.kind is EntryKind.RECOVERED else went
            sign = 1 if entry.kind is EntryKind.RECOVERED else -1
            for index, fen in enumerate(_by_channel(entry)):
                side[index] += sign * fen
            refunds -= entry.kind is EntryKind.NOT_PAID
            continue
        carried = entry.kind is EntryKind.PAY and entry.of is not None
        side = came if entry.kind is EntryKind.PAY and not carried else went
        for index, fen in enumerate(_by_channel(entry)):
            side[index] += -fen if carried else fen
        payments += entry.kind is EntryKind.PAY and not carried
        refunds += (entry.kind is EntryKind.REFUND) - carried
        unsigned += entry.second is Second.WAITING
    return Takings(came[0], went[0], came[1], went[1], came[2], went[2], payments, refunds, unsigned)


def _by_channel(entry: Entry) -> tuple[int, int, int]:
    return entry.amounts.cash_fen, entry.amounts.qr_fen, entry.amounts.insurance_fen


def expected_fen(float_fen: int, took: Takings) -> int:
    """Return what must lie in the drawer."""
    return float_fen + took.cash_in_fen - took.cash_out_fen


@dataclass(frozen=True, slots=True)
class Settlement:
    """The end of a shift. `left_fen` stays in the drawer for who comes next, the rest is paid in."""

    float_fen: int
    took: Takings
    count: Count
    expected_fen: int
    difference_fen: int
    reason: Difference
    left_fen: int

    @property
    def paid_in_fen(self) -> int:
        """Return what goes to the cashier's office."""
        return self.count.total_fen - self.left_fen


def settle(float_fen: int, took: Takings, count: Count, reason: Difference, left_fen: int = 0) -> Settlement:
    """Return the settlement; raises DifferenceUnexplainedError, LeftTooMuchError.

    A reason without a difference is dropped.
    """
    expected = expected_fen(float_fen, took)
    difference = count.total_fen - expected
    if difference and reason is Difference.NONE:
        raise DifferenceUnexplainedError(difference_fen=difference)
    if not 0 <= left_fen <= count.total_fen:
        raise LeftTooMuchError
    return Settlement(
        float_fen, took, count, expected, difference, reason if difference else Difference.NONE, left_fen
    )


@dataclass(frozen=True, slots=True)
class Shift:
    """A clerk's shift at a desk; what settles it is empty while it is open."""

    id: str
    desk_id: str
    staff_id: str
    opened_at: datetime
    float_fen: int
    state: ShiftState = ShiftState.OPEN
    closed_at: datetime | None = None
    count: Count = Count()
    expected_fen: int = 0
    difference_fen: int = 0
    reason: Difference = Difference.NONE
    left_fen: int = 0
    handed_to: str = ""
    version: int = 0
