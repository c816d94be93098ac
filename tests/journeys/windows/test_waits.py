"""Long waits, who goes first, the peak helper (G37, G46, N42), and check-in by a typed number off line (G32, N30)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.domain.audit import AuditAct
from desktop.domain.ids import BookingId, DepartmentId, DoctorId
from desktop.domain.lines import Alarm
from desktop.domain.made_up import MadeUpPerson
from desktop.ports.store import StoredBooking
from desktop.services.lines import QueueLine
from tests.journeys.windows.conftest import OpenWindow
from tests.journeys.windows.desk_at_work import CTRL, SUPERVISOR, Key, WindowDesk, central_rows
from tests.journeys.windows.test_queue import S, go_to_lines, hold, lines, page, until_state

# no other journey has its line here
DEPARTMENT = "kqk"


def place_of(desk: WindowDesk, booking: StoredBooking) -> tuple[DepartmentId, DoctorId]:
    with desk.desk.store.read() as tx:
        session = tx.schedules.session(booking.session_id)
    assert session is not None
    return session.department_id, session.doctor_id


def to_line(desk: WindowDesk, booking: StoredBooking, *, own_doctor: bool = False) -> None:
    """N to the department, and M to the doctor of this booking."""
    department, doctor = place_of(desk, booking)
    go_to_lines(desk)
    desk.until(lambda: department in [d.id for d in lines(desk).departments])
    for _ in lines(desk).departments:
        if lines(desk).choice.department_id != department:
            desk.press(Key.Key_N)
    desk.until(lambda: doctor in [d.id for d in lines(desk).doctors])
    for _ in lines(desk).doctors if own_doctor else ():
        if lines(desk).choice.doctor_id != doctor:
            desk.press(Key.Key_M)
    desk.until(lambda: any(x.booking_id == booking.id for x in lines(desk).lines))
    if own_doctor:  # before that a number is several people's
        desk.until(lambda: len({x.doctor for x in lines(desk).lines}) == 1)


def line_of(desk: WindowDesk, booking: BookingId) -> QueueLine:
    return next(x for x in lines(desk).lines if x.booking_id == booking)


def ago(desk: WindowDesk, booking: BookingId, field: str, minutes: int) -> None:
    """So many minutes went by since then; nobody sits here for an hour."""
    with desk.desk.store.write() as tx:
        entry = tx.queue.get(booking)
        assert entry is not None
        tx.queue.put(booking, replace(entry, **{field: getattr(entry, field) - timedelta(minutes=minutes)}))


def take(desk: WindowDesk, booking: BookingId, key: Key, state: S) -> None:
    """Go to the row once the list stands still, and press a key."""
    desk.until(lambda: any(x.booking_id == booking for x in lines(desk).lines))
    hold(desk, booking)
    desk.press(key)
    until_state(desk, booking, state)


@pytest.mark.rows("G37", "G46", "N42", "G34")
def test_a_long_wait_turns_red_a_class_goes_first_and_the_peak_helper_asks_for_another_room(
    open_window: OpenWindow, people: Iterator[MadeUpPerson]
) -> None:
    desk = open_window("5 号窗", SUPERVISOR)
    grown_ups = (p for p in people if p.birth.year > 1965)
    booked = [desk.register(next(grown_ups), DEPARTMENT) for _ in range(3)]
    # one doctor's line, and a class goes first within its half-hour; the last number of one may just have gone
    while len({b.session_id for b in booked[-3:]}) > 1 or booked[-2].half_hour != booked[-1].half_hour:
        booked.append(desk.register(next(grown_ups), DEPARTMENT))
    seen, first, second = booked[-3:]
    to_line(desk, seen)
    for booking in (seen, first, second):
        take(desk, booking.id, Key.Key_Return, S.WAITING)
    for key, state in ((Key.Key_J, S.CALLED), (Key.Key_K, S.IN_VISIT), (Key.Key_W, S.DONE)):
        take(desk, seen.id, key, state)
    assert [line_of(desk, b.id).place for b in (first, second)] == [1, 2]
    hold(desk, second.id)
    desk.press(Key.Key_Y)
    desk.until(lambda: line_of(desk, second.id).priority == "elder")
    desk.sees("老人", page(desk))
    desk.until(lambda: [line_of(desk, b.id).place for b in (first, second)] == [2, 1])
    desk.sync()
    desk.until(lambda: desk.waiting() == 0)
    ((kept,),) = central_rows(desk.central, "select entry from queue where booking_id = ?", second.id)
    assert b'"elder"' in bytes(kept)
    desk.wire.cut = True  # central's rows of the line would put the hour back
    ago(desk, seen.id, "started_at", 45)
    ago(desk, first.id, "waits_since", 35)
    ago(desk, second.id, "waits_since", 65)
    to_line(desk, seen)
    desk.press(Key.Key_F5)
    desk.until(lambda: [line_of(desk, b.id).alarm for b in (first, second)] == [Alarm.AMBER, Alarm.RED])
    desk.sees("65 分 过久", page(desk))
    desk.sees("每人约 45 分，排完约 90 分。建议再开一间", page(desk))
    desk.picture("waits")
    desk.press(Key.Key_Space)
    until_state(desk, second.id, S.CALLED)
    desk.until(lambda: "建议再开一间" not in desk.words(page(desk)))
    desk.sees("候诊到 2 人就该再开一间", page(desk))
    desk.picture("waits-calm")


@pytest.mark.rows("G32", "N30", "G45", "G65")
def test_off_line_somebody_is_checked_in_by_the_number_they_say_and_it_is_taken_back_within_a_minute(
    window_desk: WindowDesk, people: Iterator[MadeUpPerson]
) -> None:
    desk = window_desk
    booking = desk.register(next(people), DEPARTMENT)
    to_line(desk, booking, own_doctor=True)
    desk.wire.cut = True
    since = desk.next_trace()
    for again in (False, True):
        desk.text(str(booking.number))
        desk.until_caret("queue-number")
        desk.press(Key.Key_Return)
        until_state(desk, booking.id, S.WAITING)
        desk.sees("已报到", page(desk))
        with desk.desk.store.read() as tx:
            entry = tx.queue.get(booking.id)
        assert entry is not None
        assert entry.checked_in_at is not None
        if not again:
            desk.until_caret("lines")
            desk.press(Key.Key_Z, modifier=CTRL)
            until_state(desk, booking.id, S.BOOKED)
    assert desk.waiting() >= 3
    desk.text("999")
    desk.press(Key.Key_Return)
    desk.sees("999", page(desk))
    acts = [t.facts.get("step") for t in desk.traces(since, AuditAct.QUEUE_STEP)]
    assert acts == ["undo"]
    assert len(desk.traces(since, AuditAct.CHECK_IN)) == 2
    desk.wire.cut = False
    desk.sync()
    desk.until(lambda: desk.waiting() == 0)
    ((state,),) = central_rows(desk.central, "select state from bookings where booking_id = ?", booking.id)
    assert state == "waiting"
