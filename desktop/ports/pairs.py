"""Pairs of records that may be, or are, one person, as a desk keeps them (G4-G6)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from desktop.domain.ids import PairId, PatientId, StaffId


@dataclass(frozen=True, slots=True)
class StoredPair:
    """One pair as central has it, or as filed here; ids and codes only. `state` is a merging.PairState value."""

    id: PairId
    first_id: PatientId
    second_id: PatientId
    score: int
    reasons: tuple[str, ...]
    state: str
    survivor: PatientId | None = None
    other: PatientId | None = None
    taken: str = ""
    effect: bytes = b""
    filed_by: StaffId | None = None
    filed_at: datetime | None = None
    approved_by: StaffId | None = None
    approved_at: datetime | None = None


class PairRepository(Protocol):
    """Pairs of the hospital."""

    def put(self, pair: StoredPair) -> None:
        """Insert or replace; a pair in the state `erased` is removed."""

    def get(self, pair_id: PairId) -> StoredPair | None:
        """Return one pair."""

    def in_states(self, states: Iterable[str]) -> tuple[StoredPair, ...]:
        """Return pairs in these states, the likeliest first."""

    def survivor_of(self, patient_id: PatientId) -> PatientId | None:
        """Return into which record this one was merged, None when it stands for itself."""

    def aliases_of(self, patient_id: PatientId) -> tuple[PatientId, ...]:
        """Return which records were merged into this one, in order of their ids."""
