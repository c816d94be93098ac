"""停诊 at central: from this moment no booking and no payment, everybody concerned suspended and informed (G48-G52)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy.engine import Connection

from central.services import pool
from central.services.batch import Batch, Facts
from central.services.carrying import carry_money
from central.services.errors import OperationRefusedError
from central.services.parts import CentralParts
from central.services.suspending import queue_message, suspend, touch
from central.store import feed, numbers, planning, stopping
from central.store.numbers import Taken
from central.store.stopping import Chosen
from desktop.domain.bookings import BookingEvent, BookingState, next_state
from desktop.domain.errors import SessionStoppedError, SlotTakenError
from desktop.domain.message_texts import MOVED, STOPPED
from desktop.domain.operations import Operation, OperationKind
from desktop.domain.plan_facts import PlanInvalidError
from desktop.domain.planning import check_range
from desktop.domain.quotas import WINDOW_CODES
from desktop.domain.schedules import HalfDay, SessionState
from desktop.domain.staff import Action
from desktop.domain.stopping import NOTED, OFFER_HELD, OPEN_STATES, AffectedState, StopReason

AT_ONCE = 100
Row = dict[str, Any]


def stop(batch: Batch, op: Operation) -> Taken:
    """Stop sessions and suspend their bookings; `number` of the answer is how many people, `epoch` how many sessions.

    The same stop again, or one of sessions that are stopped already, concerns nobody.
    """
    facts = Facts(op)
    chosen, reason, inform = _chosen(facts), _reason(facts), facts.flag("inform")
    batch.sessions.flush()
    batch.bookings.flush()
    session_ids = stopping.open_sessions(batch.connection, batch.hospital, chosen)
    for session_id in session_ids:
        session = batch.sessions.get(session_id)
        assert session is not None
        batch.sessions.change(session_id, state=SessionState.STOPPED.value, version=session["version"] + 1)
        planning.put_plan(batch.connection, batch.hospital, session_id, stop_reason=reason)
        batch.touched.add(feed.CLINIC, "session", session_id)
    booking_ids = stopping.concerned(batch.connection, batch.hospital, session_ids)
    batch.bookings.load((booking_id,) for booking_id in booking_ids)
    batch.affected.load((booking_id,) for booking_id in booking_ids)
    for booking_id in booking_ids:
        suspend(batch, booking_id, op.entity, inform=inform)
    if not stopping.has_stop(batch.connection, batch.hospital, op.entity):
        stopping.add_stop(
            batch.connection, batch.hospital, stop_id=op.entity, reason=reason, at=batch.now, stopped_by=op.author,
            first=chosen.first, last=chosen.last, sessions=len(session_ids), people=len(booking_ids),
        )  # fmt: skip
    return Taken(len(booking_ids), len(session_ids))


def inform(batch: Batch, op: Operation) -> None:
    """Send the message to one person again."""
    _open_row(batch, op)
    queue_message(batch, op.entity, STOPPED)
    touch(batch, _open_row(batch, op)["patient_id"], op.entity)


def note(batch: Batch, op: Operation) -> None:
    """Note what came of a call, or that the fee goes back; a refund ends the booking (the money has its own act)."""
    row, state = _open_row(batch, op), _noted(Facts(op))
    if state is AffectedState.REFUNDED:
        _end_booking(batch, op.entity, BookingEvent.REFUND)
        _let_go(batch, row)
    batch.affected.change(
        op.entity, state=state.value, tended_by=op.author, tended_at=batch.now, version=row["version"] + 1
    )
    touch(batch, row["patient_id"], op.entity)


def offer(batch: Batch, op: Operation) -> Taken:
    """Hold a number for somebody for some minutes while they think; a held number is nobody else's (N23, I4)."""
    row, facts = _open_row(batch, op), Facts(op)
    session_id, half_hour = facts.text("session_id"), facts.number("half_hour")
    session = batch.sessions.get(session_id)
    if session is None or session["state"] != SessionState.OPEN.value:
        raise OperationRefusedError(SessionStoppedError.code)
    _let_go(batch, row)
    number = stopping.hold(batch.connection, batch.hospital, session_id, half_hour, op.entity, WINDOW_CODES)
    if number is None:
        raise OperationRefusedError(SlotTakenError.code)
    batch.slots.forget(session_id, number)
    batch.affected.change(
        op.entity, state=AffectedState.OFFERED.value, offer_session=session_id, offer_number=number,
        offer_until=batch.now + OFFER_HELD, tended_by=op.author, tended_at=batch.now, version=row["version"] + 1,
    )  # fmt: skip
    batch.touched.add(feed.CLINIC, "session", session_id)
    touch(batch, row["patient_id"], op.entity)
    return Taken(number, 0)


