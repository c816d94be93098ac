"""What may be changed on a booking and what is owed back: every state, both sides of every edge (DOMAIN §5.4)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from desktop.domain.bookings import BookingEvent, BookingState
from desktop.domain.changes import (
    CancelReason,
    Freely,
    LateCancelEffect,
    Owed,
    RefundOwed,
    freely,
    leaving,
    may_restore,
    owed_back,
    visit_begins,
)
from desktop.domain.ids import BookingId, DepartmentId, DoctorId, SessionId, StaffId, TaskId
from desktop.domain.schedules import ClinicSession, HalfDay, SessionState

S = BookingState
BEGINS = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)  # 09:00 in the hospital
SECOND = timedelta(seconds=1)
BEFORE = {S.PENDING, S.BOOKED, S.COLLECTED, S.CHECKED_IN, S.WAITING}
LATE_ONLY = {S.CALLED, S.MISSED, S.REQUEUED}
SESSION = ClinicSession(
    SessionId("s"), DepartmentId("d"), DoctorId("x"), date(2026, 11, 24), HalfDay.MORNING, time(8, 30), "", 1900,
    SessionState.OPEN, (5, 5), (1, 6),
)  # fmt: skip


@pytest.mark.rows("G43")
@pytest.mark.parametrize("state", list(BookingState))
def test_before_the_visit_begins_it_is_free_and_from_then_on_late_where_a_second_person_may_decide(
    state: BookingState,
) -> None:
    early, late = freely(state, BEGINS, BEGINS - SECOND), freely(state, BEGINS, BEGINS)
    if state in BEFORE:
        assert early is Freely.FREE
        assert late is (Freely.NEVER if state is S.PENDING else Freely.LATE)
    elif state in LATE_ONLY:
        assert (early, late) == (Freely.LATE, Freely.LATE)
    else:
        assert (early, late) == (Freely.NEVER, Freely.NEVER)


def test_who_came_while_the_half_hour_ran_has_until_its_end() -> None:
    assert visit_begins(SESSION, 1, BEGINS - SECOND) == BEGINS
    assert visit_begins(SESSION, 1, BEGINS) == BEGINS + timedelta(minutes=30)


@pytest.mark.rows("G42")
@pytest.mark.parametrize("state", list(BookingState))
def test_a_booking_is_left_by_rebooking_after_a_stop_and_else_by_cancelling(state: BookingState) -> None:
    expected = BookingEvent.CANCEL if state in BEFORE else None
    assert leaving(state) is (BookingEvent.REBOOK if state is S.SUSPENDED else expected)


@pytest.mark.rows("G44")
@pytest.mark.parametrize("state", list(BookingState))
def test_the_whole_fee_is_owed_when_it_ended_without_a_visit_and_nothing_to_who_did_not_come(
    state: BookingState,
) -> None:
    whole = {
        S.CANCELLED: Owed.WHOLE_FEE, S.CANCELLED_LATE: Owed.WHOLE_FEE, S.LAPSED: Owed.WHOLE_FEE,
        S.SUSPENDED: Owed.BY_HOSPITAL, S.REBOOKED: Owed.BY_HOSPITAL,
    }  # fmt: skip
    expected = RefundOwed(1900, whole[state]) if state in whole else RefundOwed(0, Owed.NOTHING)
    assert owed_back(state, 1900) == expected


@pytest.mark.rows("N30")
@pytest.mark.parametrize(
    ("before", "reason", "seconds", "may"),
    [
        ("booked", "cannot-come", 0, True),
        ("booked", "other", 60, True),
        ("booked", "cannot-come", 61, False),
        ("booked", "cannot-come", -1, False),
        ("collected", "cannot-come", 5, False),
        ("booked", "moved", 5, False),
        ("booked", "undo", 5, False),
        ("booked", "line-lost", 5, False),
    ],
)
def test_a_cancellation_is_undone_within_60_seconds_and_never_a_move(
    before: str, reason: str, seconds: int, *, may: bool
) -> None:
    assert may_restore(before, reason, BEGINS, BEGINS + timedelta(seconds=seconds)) is may


def test_what_two_people_sign_differs_in_every_part() -> None:
    parts = (TaskId("t"), BookingId("b"), StaffId("s"), CancelReason.OTHER.value)
    signed = {LateCancelEffect(*parts).to_bytes()}
    for at in range(4):
        other = [p + "x" if i == at else p for i, p in enumerate(parts)]
        signed.add(LateCancelEffect(*other).to_bytes())  # type: ignore[arg-type]  # ids are strings
    assert len(signed) == 5
