"""Operations on the lines: check-in and every step in front of a room, by the desks' own rules (G32-G39, G45, N30).

Two desks may act on the same booking while they do not hear of each other: what central got first holds, and the other
act becomes a supervisor's task, unless it wanted the same. An act that its own desk should not have taken is refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from central.services import pick_up
from central.services.batch import Batch, Facts
from central.services.errors import OperationRefusedError
from central.store import feed
from central.store import queue as places
from desktop.domain.bookings import BookingState, IllegalTransitionError
from desktop.domain.lines import is_walk_in
from desktop.domain.operations import Operation
from desktop.domain.queue_entry import PriorityClass, QueueEntry
from desktop.domain.queueing import (
    IN_LINE,
    SERVED,
    THE_CLOCK,
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
from desktop.domain.schedules import SessionState, clinic_day
from desktop.domain.staff import Action

CONFLICT = "queue-conflict"
ALREADY = "already-so"
CAME = IN_LINE | SERVED | {BookingState.CHECKED_IN, BookingState.MISSED}
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
    _touch(batch, row["patient_id"], op.entity)
    if act.step is QueueStep.CHECK_IN and row["day"] != clinic_day(op.happened_at):
        raise OperationRefusedError("not-today")
    _refuse_impossible(act.step, seen)
    stands = _stands(batch, op.entity)
    if act.step is QueueStep.CHECK_IN and not pick_up.check(batch, op, facts, row, seen):
        return _conflict(batch, stands, row["patient_id"])
    if act.step is QueueStep.CHECK_IN and set_by_the_clock(stands.state, stands.entry):
        # The clock spoke while the desk that saw the person come was off line.
        stands = Stands(op.entity, *stood_before(stands.entry))
    if stands.state is not seen and not _excused(act.step, stands.state):
        return _too_late(batch, stands, act, seen, row["patient_id"])
    if act.step is QueueStep.UNDO:
        return _undo(batch, stands, act, facts.text("undoes"), row["patient_id"])
    _refuse_elsewhere(batch, act)
    passed = _served(batch, stands.entry.session_id) if act.step is QueueStep.REQUEUE else 0
    in_force = batch.rules.queue_at(op.happened_at)
    state, entry = take(stands.state, stands.entry, replace(act, passed=passed, rules=in_force))
    _put(batch, op.entity, state, entry)
    return ""


def close_sessions(batch: Batch, session_ids: Sequence[str]) -> int:
    """The session is over: who is still only booked did not come; never who was at a window that day (G39)."""
    made = 0
    for booking_id in places.still_booked(batch.connection, batch.hospital, session_ids):
        row = batch.bookings.get(booking_id)
        session = batch.sessions.get(row["session_id"]) if row else None
        if row is None or session is None or session["state"] == SessionState.STOPPED.value:
            continue
        stands = _stands(batch, booking_id)
        if stands.entry.excused or is_walk_in(row["channel"], row["made_at"], row["day"]):
            continue
        act = Act(QueueStep.NO_SHOW, batch.now, THE_CLOCK, "")
        _put(batch, booking_id, *take(stands.state, stands.entry, act))
        _touch(batch, row["patient_id"], booking_id)
        made += 1
    return made


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


def _too_late(batch: Batch, stands: Stands, act: Act, seen: BookingState, patient_id: str) -> str:
    wanted = None if act.step is QueueStep.UNDO else state_after(act.step, seen)
    if wanted is stands.state or (act.step is QueueStep.CHECK_IN and stands.state in CAME):
        return ALREADY
    return _conflict(batch, stands, patient_id)


def _excused(step: QueueStep, state: BookingState) -> bool:
    """An excuse holds whether or not the desk has heard that the clock spoke."""
    return step is QueueStep.EXCUSE and state in (BookingState.BOOKED, BookingState.NO_SHOW)


def _undo(batch: Batch, stands: Stands, act: Act, undoes: str, patient_id: str) -> str:
    try:
        state, entry = undo(stands.entry, undoes, act)
    except StepUndoLateError:
        return _conflict(batch, stands, patient_id)
    _put(batch, stands.booking_id, state, entry)
    return ""


def _conflict(batch: Batch, stands: Stands, patient_id: str) -> str:
    person = batch.patients.get(patient_id) if patient_id else None
    known = patient_id if person is not None and person["state"] == "live" else None
    batch.open_task(CONFLICT, patient_id=known, booking_id=stands.booking_id, reason=stands.state.value)
    return CONFLICT


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


def _stands(batch: Batch, booking_id: str) -> Stands:
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


def _put(batch: Batch, booking_id: str, state: BookingState, entry: QueueEntry) -> None:
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


def _touch(batch: Batch, patient_id: str, booking_id: str) -> None:
    if patient_id:
        batch.touched.add(feed.CLINIC, "patient", patient_id)
    batch.touched.add(feed.CLINIC, "booking", booking_id)
