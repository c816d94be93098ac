"""Money inside a transaction: what a booking costs and holds, and giving it back together with the act (G44, G47)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from desktop.domain.audit import AuditAct
from desktop.domain.bookings import BookingState
from desktop.domain.carrying import CARRIED, plan_carry
from desktop.domain.documents import age_on
from desktop.domain.fees import TARIFF, Fee, Tariff, grade_of
from desktop.domain.operations import Operation, OperationKind
from desktop.domain.payments import (
    Amounts,
    EntryKind,
    Ledger,
    Return,
    Second,
    check_refund,
    refundable_fen,
)
from desktop.domain.schedules import clinic_time
from desktop.domain.shifts import NoOpenShiftError, Shift
from desktop.domain.staff import Action, allowed
from desktop.ports.money import StoredPayment
from desktop.ports.store import StoredBooking, Transaction
from desktop.services.desk import Desk

PENDING, DONE, REFUSED = "pending", "done", "refused"


@dataclass(frozen=True, slots=True)
class Money:
    """A booking's fee and ledger."""

    fee: Fee
    ledger: Ledger
    entries: tuple[StoredPayment, ...]

    @property
    def owed_fen(self) -> int:
        """Return what is still to be paid."""
        return self.ledger.owed_fen(self.fee.due_fen)


def tariff_of(tx: Transaction) -> Tariff:
    """Return the newest tariff this desk has; an empty one reduces nothing."""
    raw = tx.state.get(TARIFF)
    return Tariff() if raw is None else Tariff.from_bytes(raw)


def money_of(tx: Transaction, booking: StoredBooking) -> Money:
    """Return what a booking costs its patient and what was paid."""
    session = tx.schedules.session(booking.session_id)
    doctor = tx.schedules.doctor(session.doctor_id) if session else None
    patient = tx.patients.get(booking.patient_id)
    birth = patient.record.birth_date() if patient else None
    age = age_on(birth, booking.day) if birth else None
    grade = grade_of(doctor.title if doctor else "")
    fee = tariff_of(tx).fee(booking.fee_fen, grade, booking.day, age)
    entries = tx.money.of_booking(booking.id)
    return Money(fee, Ledger(e.entry() for e in entries), entries)


def own_shift(desk: Desk, tx: Transaction) -> Shift:
    """Return the clerk's open shift at this desk; raises NoOpenShiftError."""
    shift = tx.money.open_shift(desk.keys.desk.desk, desk.keys.staff.staff_id)
    if shift is None:
        raise NoOpenShiftError
    return shift


def give_back(
    desk: Desk, tx: Transaction, booking: StoredBooking, reason: str, fen: int | None = None
) -> tuple[StoredPayment, ...]:
    """Give back what the booking's state allows (all of it unless `fen` says how much), by the channels it came by.

    Call it in the transaction that cancels or changes the booking, with the booking as it is afterwards; a booking
    that holds no money gives back nothing and needs no shift. Raises NoOpenShiftError, LateRefundError,
    RefundTooMuchError, NotPermittedError.
    """
    money = money_of(tx, booking)
    state = BookingState(booking.state)
    most = refundable_fen(state, money.ledger, money.fee.due_fen)
    if most == 0 and fen is None:
        return ()
    desk.require(Action.REFUND)
    amount = most if fen is None else fen
    at = desk.clock.now()
    second = check_refund(
        state, money.ledger, money.fee.due_fen, amount,
        may_late=allowed(desk.role, Action.REFUND_LATE), alone=tariff_of(tx).alone_at(clinic_time(at)),
    )  # fmt: skip
    shift = own_shift(desk, tx)
    paid = {entry.id: entry for entry in money.entries}
    return tuple(
        _refund(desk, tx, booking, paid[part.payment_id], part, shift, reason, second)
        for part in money.ledger.plan_return(amount)
    )


