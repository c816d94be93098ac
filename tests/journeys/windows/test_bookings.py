"""Giving numbers back, undoing it and moving bookings by keyboard: real window, sealed store, central over HTTP."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desktop.domain.audit import AuditAct
from desktop.domain.made_up import MadeUpPerson
from desktop.ports.store import StoredBooking
from desktop.presenters.bookings_state import Mode
from desktop.ui.pages.bookings import BookingsPage
from tests.journeys.windows.desk_at_work import CTRL, Key, WindowDesk, central_rows
from tests.journeys.windows.test_money import OpenWindow, open_shift, pay_state


def state_of(desk: WindowDesk, booking_id: str) -> str:
    with desk.desk.store.read() as tx:
        found = tx.bookings.get(booking_id)  # type: ignore[arg-type]  # an id as text
    assert found is not None
    return found.state


def at_central(desk: WindowDesk, booking_id: str) -> str:
    rows = central_rows(desk.central, "select state from bookings where booking_id = ?", booking_id)
    return str(rows[0][0]) if rows else ""


def open_bookings(desk: WindowDesk, booking: StoredBooking) -> None:
    """Go to the page with nobody in hand: the window's own list, the newest first."""
    desk.to_page("bookings")
    desk.until_caret("bookings")
    page = desk.frame.pages["bookings"]
    assert isinstance(page, BookingsPage)
    table = page.table
    desk.until(lambda: desk.table_rows(table) and table.model().rows[0].key == booking.id)  # type: ignore[attr-defined]  # RowModel
    desk.press(Key.Key_Home)


@pytest.mark.rows("G43", "G44", "N30", "G47", "T13")
def test_a_number_given_back_rests_for_nobody_to_grab_and_the_undo_holds_it_again_at_central_too(
    window_desk: WindowDesk, people: Iterator[MadeUpPerson]
) -> None:
    desk = window_desk
    booking = desk.register(next(people))
    since = desk.next_trace()
    open_bookings(desk, booking)
    desk.picture("list")
    desk.press(Key.Key_Delete)
    desk.until_caret("ground")
    desk.picture("cancel")
    desk.press(Key.Key_1, Key.Key_Return)
    desk.until(lambda: state_of(desk, booking.id) == "cancelled")
    desk.sees("一分钟内可撤销")
    desk.picture("cancelled")
    desk.until(lambda: at_central(desk, booking.id) == "cancelled")
    slot = "select state from slots where session_id = ? and number = ?"
    assert central_rows(desk.central, slot, booking.session_id, booking.number) == [("resting",)]
    desk.press(Key.Key_Z, modifier=CTRL)
    desk.sees("退号已撤销")
    assert state_of(desk, booking.id) == "booked"
    desk.until(lambda: at_central(desk, booking.id) == "booked")
    for act in (AuditAct.CANCEL, AuditAct.RESTORE):
        assert [trace.object_id for trace in desk.traces(since, act)] == [booking.id]


@pytest.mark.rows("G42", "G44", "G47", "G53", "N21")
def test_a_wrong_number_seen_right_after_printing_is_moved_by_one_key_and_its_money_follows(
    window_desk: WindowDesk, people: Iterator[MadeUpPerson]
) -> None:
    desk = window_desk
    open_shift(desk)
    before, drawer = len(desk.slips()), in_the_drawer(desk)
    booking = desk.register(next(people), "xxg")
    pay_cash(desk, booking)
    papers = before + 2
    desk.until(lambda: len(desk.slips()) == papers)
    desk.press(Key.Key_F7)
    shown = desk.sitting.workplace.bookings
    desk.until(lambda: shown.state.mode is Mode.MOVE and desk.caret() == "board")
    assert shown.state.board.board is not None
    assert shown.state.board.board.source == "pool", "counts of now, not of the page's last visit"
    desk.press(Key.Key_Return)
    desk.until(lambda: shown.state.drop is not None)
    desk.press(Key.Key_Return)
    desk.sees("已改约")
    fresh = the_one(desk, booking)
    desk.until(lambda: len(desk.slips()) == papers + 2)  # slip and receipt take the place of the old ones
    assert state_of(desk, booking.id) == "cancelled"
    rows = central_rows(
        desk.central, "select moved_from, state from bookings where moved_from = ?", booking.id
    )
    assert rows == [(booking.id, "booked")]
    assert at_central(desk, booking.id) == "cancelled"

    desk.until(lambda: line_in_hand(desk) == fresh.id)
    assert held(desk, booking.id, fresh.id) == {booking.id: 0, fresh.id: fresh.fee_fen}
    desk.press(Key.Key_Delete)
    desk.until_caret("ground")
    desk.press(Key.Key_1, Key.Key_Return)
    desk.until(lambda: len(desk.slips()) == papers + 3)  # the refund's receipt comes by itself
    desk.until(lambda: desk.waiting() == 0)
    assert held(desk, booking.id, fresh.id) == {booking.id: 0, fresh.id: 0}
    trouble = "select trouble from payments where trouble <> '' and booking_id in (?, ?)"
    assert central_rows(desk.central, trouble, booking.id, fresh.id) == []
    desk.until(lambda: in_the_drawer(desk) == drawer)


