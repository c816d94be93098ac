"""A supervisor blocks a person from a booking on; every window says so and gives numbers for today only (G40, G17)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from desktop.domain.audit import AuditAct
from desktop.domain.made_up import MadeUpPerson
from desktop.presenters.bookings_state import Mode
from tests.journeys.windows.conftest import OpenWindow
from tests.journeys.windows.desk_at_work import CTRL, SUPERVISOR, Key, WindowDesk, central_rows


def at_central(desk: WindowDesk, patient: str) -> list[tuple[object, ...]]:
    query = "select reason, booking_id, lift_reason from person_blocks where patient_id = ?"
    return central_rows(desk.central, query, patient)


def in_hand(desk: WindowDesk, person: MadeUpPerson) -> None:
    """Open a person by card and go to their bookings."""
    desk.card_read(person)
    desk.to_page("bookings")
    shown = desk.sitting.workplace.bookings
    desk.until(lambda: shown.state.current is not None)
    desk.until_caret("bookings")


@pytest.mark.rows("G40", "G17", "N22")
def test_a_blocked_person_is_announced_at_every_window_served_today_and_free_again_when_a_supervisor_says_so(
    open_window: OpenWindow, people: Iterator[MadeUpPerson]
) -> None:
    person = next(people)
    clerk = open_window()
    booking = clerk.register(person)
    clerk.card_read(person)
    in_hand_at_the_clerks(clerk)
    clerk.close()

    office = open_window("5 号窗", SUPERVISOR)
    in_hand(office, person)
    shown = office.sitting.workplace.bookings
    office.press(Key.Key_B)
    office.until(lambda: shown.state.mode is Mode.BLOCK)
    office.until_caret("ground")
    office.press(Key.Key_F9)
    office.sees("请选原因")
    office.press(Key.Key_1, Key.Key_Return)
    office.until_caret("block-until")
    office.picture("block")
    until = (office.desk.today() + timedelta(days=30)).isoformat()
    office.press(Key.Key_A, modifier=CTRL)
    office.text(until)
    office.press(Key.Key_Return)
    office.sees(f"已停约到 {until}")
    office.picture("blocked")
    office.until(lambda: at_central(office, booking.patient_id) == [("resale", booking.id, "")])
    assert office.traces(1, AuditAct.BLOCK)[-1].facts == {"reason": "resale", "until": until}
    office.close()

    clerk = open_window()
    clerk.sync()
    clerk.card_read(person)
    clerk.sees(f"停约到 {until}：倒卖号源")
    clerk.picture("alert")
    clerk.press(Key.Key_Return)
    clerk.code_later(person)
    clerk.choose_later("xxg")
    clerk.until(lambda: clerk.state.order.can_confirm)
    clerk.press(Key.Key_F9)
    clerk.sees(f"停约到 {until}，只能挂当天号")
    clerk.picture("refused")
    assert len(clerk.live(booking.patient_id)) == 1
    clerk.close()

    office = open_window("5 号窗", SUPERVISOR)
    in_hand(office, person)
    shown = office.sitting.workplace.bookings
    office.sees("解除停约")
    office.press(Key.Key_B)
    office.until_caret("ground")
    office.press(Key.Key_2, Key.Key_Return)
    office.picture("lift")
    office.sees("停约已解除")
    office.until(lambda: [row[2] for row in at_central(office, booking.patient_id)] == ["appeal"])
    assert office.patient(booking.patient_id).status.block is None


def in_hand_at_the_clerks(clerk: WindowDesk) -> None:
    """A clerk has neither the button nor the key."""
    clerk.to_page("bookings")
    shown = clerk.sitting.workplace.bookings
    clerk.until(lambda: shown.state.current is not None)
    clerk.until_caret("bookings")
    assert "停约此人" not in clerk.words()
    clerk.press(Key.Key_B)
    clerk.sees("没有这项权限")
    assert shown.state.mode is Mode.LIST
