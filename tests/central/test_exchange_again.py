"""Operations that come again in a new incarnation, after a desk was put back from an old copy (I1, I2, I3)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from central.store import tables
from desktop.domain.operations import GENESIS, Operation, OperationKind, ResultStatus, SignedOperation
from desktop.sync.wire import WireResult
from tests.central.people import record
from tests.fakes.central_world import World
from tests.fakes.headless_desk import HeadlessDesk


def begin_anew(desk: HeadlessDesk, *again: Operation) -> list[Operation]:
    """Start the next incarnation and issue these operations in it, ids and content as they were."""
    desk.incarnation, desk.seq, desk.prev = desk.incarnation + 1, 0, GENESIS
    desk.outbox.clear()
    desk.answers.clear()
    return [issue(desk, operation) for operation in again]


def issue(desk: HeadlessDesk, operation: Operation) -> Operation:
    """Append an operation as the next one of the desk's chain."""
    made = replace(operation, incarnation=desk.incarnation, seq=desk.seq + 1, prev_hash=desk.prev)
    desk.outbox.append(SignedOperation(made, desk.sign_key.sign("operation", made.hash())))
    desk.seq, desk.prev = made.seq, made.hash()
    return made


def what(result: WireResult) -> tuple[object, ...]:
    return result.status, result.reason, result.number, result.epoch


@pytest.mark.rows("I3", "I2")
def test_a_known_id_gets_its_first_answer_under_its_new_number_and_has_no_second_effect(world: World) -> None:
    world.add_session("s-1")
    desk = HeadlessDesk(world)
    patient = desk.register(record())
    registered = desk.outbox[0].operation
    claim = desk.claim(patient, "s-1")
    desk.exchange()
    first = desk.answer_to(claim)
    again = begin_anew(desk, registered, claim)
    answer = desk.exchange()
    assert not answer.quarantined
    assert [what(result) for result in answer.results] == [(ResultStatus.ACCEPTED, "", 0, 0), what(first)]
    assert [result.hash for result in answer.results] == [op.hash() for op in again]
    assert len(world.rows(tables.bookings)) == len(world.rows(tables.patients)) == 1
    assert sum(world.live_by_slot().values()) == 1


@pytest.mark.rows("I3")
def test_a_refusal_is_given_again_too(world: World) -> None:
    world.add_session("s-1", per_half_hour=1)
    desk = HeadlessDesk(world, outage=False)
    patient = desk.register(record())
    desk.claim(patient, "s-1")
    lost = desk.claim(patient, "s-1")
    desk.exchange()
    assert desk.answer_to(lost).reason == "slot-taken"
    world.add_session("s-2", per_half_hour=1)
    (again,) = begin_anew(desk, lost)
    desk.exchange()
    assert desk.answer_to(again).reason == "slot-taken"


@pytest.mark.rows("I3")
def test_an_id_sent_twice_in_one_request_takes_effect_once(world: World) -> None:
    world.add_session("s-1")
    desk = HeadlessDesk(world)
    claim = desk.claim(desk.register(record()), "s-1")
    twin = issue(desk, claim)
    desk.exchange()
    assert what(desk.answer_to(twin)) == what(desk.answer_to(claim))
    assert len(world.rows(tables.bookings)) == 1


@pytest.mark.rows("I7")
def test_a_known_id_with_another_content_is_refused(world: World) -> None:
    desk = HeadlessDesk(world)
    patient = desk.register(record())
    consent = desk.consent(patient)
    desk.exchange()
    (other,) = begin_anew(desk, replace(consent, entity="something-else"))
    desk.exchange()
    assert desk.answer_to(other).reason == "operation-differs"
    assert len(world.rows(tables.consents)) == 1


@pytest.mark.rows("I7")
def test_the_id_of_another_desks_operation_is_nothing_known(world: World) -> None:
    a, b = HeadlessDesk(world), HeadlessDesk(world, "desk-b")
    first = a.consent(a.register(record()))
    a.exchange()
    patient = b.register(record(700_002))
    b.exchange()
    same = issue(b, replace(b.consent(patient), id=first.id, desk=b.id, seq=b.seq, prev_hash=b.prev))
    b.outbox[:] = [s for s in b.outbox if s.operation is same or s.operation.seq < same.seq]
    b.exchange()
    assert b.answer_to(same).status is ResultStatus.ACCEPTED


@pytest.mark.rows("I1", "I2", "N6")
def test_a_promise_made_before_the_desk_was_put_back_is_honoured_though_its_number_was_set_aside(
    world: World,
) -> None:
    world.add_session("s-1", per_half_hour=10)
    desk = HeadlessDesk(world)
    desk.exchange()
    patient = desk.register(record())
    registered = desk.outbox[-1].operation
    promise = desk.promise(patient, desk.rights[0])
    cancelled = desk.promise(patient, desk.rights[1])
    cancel = desk.cancel(cancelled.entity, patient)
    assert promise.right is not None
    _, again, *_ = begin_anew(desk, registered, promise, cancelled, cancel)
    desk.exchange()
    result = desk.answer_to(again)
    assert (result.status, result.number) == (ResultStatus.ACCEPTED, promise.right.number)
    states = {row["booking_id"]: row["state"] for row in world.rows(tables.bookings)}
    assert states == {promise.entity: "booked", cancelled.entity: "cancelled"}
    assert max(world.live_by_slot().values()) == 1


@pytest.mark.rows("I1", "G69")
def test_a_number_that_was_given_away_meanwhile_is_not_given_twice_and_a_supervisor_gets_the_task(
    world: World,
) -> None:
    world.add_session("s-1", per_half_hour=10)
    desk = HeadlessDesk(world)
    desk.exchange()
    right = desk.rights[0]
    patient = desk.register(record())
    before = desk.seq, desk.prev
    sent = desk.promise(patient, right)
    desk.exchange()
    desk.seq, desk.prev = before
    twin = desk.promise(patient, right)  # the copy did not know of the promise above
    (again,) = begin_anew(desk, twin)
    desk.exchange()
    assert desk.answer_to(again).reason == "wrong-epoch"
    assert [row["booking_id"] for row in world.rows(tables.bookings)] == [sent.entity]
    tasks = [row for row in world.rows(tables.tasks) if row["kind"] == "wrong-epoch"]
    assert [row["patient_id"] for row in tasks] == [patient]


@pytest.mark.rows("I8")
def test_every_answer_names_the_newest_incarnation_of_the_desk(world: World) -> None:
    desk = HeadlessDesk(world)
    assert desk.exchange().incarnation == 1
    begin_anew(desk)
    assert desk.exchange().incarnation == 2
    desk.incarnation = 1
    answer = desk.exchange()
    assert (answer.incarnation, answer.quarantined) == (2, False)
    assert OperationKind.CLAIM_BOOKING not in {row["kind"] for row in world.rows(tables.operations)}