def in_the_drawer(desk: WindowDesk) -> int:
    """Return what the clerk's shift, which other tests of this window may have used, has taken so far."""
    return desk.sitting.workplace.shift._shifts.view().took.net_fen


def held(desk: WindowDesk, *bookings: str) -> dict[str, int]:
    """Return what central holds of these bookings."""
    desk.until(lambda: desk.waiting() == 0)
    sums = "sum(case kind when 'pay' then cash_fen else -cash_fen end)"
    rows = dict(central_rows(desk.central, f"select booking_id, {sums} from payments group by booking_id"))
    return {booking: rows[booking] for booking in bookings}


def line_in_hand(desk: WindowDesk) -> str:
    """Return the booking that stands in hand on the page."""
    line = desk.sitting.workplace.bookings.state.current
    return line.booking_id if line is not None else ""


def pay_cash(desk: WindowDesk, booking: StoredBooking) -> None:
    """F12, Enter, Enter."""
    desk.press(Key.Key_F12)
    desk.until(lambda: pay_state(desk).quote is not None)
    pay_rest(desk)


def pay_rest(desk: WindowDesk) -> None:
    """Enter takes the exact amount, Enter goes back."""
    desk.press(Key.Key_Return)
    desk.until(lambda: pay_state(desk).receipt is not None)
    desk.press(Key.Key_Return)
    desk.until(lambda: not pay_state(desk).shown)


def the_one(desk: WindowDesk, booking: StoredBooking) -> StoredBooking:
    """Return the booking that the person has now."""
    (live,) = desk.live(booking.patient_id)
    with desk.desk.store.read() as tx:
        found = tx.bookings.get(live)  # type: ignore[arg-type]  # an id as text
    assert found is not None
    return found


@pytest.mark.rows("G42", "G47", "N21")
def test_wrong_department_right_after_printing_is_one_act_with_a_new_slip(
    window_desk: WindowDesk, people: Iterator[MadeUpPerson], open_window: OpenWindow
) -> None:
    desk = window_desk
    booking = desk.register(next(people), "xxg")
    slips = len(desk.slips())
    open_bookings(desk, booking)
    desk.press(Key.Key_Space)
    desk.until(lambda: desk.caret() == "board")
    desk.press(Key.Key_Backtab)
    desk.until_caret("department")
    desk.text("gk")
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.caret() == "board")
    desk.press(Key.Key_Return)
    desk.picture("move")
    desk.press(Key.Key_Return)
    desk.sees("已改约")
    desk.picture("moved")
    desk.until(lambda: len(desk.slips()) == slips + 1)
    assert state_of(desk, booking.id) == "cancelled"
    live = desk.live(booking.patient_id)
    assert len(live) == 1
    assert booking.id not in live
    rows = central_rows(
        desk.central, "select moved_from, state from bookings where moved_from = ?", booking.id
    )
    assert rows == [(booking.id, "booked")]
    assert at_central(desk, booking.id) == "cancelled"
