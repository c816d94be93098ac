"""The whole registration at the keyboard, into the sealed store and to central (G62)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desktop.domain.made_up import MadeUpPerson
from tests.journeys.windows.desk_at_work import Key, WindowDesk, central_rows

MOST_KEYS_NEW, MOST_KEYS_KNOWN = 26, 8


@pytest.mark.rows("G62", "G7", "N1", "A4")
def test_a_new_patient_takes_26_keys_and_a_known_one_8(
    window_desk: WindowDesk, people: Iterator[MadeUpPerson]
) -> None:
    desk, person = window_desk, next(people)
    desk.card_read(person)
    desk.press(Key.Key_Return)
    code = desk.send_code(person.phone)
    desk.choose("xxg")
    desk.until_caret("code")
    desk.sitting.workplace.registration.consent.on_screen(agreed=True)
    desk.text(code)
    booking = desk.confirm()
    assert desk.keys <= MOST_KEYS_NEW
    assert booking.number > 0
    desk.keys = 0
    desk.fake_reader.lift()
    desk.card_read(person)
    desk.press(Key.Key_Return)
    desk.choose("gk")
    second = desk.confirm()
    assert desk.keys <= MOST_KEYS_KNOWN
    assert {b.id for b in desk.bookings(booking.patient_id)} == {booking.id, second.id}
    rows = central_rows(
        desk.central,
        "select booking_id, number, state from bookings where patient_id = ?",
        booking.patient_id,
    )
    assert {row[0] for row in rows} == {booking.id, second.id}
    assert {row[2] for row in rows} == {"booked"}
