"""Taking a number that was booked ahead: whose card, typed numbers, family, a typing mistake (N24); by keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from desktop.domain.audit import AuditAct
from desktop.domain.booking_rules import BookingWindow, RuleSet
from desktop.domain.bookings import BookingState
from desktop.domain.citizen_numbers import check_character
from desktop.domain.ids import BookingId
from desktop.domain.made_up import MadeUpPerson
from desktop.domain.rule_book import RULES, RuleBook
from desktop.presenters.pick_up import PickUpAsked
from tests.journeys.windows.desk_at_work import (
    SUPERVISOR,
    Key,
    WindowDesk,
    card_of,
    central_rows,
    change_central,
)
from tests.journeys.windows.test_queue import go_to_lines, hold, lines, until_state

S = BookingState


def booked_ahead(desk: WindowDesk, person: MadeUpPerson) -> BookingId:
    """Register somebody; then a day goes by, here and at central: the number was booked ahead."""
    booking = desk.register(person)
    desk.until(lambda: desk.waiting() == 0)
    before = booking.made_at - timedelta(days=1)
    at = round(before.timestamp() * 1000)
    change_central(desk.central, "update bookings set made_at = ? where booking_id = ?", at, booking.id)
    # what was under way has come before this desk's row changes
    desk.sync()
    desk.sync()
    with desk.desk.store.write() as tx:
        tx.bookings.put(replace(booking, made_at=before))
    return booking.id


def asked(desk: WindowDesk) -> PickUpAsked | None:
    return lines(desk).pick_up


def ask_for_document(desk: WindowDesk, booking: BookingId) -> None:
    go_to_lines(desk)
    hold(desk, booking)
    desk.press(Key.Key_Return)
    desk.until_caret("pick-up-number")


def lay(desk: WindowDesk, person: MadeUpPerson) -> None:
    desk.fake_reader.lift()
    desk.fake_reader.place(card_of(person))
    desk.press(Key.Key_F2)


def at_central(desk: WindowDesk, booking: BookingId) -> str:
    desk.until(lambda: desk.waiting() == 0)
    ((state,),) = central_rows(desk.central, "SELECT state FROM bookings WHERE booking_id = ?", booking)
    return str(state)


def mistyped(person: MadeUpPerson) -> MadeUpPerson:
    """Return the person with two characters of the number typed wrong that still fit together."""
    head = person.number[:16] + str((int(person.number[16]) + 2) % 10)
    return replace(person, number=head + check_character(head))


@pytest.mark.rows("N24", "G32")
def test_only_the_booked_persons_own_document_takes_the_number_on_line_and_off(
    window_desk: WindowDesk, people: Iterator[MadeUpPerson]
) -> None:
    desk, person, other = window_desk, next(people), next(people)
    booking = booked_ahead(desk, person)
    since = desk.next_trace()
    ask_for_document(desk, booking)
    desk.picture("pick-up")
    lay(desk, other)
    desk.sees("不是预约人的证件")
    until_state(desk, booking, S.BOOKED)
    desk.picture("pick-up-other")
    desk.text(other.number)
    desk.press(Key.Key_Return)
    desk.sees("不是预约人的证件")
    desk.text(person.number.lower())
    desk.press(Key.Key_Return)
    until_state(desk, booking, S.WAITING)
    desk.until_caret("lines")
    assert at_central(desk, booking) == "waiting"
    (came,) = desk.traces(since, AuditAct.CHECK_IN)
    assert (came.object_id, came.facts["by"], came.facts["proof"]) == (booking, "search", "document")
    desk.fake_reader.lift()
    desk.to_page("registration")
    second = booked_ahead(desk, other)
    desk.wire.cut = True
    go_to_lines(desk)
    lay(desk, other)
    until_state(desk, second, S.WAITING)
    desk.wire.cut = False
    desk.fake_reader.lift()
    assert at_central(desk, second) == "waiting"


@pytest.mark.rows("N24", "G26")
def test_a_companion_takes_the_number_only_where_the_rules_in_force_let_them(
    window_desk: WindowDesk, people: Iterator[MadeUpPerson]
) -> None:
    desk, person, companion = window_desk, next(people), next(people)
    booking = booked_ahead(desk, person)
    ask_for_document(desk, booking)
    assert not asked(desk).family_allowed  # type: ignore[union-attr]
    desk.press(Key.Key_Escape)
    desk.until_caret("lines")
    with desk.desk.store.write() as tx:
        rules = RuleSet("family", date(2026, 1, 1), BookingWindow(0, 14), family_pick_up=True)
        tx.state.set(RULES, RuleBook((rules,)).to_bytes())
    desk.press(Key.Key_Return)
    desk.until_caret("pick-up-number")
    desk.alt("J")
    lay(desk, person)
    desk.sees("家属的证件")
    desk.picture("pick-up-family")
    desk.text(person.number)
    desk.press(Key.Key_Return)
    desk.sees("家属的证件号不对")
    desk.text(companion.number)
    desk.press(Key.Key_Return)
    until_state(desk, booking, S.WAITING)
    desk.fake_reader.lift()
    # central knows no such rule: the number stays taken, and a supervisor is told
    assert at_central(desk, booking) == "waiting"
    told = central_rows(desk.central, "SELECT kind, state FROM tasks WHERE booking_id = ?", booking)
    assert told == [("pick-up-by-family", "open")]


@pytest.mark.rows("N24")
def test_a_typing_mistake_is_released_by_a_supervisor_who_reads_the_card_again(
    window_desk: WindowDesk, people: Iterator[MadeUpPerson]
) -> None:
    desk, person = window_desk, next(people)
    booking = booked_ahead(desk, mistyped(person))
    ask_for_document(desk, booking)
    lay(desk, person)
    desk.sees("像是预约时录错")
    desk.picture("pick-up-mistyped")
    desk.press(Key.Key_F9)
    desk.sees("已报主管")
    desk.press(Key.Key_F9)
    until_state(desk, booking, S.BOOKED)
    desk.fake_reader.lift()
    desk.sign_out()
    desk.sign_in(SUPERVISOR)
    desk.ready()
    desk.to_page("approvals")
    desk.sees("取号证件录错待放行")
    desk.picture("pick-up-task")
    ask_for_document(desk, booking)
    desk.press(Key.Key_F9)
    until_state(desk, booking, S.BOOKED)
    lay(desk, person)
    desk.until(lambda: (now := asked(desk)) is not None and now.can_release)
    desk.picture("pick-up-release")
    desk.press(Key.Key_F9)
    until_state(desk, booking, S.WAITING)
    desk.fake_reader.lift()
    assert at_central(desk, booking) == "waiting"
    told = central_rows(
        desk.central, "SELECT kind, state, outcome FROM tasks WHERE booking_id = ? AND kind = ?", booking,
        "pick-up-mismatch",
    )  # fmt: skip
    assert told == [("pick-up-mismatch", "resolved", "confirmed")]
