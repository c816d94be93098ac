"""Central as witness of every desk's trace: it signs a head only when it grows from the one before (N29, T10)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from sqlalchemy.engine import Connection

from central.services.parts import CentralParts
from central.store import chains, trace_log
from central.store.trace_log import WitnessedHead
from desktop.domain.audit import GENESIS, link
from desktop.domain.audit_trace import (
    HEAD_PURPOSE,
    MOST_EVENTS,
    WITNESS_PURPOSE,
    Anchor,
    TraceHead,
    check_trace,
)
from desktop.domain.errors import KnownError, TraceForkedError
from desktop.domain.ids import DeskId
from desktop.sync.wire import TraceGrown, TraceWitnessed


class TraceRefusedError(KnownError):
    """These entries are no trace of this desk; facts: `what`."""

    code = "trace-refused"


class TellsEntries(Protocol):
    """services.syslog.SyslogExport."""

    def put(self, events: Sequence[bytes]) -> None: ...


class WitnessService:
    """Takes heads with their entries; `log` hears of those that were new, once they are committed."""

    def __init__(self, parts: CentralParts, log: TellsEntries | None = None) -> None:
        self._parts, self._log = parts, log

    def take(self, desk_id: str, message: TraceGrown) -> TraceWitnessed:
        """Sign a head; the same one again has the first answer. Raises TraceForkedError, TraceRefusedError."""
        head = TraceHead(
            DeskId(desk_id), message.incarnation, message.base_incarnation, message.start, message.size, message.head,
            message.at,
        )  # fmt: skip
        answer, new = self._parts.database.run(lambda c: self._take(c, head, message))
        if answer is None:
            raise TraceForkedError(size=head.size)
        if new and self._log is not None:
            self._log.put(message.events)
        return TraceWitnessed(answer.witnessed_at, answer.signature)

    def _take(
        self, connection: Connection, head: TraceHead, message: TraceGrown
    ) -> tuple[WitnessedHead | None, bool]:
        parts, hospital = self._parts, self._parts.hospital_id
        desk = chains.desk(connection, hospital, head.desk, lock=True)
        public = bytes(desk["sign_public"]) if desk else b""
        if not parts.keys.verify(public, message.signature, HEAD_PURPOSE, head.to_bytes()):
            raise TraceRefusedError(what="signature")
        known = trace_log.at_size(connection, hospital, head.desk, head.incarnation, head.size)
        if known is not None and known.head == head:
            return known, False
        before = self._grows_from(connection, head)
        if before is None or not _follows(before, head, message.events):
            trace_log.note_fork(connection, hospital, head, message.signature, parts.now())
            return None, False
        now = parts.now()
        signature = parts.keys.sign(WITNESS_PURPOSE, head.witnessed_bytes(now))
        taken = WitnessedHead(head, message.signature, now, signature)
        trace_log.put(connection, hospital, taken, before.head, message.events)
        return taken, True

    def _grows_from(self, connection: Connection, head: TraceHead) -> Anchor | None:
        """Return what the head says it grows from, when central has signed just that and nothing longer after it."""
        hospital = self._parts.hospital_id
        last = trace_log.newest(connection, hospital, head.desk)
        if last is not None and last.head.incarnation > head.incarnation:
            return None
        if last is not None and last.head.incarnation == head.incarnation:
            fits = (last.head.size, last.head.incarnation) == (head.start, head.base_incarnation)
            return Anchor(head.start, last.head.head) if fits else None
        if head.start == 0:
            return Anchor(0, GENESIS)
        base = trace_log.at_size(connection, hospital, head.desk, head.base_incarnation, head.start)
        return None if base is None else Anchor(head.start, base.head.head)


def _follows(before: Anchor, head: TraceHead, events: tuple[bytes, ...]) -> bool:
    if not 0 < len(events) <= MOST_EVENTS or head.size != head.start + len(events):
        raise TraceRefusedError(what="size")
    rows, chained = [], before.head
    for event in events:
        chained = link(chained, event)
        rows.append((event, chained))
    if chained != head.head:
        return False
    if not check_trace(rows, start=before).whole:
        raise TraceRefusedError(what="entries")
    return True
