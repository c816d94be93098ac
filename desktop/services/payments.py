"""Payments at the window: quote, pay by cash, QR or insurance, receipt, refund, receipt again (G44, G53, G55).

On line a payment is asked of central and shown after its answer, so that a session stopped meanwhile takes no money.
Off line it is recorded and always kept: what turns out wrong becomes a supervisor's task, money is never lost sight of.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop.domain.audit import AuditAct
from desktop.domain.bookings import BookingState
from desktop.domain.errors import (
    CentralRefusedError,
    CentralUnreachableError,
    KnownError,
    SessionStoppedError,
)
from desktop.domain.fees import Fee
from desktop.domain.ids import BookingId
from desktop.domain.masking import Surface, mask_name
from desktop.domain.operations import Operation, OperationResult, ResultStatus
from desktop.domain.payments import (
    Amounts,
    EntryKind,
    NothingOwedError,
    NotPayableError,
    Second,
    check_payable,
    check_payment,
    refundable_fen,
)
from desktop.domain.receipts import Receipt
from desktop.domain.schedules import SessionState
from desktop.domain.staff import Action
from desktop.ports.central import Exchange
from desktop.ports.money import StoredPayment
from desktop.ports.store import StoredBooking, Transaction
from desktop.services.desk import Desk, Line
from desktop.services.money_acts import (
    DONE,
    PENDING,
    REFUSED,
    give_back,
    money_of,
    own_shift,
    record_payment,
    trace_money,
)

TRIES = 3


@dataclass(frozen=True, slots=True)
class Wish:
    """What the clerk typed: amounts by channel, cash given, reference numbers, electronic invoice."""

    amounts: Amounts
    given_fen: int = 0
    qr_ref: str = ""
    insurance_ref: str = ""
    invoice_no: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """What stands on the payment panel; the name is masked."""

    booking_id: BookingId
    masked_name: str
    department: str
    doctor: str
    number: int
    state: str
    stopped: bool
    fee: Fee
    settled_fen: int
    owed_fen: int
    refundable_fen: int
    shift_open: bool


class PaymentService:
    """Takes and gives back money in the clerk's own shift."""

    def __init__(self, desk: Desk, exchange: Exchange, line: Line) -> None:
        self._desk = desk
        self._exchange = exchange
        self._line = line

    def quote(self, booking_id: BookingId) -> Quote:
        """Return what a booking costs, holds and owes; raises CentralRefusedError when it is not here."""
        desk = self._desk
        desk.require(Action.TAKE_PAYMENT)
        with desk.store.read() as tx:
            booking = _booking(tx, booking_id)
            money = money_of(tx, booking)
            department, doctor, stopped = _place(tx, booking)
            patient = tx.patients.get(booking.patient_id)
            state = BookingState(booking.state)
            open_shift = tx.money.open_shift(desk.keys.desk.desk, desk.keys.staff.staff_id)
            return Quote(
                booking_id, mask_name(patient.record.name, Surface.LIST) if patient else "", department, doctor,
                booking.number, booking.state, stopped, money.fee, money.ledger.settled_fen, money.owed_fen,
                refundable_fen(state, money.ledger, money.fee.due_fen), open_shift is not None,
            )  # fmt: skip

    def pay(self, booking_id: BookingId, wish: Wish) -> Receipt:
        """Record a payment and return its receipt.

        Raises NoOpenShiftError, NotPayableError, SessionStoppedError, NothingOwedError, AmountDiffersError,
        ReferenceInvalidError, CashTooLittleError; nothing is saved then.
        """
        self._desk.require(Action.TAKE_PAYMENT)
        online = self._line.online()
        payment, operation = self._write(booking_id, wish, online=online)
        if online:
            try:
                self._settle(payment, self._answer_to(operation))
            except CentralUnreachableError:
                self._line.line_lost()
                with self._desk.store.write() as tx:
                    insist(self._desk, tx, payment)
        return self.receipt(payment.id)

    def refund(self, booking_id: BookingId, reason: str, fen: int | None = None) -> tuple[Receipt, ...]:
        """Give back by the channels it came by, and return the receipts; raises what money_acts.give_back does."""
        desk = self._desk
        desk.require(Action.REFUND)
        with desk.store.write() as tx:
            done = give_back(desk, tx, _booking(tx, booking_id), reason, fen)
        return tuple(self.receipt(back.id) for back in done)

    def receipt(self, payment_id: str, reprint: int = 0) -> Receipt:
        """Return the receipt of a payment or refund that is saved (A4)."""
        place = self._desk.place
        with self._desk.store.read() as tx:
            paid = tx.money.get(payment_id)
            if paid is None or paid.state == REFUSED:
                raise CentralRefusedError(reason="booking-gone")
            booking = _booking(tx, paid.booking_id)
            patient = tx.patients.get(booking.patient_id)
            department, doctor, _ = _place(tx, booking)
            money = money_of(tx, booking)
            paying = paid.kind is EntryKind.PAY
        return Receipt(
            payment_id=payment_id,
            kind=paid.kind,
            hospital=place.hospital,
            department=department,
            doctor=doctor,
            number=booking.number,
            masked_name=mask_name(patient.record.name, Surface.SLIP) if patient else "",
            due_fen=paid.due_fen,
            amounts=paid.amounts,
            given_fen=paid.given_fen,
            change_fen=max(0, paid.given_fen - paid.amounts.cash_fen) if paid.given_fen else 0,
            qr_ref=paid.qr_ref,
            insurance_ref=paid.insurance_ref,
            invoice_no=paid.invoice_no,
            window=place.window,
            staff_name=self._desk.keys.staff.name,
            at=paid.at,
            reprint=reprint,
            unsigned=paid.second is Second.WAITING,
            carried=paying and paid.of is not None,
            void=paying and not money.ledger.left_of(payment_id).total,
        )

    def _write(self, booking_id: BookingId, wish: Wish, *, online: bool) -> tuple[StoredPayment, Operation]:
        desk = self._desk
        with desk.store.write() as tx:
            booking = _booking(tx, booking_id)
            session = tx.schedules.session(booking.session_id)
            check_payable(BookingState(booking.state), session.state if session else SessionState.STOPPED)
            money = money_of(tx, booking)
            check_payment(
                money.owed_fen, wish.amounts, given_fen=wish.given_fen, qr_ref=wish.qr_ref,
                insurance_ref=wish.insurance_ref,
            )  # fmt: skip
            payment = StoredPayment(
                id=desk.new_id(), booking_id=booking_id, kind=EntryKind.PAY, amounts=wish.amounts,
                due_fen=money.fee.due_fen, shift_id=own_shift(desk, tx).id, staff_id=desk.keys.staff.staff_id,
                at=desk.clock.now(), day=desk.today(), qr_ref=wish.qr_ref, insurance_ref=wish.insurance_ref,
                invoice_no=wish.invoice_no, given_fen=wish.given_fen, state=PENDING if online else DONE,
            )  # fmt: skip
            operation = record_payment(desk, tx, booking, payment, offline=not online)
            tx.money.put(payment)
            trace_money(desk, tx, AuditAct.PAY, booking, payment.id, {"fen": wish.amounts.total})
        return payment, operation

    def _answer_to(self, operation: Operation) -> OperationResult:
        for _ in range(TRIES):
            self._exchange.run(pull=False)
            with self._desk.store.read() as tx:
                result = tx.outbox.result_of(operation.id)
            if result is not None:
                return result
        raise CentralUnreachableError(cause="no-answer-to-payment")

    def _settle(self, payment: StoredPayment, result: OperationResult) -> None:
        accepted = result.status is ResultStatus.ACCEPTED
        with self._desk.store.write() as tx:
            tx.money.put(replace(payment, state=DONE if accepted else REFUSED))
        if not accepted:
            raise _refusal(result.reason)


