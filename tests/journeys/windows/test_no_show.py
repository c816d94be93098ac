"""Who did not come: marked by the clock, taken back, told on paper, excused by a supervisor (N22, G38, G39)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from demo_parts import Central
from PySide6.QtCore import Qt

from desktop.domain.audit import AuditAct
from desktop.domain.booking_rules import BookingWindow, RuleSet
from desktop.domain.bookings import BookingState
from desktop.domain.ids import SessionId
from desktop.domain.made_up import MadeUpPerson
from desktop.domain.no_show_rules import CountWindow, NoShowRule
from desktop.domain.no_shows import APPEAL_TASK
from desktop.domain.queue_entry import QueueEntry
from desktop.domain.queueing import THE_CLOCK
from desktop.domain.rule_book import RULES, RuleBook
from desktop.ports.store import StoredBooking
from desktop.presenters.bookings_state import Mode
from tests.journeys.windows.conftest import OpenWindow
from tests.journeys.windows.desk_at_work import (
    SUPERVISOR,
    Key,
    WindowDesk,
    card_of,
    central_rows,
    change_central,
)
from tests.journeys.windows.test_queue import go_to_lines, hold, until_state

RULE = NoShowRule(1, CountWindow.ROLLING, 90, 30, also=("uncollected",))
RULES_NOW = RuleSet("2026-1", date(2026, 1, 1), BookingWindow(0, 14), no_show=RULE)
ENDED = "journey-ended"
CENTRAL_SESSION = (
    "insert or ignore into sessions (hospital_id, session_id, version, department_id, doctor_id, day, half_day, starts,"
    " half_hours, place, fee_fen, state) select hospital_id, ?, 1, department_id, doctor_id, day, half_day,"
    " '00:00:00.000000', 0, place, fee_fen, 'closed' from sessions where session_id = ?"
)


def booked_yesterday(desk: WindowDesk, booking: StoredBooking) -> None:
    """Time gone by: the booking was made yesterday, for a session that had ended when this day began (at any hour)."""
    change_central(desk.central, CENTRAL_SESSION, ENDED, booking.session_id)
    change_central(
        desk.central, "update bookings set session_id = ?, half_hour = 0, day = ?, made_at = made_at - 86400000000"
        " where booking_id = ?", ENDED, desk.desk.today().isoformat(), booking.id,
    )  # fmt: skip
    made = booking.made_at - timedelta(days=1)
    with desk.desk.store.write() as tx:
        session = tx.schedules.session(booking.session_id)
        assert session is not None
        ended = replace(
            session,
            id=SessionId(ENDED),
            starts=time(0, 0),
            day=desk.desk.today(),
            left=(),
            next_number=(),
        )
        tx.schedules.put_session(ended)
        tx.bookings.put(replace(booking, session_id=ended.id, half_hour=0, made_at=made, day=ended.day))
        tx.state.set(RULES, RuleBook((RULES_NOW,)).to_bytes())


def at_central(desk: WindowDesk, booking: StoredBooking) -> tuple[str, QueueEntry | None]:
    lines = "bookings b left join queue q on q.booking_id = b.booking_id"
    query = f"select b.state, q.entry from {lines} where b.booking_id = ?"
    ((state, entry),) = central_rows(desk.central, query, booking.id)
    return state, QueueEntry.from_bytes(bytes(entry)) if entry else None


COLLECT = replace(RULES_NOW, collect_minutes_before=24 * 60)


def rules_change(desk: WindowDesk, rules: RuleSet) -> None:
    """Other rules hold here and at central."""
    raw = RuleBook((rules,)).to_bytes()
    change_central(
        desk.central, "insert or replace into settings (hospital_id, name, value) select hospital_id,"
        " 'booking_rules', ? from hospitals", raw.decode(),
    )  # fmt: skip
    with desk.desk.store.write() as tx:
        tx.state.set(RULES, raw)


def booked_long_ago(desk: WindowDesk, booking: StoredBooking) -> None:
    """Time gone by: the number was booked three days ahead."""
    made = booking.made_at - timedelta(days=3)
    at = round(made.timestamp() * 1000)
    change_central(desk.central, "update bookings set made_at = ? where booking_id = ?", at, booking.id)
    # what was under way has come before this desk's row changes
    desk.sync()
    desk.sync()
    with desk.desk.store.write() as tx:
        tx.bookings.put(replace(booking, made_at=made))


@pytest.fixture
def central(fresh_central: Central) -> Central:
    """A central of its own: its rules change."""
    return fresh_central


@pytest.mark.rows("N21", "N22", "G38", "G39")
def test_a_no_show_set_by_the_clock_is_taken_back_or_told_on_paper_and_excused_with_a_reason(
    open_window: OpenWindow, people: Iterator[MadeUpPerson]
) -> None:
    person, other, third = next(people), next(people), next(people)
    desk = open_window("7 号窗", SUPERVISOR)
    late, forgiven, missed = desk.register(third), desk.register(other), desk.register(person)
    desk.until(lambda: desk.waiting() == 0)
    desk.card_read(person)
    desk.sync()
    desk.sync()
    for booking in (forgiven, missed):
        booked_yesterday(desk, booking)

    # the clock marks both, and one was here all the time
    go_to_lines(desk)
    for booking in (forgiven, missed):
        until_state(desk, booking.id, BookingState.NO_SHOW)
    hold(desk, forgiven.id)
    desk.picture("no-show-line")
    desk.press(Key.Key_E)
    until_state(desk, forgiven.id, BookingState.BOOKED)
    desk.until(lambda: desk.waiting() == 0)
    state, entry = at_central(desk, forgiven)
    assert (state, entry.excuse if entry else "") == ("booked", "marked-wrongly")

    # the other is told on paper, in the language of the person and in the other one
    desk.to_page("bookings")
    shown = desk.sitting.workplace.bookings
    desk.until(lambda: shown.state.current is not None and shown.state.current.booking_id == missed.id)
    desk.until_caret("bookings")
    desk.sees("爽约：系统自动")
    line = shown.state.current
    assert line is not None
    assert line.missed is not None
    assert line.missed.by == THE_CLOCK
    desk.picture("no-show")
    since, papers = desk.next_trace(), len(desk.slips())
    desk.press(Key.Key_P)
    desk.sees("爽约通知已打印")
    desk.press(Key.Key_P, modifier=Qt.KeyboardModifier.ShiftModifier)
    desk.until(lambda: len(desk.slips()) == papers + 2)
    desk.until(lambda: len(desk.traces(since, AuditAct.PRINT)) == 2)
    assert {t.facts["kind"] for t in desk.traces(since, AuditAct.PRINT)} == {"no-show"}
    desk.until(lambda: not shown.state.working)

    # and excused, with a reason, by who may
    desk.press(Key.Key_E)
    desk.until(lambda: shown.state.mode is Mode.EXCUSE)
    desk.until_caret("ground")
    desk.press(Key.Key_F9)
    desk.sees("请先选撤销理由")
    desk.press(Key.Key_2)
    desk.picture("excuse")
    desk.press(Key.Key_Return)
    desk.sees("爽约已撤销")
    desk.until(lambda: desk.waiting() == 0)
    state, entry = at_central(desk, missed)
    assert entry is not None
    assert (state, entry.excuse, entry.last_by) == ("booked", "illness", desk.desk.keys.staff.staff_id)
    assert desk.traces(since, AuditAct.QUEUE_STEP)[-1].facts["reason"] == "illness"

    # a third did not collect the number in time: it goes back, until the supervisor brings it back
    booked_long_ago(desk, late)
    rules_change(desk, COLLECT)
    desk.fake_reader.lift()
    go_to_lines(desk)
    hold(desk, late.id)
    desk.press(Key.Key_Return)
    desk.sees("号已作废")
    desk.picture("collect-late")
    until_state(desk, late.id, BookingState.LAPSED)
    hold(desk, late.id)
    desk.picture("lapsed")
    desk.press(Key.Key_E)
    until_state(desk, late.id, BookingState.BOOKED)
    state, entry = at_central(desk, late)
    assert (state, entry.excuse if entry else "") == ("booked", "marked-wrongly")
    desk.fake_reader.place(card_of(third))
    desk.press(Key.Key_F2)
    until_state(desk, late.id, BookingState.WAITING)
    desk.until(lambda: desk.waiting() == 0)
    assert at_central(desk, late)[0] == "waiting"

    # a clerk cannot excuse: the objection goes to the supervisor, who lets it hold
    clerk, fourth = open_window(), next(people)
    clerk.front()
    gone = clerk.register(fourth)
    clerk.until(lambda: clerk.waiting() == 0)
    clerk.card_read(fourth)
    clerk.sync()
    clerk.sync()
    booked_yesterday(clerk, gone)
    rules_change(clerk, RULES_NOW)
    go_to_lines(clerk)
    until_state(clerk, gone.id, BookingState.NO_SHOW)
    clerk.to_page("bookings")
    clerk.until_caret("bookings")
    theirs = clerk.sitting.workplace.bookings
    clerk.until(lambda: theirs.state.current is not None and theirs.state.current.missed is not None)
    clerk.press(Key.Key_E)
    clerk.until_caret("ground")
    clerk.press(Key.Key_2)
    clerk.picture("appeal")
    clerk.press(Key.Key_Return)
    clerk.sees("申诉已报主管")
    clerk.until(lambda: clerk.waiting() == 0)
    desk.front()
    desk.sync()
    desk.to_page("approvals")
    desk.until_caret("approvals")
    approvals = desk.sitting.workplace.approvals
    desk.until(lambda: approvals.state.current is not None and approvals.state.current.kind == APPEAL_TASK)
    desk.picture("appeal-waits")
    desk.press(Key.Key_A)
    desk.until(lambda: not any(item.kind == APPEAL_TASK for item in approvals.state.items))
    desk.until(lambda: desk.waiting() == 0)
    state, entry = at_central(desk, gone)
    assert (state, entry.excuse if entry else "") == ("booked", "illness")
    told = central_rows(desk.central, "select state, outcome from tasks where kind = ?", APPEAL_TASK)
    assert told == [("resolved", "confirmed")]
