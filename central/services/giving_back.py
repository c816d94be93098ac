"""Letting a number go and holding it again: a cancellation and its undo, a lapse and its excuse (N21, N30)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from central.services import pool, rules
from central.services.batch import Batch
from central.services.clock_says import begins
from central.store import feed, numbers
from desktop.domain.bookings import BookingState
from desktop.domain.changes import UNDO_WINDOW
from desktop.domain.schedules import SessionState

Row = dict[str, Any]


def let_go(batch: Batch, booking: Row, *, rests: bool = True) -> None:
    """Give the number back: at once where it stood, or after its rest at the end of the row."""
    slot = batch.slots.get(booking["session_id"], booking["number"])
    if slot is None or slot["booking_id"] != booking["booking_id"]:
        return
    changed: Row = {"state": numbers.POOL, "booking_id": None, "desk_id": None}
    if rests:
        # the undo still finds it under its booking (N30)
        rest = UNDO_WINDOW + _delay(batch, booking)
        changed = {"state": numbers.RESTING, "desk_id": None, "free_at": batch.now + rest}
    batch.slots.change(booking["session_id"], booking["number"], **changed)
    batch.touched.add(feed.CLINIC, "session", booking["session_id"])


def end(
    batch: Batch, booking: Row, after: BookingState, reason: str, at: datetime, desk: str | None, *, rests: bool = True
) -> None:  # fmt: skip
    """Write the end of a booking and let its number go."""
    booking_id = booking["booking_id"]
    batch.bookings.change(
        booking_id, state=after.value, cancelled_at=at, cancel_reason=reason, cancelled_from=booking["state"],
        cancelled_desk=desk, version=booking["version"] + 1,
    )  # fmt: skip
    if batch.checks.get(booking_id) is not None:
        batch.checks.remove(booking_id)
    let_go(batch, booking, rests=rests)
    pool.touch(batch, booking["patient_id"], booking_id, booking["session_id"])


def can_hold_again(batch: Batch, booking: Row) -> bool:
    """Return whether nobody else has a booking's own number and its session is not stopped."""
    slot = batch.slots.get(booking["session_id"], booking["number"])
    here = slot is not None and slot["epoch"] == booking["epoch"]
    kept = here and slot is not None and slot["booking_id"] == booking["booking_id"]
    own = kept and slot is not None and slot["state"] in (numbers.RESTING, numbers.SPENT)
    free = here and slot is not None and slot["state"] == numbers.POOL
    session = batch.sessions.get(booking["session_id"])
    return (own or free) and not (session is not None and session["state"] == SessionState.STOPPED.value)


def hold_again(batch: Batch, booking: Row) -> bool:
    """Let a booking hold its own number again; False when somebody else has it or the session is stopped."""
    if not can_hold_again(batch, booking):
        return False
    batch.slots.change(
        booking["session_id"], booking["number"], state=numbers.SPENT, booking_id=booking["booking_id"],
        desk_id=None, free_at=None,
    )  # fmt: skip
    batch.touched.add(feed.CLINIC, "session", booking["session_id"])
    return True


def _delay(batch: Batch, booking: Row) -> timedelta:
    """Return the random delay of the hospital's setting; none once the session has begun (DECISIONS 28)."""
    most = int(rules.return_delay(batch).total_seconds())
    session = batch.sessions.get(booking["session_id"])
    if most <= 0 or session is None or begins(session, 0) <= batch.now:
        return timedelta()
    return timedelta(seconds=int.from_bytes(batch.parts.randomness.bytes(4), "big") % most)
