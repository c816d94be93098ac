"""Two windows give back one payment off line; a supervisor settles it to the fen (G44, G54)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desktop.domain.audit import AuditAct
from desktop.domain.made_up import MadeUpPerson
from desktop.domain.payments import EntryKind, Ledger
from desktop.ports.store import StoredBooking
from desktop.presenters.approvals import Waiting
from tests.journeys.windows.conftest import OpenWindow
from tests.journeys.windows.desk_at_work import CLERK, SUPERVISOR, Key, WindowDesk, central_rows
from tests.journeys.windows.test_bookings import in_the_drawer, pay_cash, state_of
from tests.journeys.windows.test_money import entries, open_shift, to_page

SUM = (
    "select sum(case kind when 'refund' then -cash_fen else cash_fen end) from payments where booking_id = ?"
)


def give_back(desk: WindowDesk, person: MadeUpPerson, booking: StoredBooking) -> None:
    """By card to the person's bookings, and the number back with the first reason."""
    desk.card_read(person)
    to_page(desk, "bookings")
    bookings = desk.sitting.workplace.bookings
    desk.until(lambda: bookings.state.current and bookings.state.current.booking_id == booking.id)
    desk.press(Key.Key_Delete, Key.Key_1)
    desk.until(lambda: bookings.state.reason is not None)
    desk.press(Key.Key_F9)
    desk.until(lambda: [e.kind for e in entries(desk, booking)] == [EntryKind.PAY, EntryKind.REFUND])
    assert state_of(desk, booking.id) == "cancelled"
    desk.fake_reader.lift()
    to_page(desk, "registration")
    desk.press(Key.Key_F4)


def task_in_hand(desk: WindowDesk, booking: StoredBooking) -> Waiting:
    """Go to the approvals and down to the task of this booking's money."""
    to_page(desk, "approvals")
    approvals = desk.sitting.workplace.approvals
    with desk.desk.store.read() as tx:
        task = next(
            t.id for t in tx.cases.tasks("open") if t.booking_id == booking.id and t.kind == "refund-twice"
        )
    desk.until(lambda: any(item.id == task for item in approvals.state.items))
    desk.until_caret("approvals")
    desk.press(Key.Key_Home)
    for _ in approvals.state.items:
        if approvals.state.current is not None and approvals.state.current.id == task:
            break
        desk.press(Key.Key_Down)
    assert approvals.state.current is not None
    return approvals.state.current


def twice_task(desk: WindowDesk, booking: StoredBooking) -> bool:
    with desk.desk.store.read() as tx:
        return any(t.booking_id == booking.id and t.kind == "refund-twice" for t in tx.cases.tasks("open"))


@pytest.mark.rows("G44", "G47", "G54", "G69")
@pytest.mark.parametrize(("way", "key"), [
    (EntryKind.NOT_PAID, Key.Key_2), (EntryKind.RECOVERED, Key.Key_1),
])  # fmt: skip
def test_a_payment_that_two_windows_gave_back_off_line_is_settled_to_the_fen_by_a_third_person(
    open_window: OpenWindow, people: Iterator[MadeUpPerson], way: EntryKind, key: Key
) -> None:
    first, person = open_window("3 号窗", CLERK), next(people)
    open_shift(first)
    before_first = in_the_drawer(first)
    booking = first.register(person, "zyk")
    pay_cash(first, booking)
    first.until(lambda: first.waiting() == 0)
    other = open_window("4 号窗", CLERK)
    other.front()
    open_shift(other)
    other.until(lambda: other.held(person) and entries(other, booking))
    before_other = in_the_drawer(other)
    for desk in (first, other):
        desk.wire.cut = True
    for desk in (other, first):
        desk.front()
        give_back(desk, person, booking)
    for desk in (first, other):
        desk.front()
        desk.wire.cut = False
        desk.sync()
        desk.until(lambda desk=desk: desk.waiting() == 0)  # type: ignore[misc]  # bound in the loop
    assert in_the_drawer(other) == before_other - booking.fee_fen
    supervisor = open_window("5 号窗", SUPERVISOR)
    supervisor.front()
    open_shift(supervisor)
    before_office = in_the_drawer(supervisor)
    supervisor.until(lambda: twice_task(supervisor, booking) and len(entries(supervisor, booking)) == 3)
    item = task_in_hand(supervisor, booking)
    assert [move.kind for move in item.moves] == ["pay", "refund", "refund"]
    assert item.over_fen == booking.fee_fen
    supervisor.sees("多退")
    supervisor.press(Key.Key_A)
    supervisor.sees("请按 1、2、3")
    supervisor.picture(f"twice-{way.value}")
    since = supervisor.next_trace()
    supervisor.press(key)
    supervisor.until(lambda: not twice_task(supervisor, booking))
    supervisor.until(lambda: len(entries(supervisor, booking)) == 4)
    assert Ledger(e.entry() for e in entries(supervisor, booking)).over.total == 0
    assert central_rows(supervisor.central, SUM, booking.id) == [(0,)]
    assert supervisor.traces(since, AuditAct.TASK_RESOLVED)[-1].facts["outcome"] == way.value
    got = booking.fee_fen if way is EntryKind.RECOVERED else 0
    assert in_the_drawer(supervisor) == before_office + got
    other.front()
    other.sync()
    assert in_the_drawer(other) == before_other - got, "what never left the drawer is in its sum again"
    assert in_the_drawer(first) == before_first
