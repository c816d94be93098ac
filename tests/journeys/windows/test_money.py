"""Money at the window by keys: shift, payment, refund with undo, settlement; central over HTTP has the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt

from central.cli.main import main as central_main
from desktop.domain.audit import AuditAct
from desktop.domain.made_up import MadeUpPerson
from desktop.domain.payments import EntryKind, Second
from desktop.ports.money import StoredPayment
from desktop.ports.store import StoredBooking
from desktop.presenters.payment import PayState
from desktop.ui.pages.shift import ShiftPage
from desktop.ui.shell.rail import page_key
from tests.journeys.windows.desk_at_work import SUPERVISOR, Key, WindowDesk, central_rows, change_central

OpenWindow = Callable[..., WindowDesk]
NEW, KNOWN = 26, 8


def pay_state(desk: WindowDesk) -> PayState:
    return desk.sitting.workplace.payment.state


def shift_page(desk: WindowDesk) -> ShiftPage:
    return cast("ShiftPage", desk.frame.pages["shift"])


def to_page(desk: WindowDesk, code: str) -> None:
    key = page_key(desk.sitting.workplace.pages.index(code) + 1)
    named = {"-": Key.Key_Minus, "=": Key.Key_Equal}
    desk.press(named.get(key) or Key[f"Key_{key}"], modifier=Qt.KeyboardModifier.AltModifier)
    desk.until(lambda: desk.frame.page == code)


def open_shift(desk: WindowDesk, yuan: str = "200") -> None:
    """Alt and the page's number, the float, Enter; a shift left open by another test goes on."""
    to_page(desk, "shift")
    desk.until(lambda: desk.sitting.workplace.shift.state.view is not None)
    if not desk.sitting.workplace.shift.state.is_open:
        desk.until_caret("float")
        desk.press(Key.Key_A, modifier=Qt.KeyboardModifier.ControlModifier)
        desk.text(yuan)
        desk.press(Key.Key_Return)
        desk.until(lambda: desk.sitting.workplace.shift.state.is_open)
    to_page(desk, "registration")


def entries(desk: WindowDesk, booking: StoredBooking) -> tuple[StoredPayment, ...]:
    with desk.desk.store.read() as tx:
        return tx.money.of_booking(booking.id)


