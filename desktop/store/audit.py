"""The chained trace; the hash is written in the transaction of the act that it tells of."""

from __future__ import annotations

import sqlalchemy as sa

from desktop.domain.audit import GENESIS, AuditEvent, link
from desktop.store import tables

_t = tables.audit.c
_LAST = sa.select(_t.seq, _t.hash).order_by(_t.seq.desc()).limit(1)
_ROWS = (
    sa.select(_t.event, _t.hash)
    .where(_t.seq >= sa.bindparam("first"))
    .order_by(_t.seq)
    .limit(sa.bindparam("most"))
)
_INSERT = sa.insert(tables.audit)


class SealedAudit:
    """Implements ports.store.AuditRepository."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._end: tuple[int, bytes] | None = None  # only this transaction can move it

    def append(self, event: AuditEvent) -> None:
        """Append; raises ValueError when `event.seq` is not the next one."""
        seq, previous = self._last()
        if event.seq != seq + 1:
            raise ValueError(f"audit event {event.seq} does not follow {seq}")
        raw = event.to_bytes()
        chained = link(previous, raw)
        self._connection.execute(_INSERT, {"seq": event.seq, "event": raw, "hash": chained})
        self._end = (event.seq, chained)

    def next_seq(self) -> int:
        """Return the next sequence number (1 at the start)."""
        return self._last()[0] + 1

    def rows(self, first: int, limit: int) -> tuple[tuple[bytes, bytes], ...]:
        """Return (event bytes, chain hash) from a sequence number on."""
        found = self._connection.execute(_ROWS, {"first": first, "most": limit})
        return tuple((bytes(event), bytes(link_hash)) for event, link_hash in found)

    def _last(self) -> tuple[int, bytes]:
        if self._end is None:
            row = self._connection.execute(_LAST).one_or_none()
            self._end = (0, GENESIS) if row is None else (row.seq, bytes(row.hash))
        return self._end
