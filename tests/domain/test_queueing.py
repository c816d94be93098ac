"""The line: every state with every step, undo, the order of calling, alarms, the peak (G32-G39, G45-G47, N30, N42)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.bookings import LIVE, BookingState, IllegalTransitionError
from desktop.domain.lines import (
    Alarm,
    Standing,
    alarm_of,
    in_order,
    is_walk_in,
    number_shown,
    origins_of,
    peak_of,
    turn_of,
)
from desktop.domain.queue_entry import PriorityClass, QueueEntry
from desktop.domain.queue_rules import USUAL, QueueRules
from desktop.domain.queueing import (
    AT_THE_END,
    Act,
    QueueStep,
    StepUndoLateError,
    may_undo,
    new_entry,
    state_after,
    steps_from,
    take,
    undo,
)

S, Q = BookingState, QueueStep
EIGHT = datetime(2026, 11, 27, 0, 0, tzinfo=UTC)
# Written down apart from the code: state, step, state. Everything else is refused.
LEGAL = {
    (S.BOOKED, Q.CHECK_IN): S.WAITING,
    (S.COLLECTED, Q.CHECK_IN): S.WAITING,
    (S.CHECKED_IN, Q.CHECK_IN): S.WAITING,
    (S.WAITING, Q.CALL): S.CALLED,
    (S.REQUEUED, Q.CALL): S.CALLED,
    (S.CALLED, Q.RECALL): S.CALLED,
    (S.WAITING, Q.MISS): S.MISSED,
    (S.REQUEUED, Q.MISS): S.MISSED,
    (S.CALLED, Q.MISS): S.MISSED,
    (S.MISSED, Q.REQUEUE): S.REQUEUED,
    (S.WAITING, Q.TRANSFER): S.WAITING,
    (S.REQUEUED, Q.TRANSFER): S.REQUEUED,
    (S.WAITING, Q.PRIORITY): S.WAITING,
    (S.REQUEUED, Q.PRIORITY): S.REQUEUED,
    (S.CALLED, Q.START): S.IN_VISIT,
    (S.IN_VISIT, Q.FINISH): S.DONE,
    (S.BOOKED, Q.NO_SHOW): S.NO_SHOW,
    (S.BOOKED, Q.EXCUSE): S.BOOKED,
    (S.NO_SHOW, Q.EXCUSE): S.BOOKED,
    (S.LAPSED, Q.EXCUSE): S.BOOKED,
}


def act(step: QueueStep, at: datetime = EIGHT, op: str = "op-1", **more: object) -> Act:
    return Act(step, at, "wxm", op, **more)  # type: ignore[arg-type]  # a test's own shorthand


@pytest.mark.rows("G35", "G47", "G32", "G38")
@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("step", Q)
def test_every_step_in_every_state_is_either_in_the_table_or_refused(state: S, step: Q) -> None:
    wanted = LEGAL.get((state, step))
    if wanted is None:
        with pytest.raises(IllegalTransitionError):
            state_after(step, state)
        assert step not in steps_from(state)
    else:
        assert state_after(step, state) is wanted
        assert step in steps_from(state)


def test_a_step_keeps_the_time_and_who() -> None:
    state, entry = take(S.BOOKED, new_entry("s1"), act(Q.CHECK_IN, priority=PriorityClass.ELDER))
    assert (state, entry.checked_in_at, entry.waits_since) == (S.WAITING, EIGHT, EIGHT)
    assert (entry.priority, entry.by, entry.last_by, entry.last_op) == ("elder", "list", "wxm", "op-1")
    assert QueueEntry.from_bytes(entry.to_bytes()) == entry


@pytest.mark.rows("G45", "N30", "G47")
@pytest.mark.parametrize(("state", "step"), sorted(set(LEGAL) - {(S.BOOKED, Q.NO_SHOW)}))
def test_every_step_but_a_no_show_is_taken_back_exactly_within_a_minute(state: S, step: Q) -> None:
    before = replace(new_entry("s1"), calls=1, priority="elder", waits_since=EIGHT - timedelta(minutes=9))
    after, entry = take(state, before, act(step, to_session="s2", priority=PriorityClass.URGENT))
    assert after in LIVE
    at = EIGHT + timedelta(seconds=60)
    if step is Q.EXCUSE:
        assert not may_undo(entry, "op-1", at)
        return
    assert may_undo(entry, "op-1", at)
    back, put = undo(entry, "op-1", act(Q.UNDO, at, "op-2"))
    assert back is state
    marks = {"last_step": "", "last_op": "", "last_by": "", "last_at": None}
    assert replace(put, **marks) == replace(before, **marks)  # type: ignore[arg-type]  # fields of the entry
    assert (put.last_step, put.last_op) == ("undo", "op-2")
    for undoes, late in (
        ("op-1", at + timedelta(milliseconds=1)),
        ("other", at),
        ("op-1", EIGHT - timedelta(1)),
    ):
        assert not may_undo(entry, undoes, late)
        with pytest.raises(StepUndoLateError):
            undo(entry, undoes, act(Q.UNDO, late))
    with pytest.raises(StepUndoLateError):
        undo(put, "op-2", act(Q.UNDO, at))


def standing(
    name: str, half_hour: int = 0, came_min: int = 0, *, walk_in: bool = False, priority: str = "ordinary",
    state: S = S.WAITING, return_at: int = 0,
) -> Standing:  # fmt: skip
    entry = QueueEntry(
        "s1", priority, "list", EIGHT + timedelta(minutes=came_min), EIGHT, return_at=return_at
    )
    return Standing(name, state, EIGHT + timedelta(minutes=30) * half_hour, walk_in, entry)


@pytest.mark.rows("G34", "G46")
def test_the_line_goes_by_half_hour_then_check_in_and_walk_ins_are_woven_in() -> None:
    line = [
        standing("later", 1, -9), standing("b", 0, 5), standing("a", 0, 2), standing("c", 0, 8),
        standing("walk-2", 0, 1, walk_in=True), standing("walk-1", 0, 0, walk_in=True),
    ]  # fmt: skip
    assert in_order(line) == ("a", "b", "walk-1", "c", "walk-2", "later")


@pytest.mark.rows("G46")
def test_urgent_ones_go_first_of_all_and_a_class_goes_first_within_its_half_hour() -> None:
    line = [
        standing("plain", 0, 1), standing("elder", 0, 9, priority="elder"),
        standing("law-late", 1, 0, priority="by-law"),
        standing("next", 1, 0), standing("urgent", 3, 20, priority="urgent"),
    ]  # fmt: skip
    assert in_order(line) == ("urgent", "elder", "plain", "law-late", "next")


@pytest.mark.rows("G34", "G32")
def test_who_comes_late_has_the_turn_of_the_half_hour_in_which_they_came() -> None:
    late = standing("late", 0, 65)
    assert turn_of(late) == EIGHT + timedelta(minutes=60)
    assert in_order([late, standing("on-time", 2, 61), standing("early", 3, 0)]) == (
        "on-time",
        "late",
        "early",
    )
    assert turn_of(standing("just", 0, 29)) == EIGHT


@pytest.mark.rows("G35")
def test_a_passed_number_comes_back_after_three_further_patients() -> None:
    line = [standing(str(n), 0, n) for n in range(5)]
    done = [standing(f"d{n}", state=S.DONE) for n in range(4)]
    back = standing("back", state=S.REQUEUED, return_at=4 + USUAL.passed_after)
    assert in_order([*line, *done, back]) == ("0", "1", "2", "back", "3", "4")
    done += [standing("d5", state=S.CALLED), standing("d6", state=S.IN_VISIT)]
    assert in_order([*line[2:], *done, back]) == ("2", "back", "3", "4")
    assert in_order([back]) == ("back",)


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(-60, 240), st.booleans(), st.sampled_from(PriorityClass),
                          st.sampled_from([S.WAITING, S.REQUEUED, S.CALLED, S.MISSED]), st.integers(0, 9)),
                max_size=12),
       st.randoms())  # fmt: skip
def test_the_order_names_everybody_who_waits_once_whatever_order_the_rows_come_in(
    people: list[tuple[int, int, bool, PriorityClass, S, int]], chance: object
) -> None:
    line = [
        standing(str(n), half, came, walk_in=walk, priority=kind.value, state=state, return_at=back)
        for n, (half, came, walk, kind, state, back) in enumerate(people)
    ]
    order = in_order(line)
    assert sorted(order) == sorted(s.booking_id for s in line if s.state in (S.WAITING, S.REQUEUED))
    mixed = list(line)
    chance.shuffle(mixed)  # type: ignore[attr-defined]  # Hypothesis gives a random.Random
    assert in_order(mixed) == order


@pytest.mark.rows("G37")
@pytest.mark.parametrize(
    ("minutes", "alarm"), [(29, Alarm.NONE), (30, Alarm.AMBER), (59, Alarm.AMBER), (60, Alarm.RED)]
)
def test_the_alarm_rises_with_the_wait_and_only_for_who_waits(minutes: int, alarm: Alarm) -> None:
    entry = QueueEntry("s1", waits_since=EIGHT)
    now = EIGHT + timedelta(minutes=minutes)
    assert alarm_of(S.WAITING, entry, now) is alarm
    assert alarm_of(S.IN_VISIT, entry, now) is Alarm.NONE


def test_after_a_transfer_the_number_says_whose_it_was() -> None:
    assert number_shown(7, True, "lky") == "007"
    assert number_shown(7, False, "LKY") == "LKY007"


@pytest.mark.rows("G34", "G35")
def test_numbers_that_come_from_two_lines_never_look_the_same() -> None:
    eight, two = time(8), time(14)
    marks = origins_of(
        [("s-b", eight, "ly"), ("s-a", eight, "ly"), ("s-pm", two, "ly"), ("s-x", two, ""), ("s-y", two, "")]
    )
    assert marks == {"s-a": "LY", "s-b": "LY2-", "s-pm": "LY3-", "s-x": "Z", "s-y": "Z2-"}
    shown = [number_shown(7, False, mark) for mark in marks.values()]
    assert len(set(shown)) == len(shown)
    later = origins_of([("s-a", eight, "ly"), ("s-0", time(16), "ly")])
    assert later["s-a"] == marks["s-a"]


@pytest.mark.rows("G34", "G35", "G46")
def test_a_hospitals_own_rules_change_the_line() -> None:
    rules = QueueRules(passed_after=0, late_minutes=20, walk_in_after=1, elder_rank=2, by_law_rank=1)
    walked = [standing(f"w{n}", 0, n, walk_in=True) for n in range(2)]
    line = [standing("a", 0, 2), standing("b", 0, 5), *walked]
    assert in_order(line, rules) == ("a", "w0", "b", "w1")
    classes = [standing("elder", 0, 1, priority="elder"), standing("law", 0, 9, priority="by-law")]
    assert in_order(classes, rules) == ("law", "elder")
    assert in_order(classes) == ("elder", "law")
    nobody_first = replace(rules, elder_rank=0, by_law_rank=0)
    assert in_order([standing("plain", 0, 0), *classes], nobody_first) == ("plain", "elder", "law")
    assert turn_of(standing("late", 0, 49), rules) == EIGHT
    assert turn_of(standing("too-late", 0, 50), rules) == EIGHT + timedelta(minutes=30)
    _, back = take(S.MISSED, new_entry("s1"), act(Q.REQUEUE, passed=4, rules=rules))
    assert back.return_at == AT_THE_END
    _, back = take(S.MISSED, new_entry("s1"), act(Q.REQUEUE, passed=4, rules=replace(rules, passed_after=9)))
    assert back.return_at == 13


@pytest.mark.rows("G37", "N42")
def test_a_hospital_says_when_a_wait_is_long() -> None:
    rules = QueueRules(amber_minutes=10, red_minutes=20, another_room_minutes=15)
    entry = QueueEntry("s1", waits_since=EIGHT)
    seen = [alarm_of(S.WAITING, entry, EIGHT + timedelta(minutes=m), rules) for m in (9, 10, 20)]
    assert seen == [Alarm.NONE, Alarm.AMBER, Alarm.RED]
    case = (EIGHT, EIGHT + timedelta(minutes=8))
    assert [peak_of(n, 1, [case], rules).open_another for n in (1, 2)] == [False, True]


def test_a_number_given_at_a_window_on_the_day_is_a_walk_in() -> None:
    day = date(2026, 11, 27)
    assert is_walk_in("desk", EIGHT, day)
    assert not is_walk_in("online", EIGHT, day)
    assert not is_walk_in("desk", EIGHT - timedelta(days=1), day)


@pytest.mark.rows("N42")
def test_the_peak_helper_says_how_long_the_line_needs_and_when_to_open_another_room() -> None:
    cases = [(EIGHT + timedelta(minutes=10 * n), EIGHT + timedelta(minutes=10 * n + 6)) for n in range(5)]
    calm, busy = peak_of(10, 1, cases), peak_of(11, 1, cases)
    assert (calm.minutes_per_case, calm.minutes_left, calm.open_another) == (6, 60, False)
    assert (busy.minutes_left, busy.open_another) == (66, True)
    assert peak_of(20, 2, cases).minutes_left == 60
    assert peak_of(5, 1, []).minutes_per_case is None
    assert (calm.open_at, peak_of(0, 2, cases).open_at, peak_of(5, 1, []).open_at) == (11, 21, 0)
    assert not peak_of(calm.open_at - 1, 1, cases).open_another
    assert peak_of(calm.open_at, 1, cases).open_another