def close_shift(desk: WindowDesk) -> None:
    """Count exactly what must be there, in whole yuan notes, and settle."""
    to_page(desk, "shift")
    state = desk.sitting.workplace.shift
    desk.until(lambda: state.state.is_open)
    rest = state.state.view.expected_fen if state.state.view else 0
    for index, fen in enumerate((10_000, 5_000, 2_000, 1_000, 500, 100, 50, 10)):
        desk.until_caret(f"pieces-{fen}")
        desk.text(str(rest // fen))
        rest %= fen
        desk.press(Key.Key_Return)
        assert index < 8
    desk.press(Key.Key_F9)
    desk.until(lambda: not state.state.is_open and state.state.paper is not None)


@pytest.mark.rows("G53", "G54", "G47", "N30", "G44")
def test_two_keys_take_exact_cash_change_is_counted_and_undo_gives_everything_back(
    open_window: OpenWindow, people: Iterator[MadeUpPerson]
) -> None:
    desk = open_window()
    open_shift(desk)
    first = desk.register(next(people), "sjn")
    desk.keys, papers = 0, len(desk.slips())
    desk.press(Key.Key_F12)
    desk.until(lambda: pay_state(desk).quote is not None)
    desk.press(Key.Key_Return)
    desk.until(lambda: pay_state(desk).receipt is not None)
    assert desk.keys == 2
    (paid,) = entries(desk, first)
    assert (paid.kind, paid.amounts.cash_fen, paid.state) == (EntryKind.PAY, first.fee_fen, "done")
    desk.until(lambda: len(desk.slips()) == papers + 1)
    desk.picture("pay-done")
    desk.press(Key.Key_Return)
    desk.until(lambda: not pay_state(desk).shown)
    rows = central_rows(desk.central, "select cash_fen, kind from payments where booking_id = ?", first.id)
    assert rows == [(first.fee_fen, "pay")]

    desk.ctrl("Z")
    desk.until(lambda: desk.state.last is not None and desk.state.last.undone)
    kinds = [(entry.kind, entry.amounts.total) for entry in entries(desk, first)]
    assert kinds == [(EntryKind.PAY, first.fee_fen), (EntryKind.REFUND, first.fee_fen)]
    desk.until(lambda: desk.waiting() == 0)
    rows = central_rows(
        desk.central,
        "select b.state, sum(case p.kind when 'pay' then cash_fen else -cash_fen end)"
        " from payments p join bookings b on b.booking_id = p.booking_id where p.booking_id = ? group by b.state",
        first.id,
    )
    assert rows == [("cancelled", 0)]


@pytest.mark.rows("G53")
def test_cash_given_shows_change_while_typed_and_a_scanned_number_pays_beside_insurance(
    open_window: OpenWindow, people: Iterator[MadeUpPerson]
) -> None:
    desk = open_window()
    open_shift(desk)
    first = desk.register(next(people), "nfm")
    desk.press(Key.Key_F12)
    desk.until(lambda: pay_state(desk).quote is not None)
    desk.text("100")
    desk.sees(f"找零 ¥{(10_000 - first.fee_fen) / 100:,.2f}")
    desk.picture("pay-change")
    desk.press(Key.Key_Return)
    desk.until(lambda: pay_state(desk).receipt is not None)
    desk.press(Key.Key_Escape)
    assert entries(desk, first)[0].given_fen == 10_000

    second = desk.register(next(people), "nfm")
    desk.press(Key.Key_F12)
    desk.until(lambda: pay_state(desk).quote is not None)
    desk.press(Key.Key_Tab)
    desk.text("10")
    desk.press(Key.Key_Tab)
    desk.text("YB20261127001")
    desk.press(Key.Key_Tab)
    desk.text("0440011234")
    desk.press(Key.Key_Tab)
    desk.until_caret("pay-tender")
    desk.text("134567890123456789")
    desk.press(Key.Key_Return)
    desk.until(lambda: pay_state(desk).receipt is not None)
    desk.press(Key.Key_Return)
    (paid,) = entries(desk, second)
    assert (paid.amounts.insurance_fen, paid.amounts.qr_fen, paid.amounts.cash_fen) == (
        1000, second.fee_fen - 1000, 0,
    )  # fmt: skip
    assert (paid.qr_ref, paid.insurance_ref, paid.invoice_no) == (
        "134567890123456789", "YB20261127001", "0440011234",
    )  # fmt: skip


@pytest.mark.rows("G54", "G53", "G80")
def test_registration_goes_on_without_a_shift_and_the_shift_is_settled_to_the_fen_by_keys(
    open_window: OpenWindow, people: Iterator[MadeUpPerson]
) -> None:
    desk = open_window("4 号窗")
    booking = desk.register(next(people), "xxg")
    desk.press(Key.Key_F12)
    desk.sees("还没有开班")
    desk.press(Key.Key_Return)
    desk.until(lambda: pay_state(desk).note.code == "no-open-shift" and not pay_state(desk).busy)
    assert entries(desk, booking) == ()
    desk.press(Key.Key_Escape)
    open_shift(desk)
    desk.press(Key.Key_F12)
    desk.until(lambda: pay_state(desk).quote is not None)
    desk.press(Key.Key_Return)
    desk.until(lambda: pay_state(desk).receipt is not None)
    desk.press(Key.Key_Return)
    to_page(desk, "shift")
    desk.until_caret("pieces-10000")
    desk.text("1")
    desk.press(Key.Key_F9)
    desk.sees("实点与应有相差")
    desk.picture("shift-difference")
    desk.press(Key.Key_A, modifier=Qt.KeyboardModifier.ControlModifier)
    desk.press(Key.Key_Delete)
    to_page(desk, "registration")
    close_shift(desk)
    desk.picture("shift-settled")
    paper = desk.sitting.workplace.shift.state.paper
    assert paper is not None
    assert paper.settlement.difference_fen == 0
    assert paper.settlement.expected_fen == 20_000 + booking.fee_fen
    desk.until(lambda: desk.waiting() == 0)
    rows = central_rows(
        desk.central,
        "select state, expected_fen, difference_fen from shifts where shift_id = ?",
        paper.shift_id,
    )
    assert rows == [("settled", 20_000 + booking.fee_fen, 0)]
    assert desk.traces(1, AuditAct.SHIFT_CLOSED)
    desk.ctrl("L")
    desk.until(lambda: desk.app.sitting is None)


@pytest.mark.rows("G53", "G44", "G47")
def test_what_another_window_booked_is_paid_and_cancelled_with_its_refund_at_this_one(
    open_window: OpenWindow, people: Iterator[MadeUpPerson]
) -> None:
    first, person = open_window("5 号窗"), next(people)
    booking = first.register(person, "yk")
    first.until(lambda: first.waiting() == 0)
    first.close()
    desk = open_window()
    open_shift(desk)
    desk.until(lambda: desk.held(person))
    desk.card_read(person)
    to_page(desk, "bookings")
    bookings = desk.sitting.workplace.bookings
    desk.until(lambda: bookings.state.current and bookings.state.current.booking_id == booking.id)
    desk.press(Key.Key_F12)
    desk.until(lambda: pay_state(desk).quote is not None)
    desk.press(Key.Key_Return)
    desk.until(lambda: pay_state(desk).receipt is not None)
    desk.press(Key.Key_Return)
    desk.until_caret("bookings")
    desk.press(Key.Key_Delete, Key.Key_1)
    desk.until(lambda: bookings.state.reason is not None)
    desk.press(Key.Key_F9)
    desk.until(lambda: [e.kind for e in entries(desk, booking)] == [EntryKind.PAY, EntryKind.REFUND])
    desk.until(lambda: desk.waiting() == 0)
    rows = central_rows(
        desk.central,
        "select b.state, sum(case p.kind when 'pay' then cash_fen else -cash_fen end)"
        " from payments p join bookings b on b.booking_id = p.booking_id where p.booking_id = ? group by b.state",
        booking.id,
    )
    assert rows == [("cancelled", 0)]


@pytest.mark.rows("G44", "G55")
def test_at_night_a_clerk_alone_gives_back_late_and_a_supervisor_signs_at_another_window(
    open_window: OpenWindow, people: Iterator[MadeUpPerson], tmp_path: Path
) -> None:
    desk = open_window()
    file = tmp_path / "tariff.json"
    file.write_text('{"alone_from":"00:00","alone_until":"23:59:59","version":2}')
    assert central_main(["tariff", "--home", str(desk.central.home), "--file", str(file)]) == 0
    desk.sync()
    open_shift(desk)
    booking = desk.register(next(people), "pfk")
    desk.press(Key.Key_F12)
    desk.until(lambda: pay_state(desk).quote is not None)
    desk.press(Key.Key_Return)
    desk.until(lambda: pay_state(desk).receipt is not None)
    desk.press(Key.Key_Return)
    missed(desk, booking)
    desk.press(Key.Key_F12)
    desk.until(lambda: pay_state(desk).quote is not None)
    desk.press(Key.Key_R, modifier=Qt.KeyboardModifier.AltModifier)
    desk.until(lambda: pay_state(desk).note.code == "refund-done")
    desk.press(Key.Key_Return)
    back = entries(desk, booking)[-1]
    assert (back.kind, back.second) == (EntryKind.REFUND, Second.WAITING)
    desk.until(lambda: desk.waiting() == 0)
    desk.close()

    supervisor = open_window("5 号窗", SUPERVISOR)
    to_page(supervisor, "approvals")
    approvals = supervisor.sitting.workplace.approvals
    supervisor.until(lambda: any(item.kind == "late-refund" for item in approvals.state.items))
    supervisor.until_caret("approvals")
    for _ in approvals.state.items:
        if approvals.state.current is not None and approvals.state.current.kind == "late-refund":
            break
        supervisor.press(Key.Key_Down)
    supervisor.press(Key.Key_A)
    signed = "select second, second_by from payments where payment_id = ?"
    supervisor.until(lambda: central_rows(supervisor.central, signed, back.id)[0][0] == "signed")
    assert central_rows(supervisor.central, signed, back.id)[0][1] != back.staff_id


def missed(desk: WindowDesk, booking: StoredBooking) -> None:
    """The patient was called and did not answer, here and at central; nothing of the booking is under way any more."""
    desk.until(lambda: desk.waiting() == 0)
    change_central(desk.central, "update bookings set state = 'missed' where booking_id = ?", booking.id)
    with desk.desk.store.write() as tx:
        now = tx.bookings.get(booking.id)
        assert now is not None
        tx.bookings.put(replace(now, state="missed"))
