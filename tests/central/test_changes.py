"""Central applies cancel, undo, move and late cancellations by the domain's rules and refuses a hand-made client."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from central.store import changed, tables
from desktop.crypto.formats import SigningKey
from desktop.domain.booking_rules import BookingWindow, RuleSet
from desktop.domain.changes import LATE_SIGNED_AS, LateCancelEffect
from desktop.domain.ids import BookingId, SessionId, StaffId, TaskId
from desktop.domain.operations import Approval, Operation, OperationKind, ResultStatus, Right
from desktop.domain.rule_book import RuleBook
from tests.central.people import record
from tests.central.test_money import set_booking
from tests.fakes.central_world import CLERK, SUPERVISOR, World
from tests.fakes.headless_desk import HeadlessDesk

TRIALS = 12


def states(world: World) -> dict[str, str]:
    return {str(row["booking_id"]): str(row["state"]) for row in world.rows(tables.bookings)}


def slot(world: World, number: int) -> dict[str, object]:
    return world.rows(tables.slots, session_id="s-1", number=number)[0]


def kinds(world: World) -> list[object]:
    return [row["kind"] for row in world.rows(tables.tasks)]


def run_due(world: World) -> None:
    world.due.run_due()


def booked(desk: HeadlessDesk, patient: str, half_hour: int = 0) -> Operation:
    claim = desk.claim(patient, "s-1", half_hour)
    desk.exchange(pull=False)
    assert desk.answer_to(claim).status is ResultStatus.ACCEPTED
    return claim


def moved(
    desk: HeadlessDesk, patient: str, left: str, right: Right, *, entity: str | None = None
) -> Operation:
    facts: dict[str, object] = {
        "booking_id": entity or desk.world.parts.new_id(), "patient_id": patient, "provisional": False,
        "fee_fen": 1900, "day": "2026-11-24", "from": left, "reason": "wrong-time",
    }  # fmt: skip
    return desk.record(
        OperationKind.MOVE_BOOKING, str(facts["booking_id"]), subject=patient, facts=facts, right=right
    )


def restored(desk: HeadlessDesk, booking: str, patient: str) -> Operation:
    return desk.record(OperationKind.RESTORE_BOOKING, booking, subject=patient, facts={"booking_id": booking})


@pytest.fixture
def desk(world: World) -> HeadlessDesk:
    world.add_session("s-1", half_hours=2, per_half_hour=3)
    return HeadlessDesk(world, outage=False)


@pytest.mark.rows("G43", "N21")
def test_a_number_given_back_rests_a_minute_and_then_stands_at_the_end_of_its_row(
    world: World, desk: HeadlessDesk
) -> None:
    world.clock.forward(hours=-2)
    patient = desk.register(record())
    first = booked(desk, patient)
    desk.cancel(first.entity, patient, "cannot-come")
    desk.exchange(pull=False)
    assert states(world)[first.entity] == "cancelled"
    assert slot(world, 1)["state"] == "resting"
    run_due(world)
    assert slot(world, 1)["state"] == "resting", "the undo still needs it"
    world.clock.forward(seconds=61)
    run_due(world)
    assert slot(world, 1)["state"] == "pool"
    numbers = [desk.answer_to(booked(desk, patient)).number for _ in range(3)]
    assert numbers == [2, 3, 1]
    assert set(world.live_by_slot().values()) == {1}


@pytest.mark.rows("N21")
def test_a_random_delay_of_the_setting_holds_a_number_back_before_its_session_began_only(
    world: World, desk: HeadlessDesk
) -> None:
    book = RuleBook((RuleSet("r", date(2026, 1, 1), BookingWindow(0, 14), return_delay_minutes=600),))
    with world.database.begin() as connection:
        world.add_settings(connection, changed.RULES, book.to_bytes().decode())
    world.clock.forward(hours=-2)
    patient = desk.register(record())
    early, late = booked(desk, patient), booked(desk, patient, 1)
    desk.cancel(early.entity, patient, "cannot-come")
    desk.exchange(pull=False)
    held = slot(world, 1)["free_at"]
    world.clock.forward(hours=2, minutes=10)  # the session has begun, its second half-hour has not
    desk.cancel(late.entity, patient, "cannot-come")
    desk.exchange(pull=False)
    begun = slot(world, 4)["free_at"]
    assert (begun - world.clock.now()).total_seconds() == 60  # type: ignore[operator]  # a time
    assert held != begun


@pytest.mark.rows("N30")
def test_an_undone_cancellation_has_its_own_number_again_and_a_late_or_foreign_undo_is_refused(
    world: World, desk: HeadlessDesk
) -> None:
    world.clock.forward(hours=-2)
    patient = desk.register(record())
    claim = booked(desk, patient)
    desk.cancel(claim.entity, patient, "cannot-come")
    undo = restored(desk, claim.entity, patient)
    desk.exchange(pull=False)
    assert desk.answer_to(undo).status is ResultStatus.ACCEPTED
    assert (states(world)[claim.entity], slot(world, 1)["state"]) == ("booked", "spent")
    desk.cancel(claim.entity, patient, "cannot-come")
    desk.exchange(pull=False)
    other = HeadlessDesk(world, "desk-b", outage=False)
    foreign = restored(other, claim.entity, patient)
    other.exchange(pull=False)
    world.clock.forward(seconds=61)
    late = restored(desk, claim.entity, patient)
    desk.exchange(pull=False)
    assert other.answer_to(foreign).reason == "undo-too-late"
    assert desk.answer_to(late).reason == "undo-too-late"
    assert states(world)[claim.entity] == "cancelled"


@pytest.mark.rows("N30", "I1")
def test_an_undo_that_arrives_after_the_number_went_to_somebody_else_is_refused_and_a_supervisor_told(
    world: World, desk: HeadlessDesk
) -> None:
    world.clock.forward(hours=-2)
    patient, other = desk.register(record()), desk.register(record(1))
    first, *_ = [booked(desk, patient) for _ in range(3)]
    desk.cancel(first.entity, patient, "cannot-come")
    desk.exchange(pull=False)
    world.clock.forward(seconds=30)
    undo = restored(desk, first.entity, patient)  # stays on the way up
    world.clock.forward(seconds=40)
    run_due(world)
    rival = HeadlessDesk(world, "desk-b", outage=False)
    taken = rival.claim(other, "s-1")
    rival.exchange(pull=False)
    assert rival.answer_to(taken).number == 1
    desk.exchange(pull=False)
    assert desk.answer_to(undo).reason == "number-gone"
    assert "undo-number-gone" in kinds(world)
    assert set(world.live_by_slot().values()) == {1}


@pytest.mark.rows("G42", "G47")
def test_a_move_gives_the_new_number_first_and_frees_the_old_one_only_then(
    world: World, desk: HeadlessDesk
) -> None:
    world.clock.forward(hours=-2)
    patient = desk.register(record())
    old = booked(desk, patient)
    move = moved(desk, patient, old.entity, Right(SessionId("s-1"), 1))
    desk.exchange(pull=False)
    assert desk.answer_to(move).number == 4
    assert states(world) == {old.entity: "cancelled", move.entity: "booked"}
    assert (slot(world, 1)["state"], slot(world, 4)["state"]) == ("resting", "spent")
    for _ in range(2):
        booked(desk, patient, 0)
    full = moved(desk, patient, move.entity, Right(SessionId("s-1"), 0))
    desk.exchange(pull=False)
    assert desk.answer_to(full).reason == "slot-taken"
    assert states(world)[move.entity] == "booked", "the old number stays the patient's"


@pytest.mark.rows("G42", "I2")
def test_a_promised_move_is_kept_even_when_the_old_booking_can_no_longer_be_left(world: World) -> None:
    world.add_session("s-1")
    desk, other = HeadlessDesk(world), HeadlessDesk(world, "desk-b", outage=False)
    patient = desk.register(record())
    old = desk.claim(patient, "s-1", 5)
    desk.exchange()
    right = desk.rights[0]
    other.cancel(old.entity, patient, "cannot-come")
    other.exchange(pull=False)
    desk.rights = tuple(r for r in desk.rights if r != right)
    named = Right(right.session_id, right.half_hour, right.number, right.epoch)
    move = moved(desk, patient, old.entity, named)
    desk.exchange(pull=False)
    assert desk.answer_to(move).status is ResultStatus.ACCEPTED
    assert states(world) == {old.entity: "cancelled", move.entity: "booked"}
    assert kinds(world) == ["move-old-kept"]


@pytest.mark.rows("G42", "I3")
def test_a_move_whose_answer_was_lost_is_withdrawn_and_the_patient_has_the_old_number_again(
    world: World, desk: HeadlessDesk
) -> None:
    world.clock.forward(hours=-2)
    patient = desk.register(record())
    old = booked(desk, patient)
    move = moved(desk, patient, old.entity, Right(SessionId("s-1"), 1))
    desk.exchange(pull=False)
    desk.cancel(move.entity, patient, "line-lost")
    desk.exchange(pull=False)
    assert states(world) == {old.entity: "booked", move.entity: "cancelled"}
    assert (slot(world, 1)["state"], slot(world, 4)["state"]) == ("spent", "pool")
    assert Counter(str(row["state"]) for row in world.rows(tables.slots)) == {"pool": 5, "spent": 1}


@pytest.mark.rows("I7", "G43")
def test_a_hand_made_client_moves_nobody_elses_booking_and_what_it_cancels_late_a_supervisor_hears_of(
    world: World, desk: HeadlessDesk
) -> None:
    world.clock.forward(hours=-2)
    patient, other = desk.register(record()), desk.register(record(1))
    old = booked(desk, patient)
    stolen = moved(desk, other, old.entity, Right(SessionId("s-1"), 1))
    unknown = desk.cancel(old.entity, patient, "because")
    world.clock.forward(hours=3)
    moving = moved(desk, patient, old.entity, Right(SessionId("s-1"), 1))
    late = desk.cancel(old.entity, patient, "cannot-come")
    desk.exchange(pull=False)
    answers = [desk.answer_to(op).reason for op in (stolen, unknown, moving, late)]
    assert answers == ["person-differs", "malformed", "cancel-late", ""]
    assert states(world) == {old.entity: "cancelled"}
    (task,) = world.rows(tables.tasks)
    assert (task["kind"], task["booking_id"], task["reason"]) == (
        "cancel-told-late",
        old.entity,
        "cannot-come",
    )


@pytest.mark.rows("G43", "G39", "I2")
def test_what_was_cancelled_in_time_off_line_is_no_no_show_though_the_clock_was_faster(
    world: World, desk: HeadlessDesk
) -> None:
    world.clock.forward(hours=-2)
    patient = desk.register(record())
    old = booked(desk, patient)
    desk.cancel(old.entity, patient, "cannot-come")  # stays on the way up
    set_booking(world, old.entity, "no-show")
    desk.exchange(pull=False)
    assert states(world) == {old.entity: "cancelled"}
    assert kinds(world) == []


def ask(desk: HeadlessDesk, booking: str, patient: str, key: SigningKey, author: StaffId = CLERK) -> str:
    ask_id = desk.world.parts.new_id()
    effect = LateCancelEffect(TaskId(ask_id), BookingId(booking), author, "cannot-come")
    signature = key.sign(LATE_SIGNED_AS, effect.to_bytes())
    desk.record(
        OperationKind.ASK_LATE_CANCEL, ask_id, subject=patient, author=author,
        facts={"booking_id": booking, "reason": "cannot-come"}, approvals=(Approval(author, signature),),
    )  # fmt: skip
    return ask_id


def approve(
    desk: HeadlessDesk, ask_id: str, booking: str, patient: str, key: SigningKey, author: StaffId
) -> Operation:
    effect = LateCancelEffect(TaskId(ask_id), BookingId(booking), CLERK, "cannot-come")
    signature = key.sign(LATE_SIGNED_AS, effect.to_bytes())
    return desk.record(
        OperationKind.CANCEL_LATE, booking, subject=patient, author=author, facts={"ask_id": ask_id},
        approvals=(Approval(author, signature),),
    )  # fmt: skip


@pytest.mark.rows("G43", "A3")
def test_a_late_cancellation_needs_another_permitted_person_who_signed_the_same(
    world: World, desk: HeadlessDesk
) -> None:
    keys = world.people
    patient = desk.register(record())
    claim = booked(desk, patient)
    world.clock.forward(hours=3)
    ask_id = ask(desk, claim.entity, patient, keys[CLERK])
    own = approve(desk, ask_id, claim.entity, patient, keys[CLERK], CLERK)
    forged = approve(desk, ask_id, claim.entity, patient, keys[CLERK], SUPERVISOR)
    elsewhere = approve(desk, ask_id, "another", patient, keys[SUPERVISOR], SUPERVISOR)
    desk.exchange(pull=False)
    assert states(world)[claim.entity] == "booked"
    right = approve(desk, ask_id, claim.entity, patient, keys[SUPERVISOR], SUPERVISOR)
    twice = approve(desk, ask_id, claim.entity, patient, keys[SUPERVISOR], SUPERVISOR)
    desk.exchange(pull=False)
    answers = [desk.answer_to(op).reason for op in (own, forged, elsewhere, right, twice)]
    assert answers == ["self-approval", "signature-wrong", "task-unknown", "", "task-not-open"]
    assert states(world)[claim.entity] == "cancelled-late"
    task = world.rows(tables.tasks)[0]
    assert (task["kind"], task["asked_by"], task["state"]) == ("late-cancel", CLERK, "resolved")


@pytest.mark.rows("T13", "N21")
def test_an_accomplice_who_grabs_right_after_a_cancellation_gets_nothing_and_cannot_guess_the_moment(
    world: World, desk: HeadlessDesk
) -> None:
    book = RuleBook((RuleSet("r", date(2026, 1, 1), BookingWindow(0, 14), return_delay_minutes=30),))
    with world.database.begin() as connection:
        world.add_settings(connection, changed.RULES, book.to_bytes().decode())
    world.clock.forward(hours=-2)
    seller, buyer = desk.register(record()), desk.register(record(1))
    held = booked(desk, seller)
    for _ in range(2):
        booked(desk, seller)
    got, rests = 0, []
    for _ in range(TRIALS):
        desk.cancel(held.entity, seller, "cannot-come")
        desk.exchange(pull=False)
        number = next(row for row in world.rows(tables.slots, state="resting"))
        rests.append((number["free_at"] - world.clock.now()).total_seconds())
        world.clock.forward(seconds=1)
        run_due(world)
        grab = desk.claim(buyer, "s-1", 0)
        desk.exchange(pull=False)
        got += desk.answer_to(grab).status is ResultStatus.ACCEPTED
        world.clock.forward(seconds=rests[-1])
        run_due(world)
        held = booked(desk, seller)
        world.clock.forward(seconds=-rests[-1] - 1)
    assert got == 0
    assert min(rests) >= 60
    assert max(rests) <= 60 + 30 * 60
    assert len({rest // 60 for rest in rests}) > TRIALS // 3, "the moment cannot be guessed"


@pytest.mark.rows("N21", "T13")
def test_the_same_number_taken_again_at_the_same_window_within_minutes_is_flagged(
    world: World, desk: HeadlessDesk
) -> None:
    world.clock.forward(hours=-2)
    patient, other = desk.register(record()), desk.register(record(1))
    first, *_ = [booked(desk, patient) for _ in range(3)]
    desk.cancel(first.entity, patient, "cannot-come")
    desk.exchange(pull=False)
    world.clock.forward(seconds=61)
    run_due(world)
    assert kinds(world) == []
    booked(desk, other)
    assert kinds(world) == ["retaken-at-window"]
