"""Pairs of records that may be, or are, one person; random ids and codes only."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from desktop.domain.ids import PairId, PatientId, StaffId
from desktop.domain.merging import PairState
from desktop.ports.pairs import StoredPair
from desktop.store import tables
from desktop.store.times import from_us_or_none, to_us_or_none

_pair = tables.people_pairs.c
_PUT = sa.insert(tables.people_pairs).prefix_with("OR REPLACE")
_DROP = sa.delete(tables.people_pairs).where(_pair.id == sa.bindparam("wanted"))
_GET = sa.select(tables.people_pairs).where(_pair.id == sa.bindparam("wanted"))
_IN_STATES = (
    sa.select(tables.people_pairs)
    .where(_pair.state.in_(sa.bindparam("states", expanding=True)))
    .order_by(_pair.score.desc(), _pair.id)
)
_SURVIVOR = sa.select(_pair.survivor).where(
    _pair.other == sa.bindparam("patient"), _pair.state == PairState.MERGED.value
)
_ALIASES = (
    sa.select(_pair.other)
    .where(_pair.survivor == sa.bindparam("patient"), _pair.state == PairState.MERGED.value)
    .order_by(_pair.other)
)


class SealedPairs:
    """Implements ports.pairs.PairRepository."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def put(self, pair: StoredPair) -> None:
        """Insert or replace; a pair in the state `erased` is removed."""
        if pair.state == PairState.ERASED.value:
            self._connection.execute(_DROP, {"wanted": pair.id})
            return
        values = {
            "id": pair.id, "first_id": pair.first_id, "second_id": pair.second_id, "score": pair.score,
            "reasons": ",".join(pair.reasons), "state": pair.state, "survivor": pair.survivor, "other": pair.other,
            "taken": pair.taken, "effect": pair.effect, "filed_by": pair.filed_by,
            "filed_us": to_us_or_none(pair.filed_at), "approved_by": pair.approved_by,
            "approved_us": to_us_or_none(pair.approved_at),
        }  # fmt: skip
        self._connection.execute(_PUT, values)

    def get(self, pair_id: PairId) -> StoredPair | None:
        """Return one pair."""
        row = self._connection.execute(_GET, {"wanted": pair_id}).one_or_none()
        return None if row is None else _pair_of(row)

    def in_states(self, states: Iterable[str]) -> tuple[StoredPair, ...]:
        """Return pairs in these states, the likeliest first."""
        return tuple(_pair_of(row) for row in self._connection.execute(_IN_STATES, {"states": list(states)}))

    def survivor_of(self, patient_id: PatientId) -> PatientId | None:
        """Return into which record this one was merged."""
        found = self._connection.execute(_SURVIVOR, {"patient": patient_id}).scalars().first()
        return None if found is None else PatientId(found)

    def aliases_of(self, patient_id: PatientId) -> tuple[PatientId, ...]:
        """Return which records were merged into this one."""
        found = self._connection.execute(_ALIASES, {"patient": patient_id}).scalars()
        return tuple(PatientId(one) for one in found if one is not None)


def _pair_of(row: sa.Row[Any]) -> StoredPair:
    return StoredPair(
        id=PairId(row.id),
        first_id=PatientId(row.first_id),
        second_id=PatientId(row.second_id),
        score=row.score,
        reasons=tuple(reason for reason in row.reasons.split(",") if reason),
        state=row.state,
        survivor=PatientId(row.survivor) if row.survivor is not None else None,
        other=PatientId(row.other) if row.other is not None else None,
        taken=row.taken,
        effect=bytes(row.effect),
        filed_by=StaffId(row.filed_by) if row.filed_by is not None else None,
        filed_at=from_us_or_none(row.filed_us),
        approved_by=StaffId(row.approved_by) if row.approved_by is not None else None,
        approved_at=from_us_or_none(row.approved_us),
    )
