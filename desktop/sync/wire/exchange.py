"""One exchange: push, rights, pull; and the desk's trace going up to its witness."""

from __future__ import annotations

from datetime import datetime

import msgspec

from desktop.sync.wire.base import PAGE_ROWS, Message
from desktop.sync.wire.operations import Acknowledged, WireOperation, WireResult, WireRight
from desktop.sync.wire.rows import Page


class DeskHealth(Message, frozen=True):
    """How a desk is doing, for the fleet list: no operation, no promise, nothing personal.

    `waiting` operations have not reached central, the oldest since `waiting_since` (by the desk's clock); sizes in MiB,
    -1 when the PC could not say; `errors` counts log lines since the program started.
    """

    waiting: int
    waiting_since: datetime | None = None
    free_mib: int = -1
    store_mib: int = -1
    errors: int = 0


class ExchangeRequest(Message, frozen=True):
    """Push, rights, pull. `pull_rows` 0 means push only (a claim).

    `answered` are the answers that operations sent again got before central was put back from a copy; `left_waiting`
    is how many operations wait at the desk beside those in this request.
    """

    protocol: int
    incarnation: int
    known: Acknowledged
    server_epoch: int
    operations: tuple[WireOperation, ...] = ()
    rights_digest: bytes = b""
    cursors: dict[str, int] = msgspec.field(default_factory=dict)
    pull_rows: int = PAGE_ROWS
    desk_time: datetime | None = None
    program: str = ""
    answered: tuple[WireResult, ...] = ()
    left_waiting: int = 0
    health: DeskHealth | None = None


class ExchangeResponse(Message, frozen=True):
    """Central's answer. `rights` is the whole list of unspent rights of this desk, or None when the digest matched.

    `incarnation` is the newest one of this desk that central has seen (0: none yet).
    """

    protocol: int
    server_epoch: int
    server_time: datetime
    acknowledged: Acknowledged
    results: tuple[WireResult, ...] = ()
    rights: tuple[WireRight, ...] | None = None
    pages: tuple[Page, ...] = ()
    quarantined: bool = False
    incarnation: int = 0


class TraceGrown(Message, frozen=True):
    """A head of the desk's trace (domain.audit_trace.TraceHead, signed) and the entries from `start` to it."""

    incarnation: int
    base_incarnation: int
    start: int
    size: int
    head: bytes
    at: datetime
    signature: bytes
    events: tuple[bytes, ...]


class TraceWitnessed(Message, frozen=True):
    """Central's own signature under the head (purpose "audit-witness", TraceHead.witnessed_bytes)."""

    at: datetime
    signature: bytes
