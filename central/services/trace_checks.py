"""Are the desks' traces at central whole? Every entry, every head, both signatures (SECURITY §3, P5, G78, N29)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from central.services.parts import CentralParts
from central.services.trace_segments import base_of, closed_of
from central.store import chains, trace_log, trace_segments
from central.store.trace_log import WitnessedHead
from desktop.domain.audit_segments import walk_closed
from desktop.domain.audit_trace import (
    HEAD_PURPOSE,
    WITNESS_PURPOSE,
    Anchor,
    Fault,
    TraceWalk,
    Verdict,
    first_of,
)


@dataclass(frozen=True, slots=True)
class DeskVerdict:
    """What was found of one incarnation of one desk, how many segments it has, how many a retention run removed."""

    desk: str
    incarnation: int
    verdict: Verdict
    segments: int = 0
    removed: int = 0


def word_of(fault: Fault) -> str:
    """Return a fault's code for answers and files, "" for a whole trace."""
    return "" if fault is Fault.NONE else fault.name.lower().replace("_", "-")


def check_traces(parts: CentralParts) -> tuple[DeskVerdict, ...]:
    """Walk every trace central holds; a fork it refused is named at the entry where it began to differ."""
    with parts.database.read() as connection:
        return tuple(_all(parts, connection))


def _all(parts: CentralParts, connection: Connection) -> Iterator[DeskVerdict]:
    hospital = parts.hospital_id
    own_public = parts.keys.sign_public
    chains_of: dict[tuple[str, int], list[WitnessedHead]] = {}
    for taken in trace_log.heads(connection, hospital):
        chains_of.setdefault((taken.head.desk, taken.head.incarnation), []).append(taken)
    for (desk_id, incarnation), heads in chains_of.items():
        desk = chains.desk(connection, hospital, desk_id)
        public = bytes(desk["sign_public"]) if desk else b""
        anchors = [Anchor(taken.head.size, taken.head.head) for taken in heads]
        walk = TraceWalk(anchors, start=base_of(connection, hospital, heads[0].head))
        segments = removed = 0
        for stored in trace_segments.of_trace(connection, hospital, desk_id, incarnation):
            segments, removed = segments + 1, removed + (stored.sealed is None)
            walk_closed(walk, [closed_of(parts, stored)])
        walk.rows(trace_log.entries(connection, hospital, desk_id, incarnation))
        signatures = [_signatures(parts, taken, public, own_public) for taken in heads]
        verdict = first_of(walk.verdict(), *signatures)
        yield DeskVerdict(desk_id, incarnation, verdict, segments, removed)
    for desk_id, incarnation, size, _seen in trace_log.forks(connection, hospital):
        yield DeskVerdict(desk_id, incarnation, Verdict(size, Fault.FORK, size))


def _signatures(parts: CentralParts, taken: WitnessedHead, desk_public: bytes, own_public: bytes) -> Verdict:
    head, keys = taken.head, parts.keys
    signed = keys.verify(desk_public, taken.desk_signature, HEAD_PURPOSE, head.to_bytes())
    witness = head.witnessed_bytes(taken.witnessed_at)
    if signed and keys.verify(own_public, taken.signature, WITNESS_PURPOSE, witness):
        return Verdict(head.size)
    return Verdict(head.size, Fault.BAD_SIGNATURE, head.size)
