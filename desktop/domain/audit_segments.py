"""Old entries of a trace closed into sealed segments; rows and segments are one chain (SECURITY §3, G78, N29).

A segment holds a run of entries with their chain hashes, sealed by who keeps it. What its keeper signs says where it
begins and ends in the chain and which bytes were sealed, and stays for ever; the bytes go by a retention run alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from desktop.domain.audit_trace import Anchor, Fault, TraceWalk
from desktop.domain.canonical import pack
from desktop.domain.ids import DeskId
from desktop.domain.schedules import CHINA

SEGMENT_PURPOSE = "audit-segment"
REMOVAL_PURPOSE = "audit-segment-removed"
# Network logs are kept open for at least six months by law; a hospital may choose more, never less.
FLOOR_MONTHS, USUAL_MONTHS, MOST_MONTHS = 6, 12, 120
MOST_ENTRIES = 10_000
HASH_BYTES, LENGTH_BYTES = 32, 4
Row = tuple[bytes, bytes]


@dataclass(frozen=True, slots=True)
class Segment:
    """Entries `first` to `last` of a trace: chain hashes before and at the end, times, SHA-256 of the sealed bytes."""

    desk: DeskId
    incarnation: int
    first: int
    last: int
    before: bytes
    head: bytes
    begins: datetime
    ends: datetime
    digest: bytes = b""

    def context(self) -> bytes:
        """Return what the sealed bytes are bound to: they open at this place of this trace only."""
        return pack(
            "audit-segment", self.desk, self.incarnation, self.first, self.last, self.before, self.head
        )

    def to_bytes(self) -> bytes:
        """Return the bytes under the keeper's signature (purpose SEGMENT_PURPOSE)."""
        return pack("audit-segment", self.context(), self.begins, self.ends, self.digest)

    def removed_bytes(self, run: str, at: datetime) -> bytes:
        """Return what is signed when a retention run removes the sealed bytes (purpose REMOVAL_PURPOSE)."""
        return pack("audit-segment-removed", self.to_bytes(), run, at)

    def name(self) -> str:
        """Return the name of its file."""
        return f"{self.desk}-{self.incarnation}-{self.first}-{self.last}.segment"


@dataclass(frozen=True, slots=True)
class Closed:
    """A segment as it was found: does its signature hold; its entries, None when not what was sealed or `removed`."""

    segment: Segment
    signed: bool
    rows: tuple[Row, ...] | None
    removed: bool = False


def closed_before(now: datetime, months: int) -> datetime:
    """Return the time before which entries are closed: the beginning of a month. Raises ValueError under the floor."""
    if months < FLOOR_MONTHS:
        raise ValueError(f"a trace stays open for {FLOOR_MONTHS} months at least")
    here = now.astimezone(CHINA)
    year, month = divmod(here.year * 12 + here.month - 1 - months, 12)
    return datetime(year, month + 1, 1, tzinfo=CHINA)


def digest_of(sealed: bytes) -> bytes:
    """Return the SHA-256 by which a segment names its sealed bytes."""
    return hashlib.sha256(sealed).digest()


def to_plain(rows: Iterable[Row]) -> bytes:
    """Return the entries as one byte string: for each its chain hash (32), length (4, big-endian) and bytes."""
    return b"".join(stored + len(event).to_bytes(LENGTH_BYTES, "big") + event for event, stored in rows)


def from_plain(plain: bytes) -> tuple[Row, ...]:
    """Read the entries back; raises ValueError when bytes are lacking."""
    rows, at = [], 0
    while at < len(plain):
        begin = at + HASH_BYTES + LENGTH_BYTES
        end = begin + int.from_bytes(plain[at + HASH_BYTES : begin], "big")
        if end > len(plain) or begin > len(plain):
            raise ValueError("a segment ends within an entry")
        rows.append((plain[begin:end], plain[at : at + HASH_BYTES]))
        at = end
    return tuple(rows)


def walk_closed(walk: TraceWalk, found: Iterable[Closed]) -> None:
    """Go over segments in order; one that lacks, was cut, changed or swapped is named by its first bad entry."""
    for closed in found:
        _walk_one(walk, closed)


def _walk_one(walk: TraceWalk, closed: Closed) -> None:
    segment, here = closed.segment, walk.end
    if segment.first != here.size + 1:
        walk.wrong(Fault.GAP, here.size + 1)
    elif not closed.signed:
        walk.wrong(Fault.BAD_SIGNATURE, segment.first)
    elif segment.before != here.head:
        walk.wrong(Fault.BROKEN_LINK, segment.first)
    elif closed.removed:
        walk.leap(Anchor(segment.last, segment.head))
    elif closed.rows is None:
        walk.wrong(Fault.SEALED, segment.first)
    else:
        walk.rows(closed.rows)
        if walk.end != Anchor(segment.last, segment.head):
            walk.wrong(Fault.SEALED, min(walk.end.size + 1, segment.last))
