"""Before it is booked the patient confirms on their own screen: masked name, last four, clinic, time (N31)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.domain.audit import AuditAct
from desktop.domain.made_up import MadeUpPerson
from desktop.domain.masking import Surface, mask_name
from desktop.presenters.patient_says import WRONG_CODE
from desktop.ui.pages.patient_screen import PatientScreen
from desktop.ui.widgets.buttons import Btn
from tests.journeys.windows.conftest import OpenWindow
from tests.journeys.windows.desk_at_work import Key, WindowDesk


def touch(button: Btn) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def words(screen: PatientScreen) -> str:
    return " ".join(
        x.text() for x in screen.findChildren(type(screen._hospital)) if x.isVisible() and x.text()
    )


def ready(desk: WindowDesk, person: MadeUpPerson) -> PatientScreen:
    """Everything up to F9, and what the patient then sees."""
    desk.card_read(person)
    screen = desk.sitting.patient_screen
    assert screen is not None
    assert not screen.answer.isVisible(), "nothing is asked before there is a clinic and a time"
    desk.press(Key.Key_Return)
    desk.code_later(person)
    desk.choose("xxg")
    desk.until(screen.answer.right.isVisible)
    return screen


@pytest.mark.rows("N31", "N18", "T14")
def test_the_patient_touches_all_right_and_this_stands_in_the_trace_of_the_booking(
    open_window: OpenWindow, people: Iterator[MadeUpPerson]
) -> None:
    desk, person = open_window(patient_screen=True), next(people)
    since = desk.next_trace()
    screen = ready(desk, person)
    order = desk.state.order
    seen = words(screen)
    for part in (
        mask_name(person.name, Surface.DISPLAY),
        person.number[-4:],
        order.department,
        f"{order.starts:%H:%M}",
    ):
        assert part in seen
    for secret in (person.name, person.number, person.birth.isoformat(), person.phone):
        assert secret not in seen
    touch(screen.answer.right)
    desk.sees("患者已在屏上确认", desk.page.panel.order)
    booking = desk.confirm()
    (trace,) = desk.traces(since, AuditAct.AGREED)
    assert (trace.object_id, trace.facts) == (booking.id, {"act": "patient-screen"})
    assert not screen.answer.isVisible(), "the next patient is not asked about this one"


@pytest.mark.rows("N31")
def test_when_the_patient_says_it_is_wrong_nothing_is_booked_until_something_is_changed(
    open_window: OpenWindow, people: Iterator[MadeUpPerson]
) -> None:
    desk, person = open_window(patient_screen=True), next(people)
    since = desk.next_trace()
    screen = ready(desk, person)
    touch(screen.answer.wrong)
    desk.until(lambda: WRONG_CODE in desk.state.order.missing)
    desk.press(Key.Key_F9)
    assert not desk.state.order.confirming
    assert desk.traces(since, AuditAct.BOOK) == []
    before = desk.state.board.selected
    while desk.caret() != "board":
        desk.press(Key.Key_F6)
    desk.press(Key.Key_Right, Key.Key_Return)
    if desk.state.board.selected == before:
        desk.press(Key.Key_Left, Key.Key_Left, Key.Key_Return)
    if desk.state.board.selected == before:
        board = desk.state.board.board
        assert board is not None
        desk.press(Key.Key_F10)
        desk.until_board(lambda day: day > board.day)
        desk.press(Key.Key_Return)
    desk.until(lambda: desk.state.board.selected != before)
    desk.until(lambda: desk.state.patient_said == "asked")
    desk.confirm()
    assert desk.traces(since, AuditAct.AGREED) == [], "nobody touched the screen for this one"
