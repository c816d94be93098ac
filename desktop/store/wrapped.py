"""The wrapped data keys as such: counted, and wrapped again under a new epoch's key (DECISIONS 9)."""

from __future__ import annotations

import sqlalchemy as sa

from desktop.domain.canonical import pack
from desktop.domain.operations import KeyKind
from desktop.ports.repositories import Turned
from desktop.store import tables
from desktop.store.patients import PatientParts
from desktop.store.trace_segments import KEY_KIND

_k, _r, _s = tables.data_keys.c, tables.requests.c, tables.audit_segments.c
_OWNER: sa.BindParameter[str] = sa.bindparam("owner_after")
_KIND: sa.BindParameter[str] = sa.bindparam("kind_after")
_MOST: sa.BindParameter[int] = sa.bindparam("most")
_PEOPLE = (
    sa.select(_k.patient_id, _k.kind, _k.wrapped)
    .where(sa.tuple_(_k.patient_id, _k.kind) > sa.tuple_(_OWNER, _KIND))
    .order_by(_k.patient_id, _k.kind)
    .limit(_MOST)
)
# a case whose key was destroyed keeps its row without one
_HAS_KEY = sa.func.length(_r.wrapped) > 0
_CASES = sa.select(_r.id, _r.wrapped).where(_r.id > _OWNER, _HAS_KEY).order_by(_r.id).limit(_MOST)
_SEGMENTS = (
    sa.select(_s.first, _s.wrapped)
    .where(_s.first > sa.cast(_OWNER, sa.Integer))
    .order_by(_s.first)
    .limit(_MOST)
)
_PUT_PEOPLE = (
    sa.update(tables.data_keys)
    .where(_k.patient_id == sa.bindparam("owner"), _k.kind == sa.bindparam("which"))
    .values(wrapped=sa.bindparam("fresh"))
)
_PUT_CASE = (
    sa.update(tables.requests)
    .where(_r.id == sa.bindparam("owner"), sa.literal(KeyKind.CASE.value) == sa.bindparam("which"))
    .values(wrapped=sa.bindparam("fresh"))
)
_PUT_SEGMENT = (
    sa.update(tables.audit_segments)
    .where(
        _s.first == sa.cast(sa.bindparam("owner"), sa.Integer), sa.literal(KEY_KIND) == sa.bindparam("which")
    )
    .values(wrapped=sa.bindparam("fresh"))
)
CASES, SEGMENTS = "cases", "segments"


class SealedWrappedKeys:
    """Implements ports.repositories.WrappedKeyRepository."""

    def __init__(self, connection: sa.Connection, parts: PatientParts) -> None:
        self._connection = connection
        self._parts = parts

    def count(self) -> int:
        """Return how many there are."""
        counted = sa.select(sa.func.count())
        people, closed = (counted.select_from(table) for table in (tables.data_keys, tables.audit_segments))
        cases = counted.select_from(tables.requests).where(_HAS_KEY)
        return sum(int(self._connection.execute(query).scalar_one()) for query in (people, cases, closed))

    def turn(self, after: Turned, most: int) -> Turned:
        """Wrap the next ones again; raises SealBrokenError. Those under the newest key stay as they are."""
        at, asked = after, {"owner_after": after.owner, "kind_after": after.kind, "most": most}
        if at.table not in (CASES, SEGMENTS):
            people = [(str(o), str(k), bytes(w)) for o, k, w in self._connection.execute(_PEOPLE, asked)]
            if people:
                return self._turned(_PUT_PEOPLE, people, "")
            at, asked = Turned(table=CASES), {"owner_after": "", "most": most}
        if at.table == CASES:
            cases = [
                (str(o), KeyKind.CASE.value, bytes(w)) for o, w in self._connection.execute(_CASES, asked)
            ]
            if cases:
                return self._turned(_PUT_CASE, cases, CASES)
            asked = {"owner_after": "", "most": most}
        closed = [(str(o), KEY_KIND, bytes(w)) for o, w in self._connection.execute(_SEGMENTS, asked)]
        return self._turned(_PUT_SEGMENT, closed, SEGMENTS) if closed else Turned(table=SEGMENTS, ended=True)

    def _turned(self, put: sa.Update, found: list[tuple[str, str, bytes]], table: str) -> Turned:
        turned = 0
        for owner, kind, wrapped in found:
            context = pack("data-key", self._parts.store_id, owner, kind)
            fresh = self._parts.sealer.rewrap(wrapped, context)
            if fresh is not None:
                self._connection.execute(put, {"owner": owner, "which": kind, "fresh": fresh})
                turned += 1
        owner, kind, _ = found[-1]
        return Turned(len(found), turned, table, owner, kind)
