"""Changes to bookings at central: cancelled, restored, moved, cancelled late with two signatures (G42, G43, N21, N30).

The same domain rules as at the desk decide. A promise is always kept; what cannot follow it is a supervisor's task.
"""

from __future__ import annotations

from typing import Any

from central.services import leavers, pool, rules
from central.services.aliases import standing
from central.services.asking import file_task
from central.services.batch import Batch, Facts
from central.services.clock_says import begins
from central.services.errors import OperationRefusedError
from central.services.giving_back import end, hold_again
from central.services.signatures import check_signature
from central.store import feed, numbers
from central.store.people import OPEN
from desktop.domain import changes
from desktop.domain.bookings import (
    LIVE,
    TRANSITIONS,
    BookingEvent,
    BookingState,
    IllegalTransitionError,
    next_state,
)
from desktop.domain.changes import Freely, LateCancelEffect
from desktop.domain.ids import BookingId, StaffId, TaskId
from desktop.domain.operations import Operation
from desktop.domain.schedules import HALF_HOUR
from desktop.domain.staff import Action

REASONS = frozenset(changes.CancelReason) | changes.NEVER_HELD | {changes.LEAVES}
LATE_TOLD = "cancel-told-late"
Row = dict[str, Any]


def cancel(batch: Batch, op: Operation) -> None:
    """Cancel a booking and give its number back.

    The desk has told the patient and given the money back, perhaps long ago off line: what central calls late, or
    cannot follow any more, is a supervisor's task and never a refusal (I2). What was cancelled already stays as it is.
    """
    reason = Facts(op).text("reason")
    booking = batch.bookings.get(op.entity)
    if booking is None:
        return
    if reason not in REASONS:
        raise OperationRefusedError("malformed")
    _touch(batch, booking)
    state = BookingState(booking["state"])
    young = op.happened_at - booking["made_at"] <= changes.UNDO_WINDOW
    never_held = reason == changes.LINE_LOST or (reason == changes.UNDO and young)
    if state in (BookingState.NO_SHOW, BookingState.LAPSED):
        state = BookingState.BOOKED  # what was cancelled in time, off line, is no no-show
    after = TRANSITIONS[state].get(BookingEvent.CANCEL) or TRANSITIONS[state].get(BookingEvent.CANCEL_LATE)
    if after is None and state not in LIVE:
        return
    late = not never_held and _freely(batch, booking | {"state": state.value}, op) is not Freely.FREE
    if late:
        batch.open_task(LATE_TOLD, patient_id=booking["patient_id"], booking_id=op.entity, reason=reason)
    if after is None:
        return
    _end(batch, booking, op, after, reason, rests=not never_held)
    if reason == changes.LINE_LOST and booking["moved_from"]:
        _put_back(batch, booking["moved_from"])


def restore(batch: Batch, op: Operation) -> None:
    """Undo a cancellation within its 60 seconds: the booking holds its own number again (N30).

    What went with a deletion that came to nothing is held again at any window until its day, when nobody else has it.
    """
    booking = batch.bookings.get(op.entity)
    if booking is None:
        raise OperationRefusedError("booking-gone")
    _touch(batch, booking)
    if booking["state"] != BookingState.CANCELLED.value:
        return
    if leavers.may_come_back(batch, booking):
        if not _hold_again(batch, booking):
            raise OperationRefusedError("number-gone")
        return
    at = booking["cancelled_at"]
    young = at is not None and changes.may_restore(
        booking["cancelled_from"], booking["cancel_reason"], at, op.happened_at
    )
    if not young or booking["cancelled_desk"] != op.desk:
        raise OperationRefusedError("undo-too-late")
    if not _hold_again(batch, booking):
        batch.open_task("undo-number-gone", patient_id=booking["patient_id"], booking_id=op.entity)
        raise OperationRefusedError("number-gone")


def move(batch: Batch, op: Operation) -> numbers.Taken:
    """Give the new number first; only then is the old one freed (G42). A claim may be refused, a promise not (I2)."""
    facts = Facts(op)
    left = batch.bookings.get(facts.text("from"))
    promised = pool.right_of(op).number > 0
    subject = standing(batch, pool.patient_of(op))
    if left is not None and subject != standing(batch, left["patient_id"]):
        raise OperationRefusedError("person-differs")
    event = None if left is None else changes.leaving(BookingState(left["state"]))
    if left is not None:
        _touch(batch, left)
    if not promised:
        if left is None or event is None:
            raise OperationRefusedError("cannot-change")
        if event is BookingEvent.CANCEL and _freely(batch, left, op) is Freely.LATE:
            raise OperationRefusedError("cancel-late")
    source = left["booking_id"] if left is not None else None
    taken = (pool.promise if promised else pool.claim)(batch, op, source)
    if left is None or event is None:
        batch.open_task(
            "move-old-kept", patient_id=op.subject, booking_id=op.entity, reason=facts.text("from")
        )
        return taken
    _end(batch, left, op, next_state(BookingState(left["state"]), event), changes.MOVED)
    return taken


