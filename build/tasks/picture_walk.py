"""What `dev.py pictures` plays: a clerk, a supervisor and the privacy officer walk through all pages of a desk."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt

from desktop.domain.made_up import MadeUpPerson
from tests.journeys.windows.conftest import OFFSCREEN, OpenWindow
from tests.journeys.windows.desk_at_work import CLERK, SUPERVISOR, Key, WindowDesk

OFFICER = "zmy"
SHIFT = Qt.KeyboardModifier.ShiftModifier


def overlays(desk: WindowDesk, who: str) -> None:
    """Open what lies over every page, by its key."""
    frame = desk.frame
    for name, key, modifier, overlay in (
        ("search", Key.Key_F3, Qt.KeyboardModifier.NoModifier, frame.search),
        ("notice", Key.Key_I, Qt.KeyboardModifier.AltModifier, frame.notice),
        ("own", Key.Key_F11, SHIFT, frame.own),
        ("glass", Key.Key_F12, SHIFT, frame.glass),
    ):
        desk.press(key, modifier=modifier)
        desk.until(overlay.isVisible)
        desk.until(lambda: not desk.sitting.door.busy())
        desk.picture(f"{who}-over-{name}")
        desk.press(Key.Key_Escape)
        desk.until(lambda overlay=overlay: not overlay.isVisible())


def pages(desk: WindowDesk, who: str) -> None:
    """Open every page of the rail."""
    for code in desk.sitting.workplace.pages:
        desk.frame.show_page(code)
        desk.until(lambda: not desk.sitting.door.busy())
        desk.picture(f"{who}-{code}")
    desk.frame.show_page("registration")


@pytest.mark.qt_log_ignore(OFFSCREEN)
@pytest.mark.parametrize("who", [CLERK, SUPERVISOR, OFFICER])
def test_walk(open_window: OpenWindow, people: Iterator[MadeUpPerson], who: str) -> None:
    desk = open_window("3 号窗", who)
    if "registration" not in desk.sitting.workplace.pages:
        pages(desk, who)
        return
    desk.picture(f"{who}-registration-empty")
    person = next(people)
    desk.card_read(person)
    desk.picture(f"{who}-registration-person")
    desk.press(Key.Key_Return)
    desk.code_later(person)
    desk.choose("xxg")
    desk.picture(f"{who}-registration-slot")
    desk.confirm()
    desk.picture(f"{who}-registration-done")
    desk.fake_reader.lift()
    for _ in range(2):
        desk.register(next(people))
    overlays(desk, who)
    desk.press(Key.Key_F12)
    desk.until(desk.frame.pay.isVisible)
    desk.until(lambda: not desk.sitting.door.busy())
    desk.picture(f"{who}-over-pay")
    desk.press(Key.Key_Escape)
    pages(desk, who)
