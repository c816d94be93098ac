"""Central takes a booked number's check-in only with a proof, and a release only with two people's signatures (N24)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from central.store import tables
from desktop.crypto.formats import SigningKey
from desktop.domain.bookings import BookingState
from desktop.domain.ids import BookingId, StaffId, TaskId
from desktop.domain.operations import Approval, Operation, OperationKind
from desktop.domain.pick_up import SIGNED_AS, PickUpEffect
from tests.central.people import FIRST
from tests.central.test_queueing import booked, put_state
from tests.fakes.central_world import CLERK, SUPERVISOR, World
from tests.fakes.headless_desk import HeadlessDesk

FROM = {"step": "check-in", "from": "booked", "how": "card"}


@pytest.fixture
def desk(world: World) -> HeadlessDesk:
    world.add_session("s-1")
    made = HeadlessDesk(world)
    made.catch_up()
    return made


def ahead(desk: HeadlessDesk, serial: int = FIRST) -> tuple[str, str]:
    """Book, and let it have been yesterday."""
    patient, booking = booked(desk, serial)
    put_state(desk.world, booking, BookingState.BOOKED, made_at=desk.world.clock.now() - timedelta(days=1))
    return patient, booking


def come(desk: HeadlessDesk, patient: str, booking: str, **facts: str) -> Operation:
    return desk.record(
        OperationKind.CHECK_IN, booking, subject=patient, author=CLERK, facts={**FROM, **facts}
    )


def ask(desk: HeadlessDesk, patient: str, booking: str, key: SigningKey, differs: str = "number") -> str:
    ask_id = desk.world.parts.new_id()
    effect = PickUpEffect(TaskId(ask_id), BookingId(booking), CLERK, differs)
    desk.record(
        OperationKind.ASK_PICK_UP, ask_id, subject=patient, author=CLERK,
        facts={"booking_id": booking, "differs": differs},
        approvals=(Approval(CLERK, key.sign(SIGNED_AS, effect.to_bytes())),),
    )  # fmt: skip
    return ask_id


def release(
    desk: HeadlessDesk, patient: str, booking: str, ask_id: str, key: SigningKey, author: StaffId = SUPERVISOR
) -> Operation:
    effect = PickUpEffect(TaskId(ask_id), BookingId(booking), CLERK, "number")
    return desk.record(
        OperationKind.CHECK_IN, booking, subject=patient, author=author,
        facts={**FROM, "proof": "released", "ask_id": ask_id},
        approvals=(Approval(author, key.sign(SIGNED_AS, effect.to_bytes())),),
    )  # fmt: skip


def state(world: World, booking: str) -> str:
    return next(str(r["state"]) for r in world.rows(tables.bookings) if r["booking_id"] == booking)


@pytest.mark.rows("N24", "I7")
def test_a_number_booked_ahead_is_taken_with_a_proof_only_and_a_walk_in_without(
    world: World, desk: HeadlessDesk
) -> None:
    patient, booking = ahead(desk)
    bare, odd = come(desk, patient, booking), come(desk, patient, booking, proof="smile")
    walk_in, here = booked(desk, FIRST + 1)
    without = come(desk, walk_in, here)
    desk.exchange(pull=False)
    answers = [desk.answer_to(op).reason for op in (bare, odd, without)]
    assert answers == ["pick-up-document-needed", "malformed", ""]
    assert (state(world, booking), state(world, here)) == ("booked", "waiting")
    shown = come(desk, patient, booking, proof="card")
    desk.exchange(pull=False)
    assert (desk.answer_to(shown).reason, state(world, booking)) == ("", "waiting")


@pytest.mark.rows("N24", "A3")
def test_a_release_needs_another_permitted_person_who_signed_the_same(
    world: World, desk: HeadlessDesk
) -> None:
    keys = world.people
    patient, booking = ahead(desk)
    ask_id = ask(desk, patient, booking, keys[CLERK])
    nonsense = ask(desk, patient, booking, keys[CLERK], "mood")
    own = release(desk, patient, booking, ask_id, keys[CLERK], CLERK)
    forged = release(desk, patient, booking, ask_id, keys[CLERK])
    unknown = release(desk, patient, booking, nonsense, keys[SUPERVISOR])
    desk.exchange(pull=False)
    assert state(world, booking) == "booked"
    right = release(desk, patient, booking, ask_id, keys[SUPERVISOR])
    twice = release(desk, patient, booking, ask_id, keys[SUPERVISOR])
    desk.exchange(pull=False)
    answers = [desk.answer_to(op).reason for op in (own, forged, unknown, right, twice)]
    assert answers == ["self-approval", "signature-wrong", "task-unknown", "", "already-so"]
    assert state(world, booking) == "waiting"
    (task,) = world.rows(tables.tasks)
    assert (task["kind"], task["state"], task["asked_by"]) == ("pick-up-mismatch", "resolved", CLERK)


@pytest.mark.rows("N24", "I2")
def test_a_release_off_line_of_what_was_refused_elsewhere_changes_nothing_and_is_told(
    world: World, desk: HeadlessDesk
) -> None:
    patient, booking = ahead(desk)
    ask_id = ask(desk, patient, booking, world.people[CLERK])
    desk.record(
        OperationKind.RESOLVE_TASK, ask_id, author=SUPERVISOR, facts={"task_id": ask_id, "outcome": "refused"}
    )
    late = release(desk, patient, booking, ask_id, world.people[SUPERVISOR])
    desk.exchange(pull=False)
    assert (desk.answer_to(late).reason, state(world, booking)) == ("queue-conflict", "booked")
    assert [t["kind"] for t in world.rows(tables.tasks) if t["state"] == "open"] == ["queue-conflict"]
