"""What every Store keeps of the trace's signed heads."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from desktop.domain.audit_trace import TraceHead
from desktop.domain.ids import DeskId
from desktop.ports.store import Store
from desktop.ports.trace import StoredHead
from tests.fakes.clinic import NOW


def head(size: int, incarnation: int = 1) -> StoredHead:
    made = TraceHead(DeskId("desk-a"), incarnation, 1, size - 10, size, bytes([size % 256]) * 32, NOW)
    return StoredHead(made, bytes(64))


def test_heads_come_back_in_order_and_the_longest_is_the_last(store: Store) -> None:
    with store.write() as tx:
        assert tx.trace_heads.last() is None
        for size in (30, 10, 20):
            tx.trace_heads.put(head(size))
    with store.read() as tx:
        assert tx.trace_heads.all() == (head(10), head(20), head(30))
        assert tx.trace_heads.last() == head(30)


def test_a_witnessed_head_waits_no_longer_and_stays_when_the_others_are_dropped(store: Store) -> None:
    signed = replace(head(10), witnessed_at=NOW + timedelta(seconds=2), witness=b"w" * 64)
    with store.write() as tx:
        for size in (10, 20, 30):
            tx.trace_heads.put(head(size))
        tx.trace_heads.put(signed)
    with store.write() as tx:
        assert tx.trace_heads.unwitnessed(1) == (head(20),)
        tx.trace_heads.drop_unwitnessed()
    with store.read() as tx:
        assert tx.trace_heads.all() == (signed,)
