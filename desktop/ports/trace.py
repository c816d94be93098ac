"""Who remembers the trace beside the store: its signed heads, central as witness, the vault's copy (SECURITY §3)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from desktop.domain.audit_segments import Row, Segment
from desktop.domain.audit_trace import Anchor, TraceHead

# Named value: the vault remembers more of the trace than the store holds. Numbers are void until central has answered
# (DECISIONS 23).
ROLLED_BACK = "sync/rolled-back"


@dataclass(frozen=True, slots=True)
class StoredHead:
    """A head with the desk's signature (64 bytes); the witness's time and signature when it has answered."""

    head: TraceHead
    signature: bytes
    witnessed_at: datetime | None = None
    witness: bytes | None = None


class TraceHeadRepository(Protocol):
    """The heads of this desk's trace, in order of size."""

    def put(self, stored: StoredHead) -> None:
        """Insert or replace by size."""

    def last(self) -> StoredHead | None:
        """Return the newest head."""

    def unwitnessed(self, limit: int) -> tuple[StoredHead, ...]:
        """Return the oldest heads without a witness's answer."""

    def drop_unwitnessed(self) -> None:
        """Forget heads that nobody has seen (their chain was rolled back and grows anew)."""

    def all(self) -> tuple[StoredHead, ...]:
        """Return every head."""

    def closable(self, before: datetime, most: int) -> StoredHead | None:
        """Return the longest witnessed head up to which entries older than `before` may be closed, at most so many.

        None when there is none: what the witness has not signed, and the newest entry, stay open.
        """


class TraceSegmentRepository(Protocol):
    """The closed part of this desk's trace."""

    def end(self) -> Anchor:
        """Return where it ends (0 and GENESIS when nothing is closed)."""

    def close(self, segment: Segment, rows: tuple[Row, ...], sign: Callable[[Segment], bytes]) -> None:
        """Seal these entries, let the segment with the digest of what was sealed be signed, take the entries out."""

    def found(self) -> Iterator[tuple[Segment, bytes, tuple[Row, ...] | None]]:
        """Yield each segment in order, its signature, its entries; None when they are not what was sealed."""


@dataclass(frozen=True, slots=True)
class Witnessed:
    """The witness's answer to a head: its time and its signature (purpose "audit-witness")."""

    at: datetime
    signature: bytes


class TraceWitness(Protocol):
    """Central, which takes a head only when it grows from the one it signed before."""

    def take(self, stored: StoredHead, events: tuple[bytes, ...]) -> Witnessed:
        """Return the answer; raises TraceForkedError, CentralUnreachableError, CentralRefusedError."""


class AnchorVault(Protocol):
    """The account's own memory of the trace's end, outside the store."""

    def load(self) -> Anchor | None:
        """Return what was kept last; None when there is nothing."""

    def save(self, anchor: Anchor) -> None:
        """Keep it."""
