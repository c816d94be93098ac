"""Central judges every step of a line by the desks' own rules, whoever sends it (G32-G39, G45, G47, N30, I3, I7)."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from central.store import changed, orders, tables
from central.store.tables_queue import queue
from desktop.domain.booking_rules import BookingWindow, RuleSet
from desktop.domain.bookings import BookingState
from desktop.domain.operations import Operation, OperationKind
from desktop.domain.queue_entry import QueueEntry
from desktop.domain.queue_rules import QueueRules
from desktop.domain.queueing import QueueStep, steps_from
from desktop.domain.rule_book import RuleBook
from desktop.sync import wire
from tests.central.people import FIRST, record
from tests.fakes.central_world import CLERK, STRANGER, SUPERVISOR, TODAY, World
from tests.fakes.headless_desk import HeadlessDesk

S, Q = BookingState, QueueStep


@pytest.fixture
def desk(world: World) -> HeadlessDesk:
    world.add_session("s-1")
    world.add_session("s-2")
    made = HeadlessDesk(world)
    made.catch_up()
    return made


def booked(desk: HeadlessDesk, serial: int = FIRST) -> tuple[str, str]:
    patient = desk.register(record(serial))
    booking = desk.claim(patient, "s-1").entity
    desk.exchange(pull=False)
    return patient, booking


def put_state(world: World, booking: str, state: S, **values: object) -> None:
    """Put a booking into a state as if it had come there."""
    table = tables.bookings
    here = (table.c.hospital_id == world.hospital, table.c.booking_id == booking)
    with world.database.begin() as connection:
        connection.execute(sa.update(table).where(*here).values(state=state.value, **values))


def step(desk: HeadlessDesk, booking: str, patient: str, kind: Q, seen: S, **more: object) -> Operation:
    facts: dict[str, object] = {
        "step": kind.value,
        "from": seen.value,
        **{k: v for k, v in more.items() if k != "author"},
    }
    if kind is Q.TRANSFER:
        facts.setdefault("to_session", "s-2")
    if kind is Q.PRIORITY:
        facts.setdefault("priority", "elder")
    author = more.get("author", SUPERVISOR)
    made = OperationKind.CHECK_IN if kind is Q.CHECK_IN else OperationKind.QUEUE_STEP
    return desk.record(made, booking, subject=patient, facts=facts, author=author)  # type: ignore[arg-type]


def state_of(world: World, booking: str) -> S:
    return S(str(world.rows(tables.bookings, booking_id=booking)[0]["state"]))


def entry_of(world: World, booking: str) -> QueueEntry:
    return QueueEntry.from_bytes(world.rows(queue, booking_id=booking)[0]["entry"])  # type: ignore[arg-type]


@pytest.mark.rows("G35", "G47", "I7")
def test_every_step_in_every_state_is_taken_by_the_table_or_refused(desk: HeadlessDesk, world: World) -> None:
    patient, booking = booked(desk)
    for state in S:
        for kind in Q:
            if kind is Q.UNDO:
                continue
            put_state(world, booking, state)
            sent = step(desk, booking, patient, kind, state)
            desk.exchange(pull=False)
            answer = desk.answer_to(sent)
            if kind in steps_from(state):
                assert answer.status == "accepted", (state, kind, answer.reason)
                assert answer.reason == ""
            else:
                assert (answer.status, answer.reason) == ("refused", "illegal-transition"), (state, kind)
                assert state_of(world, booking) is state


@pytest.mark.rows("I7")
@pytest.mark.parametrize(("author", "kind", "fine"), [
    (CLERK, Q.CHECK_IN, True), (STRANGER, Q.CHECK_IN, False), (CLERK, Q.EXCUSE, False), (SUPERVISOR, Q.EXCUSE, True),
])  # fmt: skip
def test_a_step_of_somebody_without_the_right_is_refused(
    desk: HeadlessDesk, world: World, author: str, kind: Q, fine: bool
) -> None:
    patient, booking = booked(desk)
    sent = step(desk, booking, patient, kind, S.BOOKED, author=author)
    desk.exchange(pull=False)
    assert (desk.answer_to(sent).reason == "not-permitted") is not fine
    assert (state_of(world, booking) is S.BOOKED) or fine


def test_malformed_steps_and_unknown_bookings_are_refused(desk: HeadlessDesk, world: World) -> None:
    patient, booking = booked(desk)
    sent = [
        (step(desk, "nothing", patient, Q.CHECK_IN, S.BOOKED), "booking-unknown"),
        (
            desk.record(OperationKind.QUEUE_STEP, booking, subject=patient, facts={"step": "dance"}),
            "malformed",
        ),
        (
            desk.record(OperationKind.QUEUE_STEP, booking, subject=patient, facts={"step": "call"}),
            "malformed",
        ),
        (step(desk, booking, patient, Q.CHECK_IN, S.BOOKED), ""),
        (step(desk, booking, patient, Q.TRANSFER, S.WAITING, to_session="nowhere"), "session-unknown"),
    ]
    desk.exchange(pull=False)
    assert [desk.answer_to(op).reason for op, _ in sent] == [reason for _, reason in sent]


@pytest.mark.rows("G32")
def test_nobody_checks_in_on_another_day(desk: HeadlessDesk, world: World) -> None:
    patient, booking = booked(desk)
    world.clock.forward(days=1)
    sent = step(desk, booking, patient, Q.CHECK_IN, S.BOOKED)
    desk.exchange(pull=False)
    assert desk.answer_to(sent).reason == "not-today"
    assert state_of(world, booking) is S.BOOKED


@pytest.mark.rows("G32", "G34", "G35", "G45", "G47", "N30")
def test_a_whole_visit_goes_through_and_reaches_the_other_desk_with_its_place(
    desk: HeadlessDesk, world: World
) -> None:
    other = HeadlessDesk(world, "desk-b")
    patient, booking = booked(desk)
    came = step(desk, booking, patient, Q.CHECK_IN, S.BOOKED, how="card", author=CLERK)
    call = step(desk, booking, patient, Q.CALL, S.WAITING, author=CLERK)
    back = step(desk, booking, patient, Q.UNDO, S.CALLED, undoes=call.id, author=CLERK)
    step(desk, booking, patient, Q.CALL, S.WAITING)
    desk.exchange()
    assert {desk.answer_to(op).reason for op in (came, call, back)} == {""}
    other.catch_up()
    row, place = other.rows["booking"][booking], other.rows["queue"][booking]
    assert isinstance(row, wire.BookingRow)
    assert isinstance(place, wire.QueueRow)
    entry = QueueEntry.from_bytes(place.entry)
    assert (row.state, entry.by, entry.calls) == ("called", "card", 1)
    assert entry.checked_in_at == came.happened_at
    (kept,) = world.rows(queue)
    assert kept["checked_in_at"] == came.happened_at


@pytest.mark.rows("G45", "N30")
def test_central_takes_nothing_back_after_a_minute(desk: HeadlessDesk, world: World) -> None:
    patient, booking = booked(desk)
    came = step(desk, booking, patient, Q.CHECK_IN, S.BOOKED)
    desk.exchange(pull=False)
    world.clock.forward(seconds=61)
    late = step(desk, booking, patient, Q.UNDO, S.WAITING, undoes=came.id)
    desk.exchange(pull=False)
    assert desk.answer_to(late).reason == "queue-conflict"
    assert state_of(world, booking) is S.WAITING


@pytest.mark.rows("G47", "I3")
def test_of_two_desks_the_first_holds_and_the_other_act_becomes_a_task(
    desk: HeadlessDesk, world: World
) -> None:
    other = HeadlessDesk(world, "desk-b")
    other.catch_up()
    patient, booking = booked(desk)
    step(desk, booking, patient, Q.CHECK_IN, S.BOOKED)
    same = step(other, booking, patient, Q.CHECK_IN, S.BOOKED)
    step(desk, booking, patient, Q.MISS, S.WAITING)
    call = step(other, booking, patient, Q.CALL, S.WAITING)
    desk.exchange(pull=False)
    other.catch_up()
    assert other.answer_to(same).reason == "already-so"
    assert other.answer_to(call).reason == "queue-conflict"
    row = other.rows["booking"][booking]
    assert isinstance(row, wire.BookingRow)
    assert row.state == "missed"
    (task,) = [t for t in world.rows(tables.tasks) if t["kind"] == "queue-conflict"]
    assert (task["booking_id"], task["patient_id"], task["reason"]) == (booking, patient, "missed")


@pytest.mark.rows("G35")
def test_a_passed_number_comes_back_after_three_of_the_line_whatever_the_desk_thinks(
    desk: HeadlessDesk, world: World
) -> None:
    first = booked(desk, FIRST)
    for serial in (FIRST + 1, FIRST + 2):
        patient, booking = booked(desk, serial)
        step(desk, booking, patient, Q.CHECK_IN, S.BOOKED)
        step(desk, booking, patient, Q.CALL, S.WAITING)
    patient, booking = first
    step(desk, booking, patient, Q.CHECK_IN, S.BOOKED)
    step(desk, booking, patient, Q.MISS, S.WAITING)
    step(desk, booking, patient, Q.REQUEUE, S.MISSED)
    desk.exchange(pull=False)
    assert entry_of(world, booking).return_at == 2 + 3


@pytest.mark.rows("G39", "N21")
def test_a_no_show_falls_when_the_rules_in_force_at_the_sessions_end_say_so(
    desk: HeadlessDesk, world: World
) -> None:
    _, missing = booked(desk)
    put_state(world, missing, S.BOOKED, channel="online")
    rules = RuleSet("r-1", TODAY, BookingWindow(0, 14), queue=QueueRules(no_show_minutes=300))
    with world.database.begin() as connection:
        orders.put_setting(connection, world.hospital, changed.RULES, RuleBook((rules,)).to_bytes().decode())
    world.clock.forward(hours=4)
    assert world.due.run_due().sessions_ended == 0
    assert state_of(world, missing) is S.BOOKED
    world.clock.forward(minutes=300)
    assert world.due.run_due().sessions_ended == 2
    assert state_of(world, missing) is S.NO_SHOW


@pytest.mark.rows("G38", "G39")
def test_at_the_end_of_a_session_the_clock_marks_who_never_came_and_nobody_else(
    desk: HeadlessDesk, world: World
) -> None:
    people = [booked(desk, FIRST + n) for n in range(4)]
    (walked, _walk_in), (absent, missing), (came, present), (excused, forgiven) = people
    for _, booking in people[1:]:
        put_state(world, booking, S.BOOKED, channel="online")
    step(desk, present, came, Q.CHECK_IN, S.BOOKED, proof="card")
    step(desk, forgiven, excused, Q.EXCUSE, S.BOOKED)
    desk.exchange(pull=False)
    world.clock.forward(hours=4)
    assert world.due.run_due().sessions_ended == 2
    states = [state_of(world, booking) for _, booking in people]
    assert states == [S.BOOKED, S.NO_SHOW, S.WAITING, S.BOOKED]
    entry = entry_of(world, missing)
    assert (entry.last_step, entry.last_by, entry.last_at) == ("no-show", "clock", world.clock.now())
    sent = step(desk, missing, absent, Q.EXCUSE, S.NO_SHOW)
    desk.exchange(pull=False)
    assert desk.answer_to(sent).reason == ""
    assert state_of(world, missing) is S.BOOKED
    assert walked


@pytest.mark.rows("G39", "I2")
def test_a_check_in_made_off_line_wins_over_the_clock(desk: HeadlessDesk, world: World) -> None:
    patient, booking = booked(desk)
    put_state(world, booking, S.BOOKED, channel="online")
    came = step(desk, booking, patient, Q.CHECK_IN, S.BOOKED, proof="card")
    world.clock.at += timedelta(hours=4)
    world.due.run_due()
    assert state_of(world, booking) is S.NO_SHOW
    desk.exchange(pull=False)
    assert desk.answer_to(came).reason == ""
    assert state_of(world, booking) is S.WAITING


@pytest.mark.rows("G39", "G49")
def test_nobody_of_a_stopped_session_is_a_no_show(desk: HeadlessDesk, world: World) -> None:
    _patient, booking = booked(desk)
    put_state(world, booking, S.BOOKED, channel="online")
    world.set_session_state("s-1", "stopped")
    world.clock.forward(hours=4)
    world.due.run_due()
    assert state_of(world, booking) is S.BOOKED


@pytest.mark.rows("N22", "G38", "I7")
def test_an_excuse_keeps_its_reason_and_one_that_is_not_on_the_list_is_refused(
    desk: HeadlessDesk, world: World
) -> None:
    patient, booking = booked(desk)
    put_state(world, booking, S.NO_SHOW, channel="online")
    wrong = step(desk, booking, patient, Q.EXCUSE, S.NO_SHOW, reason="because")
    good = step(desk, booking, patient, Q.EXCUSE, S.NO_SHOW, reason="illness")
    desk.exchange(pull=False)
    assert [desk.answer_to(op).reason for op in (wrong, good)] == ["malformed", ""]
    entry = entry_of(world, booking)
    assert (entry.excuse, entry.last_by) == ("illness", SUPERVISOR)
