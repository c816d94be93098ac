"""Giving numbers back, undoing it and moving bookings by keyboard: real window, sealed store, central over HTTP."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QTableView

from desktop.domain.audit import AuditAct
from desktop.domain.made_up import MadeUpPerson
from desktop.ports.store import StoredBooking
from tests.journeys.windows.conftest import OpenWindow
from tests.journeys.windows.desk_at_work import CTRL, Key, WindowDesk, central_rows


def state_of(desk: WindowDesk, booking_id: str) -> str:
    with desk.desk.store.read() as tx:
        found = tx.bookings.get(booking_id)  # type: ignore[arg-type]  # an id as text
    assert found is not None
    return found.state


def at_central(desk: WindowDesk, booking_id: str) -> str:
    rows = central_rows(desk.central, "select state from bookings where booking_id = ?", booking_id)
    return str(rows[0][0]) if rows else ""


def picture(desk: WindowDesk, name: str) -> None:
    folder = os.environ.get("PICTURES")
    if folder:
        desk.window.grab().save(str(Path(folder) / f"{name}.png"))


def open_bookings(desk: WindowDesk, booking: StoredBooking) -> None:
    """Go to the page with nobody in hand: the window's own list, the newest first."""
    desk.to_page("bookings")
    desk.until_caret("bookings")
    table = desk.frame.pages["bookings"].findChild(QTableView, "Lines")
    desk.until(lambda: desk.table_rows(table) and table.model().rows[0].key == booking.id)  # type: ignore[attr-defined]  # RowModel
    desk.press(Key.Key_Home)


@pytest.mark.rows("G43", "G44", "N30", "G47")
def test_a_number_is_given_back_with_a_reason_and_the_undo_holds_it_again_at_central_too(
    window_desk: WindowDesk, people: Iterator[MadeUpPerson]
) -> None:
    desk = window_desk
    booking = desk.register(next(people))
    open_bookings(desk, booking)
    picture(desk, "list")
    desk.press(Key.Key_Delete)
    desk.until_caret("ground")
    picture(desk, "cancel")
    desk.press(Key.Key_1, Key.Key_Return)
    desk.until(lambda: state_of(desk, booking.id) == "cancelled")
    desk.sees("一分钟内可撤销")
    picture(desk, "cancelled")
    desk.until(lambda: at_central(desk, booking.id) == "cancelled")
    desk.press(Key.Key_Z, modifier=CTRL)
    desk.sees("退号已撤销")
    assert state_of(desk, booking.id) == "booked"
    desk.until(lambda: at_central(desk, booking.id) == "booked")
    acts = [desk.traces(1, act) for act in (AuditAct.CANCEL, AuditAct.RESTORE)]
    assert [t.object_id for rows in acts for t in rows][-2:] == [booking.id, booking.id]


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
    picture(desk, "move")
    desk.press(Key.Key_Return)
    desk.sees("已改约")
    picture(desk, "moved")
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
