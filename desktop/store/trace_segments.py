"""The closed part of the trace: each segment under a data key of its own, wrapped like every other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from desktop.domain.audit import GENESIS
from desktop.domain.audit_segments import Row, Segment, digest_of, from_plain, to_plain
from desktop.domain.audit_trace import Anchor
from desktop.domain.canonical import pack
from desktop.domain.errors import SealBrokenError
from desktop.domain.ids import DeskId
from desktop.store import tables
from desktop.store.patients import PatientParts
from desktop.store.times import from_us, to_us

KEY_KIND = "segment"

_table = tables.audit_segments
_t = _table.c
_LAST = sa.select(_t.last, _t.head).order_by(_t.first.desc()).limit(1)
_FIRSTS = sa.select(_t.first).order_by(_t.first)
_GET = sa.select(_table).where(_t.first == sa.bindparam("wanted"))
_INSERT = sa.insert(_table)
_TAKE_OUT = sa.delete(tables.audit).where(
    tables.audit.c.seq >= sa.bindparam("from_seq"), tables.audit.c.seq <= sa.bindparam("to_seq")
)


class SealedTraceSegments:
    """Implements ports.trace.TraceSegmentRepository."""

    def __init__(self, connection: sa.Connection, parts: PatientParts) -> None:
        self._connection = connection
        self._parts = parts

    def end(self) -> Anchor:
        """Return where the closed part ends."""
        row = self._connection.execute(_LAST).one_or_none()
        return Anchor(0, GENESIS) if row is None else Anchor(row.last, bytes(row.head))

    def close(self, segment: Segment, rows: tuple[Row, ...], sign: Callable[[Segment], bytes]) -> None:
        """Seal, sign, keep; the entries leave the open part."""
        sealer = self._parts.sealer
        key = sealer.new_data_key()
        sealed = sealer.seal(key, to_plain(rows), self._row_context(segment))
        made = replace(segment, digest=digest_of(sealed))
        self._connection.execute(
            _INSERT,
            {
                "first": made.first, "last": made.last, "desk": made.desk, "incarnation": made.incarnation,
                "base": made.before, "head": made.head, "begins_us": to_us(made.begins), "ends_us": to_us(made.ends),
                "digest": made.digest, "signature": sign(made), "sealed": sealed,
                "wrapped": sealer.wrap(key, self._key_context(made.first)),
            },
        )  # fmt: skip
        self._connection.execute(_TAKE_OUT, {"from_seq": made.first, "to_seq": made.last})

    def found(self) -> Iterator[tuple[Segment, bytes, tuple[Row, ...] | None]]:
        """Yield each segment, opened; one at a time is in memory."""
        for first in self._connection.execute(_FIRSTS).scalars().all():
            row = self._connection.execute(_GET, {"wanted": first}).one()
            segment = Segment(
                DeskId(row.desk), row.incarnation, row.first, row.last, bytes(row.base), bytes(row.head),
                from_us(row.begins_us), from_us(row.ends_us), bytes(row.digest),
            )  # fmt: skip
            yield segment, bytes(row.signature), self._rows(segment, row)

    def _rows(self, segment: Segment, row: sa.Row[Any]) -> tuple[Row, ...] | None:
        sealed, sealer = bytes(row.sealed), self._parts.sealer
        if digest_of(sealed) != segment.digest:
            return None
        try:
            key = sealer.unwrap(bytes(row.wrapped), self._key_context(segment.first))
            return from_plain(sealer.unseal(key, sealed, self._row_context(segment)))
        except (SealBrokenError, ValueError):
            return None

    def _row_context(self, segment: Segment) -> bytes:
        return pack("store-row", self._parts.store_id, _table.name, segment.context())

    def _key_context(self, first: int) -> bytes:
        return pack("data-key", self._parts.store_id, str(first), KEY_KIND)
