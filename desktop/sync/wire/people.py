"""Pairs of records coming down (G4-G6)."""

from __future__ import annotations

from datetime import datetime

from desktop.domain.ids import PairId, PatientId, StaffId
from desktop.sync.wire.base import Message


class PairRow(Message, frozen=True, tag="pair"):
    """Two records that may be, or are, one person: ids and codes only. `effect` is MergeEffect.to_bytes()."""

    id: PairId
    first_id: PatientId
    second_id: PatientId
    score: int
    reasons: str
    state: str
    survivor: PatientId | None = None
    other: PatientId | None = None
    taken: str = ""
    effect: bytes = b""
    filed_by: StaffId | None = None
    filed_at: datetime | None = None
    approved_by: StaffId | None = None
    approved_at: datetime | None = None


class SettingRow(Message, frozen=True, tag="setting"):
    """A setting of the hospital; central's signature stands over site_fields.setting_bytes (purpose "setting")."""

    id: str
    version: int
    value: bytes
    signature: bytes
