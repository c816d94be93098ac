"""Pairs of records in memory."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.domain.ids import PairId, PatientId
from desktop.domain.merging import PairState
from desktop.ports.pairs import StoredPair
from tests.fakes.store_rows import Rows


class FakePairs:
    """Implements ports.pairs.PairRepository."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def put(self, pair: StoredPair) -> None:
        if pair.state == PairState.ERASED.value:
            self._rows.pairs.pop(pair.id, None)
        else:
            self._rows.pairs[pair.id] = pair

    def get(self, pair_id: PairId) -> StoredPair | None:
        return self._rows.pairs.get(pair_id)

    def in_states(self, states: Iterable[str]) -> tuple[StoredPair, ...]:
        wanted = set(states)
        found = [pair for pair in self._rows.pairs.values() if pair.state in wanted]
        return tuple(sorted(found, key=lambda pair: (-pair.score, pair.id)))

    def survivor_of(self, patient_id: PatientId) -> PatientId | None:
        merged = self.in_states((PairState.MERGED.value,))
        return next((pair.survivor for pair in merged if pair.other == patient_id), None)

    def aliases_of(self, patient_id: PatientId) -> tuple[PatientId, ...]:
        merged = self.in_states((PairState.MERGED.value,))
        return tuple(sorted(p.other for p in merged if p.survivor == patient_id and p.other is not None))
