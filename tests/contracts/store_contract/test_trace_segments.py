"""What every Store does with old entries of the trace: up to a witnessed head they leave the open part, sealed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.domain.audit import GENESIS, AuditAct, AuditEvent
from desktop.domain.audit_segments import Segment
from desktop.domain.audit_trace import Anchor, TraceHead
from desktop.domain.ids import DeskId
from desktop.ports.store import Store, Transaction
from desktop.ports.trace import StoredHead
from tests.fakes.clinic import NOW

DESK = DeskId("desk-a")


def grow(tx: Transaction, count: int) -> None:
    for _ in range(count):
        tx.audit.append(AuditEvent(tx.audit.next_seq(), NOW, DESK, None, "clerk", AuditAct.PRINT))


def head(tx: Transaction, size: int, days_ago: int, *, witnessed: bool = True) -> None:
    at = NOW - timedelta(days=days_ago)
    made = TraceHead(DESK, 1, 1, 0, size, tx.audit.rows(size, 1)[0][1], at)
    stored = StoredHead(made, bytes(64))
    tx.trace_heads.put(replace(stored, witnessed_at=at, witness=b"w") if witnessed else stored)


def close(tx: Transaction, first: int, last: int) -> None:
    rows = tx.audit.rows(first, last - first + 1)
    end = tx.trace_segments.end()
    segment = Segment(DESK, 1, first, last, end.head, rows[-1][1], NOW, NOW)
    tx.trace_segments.close(segment, rows, lambda made: b"signed " + made.digest)


@pytest.mark.rows("G78")
def test_closed_entries_leave_the_open_part_and_come_back_out_of_their_segments(store: Store) -> None:
    with store.write() as tx:
        grow(tx, 9)
        rows = tx.audit.rows(1, 9)
        assert tx.trace_segments.end() == Anchor(0, GENESIS)
        close(tx, 1, 4)
        close(tx, 5, 7)
        assert tx.trace_segments.end() == Anchor(7, rows[6][1])
        assert tx.audit.rows(1, 9) == rows[7:]
        grow(tx, 1)
    with store.read() as tx:
        assert tx.audit.next_seq() == 11
        found = list(tx.trace_segments.found())
    assert [(s.first, s.last, signature, opened) for s, signature, opened in found] == [
        (1, 4, b"signed " + found[0][0].digest, rows[:4]),
        (5, 7, b"signed " + found[1][0].digest, rows[4:7]),
    ]


@pytest.mark.rows("G78", "N29")
def test_only_what_is_old_and_witnessed_is_closed_and_never_the_newest_entry(store: Store) -> None:
    before = NOW - timedelta(days=200)
    with store.write() as tx:
        grow(tx, 9)
        assert tx.trace_heads.closable(before, 100) is None
        for size, days, witnessed in ((2, 300, True), (4, 250, True), (6, 220, False), (8, 210, True)):
            head(tx, size, days, witnessed=witnessed)

        def size(most: int = 100) -> int | None:
            found = tx.trace_heads.closable(before, most)
            return None if found is None else found.head.size

        assert (size(), size(3), size(1)) == (4, 2, None)
        head(tx, 6, 220)
        assert size() == 8
        head(tx, 9, 205)
        assert size() == 8
        close(tx, 1, 4)
        assert (size(), size(2)) == (8, 6)
        head(tx, 6, 100)
        assert size() is None
