"""Cancel, undo, move: what a clerk changes on a booking that stands (G42, G43, N30)."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime

from desktop.domain import changes
from desktop.domain.audit import AuditAct
from desktop.domain.bookings import BookingEvent, BookingState, next_state
from desktop.domain.changes import (
    Freely,
    NumberGoneError,
    RefundOwed,
)
from desktop.domain.errors import CentralUnreachableError
from desktop.domain.ids import BookingId, SessionId
from desktop.domain.operations import Operation, OperationKind, ResultStatus, Right
from desktop.domain.payments import EntryKind
from desktop.domain.slips import Slip
from desktop.domain.staff import Action
from desktop.ports.central import Exchange
from desktop.ports.store import StoredBooking, Transaction
from desktop.services import slot_acts
from desktop.services.desk import Desk, Line
from desktop.services.money_acts import carry_over, money_of, own_shift
from desktop.services.registration import UndoTooLateError
from desktop.services.rules import refuse_by_rule
from desktop.services.slips import SlipService

CANCELLED = "cancelled/"


@dataclass(frozen=True, slots=True)
class Cancelled:
    """What a cancellation left: the amount owed back, until when it can be undone, refunds to print a receipt of."""

    booking_id: BookingId
    owed: RefundOwed
    undo_until: datetime
    refunds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Moved:
    """The booking that replaces another; `difference_fen` is what the patient pays more (or gets back, below 0).

    `money` are the payments and refunds of the act, each with a receipt; `owed_fen` is still to be paid, `returned_fen`
    went back.
    """

    booking_id: BookingId
    slip: Slip
    old_number: int
    difference_fen: int
    offline: bool
    money: tuple[str, ...] = ()
    owed_fen: int = 0
    returned_fen: int = 0


class ChangeService:
    """Every act is one transaction with its operation and trace; off line it is kept and goes up later."""

    def __init__(self, desk: Desk, exchange: Exchange, line: Line, slips: SlipService) -> None:
        self._desk = desk
        self._exchange = exchange
        self._line = line
        self._slips = slips

    # ------------------------------------------------------------ what may be done, what is owed
    def freely(self, booking: StoredBooking) -> Freely:
        """Return whether the booking may be given back freely, only late, or not at all."""
        with self._desk.store.read() as tx:
            return slot_acts.freely(self._desk, tx, booking)

    # ------------------------------------------------------------ cancel and undo
    def cancel(self, booking_id: BookingId, reason: str) -> Cancelled:
        """Give a number back with a reason from the list.

        Raises CancelReasonMissingError, CannotChangeError, CancelLateError (then services.late_cancel).
        """
        desk = self._desk
        desk.require(Action.CANCEL)
        slot_acts.check_reason(reason)
        with desk.store.write() as tx:
            booking = slot_acts.found(tx, booking_id)
            slot_acts.refuse_unless_free(desk, tx, booking)
            refunds = slot_acts.cancel_booking(desk, tx, booking, reason)
            self._forget_old(tx)
            note = {"from": booking.state, "reason": reason, "at": desk.clock.now().isoformat()}
            tx.state.set(CANCELLED + booking_id, json.dumps(note).encode())
        owed = changes.owed_back(BookingState.CANCELLED, booking.fee_fen)
        return Cancelled(booking_id, owed, desk.clock.now() + changes.UNDO_WINDOW, refunds)

    def _forget_old(self, tx: Transaction) -> None:
        """What can be undone no more needs no note."""
        for name in tx.state.names(CANCELLED):
            raw = tx.state.get(name)
            if (
                raw
                and datetime.fromisoformat(json.loads(raw)["at"]) + changes.UNDO_WINDOW
                < self._desk.clock.now()
            ):
                tx.state.set(name, None)

    def can_undo(self, booking_id: BookingId) -> bool:
        """Return whether the cancellation can still be undone."""
        with self._desk.store.read() as tx:
            return self._undoable(tx, tx.bookings.get(booking_id))

    def undo_cancel(self, booking_id: BookingId) -> None:
        """Take a cancellation back within 60 seconds, off line too; both stay in the log (N30).

        On line central says at once whether the number is still there; raises UndoTooLateError, NumberGoneError.
        """
        desk = self._desk
        desk.require(Action.CANCEL)
        with desk.store.write() as tx:
            booking = tx.bookings.get(booking_id)
            if booking is None or not self._undoable(tx, booking):
                raise UndoTooLateError
            state = next_state(BookingState(booking.state), BookingEvent.RESTORE)
            operation = desk.record(
                tx, OperationKind.RESTORE_BOOKING, booking_id, subject=booking.patient_id or None,
                facts={"booking_id": booking_id},
            )  # fmt: skip
            tx.bookings.put(replace(booking, state=state.value))
            tx.state.set(CANCELLED + booking_id, None)
            told = {"before": booking.state, "after": BookingState.BOOKED.value}
            slot_acts.trace_change(desk, tx, AuditAct.RESTORE, booking, told)
        if self._line.online():
            self._confirm_undo(booking, operation)

    def _confirm_undo(self, booking: StoredBooking, operation: Operation) -> None:
        try:
            result = slot_acts.answer_to(self._desk, self._exchange, operation.id)
        except CentralUnreachableError:
            self._line.line_lost()
            return
        if result.status is not ResultStatus.ACCEPTED:
            with self._desk.store.write() as tx:
                tx.bookings.put(booking)
            raise NumberGoneError

    def _undoable(self, tx: Transaction, booking: StoredBooking | None) -> bool:
        raw = tx.state.get(CANCELLED + booking.id) if booking is not None else None
        if booking is None or raw is None or booking.state != BookingState.CANCELLED.value:
            return False
        note = json.loads(raw)
        at = datetime.fromisoformat(note["at"])
        return changes.may_restore(note["from"], note["reason"], at, self._desk.clock.now())

    # ------------------------------------------------------------ move
    def move(self, booking_id: BookingId, session_id: SessionId, half_hour: int, reason: str) -> Moved:
        """Give another number and free the old one, in one act: the new one first (G42).

        Off line by this desk's own number. Raises SlotTakenError, SessionStoppedError, NoRightsLeftError,
        CannotChangeError, CancelLateError; then the old number stays the patient's.
        """
        desk = self._desk
        desk.require(Action.BOOK)
        desk.require(Action.CANCEL)
        slot_acts.check_reason(reason)
        with desk.store.read() as tx:
            old = slot_acts.found(tx, booking_id)
            _refuse_unless_leaving(desk, tx, old)
            if money_of(tx, old).ledger.settled_fen > 0:
                # what was paid follows in the same act: this must not fail when central has already moved
                desk.require(Action.REFUND)
                desk.require(Action.TAKE_PAYMENT)
                own_shift(desk, tx)
        if self._line.online():
            fresh, operation, _ = self._write_move(old, session_id, half_hour, reason, claim=True)
            try:
                fresh, money = self._claimed(old, fresh, operation)
                return self._moved(old, fresh, money, offline=False)
            except CentralUnreachableError:
                self._line.line_lost()
                with desk.store.write() as tx:
                    slot_acts.cancel_booking(desk, tx, fresh, changes.LINE_LOST)
        fresh, _, money = self._write_move(old, session_id, half_hour, reason, claim=False)
        return self._moved(old, fresh, money, offline=True)

    def _write_move(
        self, old: StoredBooking, session_id: SessionId, half_hour: int, reason: str, *, claim: bool
    ) -> tuple[StoredBooking, Operation, tuple[str, ...]]:
        desk = self._desk
        money: tuple[str, ...] = ()
        with desk.store.write() as tx:
            session = slot_acts.open_session(tx, session_id)
            person = slot_acts.person_of(tx, old.patient_id)
            if changes.leaving(BookingState(old.state)) is not BookingEvent.REBOOK:
                birth = person.record.birth_date()
                refuse_by_rule(desk, tx, old.patient_id, birth, session, half_hour, instead_of=old.id)
            right = Right(session.id, half_hour)
            if not claim:
                right = slot_acts.spent_right(tx, session.id, half_hour)
            fresh = slot_acts.new_booking(desk, old.patient_id, session, right, provisional=old.provisional)
            facts = slot_acts.booking_facts(fresh) | {"from": old.id, "reason": reason}
            operation = desk.record(
                tx, OperationKind.MOVE_BOOKING, fresh.id, subject=old.patient_id, facts=facts, right=right
            )
            fresh = replace(fresh, operation_id=operation.id)
            tx.bookings.put(fresh)
            if not claim:
                money = _leave(desk, tx, old, fresh)
                slot_acts.trace_change(desk, tx, AuditAct.MOVE, fresh, {"from": old.id, "reason": reason})
        return fresh, operation, money

    def _claimed(
        self, old: StoredBooking, fresh: StoredBooking, operation: Operation
    ) -> tuple[StoredBooking, tuple[str, ...]]:
        money: tuple[str, ...] = ()
        result = slot_acts.answer_to(self._desk, self._exchange, operation.id)
        fresh = slot_acts.settled(fresh, result)
        accepted = result.status is ResultStatus.ACCEPTED
        with self._desk.store.write() as tx:
            tx.bookings.put(fresh)
            if accepted:
                money = _leave(self._desk, tx, slot_acts.found(tx, old.id), fresh)
            slot_acts.trace_change(
                self._desk, tx, AuditAct.MOVE, fresh, {"from": old.id}, result.status.value
            )
            slot_acts.count_on_board(tx, fresh, result)
        if not accepted:
            raise slot_acts.refusal(self._desk, result)
        return fresh, money

    def _moved(
        self, old: StoredBooking, fresh: StoredBooking, money: tuple[str, ...], *, offline: bool
    ) -> Moved:
        slip = self._slips.slip_of(fresh)
        with self._desk.store.read() as tx:
            owed = money_of(tx, fresh).owed_fen
            entries = [entry for one in money if (entry := tx.money.get(one)) is not None]
        back = sum(entry.amounts.total for entry in entries if entry.kind is EntryKind.REFUND)
        return Moved(fresh.id, slip, old.number, fresh.fee_fen - old.fee_fen, offline, money, owed, back)


def _refuse_unless_leaving(desk: Desk, tx: Transaction, booking: StoredBooking) -> None:
    """A booking that the hospital stopped moves freely (停诊); any other as freely as it is cancelled."""
    if changes.leaving(BookingState(booking.state)) is BookingEvent.REBOOK:
        return
    slot_acts.refuse_unless_free(desk, tx, booking)


def _leave(desk: Desk, tx: Transaction, old: StoredBooking, fresh: StoredBooking) -> tuple[str, ...]:
    """End the booking that was left; what was paid for it follows to the new one in the act (G44, G47)."""
    event = changes.leaving(BookingState(old.state))
    if event is None:
        return ()
    left = replace(old, state=next_state(BookingState(old.state), event).value)
    tx.bookings.put(left)
    return tuple(entry.id for entry in carry_over(desk, tx, left, fresh, changes.MOVED))
