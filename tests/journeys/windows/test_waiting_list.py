"""Somebody waits for a number, a new one is held for them, and one key books it (G29, N21)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from desktop.domain.audit import AuditAct
from desktop.domain.made_up import MadeUpPerson
from desktop.ports.store import StoredBooking
from desktop.presenters.bookings_state import Mode
from desktop.presenters.waiting import WaitingPresenter
from tests.journeys.windows.conftest import OpenWindow
from tests.journeys.windows.desk_at_work import CTRL, Key, WindowDesk, central_rows, change_central

DAYS_LATER = 25
MOST_TABS = 20
NEW_SESSION = (
    "insert into sessions (hospital_id, session_id, version, department_id, doctor_id, day, half_day, starts,"
    " half_hours, place, fee_fen, state) select hospital_id, ?, 1, department_id, doctor_id, ?, 'am',"
    " '08:00:00.000000', 1, place, fee_fen, 'open' from sessions where session_id = ?"
)
NEW_NUMBER = (
    "insert into slots (hospital_id, session_id, number, half_hour, epoch, state, turn, channel) select hospital_id,"
    " session_id, 1, 0, 0, 'pool', 0, 'shared' from sessions where session_id = ?"
)


def waiting(desk: WindowDesk) -> WaitingPresenter:
    return desk.sitting.workplace.bookings.waiting


def to_list(desk: WindowDesk) -> None:
    """Go to the page of bookings and press Q."""
    desk.to_page("bookings")
    shown = desk.sitting.workplace.bookings
    desk.until(lambda: shown.state.loaded)
    desk.until_caret("bookings")
    desk.press(Key.Key_Q)
    desk.until(lambda: shown.state.mode is Mode.WAITING and waiting(desk).state.loaded)


def add(desk: WindowDesk, day: date, *, other: bool = False) -> None:
    """A, then another department if wanted and the days of the form, F9."""
    desk.press(Key.Key_A)
    desk.until(lambda: waiting(desk).state.form is not None)
    desk.until_caret("plan-department_id")
    if other:
        before = waiting(desk).state.form
        desk.press(Key.Key_Down)
        desk.until(lambda: waiting(desk).state.form != before)
        desk.until_caret("plan-department_id")
    for name in ("first", "last"):
        for _ in range(MOST_TABS):
            if desk.caret() == f"plan-{name}":
                break
            desk.press(Key.Key_Tab)
        desk.until_caret(f"plan-{name}")
        desk.press(Key.Key_A, modifier=CTRL)
        desk.text(day.isoformat())
    desk.picture("waiting-form")
    desk.press(Key.Key_F9)


def to_line(desk: WindowDesk, booking: StoredBooking, *, held: bool) -> None:
    """Take this person's line in hand by the arrow keys."""

    def here() -> int:
        lines = waiting(desk).state.lines
        mine = [(line.wish.patient_id, line.held is not None) for line in lines]
        return mine.index((booking.patient_id, held)) if (booking.patient_id, held) in mine else -1

    desk.until(lambda: here() >= 0)
    desk.until_caret("waiting")
    desk.press(Key.Key_Home, *[Key.Key_Down] * here())
    desk.until(lambda: waiting(desk).state.selected == here())


def off_line(desk: WindowDesk) -> None:
    """Pull the cable and wait until the window knows."""
    desk.wire.cut = True
    desk.until(lambda: not desk.sitting.workplace.sync.state.online)


def on_line(desk: WindowDesk) -> None:
    """Put the cable back and wait until the window knows."""
    desk.wire.cut = False
    desk.until(lambda: desk.sitting.workplace.sync.state.online)


def states_at_central(desk: WindowDesk, booking: StoredBooking) -> list[object]:
    rows = central_rows(
        desk.central, "select state from wishes where patient_id = ? order by at", booking.patient_id
    )
    return [state for (state,) in rows]


def wish_at_central(desk: WindowDesk, booking: StoredBooking) -> list[tuple[object, ...]]:
    return central_rows(
        desk.central, "select state, offer_number from wishes where patient_id = ?", booking.patient_id
    )


@pytest.mark.rows("G29", "N21", "I4")
def test_a_person_waits_a_new_number_is_held_for_them_and_one_key_books_it(
    open_window: OpenWindow, people: Iterator[MadeUpPerson]
) -> None:
    person = next(people)
    desk = open_window()
    since = desk.next_trace()
    booking = desk.register(person)
    to_list(desk)
    desk.press(Key.Key_A)
    desk.sees("请先读卡或查找患者")
    desk.press(Key.Key_Escape)
    desk.front()
    desk.to_page("registration")
    desk.card_read(person)
    day = desk.desk.today() + timedelta(days=DAYS_LATER)
    to_list(desk)
    add(desk, desk.desk.today() + timedelta(days=90))
    desk.sees("请选科室，日期从今天起")
    desk.press(Key.Key_Escape)
    add(desk, day)
    desk.sees("已加入候补")
    desk.until(lambda: wish_at_central(desk, booking) == [("waiting", None)])
    add(desk, day)
    desk.sees("此人已在这个科室的候补名单上")
    desk.press(Key.Key_Escape)
    mine = [line for line in waiting(desk).state.lines if line.wish.patient_id == booking.patient_id]
    assert [line.held for line in mine] == [None]

    # a session of that day is made: its one number is held for whoever waits, and nobody else gets it
    made = f"journey-{booking.id[-8:]}"
    change_central(desk.central, NEW_SESSION, made, day.isoformat(), booking.session_id)
    change_central(desk.central, NEW_NUMBER, made)
    desk.until(lambda: wish_at_central(desk, booking) == [("offered", 1)])
    desk.until(lambda: waiting(desk).state.held >= 1)
    desk.sees("已留号")
    to_line(desk, booking, held=True)
    desk.sees("要就按 V")
    desk.picture("waiting-held")
    held = central_rows(desk.central, "select state from slots where session_id = ?", made)
    assert held == [("held",)]
    off_line(desk)
    desk.press(Key.Key_V)
    desk.sees("现在连不上中心，留的号约不了")
    desk.picture("waiting-no-line")
    add(desk, day, other=True)
    desk.sees("连上后按现在的先后排入候补")
    desk.until(lambda: [line.on_way for line in waiting(desk).state.lines].count(True) == 1)
    desk.picture("waiting-told")
    on_line(desk)
    desk.until(lambda: states_at_central(desk, booking) == ["offered", "waiting"])
    slips = len(desk.slips())
    to_line(desk, booking, held=True)
    desk.press(Key.Key_V)
    desk.sees("已约上第 1 号")
    desk.until(lambda: len(desk.slips()) == slips + 1)
    desk.until(lambda: states_at_central(desk, booking) == ["booked", "waiting"])
    rows = central_rows(desk.central, "select state, patient_id from bookings where session_id = ?", made)
    assert rows == [("booked", booking.patient_id)]
    desk.until(lambda: any(b.session_id == made for b in desk.bookings(booking.patient_id)))
    assert [t.facts["kind"] for t in desk.traces(since, AuditAct.WAITING)][-1] == "waiting.book"
    off_line(desk)
    to_line(desk, booking, held=False)
    desk.press(Key.Key_X)
    desk.sees("连上后移出候补名单")
    desk.until(lambda: booking.patient_id not in {line.wish.patient_id for line in waiting(desk).state.lines})
    on_line(desk)
    desk.until(lambda: states_at_central(desk, booking) == ["booked", "withdrawn"])
    desk.press(Key.Key_Escape)
    desk.until(lambda: desk.sitting.workplace.bookings.state.mode is Mode.LIST)
    desk.picture("waiting-booked")