def move(batch: Batch, op: Operation) -> Taken:
    """Give the held number: a new booking for no higher fee, the old one ends as rebooked and its money follows."""
    row, facts = _open_row(batch, op), Facts(op)
    new_id = facts.text("new_booking_id")
    session_id, number = row["offer_session"], row["offer_number"]
    slot = batch.slots.get(session_id, number) if session_id else None
    if slot is None or slot["state"] != numbers.HELD or slot["booking_id"] != op.entity:
        raise OperationRefusedError("offer-gone")
    session = batch.sessions.get(session_id)
    if session is None or session["state"] != SessionState.OPEN.value:
        raise OperationRefusedError(SessionStoppedError.code)
    if batch.bookings.get(new_id) is not None:
        raise OperationRefusedError("booking-exists")
    old = batch.bookings.get(op.entity)
    assert old is not None
    batch.slots.change(session_id, number, state=numbers.SPENT, booking_id=new_id, desk_id=None)
    pool.book_held(batch, op, new_id, old, slot, min(old["fee_fen"], session["fee_fen"]), session["day"])
    carry_money(batch, op, op.entity, new_id)
    _end_booking(batch, op.entity, BookingEvent.REBOOK)
    batch.affected.change(
        op.entity, state=AffectedState.MOVED.value, moved_to=new_id, offer_until=None, tended_by=op.author,
        tended_at=batch.now, version=row["version"] + 1,
    )  # fmt: skip
    queue_message(batch, op.entity, MOVED)
    touch(batch, row["patient_id"], op.entity)
    return Taken(number, slot["epoch"])


def end_offers(parts: CentralParts) -> int:
    """Give held numbers back whose minutes are over; returns how many. May be run twice."""

    def work(connection: Connection) -> int:
        batch = Batch(parts, connection, "")
        rows = stopping.run_out(connection, parts.hospital_id, batch.now, AT_ONCE)
        batch.affected.load((row["booking_id"],) for row in rows)
        for row in rows:
            _let_go(batch, row)
            batch.affected.change(
                row["booking_id"], state=AffectedState.WAITING.value, offer_session=None, offer_number=None,
                offer_until=None, version=row["version"] + 1,
            )  # fmt: skip
            batch.touched.add(feed.CLINIC, "affected", row["booking_id"])
        batch.finish()
        feed.move(connection, parts.hospital_id, batch.touched)
        return len(rows)

    with parts.database.read() as connection:
        waiting = stopping.run_out(connection, parts.hospital_id, parts.now(), 1)
    return parts.database.run(work) if waiting else 0


# ---------------------------------------------------------------- small helpers
def _chosen(facts: Facts) -> Chosen:
    try:
        first, last = (date.fromisoformat(facts.text(name)) for name in ("first", "last"))
        check_range(first, last)
    except (ValueError, PlanInvalidError) as error:
        raise OperationRefusedError("malformed") from error
    chosen = Chosen(facts.text("session_id"), facts.text("doctor_id"), first, last, facts.text("half_day"))
    if not (chosen.session_id or chosen.doctor_id) or chosen.half_day not in ("", *HalfDay):
        raise OperationRefusedError("malformed")
    return chosen


def _reason(facts: Facts) -> str:
    try:
        return StopReason(facts.text("reason")).value
    except ValueError as error:
        raise OperationRefusedError("malformed") from error


def _noted(facts: Facts) -> AffectedState:
    state = facts.text("state")
    if state not in NOTED:
        raise OperationRefusedError("malformed")
    return AffectedState(state)


def _open_row(batch: Batch, op: Operation) -> Row:
    row = batch.affected.get(op.entity)
    if row is None or row["state"] not in OPEN_STATES or op.subject != row["patient_id"]:
        raise OperationRefusedError("not-affected")
    return row


def _end_booking(batch: Batch, booking_id: str, event: BookingEvent) -> None:
    booking = batch.bookings.get(booking_id)
    assert booking is not None
    if booking["state"] == BookingState.SUSPENDED.value:
        state = next_state(BookingState.SUSPENDED, event)
        batch.bookings.change(booking_id, state=state.value, version=booking["version"] + 1)


def _let_go(batch: Batch, row: Row) -> None:
    if row["offer_session"] and row["offer_number"]:
        stopping.let_go(
            batch.connection, batch.hospital, row["offer_session"], row["offer_number"], row["booking_id"]
        )
        batch.slots.forget(row["offer_session"], row["offer_number"])
        batch.touched.add(feed.CLINIC, "session", row["offer_session"])


KINDS: dict[OperationKind, Callable[[Batch, Operation], Taken | None]] = {
    OperationKind.STOP_SESSIONS: stop,
    OperationKind.NOTE_AFFECTED: note,
    OperationKind.INFORM_AFFECTED: inform,
    OperationKind.OFFER_PLACE: offer,
    OperationKind.MOVE_AFFECTED: move,
}
PERMITS = {
    **dict.fromkeys(KINDS, Action.TEND_AFFECTED),
    OperationKind.STOP_SESSIONS: Action.STOP_CLINIC,
}
