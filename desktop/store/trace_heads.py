"""The signed heads of the trace."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from desktop.domain.audit_trace import TraceHead
from desktop.domain.ids import DeskId
from desktop.ports.trace import StoredHead
from desktop.store import tables
from desktop.store.times import from_us, from_us_or_none, to_us, to_us_or_none

_table = tables.trace_heads
_t = _table.c
_PUT = sa.insert(_table).prefix_with("OR REPLACE")
_LAST = sa.select(_table).order_by(_t.size.desc()).limit(1)
_ALL = sa.select(_table).order_by(_t.size)
_UNWITNESSED = (
    sa.select(_table).where(_t.witnessed_us.is_(None)).order_by(_t.size).limit(sa.bindparam("most"))
)
_DROP = sa.delete(_table).where(_t.witnessed_us.is_(None))
_CLOSED_TO = sa.select(sa.func.max(tables.audit_segments.c.last))
_NEWEST = sa.select(sa.func.max(tables.audit.c.seq))
_START: sa.BindParameter[int] = sa.bindparam("start")
_YOUNG = sa.select(sa.func.min(_t.size)).where(
    _t.size > _START, sa.or_(_t.at_us >= sa.bindparam("before"), _t.witnessed_us.is_(None))
)
_CLOSABLE = (
    sa.select(_table)
    .where(
        _t.size > _START,
        _t.size <= sa.bindparam("upto"),
        _t.size < sa.func.coalesce(_YOUNG.scalar_subquery(), sa.bindparam("newest")),
        _t.size < sa.bindparam("newest"),
    )
    .order_by(_t.size.desc())
    .limit(1)
)


class SealedTraceHeads:
    """Implements ports.trace.TraceHeadRepository."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def put(self, stored: StoredHead) -> None:
        """Insert or replace by size."""
        head = stored.head
        self._connection.execute(
            _PUT,
            {
                "size": head.size, "desk": head.desk, "incarnation": head.incarnation,
                "base_incarnation": head.base_incarnation, "start": head.start, "head": head.head,
                "at_us": to_us(head.at), "signature": stored.signature,
                "witnessed_us": to_us_or_none(stored.witnessed_at), "witness": stored.witness,
            },
        )  # fmt: skip

    def last(self) -> StoredHead | None:
        """Return the newest head."""
        row = self._connection.execute(_LAST).one_or_none()
        return None if row is None else _stored(row)

    def unwitnessed(self, limit: int) -> tuple[StoredHead, ...]:
        """Return the oldest heads without a witness's answer."""
        return tuple(_stored(row) for row in self._connection.execute(_UNWITNESSED, {"most": limit}))

    def drop_unwitnessed(self) -> None:
        """Forget heads that nobody has seen."""
        self._connection.execute(_DROP)

    def all(self) -> tuple[StoredHead, ...]:
        """Return every head."""
        return tuple(_stored(row) for row in self._connection.execute(_ALL))

    def closable(self, before: datetime, most: int) -> StoredHead | None:
        """Return the longest witnessed head up to which what is older may be closed."""
        end, newest = (
            self._connection.execute(_CLOSED_TO).scalar(),
            self._connection.execute(_NEWEST).scalar(),
        )
        asked = {"start": end or 0, "upto": (end or 0) + most, "before": to_us(before), "newest": newest or 0}
        row = self._connection.execute(_CLOSABLE, asked).one_or_none()
        return None if row is None else _stored(row)


def _stored(row: sa.Row[Any]) -> StoredHead:
    head = TraceHead(
        DeskId(row.desk), row.incarnation, row.base_incarnation, row.start, row.size, bytes(row.head),
        from_us(row.at_us),
    )  # fmt: skip
    witness = None if row.witness is None else bytes(row.witness)
    return StoredHead(head, bytes(row.signature), from_us_or_none(row.witnessed_us), witness)
