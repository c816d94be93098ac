"""What the page of bookings shows: one frozen value, codes and masked values only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from desktop.domain.changes import CancelReason
from desktop.domain.ids import BookingId
from desktop.presenters.notes import NOTHING, Note
from desktop.presenters.registration_state import BoardState, FocusWish
from desktop.services.bookings import BookingLine
from desktop.services.repeats import Repeated

NO_BOARD, NO_WISH = BoardState(), FocusWish()


class Source(StrEnum):
    """Whose bookings the list shows."""

    PERSON = "person"
    WINDOW = "window"
    DAY = "day"


class Mode(StrEnum):
    """What is being done with the booking in hand."""

    LIST = "list"
    CANCEL = "cancel"
    MOVE = "move"
    REPEAT = "repeat"
    BLOCK = "block"
    EXCUSE = "excuse"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Drop:
    """Where a lifted booking would go, and what the patient pays more (below 0: gets back), in fen."""

    day: date
    starts: time
    department: str
    doctor: str
    number: int
    difference_fen: int


@dataclass(frozen=True, slots=True)
class BlockForm:
    """A person is being blocked until a day (as typed), or their block is taken back (`lifts`); `reason` is a code."""

    lifts: bool = False
    reason: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class BookingsState:
    """The list, the line in hand (-1: none), what is being done with it, what was just done."""

    source: Source = Source.WINDOW
    person: str = ""
    day: date | None = None
    lines: tuple[BookingLine, ...] = ()
    selected: int = -1
    loaded: bool = False
    mode: Mode = Mode.LIST
    reason: CancelReason | None = None
    drop: Drop | None = None
    working: bool = False
    undo: BookingId | None = None
    may_block: bool = False
    block: BlockForm | None = None
    may_excuse: bool = False
    excuse: str = ""
    weeks: int = 0
    repeated: tuple[Repeated, ...] = ()
    note: Note = NOTHING
    board: BoardState = NO_BOARD
    focus: FocusWish = NO_WISH

    @property
    def current(self) -> BookingLine | None:
        """Return the line in hand."""
        return self.lines[self.selected] if 0 <= self.selected < len(self.lines) else None
