"""Is a trace whole? Signed heads of its chain, and one walk that names the first bad entry (SECURITY §3, G78, N29)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from desktop.domain.audit import GENESIS, AuditAct, link
from desktop.domain.canonical import pack
from desktop.domain.ids import DeskId

HEAD_PURPOSE = "audit-head"
WITNESS_PURPOSE = "audit-witness"
# A head covers at most so many events: one message to the witness, and what an attacker could cut off unseen.
MOST_EVENTS = 100
FIELDS = frozenset(
    {"v", "seq", "t", "desk", "actor", "role", "act", "result", "subj", "obj", "addr", "facts"}
)
VERSION = 1
# Clocks are set right by minutes; an entry that lies further before the one above it tells a story of its own.
BACKWARDS_MS = 10 * 60 * 1000
CLOCK_SET = AuditAct.CLOCK.value


class Fault(IntEnum):
    """What is wrong with a trace; the value is the exit code of `verify-audit`."""

    NONE = 0
    BROKEN_LINK = 2
    BAD_SIGNATURE = 3
    FORK = 4
    GAP = 5
    TIME = 6
    SCHEMA = 7
    SEALED = 8


@dataclass(frozen=True, slots=True)
class TraceHead:
    """Where a desk's trace stood: `head` is the chain hash of entry `size`, signed by the desk.

    It grows from entry `start`, which a head of `base_incarnation` ended with (0 and GENESIS at the beginning).
    """

    desk: DeskId
    incarnation: int
    base_incarnation: int
    start: int
    size: int
    head: bytes
    at: datetime

    def to_bytes(self) -> bytes:
        """Return the bytes under the desk's signature (purpose HEAD_PURPOSE)."""
        return pack(
            "audit-head", self.desk, self.incarnation, self.base_incarnation, self.start, self.size, self.head, self.at
        )  # fmt: skip

    def witnessed_bytes(self, witnessed_at: datetime) -> bytes:
        """Return the bytes under central's signature (purpose WITNESS_PURPOSE)."""
        return pack("audit-witness", self.to_bytes(), witnessed_at)


@dataclass(frozen=True, slots=True)
class Anchor:
    """What somebody else remembers of the trace: the chain hash of entry `size`."""

    size: int
    head: bytes


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many entries were walked, what is wrong first, and at which entry (1 is the first)."""

    entries: int
    fault: Fault = Fault.NONE
    at: int | None = None

    @property
    def whole(self) -> bool:
        """Return whether nothing is wrong."""
        return self.fault is Fault.NONE


def grown(head: bytes, events: Iterable[bytes]) -> bytes:
    """Return the chain hash after more events."""
    for event in events:
        head = link(head, event)
    return head


class TraceWalk:
    """A walk over a trace in pieces: rows, sealed segments, what a retention run removed. The first wrong entry counts.

    An anchor whose hash is another one, or that lies beyond the last entry, is a fork or a cut-off end.
    """

    def __init__(self, anchors: Iterable[Anchor] = (), *, start: Anchor | None = None) -> None:
        start = start or Anchor(0, GENESIS)
        self._expected = {anchor.size: anchor.head for anchor in anchors if anchor.size > 0}
        self._previous, self._seq = start.head, start.size
        self._last_ms: int | None = None
        self._wrong: Verdict | None = None

    @property
    def end(self) -> Anchor:
        """Return the entry the walk came to, with its chain hash."""
        return Anchor(self._seq, self._previous)

    def rows(self, rows: Iterable[tuple[bytes, bytes]]) -> None:
        """Go over (event bytes, stored hash)."""
        if self._wrong is not None:
            return
        previous, seq, last_ms, expected = self._previous, self._seq, self._last_ms, self._expected
        for event, stored in rows:
            seq += 1
            fault, last_ms = _of_event(event, seq, last_ms)
            if fault is Fault.NONE:
                previous = link(previous, event)
                if previous != stored:
                    fault = Fault.BROKEN_LINK
                elif expected.get(seq, previous) != previous:
                    fault = Fault.FORK
            if fault is not Fault.NONE:
                self._wrong = Verdict(seq, fault, seq)
                return
        self._previous, self._seq, self._last_ms = previous, seq, last_ms

    def leap(self, to: Anchor) -> None:
        """Go on behind entries that are rightly gone; only the hash of the last of them is left to compare."""
        if self._wrong is not None:
            return
        if self._expected.get(to.size, to.head) != to.head:
            self.wrong(Fault.FORK, to.size)
            return
        self._expected = {
            size: head for size, head in self._expected.items() if not self._seq < size < to.size
        }
        self._previous, self._seq = to.head, to.size

    def wrong(self, fault: Fault, at: int) -> None:
        """Note what somebody else found wrong, unless an entry before it is."""
        if self._wrong is None:
            self._wrong = Verdict(at, fault, at)

    def verdict(self) -> Verdict:
        """Return what was found, now that the last entry was walked."""
        if self._wrong is None and any(size > self._seq for size in self._expected):
            self._wrong = Verdict(self._seq, Fault.FORK, self._seq + 1)
        return self._wrong or Verdict(self._seq)


def check_trace(
    rows: Iterable[tuple[bytes, bytes]],
    anchors: Iterable[Anchor] = (),
    *,
    start: Anchor | None = None,
) -> Verdict:
    """Walk (event bytes, stored hash) from behind `start`; the first entry that is wrong is named."""
    walk = TraceWalk(anchors, start=start)
    walk.rows(rows)
    return walk.verdict()


def check_heads(
    heads: Iterable[tuple[TraceHead, bytes]], signed: Callable[[TraceHead, bytes], bool]
) -> tuple[tuple[Anchor, ...], int | None]:
    """Return the heads as anchors, and the size of the first one whose signature does not hold."""
    anchors: list[Anchor] = []
    for head, signature in heads:
        if not signed(head, signature):
            return tuple(anchors), head.size
        anchors.append(Anchor(head.size, head.head))
    return tuple(anchors), None


def first_of(*verdicts: Verdict) -> Verdict:
    """Return the verdict whose bad entry lies first."""
    bad = [verdict for verdict in verdicts if not verdict.whole]
    return min(bad, key=lambda verdict: verdict.at or 0) if bad else verdicts[0]


def _of_event(event: bytes, seq: int, last_ms: int | None) -> tuple[Fault, int | None]:
    try:
        fields = json.loads(event)
    except (ValueError, RecursionError):
        return Fault.SCHEMA, last_ms
    if not isinstance(fields, dict) or fields.keys() != FIELDS or fields["v"] != VERSION:
        return Fault.SCHEMA, last_ms
    number, at_ms = fields["seq"], fields["t"]
    if not isinstance(number, int) or not isinstance(at_ms, int):
        return Fault.SCHEMA, last_ms
    if number != seq:
        return Fault.GAP, last_ms
    # an entry that says the clock was set begins a new count
    if last_ms is not None and at_ms < last_ms - BACKWARDS_MS and fields["act"] != CLOCK_SET:
        return Fault.TIME, last_ms
    return Fault.NONE, at_ms
