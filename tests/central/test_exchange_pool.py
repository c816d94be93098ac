"""Claims, promises, cancellations, returned and leased numbers (I1, I2, I4, G24, G30, N6)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from central.services.pool import spread
from central.services.public import book_public
from central.store import feed, tables
from desktop.domain.errors import SlotTakenError
from desktop.domain.ids import PatientId, SessionId
from desktop.domain.operations import GENESIS, OperationKind, ResultStatus, Right
from desktop.sync.wire import OnlineBooking, WireRight
from tests.central.people import record
from tests.fakes.central_world import TODAY, TOMORROW, World
from tests.fakes.headless_desk import HeadlessDesk


@pytest.mark.rows("G30", "I4")
def test_a_claim_gets_the_lowest_free_shared_number_of_its_half_hour(world: World) -> None:
    world.add_session("s-1")
    desk = HeadlessDesk(world, outage=False)
    patient = desk.register(record())
    first, second = desk.claim(patient, "s-1", 1), desk.claim(patient, "s-1", 1)
    desk.exchange(pull=False)
    assert [desk.answer_to(op).number for op in (first, second)] == [6, 7]
    assert {desk.answer_to(op).epoch for op in (first, second)} == {1}
    spent = world.rows(tables.slots, state="spent")
    assert [(row["number"], row["booking_id"]) for row in spent] == [(6, first.entity), (7, second.entity)]


@pytest.mark.rows("I1")
def test_claims_of_two_desks_and_the_public_channel_never_meet_on_a_number(world: World) -> None:
    world.add_session("s-1", half_hours=1, per_half_hour=5)
    a, b = (HeadlessDesk(world, name, outage=False) for name in ("desk-a", "desk-b"))
    patient = a.register(record())
    a.exchange()
    claims = [(a, a.claim(patient, "s-1")), (b, b.claim(patient, "s-1")), (a, a.claim(patient, "s-1"))]
    for desk in (a, b):
        desk.exchange(pull=False)
    with world.database.begin() as connection:
        order = OnlineBooking(PatientId(patient), SessionId("s-1"), 0)
        booked, touched = book_public(world.parts, connection, order)
        feed.move(connection, world.hospital, touched)
    numbers = [desk.answer_to(op).number for desk, op in claims] + [booked.number]
    assert sorted(numbers) == [1, 2, 3, 4]
    assert set(world.live_by_slot().values()) == {1}


@pytest.mark.rows("I1")
def test_the_claim_after_the_last_number_is_refused_as_taken(world: World) -> None:
    world.add_session("s-1", half_hours=1, per_half_hour=1)
    desk = HeadlessDesk(world, outage=False)
    patient = desk.register(record())
    claims = [desk.claim(patient, "s-1") for _ in range(2)]
    desk.exchange(pull=False)
    assert desk.answer_to(claims[0]).status is ResultStatus.ACCEPTED
    assert desk.answer_to(claims[1]).reason == "slot-taken"
    with world.database.begin() as connection, pytest.raises(SlotTakenError):
        book_public(world.parts, connection, OnlineBooking(PatientId(patient), SessionId("s-1"), 0))
    assert world.live_by_slot() == {("s-1", 1): 1}


def test_a_stopped_session_takes_no_claim(world: World) -> None:
    world.add_session("s-1")
    world.set_session_state("s-1", "stopped")
    desk = HeadlessDesk(world)
    claim = desk.claim(desk.register(record()), "s-1")
    desk.exchange(pull=False)
    assert desk.answer_to(claim).reason == "session-stopped"


@pytest.mark.rows("N6", "I4")
def test_an_outage_desk_is_given_its_block_of_today_and_of_tomorrows_first_session_once(world: World) -> None:
    for session, day, half in (
        ("am", TODAY, "am"),
        ("pm", TODAY, "pm"),
        ("t-am", TOMORROW, "am"),
        ("t-pm", TOMORROW, "pm"),
    ):
        world.add_session(session, day, half)
    a, b = HeadlessDesk(world, "desk-a"), HeadlessDesk(world, "desk-b")
    other = HeadlessDesk(world, "desk-c", outage=False)
    for desk in (a, b, other):
        desk.exchange()
    share = 30 * 20 // 100
    for desk in (a, b):
        held = [right.session_id for right in desk.rights]
        assert {session: held.count(SessionId(session)) for session in ("am", "pm", "t-am", "t-pm")} == {
            "am": share // 2, "pm": share // 2, "t-am": share // 2, "t-pm": 0,
        }  # fmt: skip
    assert other.rights == ()
    assert not {(r.session_id, r.number) for r in a.rights} & {(r.session_id, r.number) for r in b.rights}
    assert {right.epoch for right in a.rights} == {1}
    before = a.rights
    assert a.exchange().rights is None  # the digest matched
    assert a.rights == before


@pytest.mark.rows("N6")
def test_a_small_session_still_gives_each_outage_desk_one_number(world: World) -> None:
    world.add_session("s-1", half_hours=1, per_half_hour=3)
    desk = HeadlessDesk(world)
    desk.exchange()
    assert len(desk.rights) == 1


@pytest.mark.rows("N6")
def test_numbers_of_past_half_hours_are_not_leased(world: World) -> None:
    world.add_session("s-1")
    world.clock.forward(hours=2)  # 10:10, the fifth half-hour runs
    desk = HeadlessDesk(world)
    desk.exchange()
    assert {right.half_hour for right in desk.rights} <= {4, 5}
    assert desk.rights


def test_a_block_is_spread_over_the_half_hours_and_takes_their_highest_numbers() -> None:
    free = [(half, half * 3 + place, 0) for half in range(4) for place in range(1, 4)]
    assert [number for number, _ in spread(free, 2)] == [3, 9]
    assert sorted(number for number, _ in spread(free, 12)) == [number for _, number, _ in free]
    assert spread([], 3) == []


@pytest.mark.rows("I2", "I4", "N6")
def test_a_promise_with_a_leased_number_is_always_accepted_and_spends_the_right(world: World) -> None:
    world.add_session("s-1")
    desk = HeadlessDesk(world)
    desk.exchange()
    right = desk.rights[0]
    world.set_session_state("s-1", "stopped")  # the desk could not know
    promise = desk.promise(desk.register(record()), right)
    desk.exchange()
    assert desk.answer_to(promise).status is ResultStatus.ACCEPTED
    assert desk.answer_to(promise).number == right.number
    assert right not in desk.rights
    slot = world.rows(tables.slots, session_id="s-1", number=right.number)[0]
    assert (slot["state"], slot["booking_id"]) == ("spent", promise.entity)
    assert [row["kind"] for row in world.rows(tables.tasks)] == ["session-stopped"]


@pytest.mark.rows("I2")
def test_a_promise_that_arrives_after_its_session_ended_is_accepted(world: World) -> None:
    world.add_session("s-1")
    desk = HeadlessDesk(world)
    desk.exchange()
    right = desk.rights[0]
    promise = desk.promise(desk.register(record()), right)
    world.clock.forward(hours=9)
    assert world.due.run_due().sessions_ended == 1
    desk.exchange()
    assert desk.answer_to(promise).status is ResultStatus.ACCEPTED
    assert set(world.live_by_slot().values()) == {1}


@pytest.mark.rows("I4")
def test_a_promise_with_a_wrong_epoch_or_of_another_desk_is_refused_and_raises_an_alarm(world: World) -> None:
    world.add_session("s-1")
    a, b = HeadlessDesk(world, "desk-a"), HeadlessDesk(world, "desk-b", outage=False)
    a.exchange()
    right = a.rights[0]
    patient = a.register(record())
    old = a.promise(patient, WireRight(right.session_id, right.half_hour, right.number, right.epoch - 1))
    stolen = b.promise(patient, right)
    free = b.promise(patient, WireRight(right.session_id, 0, 1, 0))
    for desk in (a, b):
        desk.exchange()
    assert {a.answer_to(old).reason, b.answer_to(stolen).reason, b.answer_to(free).reason} == {"wrong-epoch"}
    assert [row["kind"] for row in world.rows(tables.tasks)] == ["wrong-epoch"] * 3
    assert world.live_by_slot() == {}


@pytest.mark.rows("G47", "I3")
def test_cancelling_gives_the_number_back_once_and_a_second_time_changes_nothing(world: World) -> None:
    world.add_session("s-1", half_hours=1, per_half_hour=1)
    a, b = (HeadlessDesk(world, name, outage=False) for name in ("desk-a", "desk-b"))
    patient = a.register(record())
    claim = a.claim(patient, "s-1")
    a.exchange()
    a.cancel(claim.entity, patient)
    a.exchange()
    other = b.claim(patient, "s-1")
    b.exchange()
    again = b.cancel(claim.entity, patient)
    b.exchange()
    assert b.answer_to(other).number == 1
    assert b.answer_to(other).epoch == 2
    assert b.answer_to(again).status is ResultStatus.ACCEPTED
    assert world.live_by_slot() == {("s-1", 1): 1}


@pytest.mark.rows("I1", "I3")
def test_a_claim_cut_off_then_withdrawn_then_promised_arrives_in_this_order(world: World) -> None:
    world.add_session("s-1")
    desk = HeadlessDesk(world)
    desk.exchange()
    patient = desk.register(record())
    claim = desk.claim(patient, "s-1")
    desk.ask(desk.request(pull=False))  # central decided, the answer was lost
    desk.cancel(claim.entity, patient, "line-lost")
    promise = desk.promise(patient, desk.rights[0])
    desk.exchange()
    assert [desk.answers[seq].status for seq in range(1, 5)] == [ResultStatus.ACCEPTED] * 4
    live = world.rows(tables.bookings, state="booked")
    assert [row["booking_id"] for row in live] == [promise.entity]
    assert len(world.rows(tables.slots, state="spent")) == 1


@pytest.mark.rows("I1")
def test_claim_and_cancellation_in_one_request_leave_the_number_free(world: World) -> None:
    world.add_session("s-1", half_hours=1, per_half_hour=1)
    desk = HeadlessDesk(world, outage=False)
    patient = desk.register(record())
    claim = desk.claim(patient, "s-1")
    desk.cancel(claim.entity, patient, "line-lost")
    desk.exchange()
    assert world.rows(tables.slots)[0]["state"] == "pool"
    assert world.live_by_slot() == {}


@pytest.mark.rows("I4", "N6")
def test_a_returned_number_goes_back_to_the_pool_and_its_old_epoch_is_worth_nothing(world: World) -> None:
    world.add_session("s-1")
    desk = HeadlessDesk(world)
    desk.exchange()
    right = desk.rights[0]
    desk.give_back(right)
    desk.exchange()
    assert right not in desk.rights
    slot = world.rows(tables.slots, session_id="s-1", number=right.number)[0]
    assert slot["state"] == "pool"
    late = desk.promise(desk.register(record()), right)
    desk.exchange()
    assert desk.answer_to(late).reason == "wrong-epoch"


@pytest.mark.rows("I4")
def test_a_right_is_in_one_place_and_no_number_is_lost(world: World) -> None:
    world.add_session("s-1")
    a, b = HeadlessDesk(world, "desk-a"), HeadlessDesk(world, "desk-b")
    for desk in (a, b):
        desk.exchange()
    patient = a.register(record())
    a.promise(patient, a.rights[0])
    a.give_back(a.rights[0])
    b.claim(patient, "s-1")
    for desk in (a, b):
        desk.exchange()
    states = [str(row["state"]) for row in world.rows(tables.slots)]
    assert len(states) == 30
    assert states.count("spent") == 2
    assert states.count("leased") == len(a.rights) + len(b.rights)


@pytest.mark.rows("N6")
def test_no_time_out_takes_a_leased_number_back_before_its_session_ends(world: World) -> None:
    world.add_session("s-1")
    desk = HeadlessDesk(world)
    desk.exchange()
    held = desk.rights
    world.clock.forward(minutes=169)
    world.due.run_due()
    assert len(world.rows(tables.slots, state="leased")) == len(held)
    world.clock.forward(minutes=1)
    world.due.run_due()
    assert world.rows(tables.slots, state="leased") == []
    assert desk.exchange().rights == ()


@pytest.mark.rows("I1", "I8")
def test_a_desk_put_back_from_an_old_copy_gets_new_numbers_and_its_old_ones_are_set_aside(
    world: World,
) -> None:
    world.add_session("s-1", per_half_hour=10)
    desk = HeadlessDesk(world)
    desk.exchange()
    desk.register(record())
    desk.exchange()
    lost = {right.number for right in desk.rights}
    desk.incarnation, desk.seq, desk.prev, desk.rights = 2, 0, GENESIS, ()
    desk.exchange()
    assert not lost & {right.number for right in desk.rights}
    assert len(world.rows(tables.slots, state="frozen")) == len(lost)
    assert [row["kind"] for row in world.rows(tables.tasks)] == ["numbers-set-aside"]
    world.clock.forward(hours=9)
    world.due.run_due()
    assert world.rows(tables.slots, state="frozen") == []


def test_a_booking_already_made_is_not_made_again_under_another_operation(world: World) -> None:
    world.add_session("s-1")
    desk = HeadlessDesk(world)
    patient = desk.register(record())
    claim = desk.claim(patient, "s-1")
    again = desk.record(
        OperationKind.CLAIM_BOOKING, claim.entity, subject=patient, right=Right(SessionId("s-1"), 0),
        facts={"provisional": False, "fee_fen": 0, "day": "2026-11-24"},
    )  # fmt: skip
    desk.exchange()
    assert desk.answer_to(again).reason == "booking-exists"


@pytest.mark.rows("N6")
def test_blocks_follow_the_hospitals_share(make_world: Callable[..., World]) -> None:
    world = make_world(share_percent=50)
    world.add_session("s-1", TODAY + timedelta(days=0))
    desk = HeadlessDesk(world)
    desk.exchange()
    assert len(desk.rights) == 15


@pytest.mark.rows("N6", "G21")
def test_a_desk_that_begins_late_takes_its_share_of_what_is_still_to_come_and_leaves_the_rest(
    world: World,
) -> None:
    world.add_session("s-1")  # six half-hours with five numbers each
    world.clock.forward(hours=2, minutes=30)  # the last half-hour runs
    desk = HeadlessDesk(world)
    desk.exchange()
    assert len(desk.rights) == 1, "a fifth of five, not of thirty"


@pytest.mark.rows("N6", "G21")
def test_desks_named_one_after_the_other_do_not_take_more_than_the_share_and_one_each(world: World) -> None:
    world.add_session("s-1")
    held = []
    for place in range(4):
        desk = HeadlessDesk(world, f"desk-{place}")
        desk.exchange()
        held.append(len(desk.rights))
    assert held == [6, 1, 1, 1]
