"""The whole booking machine: every state with every event, and paths as a clerk knows them."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.bookings import (
    LIVE,
    TRANSITIONS,
    BookingEvent,
    BookingState,
    IllegalTransitionError,
    next_state,
)

S, E = BookingState, BookingEvent
# Written down apart from the code: state, event, state.
LEGAL = {
    (S.PENDING, E.CONFIRM): S.BOOKED,
    (S.PENDING, E.REFUSE): S.REFUSED,
    (S.PENDING, E.CANCEL): S.CANCELLED,
    (S.BOOKED, E.CANCEL): S.CANCELLED,
    (S.BOOKED, E.CANCEL_LATE): S.CANCELLED_LATE,
    (S.CANCELLED, E.RESTORE): S.BOOKED,
    (S.BOOKED, E.SUSPEND): S.SUSPENDED,
    (S.BOOKED, E.COLLECT): S.COLLECTED,
    (S.BOOKED, E.CLOSE_SESSION): S.NO_SHOW,
    (S.BOOKED, E.LAPSE): S.LAPSED,
    (S.LAPSED, E.REGAIN): S.BOOKED,
    (S.SUSPENDED, E.REBOOK): S.REBOOKED,
    (S.SUSPENDED, E.REFUND): S.REFUNDED,
    (S.COLLECTED, E.CHECK_IN): S.CHECKED_IN,
    (S.COLLECTED, E.CANCEL): S.CANCELLED,
    (S.COLLECTED, E.CANCEL_LATE): S.CANCELLED_LATE,
    (S.COLLECTED, E.SUSPEND): S.SUSPENDED,
    (S.CHECKED_IN, E.QUEUE): S.WAITING,
    (S.CHECKED_IN, E.CANCEL): S.CANCELLED,
    (S.CHECKED_IN, E.CANCEL_LATE): S.CANCELLED_LATE,
    (S.CHECKED_IN, E.SUSPEND): S.SUSPENDED,
    (S.WAITING, E.CALL): S.CALLED,
    (S.WAITING, E.MISS): S.MISSED,
    (S.WAITING, E.CANCEL): S.CANCELLED,
    (S.WAITING, E.CANCEL_LATE): S.CANCELLED_LATE,
    (S.WAITING, E.SUSPEND): S.SUSPENDED,
    (S.CALLED, E.START_VISIT): S.IN_VISIT,
    (S.CALLED, E.MISS): S.MISSED,
    (S.CALLED, E.CANCEL_LATE): S.CANCELLED_LATE,
    (S.CALLED, E.SUSPEND): S.SUSPENDED,
    (S.IN_VISIT, E.FINISH_VISIT): S.DONE,
    (S.MISSED, E.REQUEUE): S.REQUEUED,
    (S.MISSED, E.CANCEL_LATE): S.CANCELLED_LATE,
    (S.MISSED, E.SUSPEND): S.SUSPENDED,
    (S.REQUEUED, E.CALL): S.CALLED,
    (S.REQUEUED, E.MISS): S.MISSED,
    (S.REQUEUED, E.CANCEL_LATE): S.CANCELLED_LATE,
    (S.REQUEUED, E.SUSPEND): S.SUSPENDED,
}
ENDS = {S.REFUSED, S.CANCELLED_LATE, S.REBOOKED, S.REFUNDED, S.DONE, S.NO_SHOW}


@pytest.mark.parametrize(("state", "event"), list(itertools.product(BookingState, BookingEvent)))
def test_each_event_leads_where_it_may_and_nowhere_else(state: BookingState, event: BookingEvent) -> None:
    if (state, event) in LEGAL:
        assert next_state(state, event) is LEGAL[state, event]
        return
    with pytest.raises(IllegalTransitionError) as raised:
        next_state(state, event)
    assert raised.value.facts == {"state": state.value, "event": event.value}


def test_every_state_has_a_row() -> None:
    assert set(TRANSITIONS) == set(BookingState)
    assert {state for state, row in TRANSITIONS.items() if not row} == ENDS


@pytest.mark.parametrize(
    ("events", "end"),
    [
        ((E.CONFIRM, E.COLLECT, E.CHECK_IN, E.QUEUE, E.CALL, E.START_VISIT, E.FINISH_VISIT), S.DONE),
        ((E.CONFIRM, E.COLLECT, E.CHECK_IN, E.QUEUE, E.CALL, E.MISS, E.REQUEUE, E.CALL), S.CALLED),
        ((E.CONFIRM, E.SUSPEND, E.REFUND), S.REFUNDED),
        ((E.CONFIRM, E.CLOSE_SESSION), S.NO_SHOW),
        ((E.REFUSE,), S.REFUSED),
    ],
)
def test_days_of_a_booking(events: tuple[BookingEvent, ...], end: BookingState) -> None:
    state = S.PENDING
    for event in events:
        state = next_state(state, event)
    assert state is end


def test_nobody_is_a_no_show_when_the_hospital_stopped_the_session() -> None:
    with pytest.raises(IllegalTransitionError):
        next_state(S.SUSPENDED, E.CLOSE_SESSION)


@given(st.lists(st.sampled_from(list(BookingEvent)), max_size=30))
def test_a_number_that_was_let_go_is_held_again_only_by_undoing_a_cancellation_or_an_excuse(
    events: list[BookingEvent],
) -> None:
    state, let_go = S.PENDING, False
    for event in events:
        try:
            after = next_state(state, event)
        except IllegalTransitionError:
            continue
        if event in (E.RESTORE, E.REGAIN):
            assert state is (S.CANCELLED if event is E.RESTORE else S.LAPSED)
            let_go = False
        let_go |= state in LIVE and after not in LIVE
        assert not (let_go and after in LIVE)
        state = after


def test_a_number_is_held_through_visit_and_no_show_and_by_no_refused_or_cancelled_booking() -> None:
    assert set(BookingState) - LIVE == {
        S.PENDING, S.REFUSED, S.CANCELLED, S.CANCELLED_LATE, S.SUSPENDED, S.REBOOKED, S.REFUNDED,
        S.LAPSED,
    }  # fmt: skip


def test_values_that_central_counts_by_are_fixed() -> None:
    assert (S.BOOKED.value, S.CANCELLED.value, S.NO_SHOW.value) == ("booked", "cancelled", "no-show")
