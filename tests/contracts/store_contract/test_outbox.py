"""What every Store keeps about operations: a chain, answered once, never lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.domain.ids import CaseId, OperationId, PatientId, StaffId
from desktop.domain.operations import (
    GENESIS,
    Approval,
    KeyKind,
    OperationKind,
    OperationResult,
    ResultStatus,
    Right,
    SignedOperation,
)
from desktop.ports.store import ChainHead, Store
from tests.fakes.clinic import MORNING, operation


def put(store: Store, count: int, **fields: object) -> list[SignedOperation]:
    with store.write() as tx:
        made = []
        for _ in range(count):
            made.append(operation(tx.outbox.head(), **fields))
            tx.outbox.append(made[-1])
    return made


def answer(signed: SignedOperation, status: ResultStatus = ResultStatus.ACCEPTED) -> OperationResult:
    return OperationResult(signed.operation.seq, signed.operation.hash(), status, "", 17, 3)


def test_a_new_chain_begins_at_nothing(store: Store) -> None:
    with store.read() as tx:
        assert tx.outbox.head() == tx.outbox.acknowledged() == ChainHead(1, 0, GENESIS)
        assert tx.outbox.waiting(9) == ()
        assert tx.outbox.waiting_count() == 0


@pytest.mark.rows("I2")
def test_an_operation_comes_back_to_the_last_bit(store: Store) -> None:
    made = put(
        store,
        1,
        kind=OperationKind.PROMISE_BOOKING,
        subject=PatientId("p1"),
        base_version=4,
        right=Right(MORNING, 2, 17, 3),
        facts='{"fee_fen":2500,"名":"无"}'.encode(),
        key_kind=KeyKind.RECORD,
        sealed=bytes(range(256)),
        approvals=(Approval(StaffId("s1"), b"\x01" * 64), Approval(StaffId("s2"), b"\xff" * 64)),
    )
    with store.read() as tx:
        assert list(tx.outbox.waiting(9)) == made
        assert tx.outbox.waiting(9)[0].operation.hash() == made[0].operation.hash()
        assert tx.outbox.head() == ChainHead(1, 1, made[0].operation.hash())


def test_operations_wait_in_order_until_they_are_answered(store: Store) -> None:
    made = put(store, 4)
    with store.write() as tx:
        tx.outbox.settle([answer(made[0]), answer(made[1], ResultStatus.REFUSED)])
    with store.read() as tx:
        assert list(tx.outbox.waiting(9)) == made[2:]
        assert list(tx.outbox.waiting(1)) == made[2:3]
        assert list(tx.outbox.waiting(9, up_to_seq=3)) == made[2:3]
        assert tx.outbox.waiting_count() == 2
        assert tx.outbox.result_of(made[0].operation.id) == answer(made[0])
        assert tx.outbox.result_of(made[1].operation.id) == answer(made[1], ResultStatus.REFUSED)
        assert tx.outbox.result_of(made[2].operation.id) is None
        assert tx.outbox.result_of(OperationId("never-made")) is None
        assert tx.outbox.acknowledged() == ChainHead(1, 2, made[1].operation.hash())


@pytest.mark.rows("I3")
def test_the_first_answer_stays_and_an_answer_to_another_hash_is_not_ours(store: Store) -> None:
    made = put(store, 2)
    with store.write() as tx:
        tx.outbox.settle([answer(made[0])])
        tx.outbox.settle([answer(made[0], ResultStatus.REFUSED), replace(answer(made[1]), hash=b"x" * 32)])
    with store.read() as tx:
        assert tx.outbox.result_of(made[0].operation.id) == answer(made[0])
        assert tx.outbox.result_of(made[1].operation.id) is None


@pytest.mark.rows("G68")
def test_the_newest_operations_are_listed_with_their_state(store: Store) -> None:
    made = put(store, 3)
    with store.write() as tx:
        tx.outbox.settle([answer(made[0], ResultStatus.REFUSED)])
        tx.outbox.note_failure("central-unreachable")
        tx.outbox.note_failure("clock-skew")
    with store.read() as tx:
        items = tx.outbox.items(9)
        assert [item.operation for item in items] == [one.operation for one in reversed(made)]
        assert [item.state for item in items] == ["waiting", "waiting", "refused"]
        assert [(item.tries, item.last_error) for item in items] == [(2, "clock-skew")] * 2 + [(0, "")]
        assert items[2].result == answer(made[0], ResultStatus.REFUSED)
        assert len(tx.outbox.items(2)) == 2


@pytest.mark.parametrize("wrong", [{"seq": 7}, {"prev_hash": b"x" * 32}, {"incarnation": 2}])
def test_an_operation_that_does_not_follow_the_head_is_a_mistake(
    store: Store, wrong: dict[str, object]
) -> None:
    put(store, 1)
    with pytest.raises(ValueError, match="does not follow"), store.write() as tx:
        tx.outbox.append(operation(tx.outbox.head(), **wrong))
    with store.read() as tx:
        assert tx.outbox.waiting_count() == 1


@pytest.mark.rows("I4", "I1")
def test_rights_of_unanswered_promises_and_returns_are_spent(store: Store) -> None:
    first, second, third = (Right(MORNING, 2, number, 1) for number in (1, 2, 3))
    promise = put(store, 1, kind=OperationKind.PROMISE_BOOKING, right=first)
    put(store, 1, kind=OperationKind.RETURN_RIGHT, right=second)
    put(store, 1, kind=OperationKind.CLAIM_BOOKING, right=third)
    with store.write() as tx:
        assert tx.outbox.spent_rights() == (first, second)
        tx.outbox.settle([answer(promise[0])])
        assert tx.outbox.spent_rights() == (second,)
        tx.outbox.start_incarnation(2)
        assert tx.outbox.spent_rights() == (second,), "the slip with this number is in somebody's hand"


def test_a_new_incarnation_begins_a_new_chain_and_keeps_the_old_one(store: Store) -> None:
    old = put(store, 2)
    with store.write() as tx:
        tx.outbox.settle([answer(old[0])])
        tx.outbox.start_incarnation(2)
        assert tx.outbox.head() == tx.outbox.acknowledged() == ChainHead(2, 0, GENESIS)
        assert tx.outbox.waiting(9) == ()
        assert tx.outbox.waiting_count() == 0
        assert tx.outbox.result_of(old[0].operation.id) == answer(old[0])
        assert tx.outbox.result_of(old[1].operation.id) is None
    new = put(store, 1)
    assert (new[0].operation.incarnation, new[0].operation.seq) == (2, 1)
    with store.read() as tx:
        assert list(tx.outbox.waiting(9)) == new
        assert [item.operation for item in tx.outbox.items(9)] == [
            s.operation for s in (new[0], old[1], old[0])
        ]


@pytest.mark.rows("I2", "I1")
def test_what_an_earlier_incarnation_left_unanswered_is_taken_out_in_order_and_goes_up_again(
    store: Store,
) -> None:
    right = Right(MORNING, 2, 5, 1)
    old = put(store, 3, kind=OperationKind.PROMISE_BOOKING, right=right)
    with store.write() as tx:
        assert tx.outbox.take_left_behind() == (), "this incarnation's own operations stay"
        tx.outbox.settle([answer(old[0])])
        tx.outbox.start_incarnation(2)
        left = tx.outbox.take_left_behind()
        assert left == (old[1].operation, old[2].operation)
        assert tx.outbox.take_left_behind() == ()
        for operation_left in left:
            head = tx.outbox.head()
            again = replace(operation_left, incarnation=2, seq=head.seq + 1, prev_hash=head.hash)
            tx.outbox.append(SignedOperation(again, b"\x08" * 64))
    with store.read() as tx:
        waiting = tx.outbox.waiting(9)
        assert [(s.operation.incarnation, s.operation.seq) for s in waiting] == [(2, 1), (2, 2)]
        assert [s.operation.id for s in waiting] == [s.operation.id for s in old[1:]]
        assert tx.outbox.spent_rights() == (right, right)
        assert len(tx.outbox.items(9)) == 3


def test_an_incarnation_never_goes_back(store: Store) -> None:
    with store.write() as tx:
        tx.outbox.start_incarnation(3)
        tx.outbox.start_incarnation(3)
    with pytest.raises(ValueError, match="never goes back"), store.write() as tx:
        tx.outbox.start_incarnation(2)


@pytest.mark.rows("I6")
@pytest.mark.parametrize("answered_first", [True, False], ids=["answered before", "answered after"])
def test_of_an_erased_person_only_the_skeleton_of_answered_operations_stays(
    store: Store, answered_first: bool
) -> None:
    keys = b'{"keys_for_central":"sealed to central"}'
    made = put(store, 1, kind=OperationKind.REGISTER_PATIENT, subject=PatientId("p1"), facts=keys,
               key_kind=KeyKind.RECORD, sealed=b"who she is")  # fmt: skip
    made += put(store, 1, kind=OperationKind.REGISTER_PATIENT, subject=PatientId("p2"), facts=keys,
                key_kind=KeyKind.RECORD, sealed=b"somebody else")  # fmt: skip
    answers = [answer(one) for one in made]
    with store.write() as tx:
        if answered_first:
            tx.outbox.settle(answers)
        tx.patients.erase(PatientId("p1"), (KeyKind.RECORD, KeyKind.ACCOUNT))
    if not answered_first:
        with store.read() as tx:
            assert list(tx.outbox.waiting(9)) == made, "central must still get what was acknowledged (I2)"
        with store.write() as tx:
            tx.outbox.settle(answers)
    with store.read() as tx:
        other, hers = (item.operation for item in tx.outbox.items(9))
        assert (hers.facts, hers.sealed, hers.id) == (b"{}", b"", made[0].operation.id)
        assert (other.facts, other.sealed) == (keys, b"somebody else")
        assert tx.outbox.acknowledged().hash == made[1].operation.hash()


@pytest.mark.rows("I2")
def test_everything_that_waits_is_named_however_much_it_is(store: Store) -> None:
    made = put(store, 250, kind=OperationKind.CORRECT_PATIENT, subject=PatientId("early"))
    last = put(store, 1, kind=OperationKind.CORRECT_PATIENT, subject=PatientId("late"))[0]
    with store.write() as tx:
        tx.outbox.settle([answer(one) for one in made])
        tx.outbox.start_incarnation(2)
    fresh = put(store, 1, subject=None)[0]
    with store.read() as tx:
        about = tx.outbox.waiting_about()
    assert {"late", last.operation.entity, fresh.operation.entity} <= about
    assert "early" not in about


@pytest.mark.rows("I2", "I8")
def test_what_a_restored_central_lost_waits_again_with_the_number_it_was_given(store: Store) -> None:
    *made, barred = put(store, 4)
    with store.write() as tx:
        # the numbers of a refusal are how often and until when, never a number that was given
        refused = replace(answer(barred), status=ResultStatus.REFUSED, reason="barred-by-no-shows")
        tx.outbox.settle([*(answer(one) for one in made), refused])
        assert tx.outbox.answered_before() == ()
        assert tx.outbox.reopen(made[0].operation.seq) == 3
    with store.read() as tx:
        assert list(tx.outbox.waiting(9)) == [*made[1:], barred]
        assert tx.outbox.acknowledged().seq == made[0].operation.seq
        assert [(r.seq, r.hash, r.number, r.epoch) for r in tx.outbox.answered_before()] == [
            (one.operation.seq, one.operation.hash(), 17, 3) for one in made[1:]
        ]
    with store.write() as tx:
        tx.outbox.settle([answer(one) for one in (*made[1:], barred)])
        assert tx.outbox.answered_before() == ()
        assert tx.outbox.waiting_count() == 0


@pytest.mark.rows("P14")
def test_of_a_case_whose_key_was_destroyed_answered_operations_keep_their_place_and_nothing_they_carried(
    store: Store,
) -> None:
    sealed = {"key_kind": KeyKind.CASE, "sealed": b"words", "facts": b'{"key":"c2VhbGVk"}'}
    filed, other, step = (put(store, 1, entity=case, **sealed)[0] for case in ("case-1", "case-2", "case-1"))
    with store.write() as tx:
        tx.outbox.settle([answer(filed), answer(other)])
        tx.requests.forget_sent(CaseId("case-1"))
        items = {item.operation.id: item.operation for item in tx.outbox.items(9)}
        assert (items[filed.operation.id].facts, items[filed.operation.id].sealed) == (b"{}", b"")
        assert items[other.operation.id] == other.operation
        assert tx.outbox.waiting(9) == (step,), "what central has not answered goes up as it was signed"
        assert tx.outbox.acknowledged().hash == other.operation.hash()