def carry_over(
    desk: Desk, tx: Transaction, left: StoredBooking, fresh: StoredBooking, reason: str
) -> tuple[StoredPayment, ...]:
    """Let the money of a booking that was left pay the one that replaces it; returns what there is a receipt for.

    Call it in the transaction that ends `left`, with both bookings as they are afterwards. What the new one does not
    cost goes back by its channel. Raises NoOpenShiftError, NotPermittedError.
    """
    money = money_of(tx, left)
    if money.ledger.settled_fen == 0:
        return ()
    for action in (Action.REFUND, Action.TAKE_PAYMENT):
        desk.require(action)
    shift, due = own_shift(desk, tx), money_of(tx, fresh).fee.due_fen
    plan = plan_carry(money.ledger, due)
    paid = {entry.id: entry for entry in money.entries}
    done = [
        _refund(desk, tx, left, paid[part.payment_id], part, shift, reason, Second.NOT_NEEDED)
        for part in plan.back
    ]
    for part in plan.kept:
        _refund(desk, tx, left, paid[part.payment_id], part, shift, CARRIED, Second.NOT_NEEDED)
        done.append(_carried(desk, tx, fresh, paid[part.payment_id], part, shift, due))
    return tuple(done)


def _carried(
    desk: Desk, tx: Transaction, fresh: StoredBooking, paid: StoredPayment, part: Return, shift: Shift, due_fen: int
) -> StoredPayment:  # fmt: skip
    """Record a kept part under the new booking: told, never asked, because the money is here already."""
    payment = replace(
        paid, id=desk.new_id(), booking_id=fresh.id, amounts=part.amounts, of=paid.id, due_fen=due_fen,
        given_fen=part.amounts.cash_fen, qr_ref=paid.qr_ref if part.amounts.qr_fen else "",
        insurance_ref=paid.insurance_ref if part.amounts.insurance_fen else "", invoice_no="",
        shift_id=shift.id, staff_id=desk.keys.staff.staff_id, at=desk.clock.now(), day=desk.today(), reason="",
        state=DONE, version=0,
    )  # fmt: skip
    record_payment(desk, tx, fresh, payment, offline=True)
    tx.money.put(payment)
    trace_money(desk, tx, AuditAct.PAY, fresh, payment.id, {"fen": part.amounts.total, "carried": 1})
    return payment


def record_payment(
    desk: Desk, tx: Transaction, booking: StoredBooking, payment: StoredPayment, *, offline: bool
) -> Operation:
    """Write the operation of a payment; `offline`: it is told to central, not asked."""
    facts = {**amount_facts(payment.amounts), "booking_id": booking.id, "shift_id": payment.shift_id}
    facts |= {"due_fen": payment.due_fen, "given_fen": payment.given_fen, "qr_ref": payment.qr_ref}
    facts |= {"insurance_ref": payment.insurance_ref, "invoice_no": payment.invoice_no, "offline": offline}
    if payment.of is not None:
        facts["of"] = payment.of
    subject = booking.patient_id or None
    return desk.record(tx, OperationKind.RECORD_PAYMENT, payment.id, subject=subject, facts=facts)


def _refund(
    desk: Desk, tx: Transaction, booking: StoredBooking, paid: StoredPayment, part: Return, shift: Shift, reason: str,
    second: Second,
) -> StoredPayment:  # fmt: skip
    back = replace(
        paid, id=desk.new_id(), kind=EntryKind.REFUND, amounts=part.amounts, of=paid.id, given_fen=0, second=second,
        qr_ref=paid.qr_ref if part.amounts.qr_fen else "",
        insurance_ref=paid.insurance_ref if part.amounts.insurance_fen else "",
        shift_id=shift.id, staff_id=desk.keys.staff.staff_id, at=desk.clock.now(), day=desk.today(), reason=reason,
        state=DONE, version=0,
    )  # fmt: skip
    facts = {**amount_facts(part.amounts), "booking_id": booking.id, "of": paid.id, "shift_id": shift.id}
    facts |= {"due_fen": back.due_fen, "reason": reason, "second": second.value}
    subject = booking.patient_id or None
    desk.record(tx, OperationKind.REFUND_PAYMENT, back.id, subject=subject, facts=facts)
    tx.money.put(back)
    trace_money(desk, tx, AuditAct.REFUND, booking, back.id, {"fen": part.amounts.total, "reason": reason})
    return back


def amount_facts(amounts: Amounts) -> dict[str, object]:
    """Return an amount as an operation tells it."""
    return {
        "cash_fen": amounts.cash_fen,
        "qr_fen": amounts.qr_fen,
        "insurance_fen": amounts.insurance_fen,
    }


def trace_money(
    desk: Desk, tx: Transaction, act: AuditAct, booking: StoredBooking, object_id: str, facts: Mapping[str, str | int]
) -> None:  # fmt: skip
    """Append the audit row of a payment or refund."""
    patient = tx.patients.get(booking.patient_id)
    desk.trace(tx, act, subject=patient.audit_id if patient else None, object_id=object_id, facts=facts)
