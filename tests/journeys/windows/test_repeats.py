"""The same half-hour for some weeks by keys: what can be had is booked, the rest is named (G28)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from demo_parts import Central

from central.services.demo_clinic import CLINICS, NIGHT_DOCTOR
from desktop.domain.made_up import MadeUpPerson
from desktop.ports.store import StoredBooking
from desktop.ui.pages.bookings import BookingsPage
from tests.journeys.conftest import PEOPLE
from tests.journeys.windows.conftest import OpenWindow
from tests.journeys.windows.desk_at_work import Key, WindowDesk, central_rows

DAYS = 9
EVERY_NIGHT = CLINICS[0].doctors[NIGHT_DOCTOR].initials


@pytest.fixture(scope="module")
def nine_days(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Central]:
    """A central whose numbers are out for nine days: one more week of any booking, never two."""
    made = Central(tmp_path_factory.mktemp("weeks"), people=PEOPLE, days=DAYS, online_channel=False)
    made.prepare()
    made.start()
    yield made
    made.stop()


@pytest.fixture
def central(nine_days: Central) -> Central:
    """This file's own."""
    return nine_days


def in_hand(desk: WindowDesk, booking: StoredBooking) -> None:
    desk.to_page("bookings")
    desk.until_caret("bookings")
    page = desk.frame.pages["bookings"]
    assert isinstance(page, BookingsPage)
    table = page.table
    desk.press(Key.Key_F5)
    desk.until(lambda: desk.table_rows(table) and table.model().rows[0].key == booking.id)  # type: ignore[attr-defined]  # RowModel
    desk.press(Key.Key_Home)


def repeat(desk: WindowDesk, weeks: int) -> None:
    desk.press(Key.Key_R)
    desk.until_caret("ground")
    desk.press(Key(ord(str(weeks))))
    desk.until(lambda: desk.sitting.workplace.bookings.state.weeks == weeks)
    desk.picture("repeat-weeks")
    desk.press(Key.Key_F9)
    desk.until(lambda: len(desk.sitting.workplace.bookings.state.repeated) == weeks)


@pytest.mark.rows("G28")
def test_a_half_hour_is_booked_again_each_week_and_the_weeks_that_cannot_be_had_are_named(
    open_window: OpenWindow, people: Iterator[MadeUpPerson]
) -> None:
    desk = open_window()
    booking = desk.register(next(people), "xxg", EVERY_NIGHT)
    slips = len(desk.slips())
    in_hand(desk, booking)
    repeat(desk, 2)
    desk.sees("2 周里约上 1 周")
    desk.sees(f"{booking.day + timedelta(days=7):%m-%d}")
    desk.sees("该医生那天不出诊，或还没放号")
    desk.picture("repeat-done")
    desk.until(lambda: len(desk.slips()) == slips + 1)
    rows = central_rows(
        desk.central, "select day, half_hour, state from bookings where patient_id = ? order by day",
        booking.patient_id,
    )  # fmt: skip
    days = [(booking.day + timedelta(days=7 * n)).isoformat() for n in (0, 1)]
    assert rows == [(day, booking.half_hour, "booked") for day in days]
    desk.press(Key.Key_Escape)
    desk.until_caret("bookings")
    desk.wire.cut = True
    repeat(desk, 1)
    desk.sees("1 周里约上 0 周")
    desk.sees("连不上中心")
    desk.press(Key.Key_Escape)
    desk.wire.cut = False
    desk.until(lambda: desk.waiting() == 0)
    rows = central_rows(
        desk.central,
        "select state from bookings where patient_id = ? and state = 'booked'",
        booking.patient_id,
    )
    assert len(rows) == 2
