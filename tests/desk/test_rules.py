"""The rules at a desk off line: judged by those in force now, and every refusal says which (N21, N25, G26)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from crash_desk import SUPERVISOR

from desktop.domain.audit import AuditAct
from desktop.domain.booking_rules import (
    BookingWindow,
    CancelCutoff,
    Limit,
    LimitScope,
    RuleSet,
)
from desktop.domain.changes import CancelLateError, Freely
from desktop.domain.errors import NotPermittedError
from desktop.domain.ids import DoctorId
from desktop.domain.no_show_rules import SPOKEN, CountWindow, NoShowRule
from desktop.domain.operations import OperationKind, OperationResult, ResultStatus
from desktop.domain.rule_book import (
    RULES,
    BarredByNoShowsError,
    LimitDayError,
    RuleBook,
    RulesInPastError,
    told_of,
)
from desktop.domain.schedules import CHINA
from desktop.services.slot_acts import refusal
from tests.desk.window import Window

SET = RuleSet("r-1", date(2026, 1, 1), BookingWindow(0, 14))


def in_force(window: Window, **changes: object) -> None:
    book = RuleBook((replace(SET, **changes),))  # type: ignore[arg-type]  # fields of a set
    with window.desk.store.write() as tx:
        tx.state.set(RULES, book.to_bytes())


@pytest.mark.rows("N21", "N25")
def test_one_number_too_many_is_refused_with_the_count_and_nothing_is_saved(window: Window) -> None:
    in_force(window, limits=(Limit(LimitScope.DAY, 1),))
    first = window.confirm()
    before = window.counts()
    with pytest.raises(LimitDayError) as raised:
        window.confirm(window.draft(patient_id=first.patient_id))
    assert raised.value.facts == {"count": 1, "limit": 1}
    assert window.counts() == before
    window.cases.changes.cancel(first.booking_id, "cannot-come")
    assert window.confirm(window.draft(patient_id=first.patient_id)).slip.number


@pytest.mark.rows("N21", "G42")
def test_a_move_does_not_count_the_booking_that_it_replaces(window: Window) -> None:
    in_force(window, limits=(Limit(LimitScope.DAY, 1),))
    first = window.confirm()
    with window.desk.store.read() as tx:
        other = tx.rights.held()[-1]
    moved = window.cases.changes.move(first.booking_id, other.session_id, other.half_hour, "wrong-time")
    assert moved.slip.number > 0


@pytest.mark.rows("G43", "G26")
def test_after_the_cut_off_only_what_was_given_half_an_hour_ago_goes_back_freely(window: Window) -> None:
    in_force(window, cutoffs=(CancelCutoff(days=30, clock=time(17)),))
    confirmed = window.confirm()
    with window.desk.store.read() as tx:
        booking = tx.bookings.get(confirmed.booking_id)
    assert booking is not None
    assert window.cases.changes.freely(booking) is Freely.FREE
    window.later(31 * 60)
    assert window.cases.changes.freely(booking) is Freely.LATE
    with pytest.raises(CancelLateError):
        window.cases.changes.cancel(confirmed.booking_id, "cannot-come")
    assert window.cases.late.ask(confirmed.booking_id, "cannot-come")


@pytest.mark.rows("G26", "N21")
def test_a_supervisor_sends_a_dated_version_and_it_is_not_in_force_before_central_has_it(
    window: Window,
) -> None:
    rules = replace(SET, version="r-2", effective_from=window.desk.today() + timedelta(days=1))
    with pytest.raises(NotPermittedError):
        window.cases.rules.publish(rules)
    window.sign_in(SUPERVISOR)
    with pytest.raises(RulesInPastError):
        window.cases.rules.publish(replace(rules, effective_from=window.desk.today()))
    window.cases.rules.publish(rules)
    assert window.operations()[-1].kind is OperationKind.PUBLISH_RULES
    assert window.trace(AuditAct.SETTING)[-1]["obj"] == "r-2"
    assert window.cases.rules.book() == RuleBook()


@pytest.mark.rows("G25")
def test_whoever_has_a_booking_ahead_is_opened_with_a_warning_until_it_is_given_back(window: Window) -> None:
    person = window.next_adult()
    confirmed = window.confirm(window.draft(person))
    opened = window.cases.identify.open_patient(confirmed.patient_id)
    assert opened.alerts == ("already-booked",)
    window.cases.changes.cancel(confirmed.booking_id, "cannot-come")
    assert window.cases.identify.open_patient(confirmed.patient_id).alerts == ()


@pytest.mark.rows("N22")
def test_who_is_barred_for_missed_appointments_is_opened_with_a_warning(window: Window) -> None:
    in_force(window, no_show=NoShowRule(1, CountWindow.ROLLING, 90, 30))
    confirmed = window.confirm()
    with window.desk.store.write() as tx:
        booking = tx.bookings.get(confirmed.booking_id)
        assert booking is not None
        tx.bookings.put(replace(booking, state="no-show", day=window.desk.today()))
    assert "barred" in window.cases.identify.open_patient(confirmed.patient_id).alerts


@pytest.mark.rows("N22", "N25")
def test_a_bar_that_only_central_knows_of_is_said_with_its_count_and_its_end(window: Window) -> None:
    until = datetime(2026, 12, 31, 9, 30, tzinfo=CHINA)
    told = told_of(BarredByNoShowsError(count=3, until=f"{until:{SPOKEN}}"))
    error = refusal(
        window.desk, OperationResult(1, b"", ResultStatus.REFUSED, BarredByNoShowsError.code, *told)
    )
    assert isinstance(error, BarredByNoShowsError)
    assert error.facts == {"count": 3, "until": "2026-12-31 09:30"}
    older = refusal(window.desk, OperationResult(1, b"", ResultStatus.REFUSED, BarredByNoShowsError.code))
    assert older.facts == {}, "a central of before told nothing"


@pytest.mark.rows("G27")
def test_the_next_free_day_of_a_department_or_doctor_is_found(window: Window) -> None:
    with window.desk.store.read() as tx:
        right = tx.rights.held()[0]
        session = tx.schedules.session(right.session_id)
    assert session is not None
    find = window.cases.board.next_free
    assert find(session.department_id, None, session.day, 14) == session.day
    assert find(session.department_id, session.doctor_id, session.day, 14) == session.day
    assert find(session.department_id, DoctorId("nobody"), session.day, 14) is None
    with window.desk.store.write() as tx:
        tx.rights.replace(())
    assert find(session.department_id, None, session.day, 3) is None
