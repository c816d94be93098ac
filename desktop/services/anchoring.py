"""The trace's end is signed, kept by the account's vault and witnessed by central (SECURITY §3, N29, DECISIONS 23).

A head is made every `domain.audit_trace.MOST_EVENTS` entries or every minute, and at lock and sign-out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from desktop.domain.audit import GENESIS, AuditAct
from desktop.domain.audit_trace import HEAD_PURPOSE, MOST_EVENTS, Anchor, TraceHead
from desktop.domain.errors import KnownError, TraceForkedError
from desktop.ports.store import Transaction
from desktop.ports.trace import ROLLED_BACK, AnchorVault, StoredHead, TraceWitness
from desktop.services.desk import Desk

EVERY = timedelta(seconds=60)
HEADS_AT_ONCE = 20
FORKED = "trace/forked"


class AnchorService:
    """Makes heads, and brings them to central. Used from the lane of the exchange."""

    def __init__(self, desk: Desk, witness: TraceWitness, vault: AnchorVault) -> None:
        self._desk = desk
        self._witness = witness
        self._vault = vault

    def step(self) -> int:
        """After an exchange: make what heads are due, send what central has not seen; returns how many it signed.

        Raises CentralUnreachableError, CentralRefusedError. A fork is traced once and nothing more is sent until the
        desk has a new incarnation.
        """
        self._drop_stale()
        mark_end(self._desk, self._vault, everything=False)
        return self._send()

    def _drop_stale(self) -> None:
        """Heads of a chain that was put back are nobody's any more: the entries get new ones in this incarnation."""
        with self._desk.store.read() as tx:
            stale = _stale(tx)
        if stale:
            with self._desk.store.write() as tx:
                tx.trace_heads.drop_unwitnessed()

    def _send(self) -> int:
        with self._desk.store.read() as tx:
            if tx.state.get(FORKED) == str(tx.outbox.head().incarnation).encode():
                return 0
            heads = tx.trace_heads.unwitnessed(HEADS_AT_ONCE)
            work = [(head, _events(tx, head.head)) for head in heads]
        for stored, events in work:
            try:
                answer = self._witness.take(stored, events)
            except TraceForkedError:
                self._note_fork(stored)
                raise
            with self._desk.store.write() as tx:
                tx.trace_heads.put(replace(stored, witnessed_at=answer.at, witness=answer.signature))
        return len(work)

    def _note_fork(self, stored: StoredHead) -> None:
        with self._desk.store.write() as tx:
            tx.state.set(FORKED, str(tx.outbox.head().incarnation).encode())
            self._desk.trace(tx, AuditAct.TRACE_FORKED, result="refused", facts={"size": stored.head.size})


def mark_end(desk: Desk, vault: AnchorVault, *, everything: bool = True) -> None:
    """Sign the trace's end and remember it in the vault; with `everything` also when little has been added since."""
    while _mark_one(desk, vault, everything):
        pass


def _mark_one(desk: Desk, vault: AnchorVault, everything: bool) -> bool:
    now = desk.clock.now()
    with desk.store.read() as tx:
        if not _due(tx, now, everything):
            return False
    with desk.store.write() as tx:
        incarnation = tx.outbox.head().incarnation
        if _stale(tx):
            tx.trace_heads.drop_unwitnessed()
        last = tx.trace_heads.last()
        start, base, _at = _end(last) if last else (0, incarnation, None)
        grown = tx.audit.next_seq() - 1 - start
        rows = tx.audit.rows(start + 1, min(grown, MOST_EVENTS))
        head = TraceHead(desk.keys.desk.desk, incarnation, base, start, start + len(rows), rows[-1][1], now)
        tx.trace_heads.put(StoredHead(head, desk.keys.desk.sign(HEAD_PURPOSE, head.to_bytes())))
    vault.save(Anchor(head.size, head.head))
    return grown > len(rows)


def _stale(tx: Transaction) -> bool:
    """Return whether the newest head is of an older incarnation and nobody has signed it."""
    last = tx.trace_heads.last()
    old = last is not None and last.head.incarnation != tx.outbox.head().incarnation
    return old and last is not None and last.witnessed_at is None


def _due(tx: Transaction, now: datetime, everything: bool) -> bool:
    last = tx.trace_heads.last()
    start, _base, since = _end(last) if last else (0, 0, None)
    grown = tx.audit.next_seq() - 1 - start
    return grown >= MOST_EVENTS or (grown > 0 and (everything or since is None or now - since >= EVERY))


def _end(last: StoredHead) -> tuple[int, int, datetime | None]:
    return last.head.size, last.head.incarnation, last.head.at


def _events(tx: Transaction, head: TraceHead) -> tuple[bytes, ...]:
    return tuple(event for event, _hash in tx.audit.rows(head.start + 1, head.size - head.start))


def notice_roll_back(desk: Desk, tx: Transaction, remembered: Callable[[], Anchor | None]) -> bool:
    """At sign-in, before anything is added: is the trace shorter than the vault remembers, or another one?

    Then the store was put back from an old copy: its numbers are void until central has answered (DECISIONS 23).
    """
    try:
        anchor = remembered()
    except KnownError:
        return False  # a vault that cannot be asked also opens no desk
    if anchor is None or _holds(tx, anchor):
        return False
    tx.state.set(ROLLED_BACK, b"1")
    desk.trace(tx, AuditAct.ROLLED_BACK, result="noticed", facts={"remembered": anchor.size})
    return True


def _holds(tx: Transaction, anchor: Anchor) -> bool:
    if anchor.size == 0:
        return anchor.head == GENESIS
    rows = tx.audit.rows(anchor.size, 1)
    return bool(rows) and rows[0][1] == anchor.head
