"""Self check-in: a card on the reader, no keyboard, nothing of the one before on the screen (G33)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from demo_parts import Central
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.domain.made_up import MadeUpPerson
from desktop.domain.masking import Surface, mask_name
from desktop.presenters.kiosk import KioskScene
from desktop.ui.pages.kiosk import Kiosk
from tests.journeys.windows.desk_at_work import CTRL, Key, WindowDesk, card_of
from tests.journeys.windows.test_no_show import COLLECT, booked_long_ago, rules_change


def words(screen: Kiosk) -> str:
    return " ".join(x.text() for x in (screen._hospital, screen._first, screen._second))


@pytest.fixture
def central(fresh_central: Central) -> Central:
    """A central of its own: nobody else's people, numbers and departments."""
    return fresh_central


@pytest.mark.rows("G33", "G32", "T14")
def test_a_card_checks_its_owner_in_and_the_next_one_finds_an_empty_screen(
    window_desk: WindowDesk, people: Iterator[MadeUpPerson]
) -> None:
    desk, person, stranger, late = window_desk, next(people), next(people), next(people)
    booking = desk.register(person)
    ahead = desk.register(late)
    booked_long_ago(desk, ahead)
    desk.to_page("queue")
    desk.press(Key.Key_F10, modifier=CTRL)
    desk.until(lambda: desk.sitting.kiosk is not None)
    screen, presenter = desk.sitting.kiosk, desk.sitting.workplace.kiosk
    assert screen is not None
    assert presenter is not None
    desk.fake_reader.place(card_of(person))
    desk.until(lambda: presenter.state.scene is KioskScene.DONE)
    seen = words(screen)
    assert f"{booking.number:03d}" in seen
    assert mask_name(person.name, Surface.DISPLAY) in seen
    for secret in (person.name, person.number[-4:], person.phone[-4:]):
        assert secret not in seen
    with desk.desk.store.read() as tx:
        kept, place = tx.bookings.get(booking.id), tx.queue.get(booking.id)
    assert kept is not None
    assert place is not None
    assert (kept.state, place.by) == ("waiting", "kiosk")
    desk.fake_reader.lift()
    desk.until(lambda: presenter.state.scene is KioskScene.START)
    assert mask_name(person.name, Surface.DISPLAY) not in words(screen)
    desk.fake_reader.place(card_of(stranger))
    desk.until(lambda: presenter.state.scene is KioskScene.REFUSED)
    desk.fake_reader.lift()
    desk.until(lambda: presenter.state.scene is KioskScene.START)
    # who comes after the collect deadline hears so
    rules_change(desk, COLLECT)
    desk.fake_reader.place(card_of(late))
    desk.until(lambda: presenter.state.scene is KioskScene.REFUSED)
    assert "已过取号时间" in words(screen)
    desk.fake_reader.lift()
    desk.until(lambda: presenter.state.scene is KioskScene.START)
    for key in (Key.Key_Escape, Key.Key_Tab, Key.Key_A, Key.Key_F4):
        QTest.keyClick(screen, key)
    assert desk.sitting.kiosk is screen, "no key of a keyboard leaves it"
    QTest.keyClick(screen, Key.Key_Return)  # what was "scanned" is no slip of ours
    desk.until(lambda: presenter.state.scene is KioskScene.REFUSED)
    QTest.keyClick(screen, Key.Key_F10, Qt.KeyboardModifier.ControlModifier)
    desk.until(lambda: desk.sitting.kiosk is None)
