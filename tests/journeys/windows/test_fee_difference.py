"""F7 to a dearer and to a cheaper doctor: collected or given back, slip and receipt are new (G42, G53)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from desktop.domain.made_up import MadeUpPerson
from desktop.domain.payments import EntryKind
from desktop.ports.store import StoredBooking
from desktop.presenters.bookings_state import Mode
from desktop.ui.tables.slot_table import SlotTable
from tests.journeys.windows.desk_at_work import Key, WindowDesk, central_rows
from tests.journeys.windows.test_bookings import (
    at_central,
    held,
    in_the_drawer,
    line_in_hand,
    pay_cash,
    pay_rest,
    state_of,
    the_one,
)
from tests.journeys.windows.test_money import entries, open_shift, pay_state


def to_doctor(desk: WindowDesk, table: SlotTable, wanted: Callable[[int], bool]) -> int:
    """Down the board of another day until a doctor with such a fee; returns it."""
    desk.press(Key.Key_Home, Key.Key_Home)
    for _ in range(len(table._slots.lines)):
        fee = table._slots.lines[table.currentIndex().row()].doctor.fee_fen
        if wanted(fee):
            return fee
        desk.press(Key.Key_Down)
    fees = [(line.doctor.fee_fen, [cell.kind for cell in line.cells]) for line in table._slots.lines]
    raise AssertionError(f"no doctor with such a fee: {fees}")


def register_tomorrow(desk: WindowDesk, person: MadeUpPerson, wanted: Callable[[int], bool]) -> StoredBooking:
    """Register for tomorrow with a doctor of such a fee, where every grade works."""
    desk.card_read(person)
    desk.press(Key.Key_Return)
    desk.code_later(person)
    desk.text("hxnk")
    desk.press(Key.Key_Return)
    desk.press(Key.Key_F10)
    desk.until(lambda: desk.state.board.board is not None and desk.state.board.board.day > desk.desk.today())
    desk.until_caret("board")
    to_doctor(desk, desk.page.board.table, wanted)
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.state.order.can_confirm)
    booking = desk.confirm()
    desk.fake_reader.lift()
    return booking


def move(desk: WindowDesk, wanted: Callable[[int], bool]) -> int:
    """F7, down to a doctor with such a fee, Enter, Enter; returns the fee."""
    shown = desk.sitting.workplace.bookings
    desk.press(Key.Key_F7)
    desk.until(lambda: shown.state.mode is Mode.MOVE and desk.caret() == "board")
    line = shown.state.current
    assert line is not None
    desk.until(lambda: shown.state.board.board is not None and shown.state.board.board.day == line.day)
    fee = to_doctor(desk, desk.frame.pages["bookings"].board.table, wanted)  # type: ignore[attr-defined]  # its page
    desk.press(Key.Key_Return)
    desk.until(lambda: shown.state.drop is not None)
    desk.picture("fee-drop")
    desk.press(Key.Key_Return)
    desk.sees("已改约")
    return fee


@pytest.mark.rows("G42", "G44", "G47", "G53", "G56")
def test_f7_to_a_dearer_doctor_collects_the_rest_and_to_a_cheaper_one_gives_it_back(
    window_desk: WindowDesk, people: Iterator[MadeUpPerson]
) -> None:
    desk = window_desk
    open_shift(desk)
    drawer, papers = in_the_drawer(desk), len(desk.slips())
    cheap = register_tomorrow(desk, next(people), lambda fee: fee == 2500)
    pay_cash(desk, cheap)
    papers += 2
    desk.until(lambda: len(desk.slips()) == papers)
    dear_fee = move(desk, lambda fee: fee > 2500)
    desk.until(lambda: pay_state(desk).shown and pay_state(desk).quote is not None)
    quote = pay_state(desk).quote
    assert quote is not None
    assert (quote.owed_fen, quote.settled_fen) == (dear_fee - 2500, 2500)
    desk.picture("fee-dearer")
    dear = the_one(desk, cheap)
    desk.until(lambda: len(desk.slips()) == papers + 2)  # the new slip, and the receipt of what was carried
    pay_rest(desk)
    desk.until(lambda: len(desk.slips()) == papers + 3)  # the receipt of the rest
    assert state_of(desk, cheap.id) == at_central(desk, cheap.id) == "cancelled"
    assert held(desk, cheap.id, dear.id) == {cheap.id: 0, dear.id: dear_fee}
    desk.until(lambda: in_the_drawer(desk) == drawer + dear_fee)

    desk.until(lambda: line_in_hand(desk) == dear.id)
    assert move(desk, lambda fee: fee < dear_fee) == 2500
    desk.sees(f"{(dear_fee - 2500) / 100:.2f}")
    back = the_one(desk, cheap)
    desk.until(lambda: len(desk.slips()) == papers + 6)  # slip, what went back, what was carried
    assert not pay_state(desk).shown
    went = [
        e.amounts.total for e in entries(desk, dear) if e.kind is EntryKind.REFUND and e.reason != "carried"
    ]
    assert sum(went) == dear_fee - 2500
    assert held(desk, cheap.id, dear.id, back.id) == {cheap.id: 0, dear.id: 0, back.id: 2500}
    desk.until(lambda: in_the_drawer(desk) == drawer + 2500)
    wrong = "select trouble from payments where trouble <> '' and booking_id in (?, ?, ?)"
    assert central_rows(desk.central, wrong, cheap.id, dear.id, back.id) == []
    receipts = [desk.sitting.workplace.payment._payments.receipt(e.id) for e in entries(desk, back)]
    assert [(r.carried, r.void) for r in receipts] == [(True, False)] * len(receipts)
    old = [desk.sitting.workplace.payment._payments.receipt(e.id) for e in entries(desk, cheap)]
    assert all(r.void for r in old if r.kind is EntryKind.PAY)
