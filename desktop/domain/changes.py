"""Changes to a booking that stands: cancelled with a reason, moved, undone, and what is owed back (DOMAIN §5.4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from desktop.domain.bookings import TRANSITIONS, BookingEvent, BookingState
from desktop.domain.canonical import facts_from_bytes, pack
from desktop.domain.errors import KnownError
from desktop.domain.ids import BookingId, StaffId, TaskId
from desktop.domain.operations import Operation, OperationKind
from desktop.domain.schedules import CHINA, ClinicSession

UNDO_WINDOW = timedelta(seconds=60)
# Within this time a number given back and taken again at the same window is looked at (N21).
RETAKEN_WITHIN = timedelta(minutes=10)
LATE_TASK = "late-cancel"
LATE_SIGNED_AS = "late-cancel"


class CancelReason(StrEnum):
    """Why a patient gives a number back; the code is stored and never reused."""

    CANNOT_COME = "cannot-come"
    NOT_NEEDED = "not-needed"
    WRONG_DEPARTMENT = "wrong-department"
    WRONG_DOCTOR = "wrong-doctor"
    WRONG_TIME = "wrong-time"
    BOOKED_TWICE = "booked-twice"
    OTHER = "other"


# Reasons that only the program gives: within a minute, when the line broke before the slip, on a move, and when the
# person asks to be deleted.
LEAVES = "person-leaves"
UNDO = "undo"
LINE_LOST = "line-lost"
MOVED = "moved"
# These give the number back at once and where it stood: nobody was ever told of it.
NEVER_HELD = frozenset({UNDO, LINE_LOST})


class CancelReasonMissingError(KnownError):
    """A cancellation has a reason from the list."""

    code = "cancel-reason-missing"


class CancelLateError(KnownError):
    """Only with a supervisor's second signature; facts: `until` (when it was still free, may be empty)."""

    code = "cancel-late"


class CannotChangeError(KnownError):
    """This booking cannot be given back or moved any more; facts: `state`."""

    code = "cannot-change"


class NumberGoneError(KnownError):
    """The number was given to somebody else meanwhile."""

    code = "number-gone"


class Freely(StrEnum):
    """How a booking may be given back now."""

    FREE = "free"
    LATE = "late"
    NEVER = "never"


class Owed(StrEnum):
    """On what rule an amount is owed back."""

    WHOLE_FEE = "whole-fee"
    BY_HOSPITAL = "by-hospital"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class RefundOwed:
    """What goes back to the patient when a booking ends so: integer fen and the rule behind it."""

    fen: int
    why: Owed


@dataclass(frozen=True, slots=True)
class LateCancelEffect:
    """Exactly what two people sign: this booking ends late, for this reason, as this person asked."""

    ask_id: TaskId
    booking_id: BookingId
    asked_by: StaffId
    reason: str

    def to_bytes(self) -> bytes:
        """Return the bytes that both signatures cover."""
        return pack("late-cancel", self.ask_id, self.booking_id, self.asked_by, self.reason)


def freely(state: BookingState, visit_begins: datetime, at: datetime) -> Freely:
    """Judge by the state and the clock alone; the hospital's dated rules may only be stricter."""
    events = TRANSITIONS[state]
    if BookingEvent.CANCEL in events and at < visit_begins:
        return Freely.FREE
    return Freely.LATE if BookingEvent.CANCEL_LATE in events else Freely.NEVER


def visit_begins(session: ClinicSession, half_hour: int, made_at: datetime) -> datetime:
    """Return from when a cancellation is late: the half-hour's begin, its end for who came while it ran."""
    begin = datetime.combine(session.day, session.starts, CHINA) + timedelta(minutes=30) * half_hour
    return begin if made_at < begin else begin + timedelta(minutes=30)


def leaving(state: BookingState) -> BookingEvent | None:
    """Return how a booking ends when its patient moves to another; None when it cannot be left."""
    return next((e for e in (BookingEvent.REBOOK, BookingEvent.CANCEL) if e in TRANSITIONS[state]), None)


def owed_back(state: BookingState, fee_fen: int) -> RefundOwed:
    """Return what is owed when a booking has ended in this state: the whole fee, but nothing for who did not come."""
    if state in (BookingState.SUSPENDED, BookingState.REBOOKED):
        return RefundOwed(fee_fen, Owed.BY_HOSPITAL)
    if state in (BookingState.CANCELLED, BookingState.CANCELLED_LATE, BookingState.LAPSED):
        return RefundOwed(fee_fen, Owed.WHOLE_FEE)
    return RefundOwed(0, Owed.NOTHING)


def may_restore(before: str, reason: str, cancelled_at: datetime, at: datetime) -> bool:
    """Return whether a cancellation can be undone: within 60 seconds, of a plain booking, not of a move (N30)."""
    young = timedelta(0) <= at - cancelled_at <= UNDO_WINDOW
    return young and before == BookingState.BOOKED.value and reason in set(CancelReason)


ALSO_NAMED = {
    OperationKind.MOVE_BOOKING: "from", OperationKind.CANCEL_LATE: "ask_id", OperationKind.CHECK_IN: "ask_id",
}  # fmt: skip


def also_touched(operation: Operation) -> tuple[str, ...]:
    """Return the ids besides the entity whose rows an operation changes: the booking left, the request settled."""
    name = ALSO_NAMED.get(operation.kind)
    if name is None:
        return ()
    value = facts_from_bytes(operation.facts).get(name)
    return (value,) if isinstance(value, str) else ()
