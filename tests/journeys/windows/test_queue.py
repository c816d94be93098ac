"""The lines at the window: card, number, call, miss, back, visit, undo, off line too; by keys on the real store."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import cast

import pytest
from demo_parts import Central

from desktop.domain.audit import AuditAct
from desktop.domain.bookings import BookingState
from desktop.domain.ids import BookingId, SessionId
from desktop.domain.made_up import MadeUpPerson
from desktop.domain.masking import Surface, mask_name
from desktop.ports.store import StoredBooking
from desktop.presenters.queue_state import QueueState
from desktop.ui.pages.queue import QueuePage
from tests.journeys.windows.conftest import OpenWindow
from tests.journeys.windows.desk_at_work import (
    CTRL,
    SUPERVISOR,
    Key,
    WindowDesk,
    card_of,
    central_rows,
    change_central,
)

S = BookingState


def lines(desk: WindowDesk) -> QueueState:
    presenter = desk.sitting.workplace.queue
    assert presenter is not None
    return presenter.state


def page(desk: WindowDesk) -> QueuePage:
    return cast("QueuePage", desk.frame.pages["queue"])


def go_to_lines(desk: WindowDesk) -> None:
    desk.to_page("queue")
    desk.until_caret("lines")
    desk.until(lambda: lines(desk).loaded)


def hold(desk: WindowDesk, booking: BookingId) -> None:
    """Go down with the arrow until the row of this booking is in hand."""
    desk.until(lambda: any(x.booking_id == booking for x in lines(desk).lines))
    desk.press(Key.Key_Home)
    for _ in range(len(lines(desk).lines)):
        current = lines(desk).current
        if current is not None and current.booking_id == booking:
            return
        desk.press(Key.Key_Down)
    raise AssertionError("not in the list")


def until_state(desk: WindowDesk, booking: BookingId, state: S) -> None:
    def there() -> bool:
        shown = [x.state for x in lines(desk).lines if x.booking_id == booking]
        with desk.desk.store.read() as tx:
            kept = tx.bookings.get(booking)
        return shown == [state] and kept is not None and kept.state == state.value

    desk.until(there)


def another_room_opens(desk: WindowDesk, booking: StoredBooking) -> None:
    """A second doctor of the department works as long as the booking's own, whatever the hour is."""
    second = "journey-second"
    change_central(
        desk.central,
        "insert into sessions (hospital_id, session_id, version, department_id, doctor_id, day, half_day, starts,"
        " half_hours, place, fee_fen, state) select hospital_id, ?, 1, department_id, doctor_id, day, half_day, starts,"
        " half_hours, '九楼 9 诊室', fee_fen, state from sessions where session_id = ?", second, booking.session_id,
    )  # fmt: skip
    with desk.desk.store.write() as tx:
        own = tx.schedules.session(booking.session_id)
        assert own is not None
        tx.schedules.put_session(replace(own, id=SessionId(second), place="九楼 9 诊室"))


@pytest.fixture
def central(fresh_central: Central) -> Central:
    """A central of its own: nobody else's people, numbers and departments."""
    return fresh_central


@pytest.mark.rows("G32", "G34", "G35", "G41", "G45", "G47", "G63", "N30")
def test_a_walk_in_is_checked_in_by_card_and_goes_through_the_line_by_one_key_a_step(
    window_desk: WindowDesk, people: Iterator[MadeUpPerson]
) -> None:
    desk, person = window_desk, next(people)
    booking = desk.register(person).id
    since = desk.next_trace()
    go_to_lines(desk)
    assert len(desk.traces(since, AuditAct.QUEUE_SHOWN)) == 1
    desk.fake_reader.lift()
    desk.fake_reader.place(card_of(person))
    desk.press(Key.Key_F2)
    until_state(desk, booking, S.WAITING)
    desk.sees("已报到", page(desk))
    words = desk.words(page(desk)) + str(lines(desk).lines)
    assert mask_name(person.name, Surface.LIST) in words
    assert person.name not in words
    assert person.number[-4:] not in words
    hold(desk, booking)
    desk.press(Key.Key_Z, modifier=CTRL)
    until_state(desk, booking, S.BOOKED)
    desk.press(Key.Key_Return)
    until_state(desk, booking, S.WAITING)
    for key, state in (
        (Key.Key_J, S.CALLED), (Key.Key_G, S.MISSED), (Key.Key_H, S.REQUEUED), (Key.Key_J, S.CALLED),
        (Key.Key_K, S.IN_VISIT), (Key.Key_W, S.DONE),
    ):  # fmt: skip
        hold(desk, booking)
        desk.press(key)
        until_state(desk, booking, state)
    desk.until(lambda: desk.waiting() == 0)
    ((state,),) = central_rows(desk.central, "SELECT state FROM bookings WHERE booking_id = ?", booking)
    assert state == "completed"
    kept = desk.traces(since, AuditAct.QUEUE_STEP)
    assert [t.facts.get("step") for t in kept] == [
        "undo",
        "call",
        "miss",
        "requeue",
        "call",
        "start",
        "finish",
    ]


