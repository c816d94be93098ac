"""What one exchange asks and what its answer means: pure tables, no store and no line (STYLE 3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from desktop.domain.operations import Operation, OperationResult, Right, SignedOperation
from desktop.ports.machine import MachineState
from desktop.ports.store import ChainHead
from desktop.sync.wire import (
    MAX_BODY_BYTES,
    MAX_OPERATIONS,
    PROTOCOL,
    Acknowledged,
    DeskHealth,
    ExchangeRequest,
    ExchangeResponse,
    WireResult,
    rights_digest,
    to_result,
    to_wire,
)

STREAMS = ("erasure", "reference", "clinic")
MOST_ERRORS = 1_000_000


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The desk's side at the moment of asking."""

    head: ChainHead
    acknowledged: ChainHead
    waiting: tuple[SignedOperation, ...]
    held: tuple[Right, ...]
    cursors: dict[str, int]
    server_epoch: int
    now: datetime
    program: str
    answered_before: tuple[OperationResult, ...] = ()
    waiting_total: int = 0
    machine: MachineState | None = None


class Verdict(StrEnum):
    """How central's acknowledgement compares with our chain."""

    AGREES = "agrees"
    CENTRAL_KNOWS_MORE = "central-knows-more"
    CENTRAL_KNOWS_LESS = "central-knows-less"
    DIFFERS = "differs"


ROLLED_BACK = frozenset({Verdict.CENTRAL_KNOWS_MORE, Verdict.DIFFERS})


@dataclass(frozen=True, slots=True)
class AnswerPlan:
    """What to do with an answer, decided before anything is done.

    `heal_to` is the incarnation to begin when our chain was rolled back, None when it was not. `rights` is None when
    the list held stays as it is.
    """

    verdict: Verdict
    heal_to: int | None
    settle: tuple[OperationResult, ...]
    rights: tuple[Right, ...] | None
    reset_cursors: bool
    skew_s: float


def greet(snapshot: Snapshot) -> ExchangeRequest:
    """Return the first request after sign-in: nothing goes up before central has said where our chain ends.

    A store that was put back from an old copy and then worked with would otherwise look like a fork.
    """
    return ask(replace(snapshot, waiting=()), pull_rows=0)


def ask(snapshot: Snapshot, *, pull_rows: int) -> ExchangeRequest:
    """Return the request: what waits (bounded in number and bytes), the digest of rights, the cursors."""
    operations = tuple(to_wire(signed) for signed in _bounded(snapshot.waiting))
    return ExchangeRequest(
        protocol=PROTOCOL,
        incarnation=snapshot.head.incarnation,
        known=Acknowledged(snapshot.acknowledged.seq, snapshot.acknowledged.hash),
        server_epoch=snapshot.server_epoch,
        operations=operations,
        rights_digest=rights_digest(snapshot.held),
        cursors=snapshot.cursors if pull_rows else {},
        pull_rows=pull_rows,
        desk_time=snapshot.now,
        program=snapshot.program,
        left_waiting=max(0, snapshot.waiting_total - len(operations)),
        health=_health(snapshot) if pull_rows else None,
        answered=tuple(
            WireResult(r.seq, r.hash, r.status, r.reason, r.number, r.epoch)
            for r in snapshot.answered_before
            if operations and operations[0].seq <= r.seq <= operations[-1].seq
        ),
    )


def batches(waiting: tuple[SignedOperation, ...]) -> Iterator[tuple[SignedOperation, ...]]:
    """Yield what waits in the portions of one request each."""
    while waiting:
        portion = tuple(_bounded(waiting))
        yield portion
        waiting = waiting[len(portion) :]


def _health(snapshot: Snapshot) -> DeskHealth:
    oldest = snapshot.waiting[0].operation.happened_at if snapshot.waiting else None
    machine = snapshot.machine or MachineState(-1, -1, 0)
    return DeskHealth(
        snapshot.waiting_total, oldest, machine.free_mib, machine.store_mib, min(machine.errors, MOST_ERRORS)
    )


def _bounded(waiting: tuple[SignedOperation, ...]) -> list[SignedOperation]:
    chosen: list[SignedOperation] = []
    size = 0
    for signed in waiting[:MAX_OPERATIONS]:
        size += len(signed.operation.sealed) * 4 // 3 + len(signed.operation.facts) * 4 // 3 + 600
        if chosen and size > MAX_BODY_BYTES:
            break
        chosen.append(signed)
    return chosen


def judge(snapshot: Snapshot, response: ExchangeResponse, *, greeting: bool = False) -> AnswerPlan:
    """Return the plan for an answer: results, the new list of rights, whether our chain was rolled back.

    An incarnation newer than ours means a roll-back only at the greeting: later it is somebody else who works as
    this desk, and that goes to a person (central puts aside what we send).
    """
    verdict = _verdict(snapshot, response)
    behind = greeting and response.incarnation > snapshot.head.incarnation
    rolled_back = not response.quarantined and (behind or verdict in ROLLED_BACK)
    newest = max(snapshot.head.incarnation, response.incarnation)
    listed = None
    # a central that has lost what it acknowledged lists numbers that were given away long ago (I1, DECISIONS 26)
    if response.rights is not None and verdict is not Verdict.CENTRAL_KNOWS_LESS:
        listed = tuple(Right(r.session_id, r.half_hour, r.number, r.epoch) for r in response.rights)
    return AnswerPlan(
        verdict=verdict,
        heal_to=newest + 1 if rolled_back else None,
        settle=tuple(to_result(result) for result in response.results),
        rights=listed,
        reset_cursors=response.server_epoch != snapshot.server_epoch and snapshot.server_epoch != 0,
        skew_s=(snapshot.now - response.server_time).total_seconds(),
    )


def issued_again(operation: Operation, head: ChainHead) -> Operation:
    """Return an operation of an earlier incarnation as the next one of this chain; id and content stay (I2, I3)."""
    return replace(operation, incarnation=head.incarnation, seq=head.seq + 1, prev_hash=head.hash)


def unspent(listed: tuple[Right, ...], spent: tuple[Right, ...]) -> tuple[Right, ...]:
    """Return central's list without the rights that operations on their way have already used."""
    used = set(spent)
    return tuple(right for right in listed if right not in used)


def _verdict(snapshot: Snapshot, response: ExchangeResponse) -> Verdict:
    theirs = response.acknowledged
    if theirs.seq > snapshot.head.seq:
        return Verdict.CENTRAL_KNOWS_MORE
    if theirs.seq < snapshot.acknowledged.seq:
        return Verdict.CENTRAL_KNOWS_LESS
    known = {snapshot.head.seq: snapshot.head.hash, snapshot.acknowledged.seq: snapshot.acknowledged.hash}
    known.update({s.operation.seq: s.operation.hash() for s in snapshot.waiting})
    ours = known.get(theirs.seq)
    return Verdict.AGREES if ours is None or ours == theirs.hash else Verdict.DIFFERS
