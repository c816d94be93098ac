"""Money on the sealed store, off line: shift, payment, refund with the cancellation, all or nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest
from sqlalchemy.exc import IntegrityError

from desktop.domain.audit import AuditAct
from desktop.domain.errors import NotPermittedError, SessionStoppedError
from desktop.domain.fees import TARIFF, ReductionRow, Tariff
from desktop.domain.ids import BookingId
from desktop.domain.made_up import DEMO_STAFF
from desktop.domain.operations import OperationKind
from desktop.domain.payments import (
    Amounts,
    CashTooLittleError,
    EntryKind,
    LateRefundError,
    NothingOwedError,
    NotPayableError,
    NotRefundableError,
    Second,
)
from desktop.domain.schedules import SessionState
from desktop.domain.shifts import (
    Count,
    Difference,
    DifferenceUnexplainedError,
    NoOpenShiftError,
    ShiftAlreadyOpenError,
)
from desktop.services.payments import Wish
from tests.desk.window import Window

SUPERVISOR = next(s for s in DEMO_STAFF if s.role == "supervisor")


def cash(fen: int, given: int | None = None) -> Wish:
    return Wish(Amounts(fen), fen if given is None else given)


def booked(window: Window) -> tuple[BookingId, int]:
    confirmed = window.confirm()
    return confirmed.booking_id, window.cases.payments.quote(confirmed.booking_id).owed_fen


def put_state(window: Window, booking_id: BookingId, state: str) -> None:
    with window.desk.store.write() as tx:
        booking = tx.bookings.get(booking_id)
        assert booking is not None
        tx.bookings.put(replace(booking, state=state))


def put_tariff(window: Window, tariff: Tariff) -> None:
    with window.desk.store.write() as tx:
        tx.state.set(TARIFF, tariff.to_bytes())


@pytest.mark.rows("G53")
def test_cash_is_recorded_with_change_in_the_clerks_own_shift(window: Window) -> None:
    booking_id, owed = booked(window)
    shift = window.cases.shifts.open(20_000)
    receipt = window.cases.payments.pay(booking_id, cash(owed, 10_000))
    assert (receipt.due_fen, receipt.change_fen, receipt.kind) == (owed, 10_000 - owed, EntryKind.PAY)
    assert "*" in receipt.masked_name
    view = window.cases.shifts.view()
    assert view.shift == shift
    assert (view.took.cash_in_fen, view.expected_fen) == (owed, 20_000 + owed)
    last = window.operations()[-1]
    assert (last.kind, last.author) == (OperationKind.RECORD_PAYMENT, window.desk.keys.staff.staff_id)
    assert [row["facts"] for row in window.trace(AuditAct.PAY)] == [{"fen": owed}]
    assert window.cases.payments.quote(booking_id).owed_fen == 0


@pytest.mark.rows("G53")
def test_a_payment_is_split_over_three_channels_and_never_taken_twice(window: Window) -> None:
    booking_id, owed = booked(window)
    window.cases.shifts.open(0)
    wish = Wish(Amounts(100, 900, owed - 1000), 100, "QR-2026-0001", "YB-2026-0001", "04400112345678")
    receipt = window.cases.payments.pay(booking_id, wish)
    assert (receipt.invoice_no, receipt.insurance_ref, receipt.change_fen) == (
        "04400112345678", "YB-2026-0001", 0,
    )  # fmt: skip
    with pytest.raises(NothingOwedError):
        window.cases.payments.pay(booking_id, cash(owed))


@pytest.mark.rows("G54")
def test_without_a_shift_registration_goes_on_and_money_waits(window: Window) -> None:
    booking_id, owed = booked(window)
    before = window.counts()
    with pytest.raises(NoOpenShiftError):
        window.cases.payments.pay(booking_id, cash(owed))
    with pytest.raises(CashTooLittleError):
        window.cases.payments.pay(booking_id, cash(owed, owed - 1))
    assert window.counts() == before


@pytest.mark.parametrize("table", ["audit", "operations", "payments"])
@pytest.mark.rows("A4", "G47")
def test_when_one_row_cannot_be_written_no_money_was_taken(window: Window, table: str) -> None:
    booking_id, owed = booked(window)
    window.cases.shifts.open(0)
    before = window.counts()
    window.refuse_rows_of(table)
    with pytest.raises(IntegrityError):
        window.cases.payments.pay(booking_id, cash(owed))
    assert window.counts() == before
    assert window.cases.payments.quote(booking_id).settled_fen == 0


@pytest.mark.rows("G47", "N23")
def test_a_stopped_session_takes_no_payment(window: Window) -> None:
    booking_id, owed = booked(window)
    window.cases.shifts.open(0)
    with window.desk.store.write() as tx:
        booking = tx.bookings.get(booking_id)
        assert booking is not None
        session = tx.schedules.session(booking.session_id)
        assert session is not None
        tx.schedules.put_session(replace(session, state=SessionState.STOPPED))
    with pytest.raises(SessionStoppedError):
        window.cases.payments.pay(booking_id, cash(owed))


@pytest.mark.rows("G44", "G47", "N30")
def test_undo_gives_the_money_back_in_the_same_act_and_the_shift_is_even(window: Window) -> None:
    booking_id, owed = booked(window)
    window.cases.shifts.open(5000)
    window.cases.payments.pay(booking_id, Wish(Amounts(500, owed - 500), 1000, "QR-2026-0001"))
    window.cases.registration.undo(booking_id)
    kinds = [operation.kind for operation in window.operations()][-2:]
    assert kinds == [OperationKind.CANCEL_BOOKING, OperationKind.REFUND_PAYMENT]
    with window.desk.store.read() as tx:
        entries = tx.money.of_booking(booking_id)
    assert [(e.kind, e.amounts, e.qr_ref) for e in entries] == [
        (EntryKind.PAY, Amounts(500, owed - 500), "QR-2026-0001"),
        (EntryKind.REFUND, Amounts(500, owed - 500), "QR-2026-0001"),
    ]
    view = window.cases.shifts.view()
    assert (view.took.net_fen, view.expected_fen) == (0, 5000)
    with pytest.raises(NotPayableError):
        window.cases.payments.pay(booking_id, cash(owed))


@pytest.mark.rows("G44", "G47")
def test_a_paid_booking_is_not_cancelled_where_its_money_cannot_go_back(window: Window) -> None:
    booking_id, owed = booked(window)
    window.cases.shifts.open(0)
    window.cases.payments.pay(booking_id, cash(owed))
    window.cases.shifts.close(Count.of({500: owed // 500}))
    before = window.counts()
    with pytest.raises(NoOpenShiftError):
        window.cases.registration.undo(booking_id)
    assert window.counts() == before


@pytest.mark.rows("G44")
def test_a_late_refund_is_the_supervisors_and_nothing_goes_back_while_the_number_is_held(
    window: Window,
) -> None:
    booking_id, owed = booked(window)
    window.cases.shifts.open(0)
    window.cases.payments.pay(booking_id, cash(owed))
    with pytest.raises(NotRefundableError):
        window.cases.payments.refund(booking_id, "asked", owed)
    assert window.cases.payments.refund(booking_id, "asked") == ()
    put_state(window, booking_id, "no-show")
    with pytest.raises(LateRefundError):
        window.cases.payments.refund(booking_id, "asked")
    window.sign_in(SUPERVISOR)
    window.cases.shifts.open(owed)
    (receipt,) = window.cases.payments.refund(booking_id, "asked")
    assert (receipt.kind, receipt.amounts, receipt.unsigned) == (EntryKind.REFUND, Amounts(owed), False)
    assert window.cases.shifts.view().expected_fen == 0


@pytest.mark.rows("G44")
def test_alone_at_night_a_clerk_gives_back_at_once_and_the_second_signature_is_still_to_come(
    window: Window,
) -> None:
    booking_id, owed = booked(window)
    window.cases.shifts.open(0)
    window.cases.payments.pay(booking_id, cash(owed))
    put_state(window, booking_id, "missed")
    put_tariff(window, Tariff(alone_from=time(0), alone_until=time(23, 59, 59)))
    (receipt,) = window.cases.payments.refund(booking_id, "missed-call")
    assert receipt.unsigned
    assert window.cases.shifts.view().took.unsigned == 1
    with window.desk.store.read() as tx:
        assert [e.second for e in tx.money.of_booking(booking_id)][-1] is Second.WAITING


@pytest.mark.rows("G53")
def test_an_elder_owes_what_the_tariff_leaves(window: Window) -> None:
    booking_id, owed = booked(window)
    put_tariff(window, Tariff(reductions=(ReductionRow("elder", 1, 60, date(2020, 1, 1)),)))
    quote = window.cases.payments.quote(booking_id)
    assert (quote.fee.base_fen, quote.owed_fen, quote.fee.reduction) == (owed, owed * 40 // 100, "elder")


@pytest.mark.rows("G54")
def test_a_shift_is_one_a_clerk_and_settled_to_the_fen(window: Window) -> None:
    window.cases.shifts.open(20_000)
    with pytest.raises(ShiftAlreadyOpenError):
        window.cases.shifts.open(0)
    booking_id, owed = booked(window)
    window.cases.payments.pay(booking_id, cash(owed, 10_000))
    short = Count.of({10_000: 2})
    with pytest.raises(DifferenceUnexplainedError) as raised:
        window.cases.shifts.close(short)
    assert raised.value.facts == {"difference_fen": -owed}
    paper = window.cases.shifts.close(short, Difference.UNKNOWN, left_fen=20_000, handed_to="s2")
    assert (paper.settlement.difference_fen, paper.settlement.paid_in_fen) == (-owed, 0)
    assert window.operations()[-1].kind is OperationKind.HAND_OVER_SHIFT
    assert window.cases.shifts.view().left_before_fen == 20_000
    with pytest.raises(NoOpenShiftError):
        window.cases.shifts.close(short)


@pytest.mark.rows("G55")
def test_an_officer_takes_no_money_and_opens_no_shift(window: Window) -> None:
    booking_id, owed = booked(window)
    keys = window.desk.keys
    window.desk.keys = replace(keys, staff=replace(keys.staff, role="privacy-officer"))
    acts = (
        lambda: window.cases.payments.pay(booking_id, cash(owed)),
        lambda: window.cases.payments.refund(booking_id, "x"),
        lambda: window.cases.payments.quote(booking_id),
        lambda: window.cases.shifts.open(0),
        window.cases.shifts.view,
    )
    for act in acts:
        with pytest.raises(NotPermittedError):
            act()


@pytest.mark.rows("A1")
def test_nothing_personal_stands_in_what_money_sends_up(window: Window) -> None:
    draft = window.draft()
    confirmed = window.confirm(draft)
    window.cases.shifts.open(0)
    owed = window.cases.payments.quote(confirmed.booking_id).owed_fen
    window.cases.payments.pay(confirmed.booking_id, cash(owed))
    window.cases.registration.undo(confirmed.booking_id)
    sent = [op for op in window.operations() if op.kind.value.startswith(("payment.", "shift."))]
    assert len(sent) == 3
    told = " ".join(op.facts.decode() for op in sent)
    assert draft.person.name not in told
    assert draft.person.number not in told
    assert not any(op.sealed for op in sent)
