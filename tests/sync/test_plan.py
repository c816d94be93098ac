"""What an exchange asks and what an answer means, without a store or a line."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from desktop.domain.ids import DeskId, OperationId, SessionId, StaffId
from desktop.domain.operations import GENESIS, Operation, OperationKind, Right, SignedOperation
from desktop.ports.store import ChainHead
from desktop.sync.plan import Snapshot, Verdict, ask, greet, issued_again, judge, unspent
from desktop.sync.wire import (
    PROTOCOL,
    Acknowledged,
    ExchangeResponse,
    WireRight,
    from_wire,
    rights_digest,
    to_wire,
)

NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
DESK = DeskId("desk-1")


def operations(count: int) -> tuple[SignedOperation, ...]:
    made: list[SignedOperation] = []
    previous = GENESIS
    for seq in range(1, count + 1):
        operation = Operation(
            DESK,
            1,
            seq,
            previous,
            OperationId(f"op-{seq}"),
            OperationKind.SHOW_NOTICE,
            "p",
            StaffId("S001"),
            NOW,
        )
        made.append(SignedOperation(operation, bytes(64)))
        previous = operation.hash()
    return tuple(made)


def snapshot(waiting: tuple[SignedOperation, ...] = ()) -> Snapshot:
    last = waiting[-1].operation if waiting else None
    head = ChainHead(1, last.seq, last.hash()) if last else ChainHead(1, 0, GENESIS)
    return Snapshot(head, ChainHead(1, 0, GENESIS), waiting, (), {"clinic": 7}, 3, NOW, "test")


def answer(seq: int, digest: bytes, **changes: object) -> ExchangeResponse:
    response = ExchangeResponse(PROTOCOL, 3, NOW, Acknowledged(seq, digest))
    return ExchangeResponse(**{f: changes.get(f, getattr(response, f)) for f in response.__struct_fields__})


@pytest.mark.rows("G71", "I3")
def test_an_operation_keeps_its_hash_over_the_wire() -> None:
    signed = operations(2)[1]
    signed = replace(signed, operation=replace(signed.operation, right=Right(SessionId("s"), 2, 5, 9)))
    back = from_wire(to_wire(signed), DESK, 1)
    assert back == signed
    assert back.operation.hash() == signed.operation.hash()


def test_any_changed_field_changes_the_hash() -> None:
    operation = operations(1)[0].operation
    changed = [
        replace(operation, seq=2),
        replace(operation, facts=b'{"a":1}'),
        replace(operation, author=StaffId("S002")),
        replace(operation, happened_at=NOW + timedelta(milliseconds=1)),
        replace(operation, right=Right(SessionId("s"), 0)),
        replace(operation, sealed=b"x"),
    ]
    assert len({o.hash() for o in [operation, *changed]}) == len(changed) + 1


def test_a_claim_asks_for_no_rows() -> None:
    assert ask(snapshot(), pull_rows=0).cursors == {}
    assert ask(snapshot(), pull_rows=100).cursors == {"clinic": 7}


def test_a_push_is_bounded_in_number() -> None:
    assert len(ask(snapshot(operations(300)), pull_rows=0).operations) == 200


@pytest.mark.rows("I2")
def test_a_desk_learns_that_it_was_put_back_from_an_old_copy() -> None:
    assert judge(snapshot(), answer(5, b"x" * 32)).verdict is Verdict.CENTRAL_KNOWS_MORE


@pytest.mark.rows("I7")
def test_another_hash_under_our_number_is_noticed() -> None:
    waiting = operations(2)
    assert judge(snapshot(waiting), answer(2, b"y" * 32)).verdict is Verdict.DIFFERS
    assert judge(snapshot(waiting), answer(2, waiting[1].operation.hash())).verdict is Verdict.AGREES


@pytest.mark.rows("I4", "N6")
def test_a_right_used_while_the_answer_was_on_its_way_is_not_taken_back_into_the_hand() -> None:
    used, kept = Right(SessionId("s"), 0, 1, 1), Right(SessionId("s"), 0, 2, 1)
    listed = (WireRight(SessionId("s"), 0, 1, 1), WireRight(SessionId("s"), 0, 2, 1))
    plan = judge(snapshot(), answer(0, GENESIS, rights=listed))
    assert plan.rights == (used, kept)
    assert unspent(plan.rights, (used,)) == (kept,)


def test_the_digest_of_rights_does_not_depend_on_their_order() -> None:
    one, two = Right(SessionId("s"), 0, 1, 1), Right(SessionId("s"), 0, 2, 1)
    assert rights_digest((one, two)) == rights_digest((two, one)) != rights_digest((one,))


def test_a_restored_central_makes_the_desk_pull_everything_again() -> None:
    plan = judge(snapshot(), answer(0, GENESIS, server_epoch=4))
    assert plan.reset_cursors


@pytest.mark.rows("I1", "I8")
def test_a_central_that_lost_what_it_acknowledged_cannot_put_spent_numbers_back_into_the_hand() -> None:
    done = operations(2)
    ours = ChainHead(1, 2, done[1].operation.hash())
    listed = (WireRight(SessionId("s"), 0, 1, 1),)
    behind = judge(
        replace(snapshot(), head=ours, acknowledged=ours), answer(1, done[0].operation.hash(), rights=listed)
    )
    assert (behind.verdict, behind.rights) == (Verdict.CENTRAL_KNOWS_LESS, None)


@pytest.mark.rows("I8", "I2")
def test_the_greeting_sends_nothing_up_and_asks_for_nothing() -> None:
    request = greet(snapshot(operations(3)))
    assert (request.operations, request.pull_rows, request.cursors) == ((), 0, {})
    assert request.incarnation == 1


@pytest.mark.rows("I8")
@pytest.mark.parametrize(
    ("theirs", "seen", "greeting", "heal_to"),
    [
        ((5, b"x" * 32), 1, True, 2),
        ((5, b"x" * 32), 1, False, 2),
        ((0, GENESIS), 3, True, 4),
        ((0, GENESIS), 3, False, None),
        ((5, b"x" * 32), 4, True, 5),
        ((0, GENESIS), 1, True, None),
    ],
)
def test_a_rolled_back_chain_goes_on_behind_the_newest_incarnation_that_central_has_seen(
    theirs: tuple[int, bytes], seen: int, greeting: bool, heal_to: int | None
) -> None:
    assert judge(snapshot(), answer(*theirs, incarnation=seen), greeting=greeting).heal_to == heal_to


@pytest.mark.rows("I7")
def test_a_quarantined_desk_does_not_heal_itself() -> None:
    plan = judge(snapshot(), answer(5, b"x" * 32, quarantined=True), greeting=True)
    assert plan.heal_to is None


@pytest.mark.rows("I2", "I3")
def test_what_is_issued_again_keeps_its_id_and_its_content() -> None:
    first, second = (signed.operation for signed in operations(2))
    again = issued_again(second, ChainHead(4, 7, first.hash()))
    assert (again.incarnation, again.seq, again.prev_hash) == (4, 8, first.hash())
    assert replace(again, incarnation=1, seq=2, prev_hash=second.prev_hash) == second
