"""Operations on the lines: check-in and every step in front of a room, by the desks' own rules (G32-G39, G45, N30).

Two desks may act on the same booking while they do not hear of each other: what central got first holds, and the other
act becomes a supervisor's task, unless it wanted the same. An act that its own desk should not have taken is refused.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from central.services import pick_up
from central.services.batch import Batch, Facts
from central.services.clock_says import came_late
from central.services.errors import OperationRefusedError
from central.services.giving_back import hold_again
from central.store import feed
from central.store import queue as places
from desktop.domain.bookings import BookingState, IllegalTransitionError
from desktop.domain.operations import Operation
from desktop.domain.queue_entry import PriorityClass, QueueEntry
from desktop.domain.queueing import (
    IN_LINE,
    SERVED,
    Act,
    CheckInBy,
    ExcuseReason,
    QueueStep,
    StepUndoLateError,
    new_entry,
    set_by_the_clock,
    state_after,
    stood_before,
    take,
    undo,
)
from desktop.domain.schedules import clinic_day
from desktop.domain.staff import Action

CONFLICT = "queue-conflict"
# somebody came in time while the line was down, and their number is another's by now; somebody was let in too late
NUMBER_GONE, CAME_LATE = "collect-number-gone", "collected-late"
ALREADY = "already-so"
EXCUSABLE = frozenset({BookingState.BOOKED, BookingState.NO_SHOW, BookingState.LAPSED})
CAME = IN_LINE | SERVED | {BookingState.CHECKED_IN, BookingState.MISSED}
Row = dict[str, Any]
RIGHTS = {QueueStep.CHECK_IN: Action.CHECK_IN, QueueStep.EXCUSE: Action.EXCUSE}


@dataclass(frozen=True, slots=True)
class Stands:
    """A booking as central has it."""

    booking_id: str
    state: BookingState
    entry: QueueEntry


def apply_step(batch: Batch, op: Operation) -> str:
    """Take a step, or tell why it has no effect: "already-so", "queue-conflict"; raises OperationRefusedError."""
    facts = Facts(op)
    act, seen = _act(op, facts), _seen(facts)
    _refuse_unpermitted(batch, op, act.step)
    row = batch.bookings.get(op.entity)
    if row is None:
        raise OperationRefusedError("booking-unknown")
    touch(batch, row["patient_id"], op.entity)
    if act.step is QueueStep.CHECK_IN and row["day"] != clinic_day(op.happened_at):
        raise OperationRefusedError("not-today")
    _refuse_impossible(act.step, seen)
    here = stands(batch, op.entity)
    if act.step is QueueStep.CHECK_IN:
        came = _came(batch, op, facts, row, here)
        if came is None:
            return CONFLICT
        here = came
    if here.state is not seen and not _excused(act.step, here.state):
        return _too_late(batch, here, act, seen, row["patient_id"])
    if act.step is QueueStep.UNDO:
        return _undo(batch, here, act, facts.text("undoes"), row["patient_id"])
    _refuse_elsewhere(batch, act)
    if here.state is BookingState.LAPSED and not hold_again(batch, row):
        raise OperationRefusedError("number-gone")
    passed = _served(batch, here.entry.session_id) if act.step is QueueStep.REQUEUE else 0
    in_force = batch.rules.queue_at(op.happened_at)
    state, entry = take(here.state, here.entry, replace(act, passed=passed, rules=in_force))
    put(batch, op.entity, state, entry)
    return ""


def _came(batch: Batch, op: Operation, facts: Facts, row: Row, here: Stands) -> Stands | None:
    """Return how a booking stood when its person came, None when that cannot stand and a supervisor was told.

    The clock may have spoken while the desk that saw the person come was off line: who came in time came, and has the
    number again unless somebody else has it by now.
    """
    seen = _seen(facts)
    if not pick_up.check(batch, op, facts, row, seen):
        _conflict(batch, here, row["patient_id"])
        return None
    if came_late(batch, row, excused=here.entry.excused, seen=seen, at=op.happened_at):
        _tell(batch, CAME_LATE, here, row["patient_id"])
    if not set_by_the_clock(here.state, here.entry):
        return here
    if here.state is BookingState.LAPSED and not hold_again(batch, row):
        _tell(batch, NUMBER_GONE, here, row["patient_id"])
        return None
    return Stands(op.entity, *stood_before(here.entry))


def _refuse_unpermitted(batch: Batch, op: Operation, step: QueueStep) -> None:
    action = RIGHTS.get(step, Action.QUEUE)
    if not any(batch.people.may(op.author, action, at) for at in (op.happened_at, batch.now)):
        raise OperationRefusedError("not-permitted")


def _refuse_impossible(step: QueueStep, seen: BookingState) -> None:
    """What the desk itself saw forbade it: no honest desk sends this."""
    if step is QueueStep.UNDO:
        return
    try:
        state_after(step, seen)
    except IllegalTransitionError as error:
        raise OperationRefusedError(error.code) from error


def _refuse_elsewhere(batch: Batch, act: Act) -> None:
    if act.step is QueueStep.TRANSFER and batch.sessions.get(act.to_session) is None:
        raise OperationRefusedError("session-unknown")


def _too_late(batch: Batch, here: Stands, act: Act, seen: BookingState, patient_id: str) -> str:
    wanted = None if act.step is QueueStep.UNDO else state_after(act.step, seen)
    if wanted is here.state or (act.step is QueueStep.CHECK_IN and here.state in CAME):
        return ALREADY
    return _conflict(batch, here, patient_id)


def _excused(step: QueueStep, state: BookingState) -> bool:
    """An excuse holds whether or not the desk has heard that the clock spoke."""
    return step is QueueStep.EXCUSE and state in EXCUSABLE


def _undo(batch: Batch, here: Stands, act: Act, undoes: str, patient_id: str) -> str:
    try:
        state, entry = undo(here.entry, undoes, act)
    except StepUndoLateError:
        return _conflict(batch, here, patient_id)
    put(batch, here.booking_id, state, entry)
    return ""


def _conflict(batch: Batch, here: Stands, patient_id: str) -> str:
    _tell(batch, CONFLICT, here, patient_id)
    return CONFLICT


def _tell(batch: Batch, kind: str, here: Stands, patient_id: str) -> None:
    person = batch.patients.get(patient_id) if patient_id else None
    known = patient_id if person is not None and person["state"] == "live" else None
    batch.open_task(kind, patient_id=known, booking_id=here.booking_id, reason=here.state.value)


def _act(op: Operation, facts: Facts) -> Act:
    try:
        step = QueueStep(facts.text("step"))
        how = CheckInBy(facts.text("how")) if facts.has("how") else CheckInBy.LIST
        priority = PriorityClass(facts.text("priority")) if facts.has("priority") else None
    except ValueError as error:
        raise OperationRefusedError("malformed") from error
    target = facts.text("to_session") if step is QueueStep.TRANSFER else ""
    if step is QueueStep.PRIORITY and priority is None:
        raise OperationRefusedError("malformed")
    reason = facts.text("reason") if step is QueueStep.EXCUSE and facts.has("reason") else ""
    if reason and reason not in set(ExcuseReason):
        raise OperationRefusedError("malformed")
    return Act(step, op.happened_at, op.author, op.id, how, priority, target, reason=reason)


def _seen(facts: Facts) -> BookingState:
    try:
        return BookingState(facts.text("from"))
    except ValueError as error:
        raise OperationRefusedError("malformed") from error


def stands(batch: Batch, booking_id: str) -> Stands:
    """Return how a booking stands, with its place in the line."""
    booking, place = batch.bookings.get(booking_id), batch.queue.get(booking_id)
    assert booking is not None
    entry = QueueEntry.from_bytes(bytes(place["entry"])) if place else new_entry(booking["session_id"])
    return Stands(booking_id, BookingState(booking["state"]), entry)


def _served(batch: Batch, session_id: str) -> int:
    """Return how many of a line have had their turn, what this exchange changed included."""
    ids = places.places_of_session(batch.connection, batch.hospital, session_id)
    batch.queue.load((booking,) for booking in ids)
    here = [row["booking_id"] for row in batch.queue.present() if row["session_id"] == session_id]
    batch.bookings.load((booking,) for booking in here)
    found = [batch.bookings.get(booking) for booking in here]
    return sum(row is not None and BookingState(row["state"]) in SERVED for row in found)


def put(batch: Batch, booking_id: str, state: BookingState, entry: QueueEntry) -> None:
    """Write where a booking stands now."""
    booking = batch.bookings.get(booking_id)
    assert booking is not None
    batch.bookings.change(booking_id, state=state.value, version=booking["version"] + 1)
    values: dict[str, str | bytes | datetime | None] = {
        "session_id": entry.session_id, "entry": entry.to_bytes(), "checked_in_at": entry.checked_in_at,
        "called_at": entry.called_at, "started_at": entry.started_at, "finished_at": entry.finished_at,
    }  # fmt: skip
    if batch.queue.get(booking_id) is None:
        batch.queue.add(booking_id=booking_id, **values)
    else:
        batch.queue.change(booking_id, **values)


def touch(batch: Batch, patient_id: str, booking_id: str) -> None:
    """Move person and booking in the feed."""
    if patient_id:
        batch.touched.add(feed.CLINIC, "patient", patient_id)
    batch.touched.add(feed.CLINIC, "booking", booking_id)