@pytest.mark.rows("G35")
def test_somebody_is_transferred_to_another_room_by_keys(
    window_desk: WindowDesk, people: Iterator[MadeUpPerson]
) -> None:
    desk = window_desk
    made = desk.register(next(people))
    booking = made.id
    another_room_opens(desk, made)
    go_to_lines(desk)
    hold(desk, booking)
    desk.press(Key.Key_Return)
    until_state(desk, booking, S.WAITING)
    before = lines(desk).current
    desk.press(Key.Key_T)
    desk.until(lambda: lines(desk).targets)
    desk.press(Key.Key_Down, Key.Key_Up, Key.Key_Return)
    desk.until(lambda: lines(desk).note.code == "queue-transfer")
    desk.until(
        lambda: lines(desk).current is not None and lines(desk).current.session_id != before.session_id
    )  # type: ignore[union-attr]
    desk.until(lambda: desk.waiting() == 0)


@pytest.mark.rows("G35", "G47")
def test_two_windows_see_each_others_calls(open_window: OpenWindow, people: Iterator[MadeUpPerson]) -> None:
    first = open_window()
    booking = first.register(next(people)).id
    go_to_lines(first)
    hold(first, booking)
    first.press(Key.Key_Return)
    until_state(first, booking, S.WAITING)
    first.sync()
    second = open_window("4 号窗", SUPERVISOR)
    second.front()
    second.sync()
    go_to_lines(second)
    hold(second, booking)
    second.press(Key.Key_J)
    until_state(second, booking, S.CALLED)
    second.sync()
    first.front()
    first.sync()
    go_to_lines(first)
    until_state(first, booking, S.CALLED)


@pytest.mark.rows("G36", "P17", "T14")
def test_the_waiting_room_sees_number_and_room_only_and_goes_on_when_the_line_is_cut(
    window_desk: WindowDesk, people: Iterator[MadeUpPerson]
) -> None:
    desk, person = window_desk, next(people)
    booking = desk.register(person).id
    go_to_lines(desk)
    hold(desk, booking)
    desk.press(Key.Key_F11)
    desk.until(lambda: desk.sitting.waiting_room is not None)
    wall = desk.sitting.waiting_room
    assert wall is not None
    desk.front()
    desk.until_caret("lines")
    desk.wire.cut = True
    hold(desk, booking)
    desk.press(Key.Key_Return)
    until_state(desk, booking, S.WAITING)
    hold(desk, booking)
    desk.press(Key.Key_J)
    until_state(desk, booking, S.CALLED)
    row = next(x for x in lines(desk).lines if x.booking_id == booking)
    desk.until(lambda: f"请 {row.number} 号到 {row.room}" in wall.accessibleDescription())
    said = wall.accessibleDescription() + wall.windowTitle() + str(desk.sitting.workplace.display)
    for secret in (person.name, row.masked_name, person.number[-4:], person.phone[-4:]):
        assert secret not in said
    assert desk.sitting.workplace.display is not None
    assert desk.sitting.workplace.display.state.calls[0].fresh
    desk.press(Key.Key_F11)
    desk.until(lambda: desk.sitting.waiting_room is None)