def insist(desk: Desk, tx: Transaction, payment: StoredPayment) -> None:
    """The line broke before the answer, the money is in the drawer: the same payment goes up as taken off line."""
    booking = _booking(tx, payment.booking_id)
    record_payment(desk, tx, booking, payment, offline=True)
    tx.money.put(replace(payment, state=DONE))


def insist_on_unfinished(desk: Desk, tx: Transaction) -> None:
    """Do so for payments of the open shift that were cut off when the program ended."""
    shift = tx.money.open_shift(desk.keys.desk.desk, desk.keys.staff.staff_id)
    for payment in tx.money.of_shift(shift.id) if shift else ():
        if payment.state == PENDING:
            insist(desk, tx, payment)


def _refusal(reason: str) -> KnownError:
    known: dict[str, type[KnownError]] = {e.code: e for e in (SessionStoppedError, NothingOwedError)}
    if reason == NotPayableError.code:
        return NotPayableError(state="elsewhere")
    return known[reason]() if reason in known else CentralRefusedError(reason=reason)


def _booking(tx: Transaction, booking_id: BookingId) -> StoredBooking:
    booking = tx.bookings.get(booking_id)
    if booking is None:
        raise CentralRefusedError(reason="booking-gone")
    return booking


def _place(tx: Transaction, booking: StoredBooking) -> tuple[str, str, bool]:
    """Return department, doctor and whether the session is stopped."""
    session = tx.schedules.session(booking.session_id)
    if session is None:
        return "", "", False
    doctor = tx.schedules.doctor(session.doctor_id)
    department = next((d.name for d in tx.schedules.departments() if d.id == session.department_id), "")
    return department, doctor.name if doctor else "", session.state is SessionState.STOPPED