def ask_late(batch: Batch, op: Operation) -> None:
    """Take a request for a late cancellation with the asker's signature; a supervisor finds it on the list."""
    facts = Facts(op)
    effect = LateCancelEffect(
        TaskId(op.entity), BookingId(facts.text("booking_id")), op.author, facts.text("reason")
    )
    check_signature(batch, op, effect.to_bytes(), Action.CANCEL, purpose=changes.LATE_SIGNED_AS)
    file_task(batch, op, changes.LATE_TASK, effect.booking_id, effect.reason)


def cancel_late(batch: Batch, op: Operation) -> None:
    """End a booking late: by another person than the asker, permitted, who signed the same effect (A3)."""
    task = batch.tasks.get(Facts(op).text("ask_id"))
    booking = batch.bookings.get(op.entity)
    if booking is not None:
        _touch(batch, booking)
    if (
        task is None
        or task["kind"] != changes.LATE_TASK
        or task["booking_id"] != op.entity
        or booking is None
    ):
        raise OperationRefusedError("task-unknown")
    batch.touched.add(feed.CLINIC, "task", task["task_id"])
    if task["state"] != OPEN:
        raise OperationRefusedError("task-not-open")
    if task["asked_by"] == op.author:
        raise OperationRefusedError("self-approval")
    effect = LateCancelEffect(
        TaskId(task["task_id"]), BookingId(op.entity), StaffId(task["asked_by"]), task["reason"]
    )
    check_signature(batch, op, effect.to_bytes(), Action.APPROVE_LATE_CANCEL, purpose=changes.LATE_SIGNED_AS)
    batch.tasks.change(
        task["task_id"], state="resolved", outcome="confirmed", resolved_by=op.author, resolved_at=batch.now
    )
    try:
        after = next_state(BookingState(booking["state"]), BookingEvent.CANCEL_LATE)
    except IllegalTransitionError:
        raise OperationRefusedError("cannot-change") from None
    _end(batch, booking, op, after, task["reason"])


def _freely(batch: Batch, booking: Row, op: Operation) -> Freely:
    """Judge at the time of the event: a desk off line could not do it later."""
    session = batch.sessions.get(booking["session_id"])
    state = BookingState(booking["state"])
    if session is None:
        return changes.freely(state, op.happened_at + HALF_HOUR, op.happened_at)
    starts = begins(session, booking["half_hour"])
    until = rules.until_free(batch, booking, session, starts, op.happened_at)
    return changes.freely(state, until, op.happened_at)


def _end(
    batch: Batch, booking: Row, op: Operation, after: BookingState, reason: str, *, rests: bool = True
) -> None:
    """Write the end of a booking and let its number go."""
    end(batch, booking, after, reason, op.happened_at, op.desk, rests=rests)


def _hold_again(batch: Batch, booking: Row) -> bool:
    """Let a cancelled booking hold its number again, unless somebody else has it."""
    if not hold_again(batch, booking):
        return False
    before = BookingState(booking["cancelled_from"])
    batch.bookings.change(
        booking["booking_id"], state=before.value, cancelled_at=None, cancel_reason="", cancelled_from="",
        cancelled_desk=None, version=booking["version"] + 1,
    )  # fmt: skip
    if booking["provisional"]:
        batch.checks.add(
            booking_id=booking["booking_id"], patient_id=booking["patient_id"], state="waiting", due_at=batch.now,
            tries=0, outcome="",
        )  # fmt: skip
    _touch(batch, booking)
    return True


def _put_back(batch: Batch, left_id: str) -> None:
    """A move whose answer never came is withdrawn: the patient has the old number again, or a supervisor is told."""
    left = batch.bookings.get(left_id)
    if (
        left is None
        or left["state"] != BookingState.CANCELLED.value
        or left["cancel_reason"] != changes.MOVED
    ):
        return
    if not _hold_again(batch, left):
        batch.open_task("move-cut-off", patient_id=left["patient_id"], booking_id=left_id)


def _touch(batch: Batch, booking: Row) -> None:
    pool.touch(batch, booking["patient_id"], booking["booking_id"], booking["session_id"])
