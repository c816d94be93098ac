"""What arrived against what is known, decided before anything is done (SYNC §2, plan then act)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.domain.operations import OperationResult, SignedOperation


@dataclass(frozen=True, slots=True)
class Arrived:
    """An operation and its hash, computed once."""

    signed: SignedOperation
    hash: bytes


@dataclass(frozen=True, slots=True)
class ChainVerdict:
    """Repeats with their first answers, what is new and follows, and why the desk is not believed ("" when it is)."""

    repeats: tuple[OperationResult, ...]
    fresh: tuple[Arrived, ...]
    fork: str


def judge_chain(
    head_seq: int, head_hash: bytes, known: Mapping[int, OperationResult], arrived: Sequence[Arrived]
) -> ChainVerdict:
    """Compare operations of one incarnation with its chain.

    A known number with another hash, or a next number that hangs on another hash, is a fork. A gap is none: what
    follows it is left out, and the acknowledgement tells the desk from where to send.
    """
    repeats: list[OperationResult] = []
    fresh: list[Arrived] = []
    seq, previous = head_seq, head_hash
    for item in arrived:
        operation = item.signed.operation
        if operation.seq <= head_seq:
            first = known.get(operation.seq)
            if first is None or first.hash != item.hash:
                return ChainVerdict((), (), "fork")
            repeats.append(first)
        elif operation.seq <= seq:
            return ChainVerdict((), (), "fork")
        elif operation.seq > seq + 1:
            break
        elif operation.prev_hash != previous:
            return ChainVerdict((), (), "chain-broken")
        else:
            fresh.append(item)
            seq, previous = operation.seq, item.hash
    return ChainVerdict(tuple(repeats), tuple(fresh), "")
