"""Entries of this desk's trace that are old enough are closed into sealed segments (SECURITY §3, G78)."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

from desktop.domain.audit import AuditAct
from desktop.domain.audit_segments import MOST_ENTRIES, SEGMENT_PURPOSE, Segment, closed_before
from desktop.domain.audit_trace import Anchor, check_trace
from desktop.domain.schedules import clinic_day
from desktop.services.desk import Desk


class TraceClosing:
    """A chore: each day, one segment a time, until nothing older than `months` (six at least) is open."""

    def __init__(self, desk: Desk, months: int) -> None:
        self._desk, self._months = desk, months
        self._done_on: date | None = None

    def __call__(self) -> bool:
        """Close one segment; returns whether it did. What central has not witnessed stays open."""
        now = self._desk.clock.now()
        if self._done_on == clinic_day(now):
            return False
        closed = self._close(closed_before(now, self._months))
        if not closed:
            self._done_on = clinic_day(now)
        return closed

    def _close(self, before: datetime) -> bool:
        """Close up to a witnessed head; a trace that is not whole is left as it is, for `verify-audit` to name."""
        desk = self._desk
        with desk.store.read() as tx:
            if tx.trace_heads.closable(before, MOST_ENTRIES) is None:
                return False
        with desk.store.write() as tx:
            head, start = tx.trace_heads.closable(before, MOST_ENTRIES), tx.trace_segments.end()
            if head is None:
                return False
            last = head.head.size
            rows = tx.audit.rows(start.size + 1, last - start.size)
            if not check_trace(rows, [Anchor(last, head.head.head)], start=start).whole:
                return False
            times = [datetime.fromtimestamp(json.loads(event)["t"] / 1000, UTC) for event, _ in rows]
            segment = Segment(
                desk.keys.desk.desk, head.head.incarnation, start.size + 1, last, start.head, head.head.head,
                min(times), max(times),
            )  # fmt: skip
            keys = desk.keys.desk
            tx.trace_segments.close(segment, rows, lambda made: keys.sign(SEGMENT_PURPOSE, made.to_bytes()))
            desk.trace(tx, AuditAct.TRACE_CLOSED, facts={"first": segment.first, "last": segment.last})
        return True
