"""The waiting list at central: the first who fits is offered a freed number, no rule is passed over (G29, N21)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from central.services.messages import MessageService
from central.store import tables, tables_planning
from central.store.tables_waiting import wishes
from desktop.domain.booking_rules import LimitScope
from desktop.domain.operations import Operation, OperationKind
from desktop.domain.payloads import AccountRecord
from desktop.domain.waiting import MOST_LAPSES, OFFER_FOR
from tests.central.people import record
from tests.central.test_blocks import block
from tests.central.test_changes import kinds
from tests.central.test_rules import in_force, limited
from tests.central.test_stopping import Gateway
from tests.fakes.central_world import TODAY, TOMORROW, World
from tests.fakes.headless_desk import HeadlessDesk

OVER = OFFER_FOR + timedelta(minutes=1)


def put_wish(
    desk: HeadlessDesk, patient: str, *, doctor: str = "", first: date = TODAY, last: date = TOMORROW,
    half_day: str = "", department: str = "d-1", offline: bool = False,
) -> Operation:  # fmt: skip
    facts: dict[str, object] = {
        "department_id": department, "doctor_id": doctor, "first": first.isoformat(), "last": last.isoformat(),
        "half_day": half_day, "offline": offline,
    }  # fmt: skip
    return desk.record(OperationKind.PUT_WISH, desk.world.parts.new_id(), subject=patient, facts=facts)


def drop_wish(desk: HeadlessDesk, wish: str, patient: str, *, offline: bool = False) -> Operation:
    return desk.record(OperationKind.DROP_WISH, wish, subject=patient, facts={"offline": offline})


def take_offer(desk: HeadlessDesk, wish: str, patient: str) -> Operation:
    facts: dict[str, object] = {"new_booking_id": desk.world.parts.new_id(), "provisional": False}
    return desk.record(OperationKind.BOOK_OFFER, wish, subject=patient, facts=facts)


def state_of(world: World, wish: str) -> str:
    return str(world.rows(wishes, wish_id=wish)[0]["state"])


def held(world: World) -> list[tuple[object, object]]:
    return [(row["number"], row["booking_id"]) for row in world.rows(tables.slots, state="held")]


def reasons(desk: HeadlessDesk, *operations: Operation) -> list[str]:
    return [desk.answer_to(op).reason for op in operations]


@pytest.fixture
def desk(world: World) -> HeadlessDesk:
    """One number tomorrow, and somebody has it."""
    world.add_session("s-1", TOMORROW, per_half_hour=1, half_hours=1)
    desk = HeadlessDesk(world, outage=False)
    desk.register(record())
    desk.exchange()
    return desk


def full(desk: HeadlessDesk) -> tuple[Operation, str]:
    holder = desk.register(record(7))
    taken = desk.claim(holder, "s-1")
    desk.exchange()
    assert desk.answer_to(taken).number == 1
    return taken, holder


@pytest.mark.rows("G29", "I4", "G30")
def test_a_number_given_back_is_held_for_the_first_who_fits_and_taken_by_one_act(
    desk: HeadlessDesk, world: World
) -> None:
    taken, holder = full(desk)
    first, second = desk.register(record(1)), desk.register(record(2))
    other_days = put_wish(desk, second, last=TODAY)
    wish = put_wish(desk, first)
    desk.exchange()
    world.clock.forward(seconds=1)
    behind = put_wish(desk, desk.register(record(3)))
    desk.exchange()
    assert world.due.run_due().wishes_offered == 0
    desk.cancel(taken.entity, holder, "cannot-come")
    desk.exchange()
    assert world.due.run_due().wishes_offered == 0, "the number rests while its cancellation can be undone"
    world.clock.forward(seconds=61)
    assert world.due.run_due().wishes_offered == 1
    assert held(world) == [(1, wish.entity)]
    assert [state_of(world, op.entity) for op in (other_days, wish, behind)] == [
        "waiting",
        "offered",
        "waiting",
    ]
    stolen = desk.claim(second, "s-1")
    wrong = take_offer(desk, wish.entity, second)
    booked = take_offer(desk, wish.entity, first)
    again = take_offer(desk, wish.entity, first)
    desk.exchange()
    assert reasons(desk, stolen, wrong, booked, again) == ["slot-taken", "person-differs", "", "not-waiting"]
    assert desk.answer_to(booked).number == 1
    assert held(world) == []
    (row,) = world.rows(tables.bookings, patient_id=first)
    assert (row["state"], row["number"], row["session_id"]) == ("booked", 1, "s-1")


@pytest.mark.rows("G29", "I4")
def test_an_offer_that_is_let_pass_goes_to_the_next_and_who_lets_pass_too_often_leaves_the_list(
    desk: HeadlessDesk, world: World
) -> None:
    first, second = desk.register(record(1)), desk.register(record(2))
    wish = put_wish(desk, first)
    desk.exchange()
    world.clock.forward(seconds=1)
    behind = put_wish(desk, second)
    desk.exchange()
    order = []
    for _ in range(2 * MOST_LAPSES):
        world.due.run_due()
        (offered,) = held(world)
        order.append(offered[1])
        world.clock.forward(seconds=OVER.total_seconds())
        late = take_offer(desk, "nobody", first)
        desk.exchange()
        assert reasons(desk, late) == ["not-waiting"]
        world.due.run_due()
        world.clock.forward(seconds=1)
    assert order == [wish.entity, behind.entity] * MOST_LAPSES
    world.due.run_due()
    assert held(world) == []
    assert [state_of(world, op.entity) for op in (wish, behind)] == ["lapsed", "lapsed"]


@pytest.mark.rows("G29", "N21", "G40")
def test_nobody_is_offered_what_a_rule_or_a_block_forbids_and_it_is_asked_again_when_taken(
    desk: HeadlessDesk, world: World
) -> None:
    world.add_session("s-2", TOMORROW, per_half_hour=1, half_hours=1, half_day="pm")
    in_force(world, **limited(LimitScope.DAY))
    full_one, blocked, free = (desk.register(record(serial)) for serial in (1, 2, 3))
    first = desk.claim(full_one, "s-1")
    block(desk, blocked)
    desk.exchange()
    assert reasons(desk, first) == [""]
    asked = [put_wish(desk, one) for one in (full_one, blocked, free)]
    desk.exchange()
    assert reasons(desk, *asked) == ["", "", ""]
    assert world.due.run_due().wishes_offered == 1
    assert [state_of(world, op.entity) for op in asked] == ["waiting", "waiting", "offered"]
    block(desk, free)
    refused = take_offer(desk, asked[2].entity, free)
    desk.exchange()
    assert reasons(desk, refused) == ["person-blocked"]


@pytest.mark.rows("G29")
def test_the_list_takes_a_person_once_a_department_within_days_and_lets_them_go(
    desk: HeadlessDesk, world: World
) -> None:
    patient = desk.register(record(1))
    past = put_wish(desk, patient, first=TODAY - timedelta(days=1))
    far = put_wish(desk, patient, last=TODAY + timedelta(days=61))
    nowhere = put_wish(desk, patient, department="")
    good, twice = put_wish(desk, patient, half_day="am"), put_wish(desk, patient)
    desk.exchange()
    assert reasons(desk, past, far, nowhere, good, twice) == [*["waiting-invalid"] * 3, "", "already-waiting"]
    world.due.run_due()
    assert state_of(world, good.entity) == "offered"
    dropped = drop_wish(desk, good.entity, patient)
    desk.exchange()
    assert reasons(desk, dropped) == [""]
    assert held(world) == []
    elsewhere = put_wish(desk, patient, half_day="pm")
    other_doctor = put_wish(desk, desk.register(record(2)), doctor="dr-9")
    desk.exchange()
    assert world.due.run_due().wishes_offered == 0, "another half-day, another doctor"
    world.clock.forward(days=2)
    world.due.run_due()
    assert [state_of(world, op.entity) for op in (elsewhere, other_doctor)] == ["lapsed", "lapsed"]


@pytest.mark.rows("G29", "I2")
def test_what_was_done_off_line_is_told_kept_in_its_order_and_never_refused(
    desk: HeadlessDesk, world: World
) -> None:
    first, second = desk.register(record(1)), desk.register(record(2))
    desk.exchange()
    early = put_wish(desk, first, offline=True)
    world.clock.forward(seconds=60)
    other = HeadlessDesk(world, "desk-b", outage=False)
    other.catch_up()
    here = put_wish(other, second)
    other.exchange()
    same = put_wish(desk, second, offline=True)
    off_again = drop_wish(desk, same.entity, second, offline=True)
    desk.exchange()
    assert reasons(desk, early, same, off_again) == ["", "already-waiting", "not-waiting"]
    assert [desk.answer_to(op).status.value for op in (early, same, off_again)] == ["accepted"] * 3
    assert [state_of(world, op.entity) for op in (early, here)] == ["waiting", "waiting"]
    world.due.run_due()
    assert held(world) == [(1, early.entity)], "who asked first off line comes first"
    booked = take_offer(other, early.entity, first)
    other.exchange()
    assert other.answer_to(booked).number == 1
    late = drop_wish(desk, early.entity, first, offline=True)
    desk.exchange()
    assert reasons(desk, late) == ["not-waiting"]
    assert kinds(world) == ["wish-booked"]
    assert world.rows(tables.bookings, patient_id=first)[0]["state"] == "booked"


@pytest.mark.rows("G29", "G50")
def test_whoever_is_offered_a_number_gets_a_message_that_names_place_and_time(
    desk: HeadlessDesk, world: World
) -> None:
    patient = desk.register(record(1))
    desk.put_account(patient, AccountRecord("15400138000", "code-later", reason="phone-elsewhere"))
    wish = put_wish(desk, patient)
    desk.exchange()
    world.due.run_due()
    gateway = Gateway()
    assert MessageService(world.parts, gateway).run_due() == 1
    ((phone, text),) = gateway.sent
    assert phone == "15400138000"
    assert "已留第1号" in text
    assert world.rows(tables_planning.messages)[0]["state"] in ("sent", "arrived")
    assert world.rows(wishes, wish_id=wish.entity)[0]["sms"] in ("sent", "arrived")


@pytest.mark.rows("G29", "I6")
def test_an_erased_person_leaves_the_list_and_the_number_held_goes_back(
    desk: HeadlessDesk, world: World
) -> None:
    patient = desk.register(record(1))
    wish = put_wish(desk, patient)
    desk.catch_up()
    world.due.run_due()
    assert held(world)
    case = desk.file_deletion(patient, desk.patient(patient).version)
    desk.catch_up()
    desk.approve_deletion(case)
    desk.exchange()
    world.clock.forward(hours=25)
    world.due.run_due()
    world.due.run_due()
    assert held(world) == []
    (row,) = world.rows(wishes, wish_id=wish.entity)
    assert row["patient_id"] == ""
