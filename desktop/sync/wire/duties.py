"""Whom a duty concerns: asked of central, because no desk holds everybody (P22, N34)."""

from __future__ import annotations

from datetime import datetime

from desktop.domain.ids import PatientId, StaffId
from desktop.sync.wire.base import Message


class DutyPeopleRequest(Message, frozen=True):
    """The people of one duty; `author` asks."""

    author: StaffId
    duty_id: str


class DutyPersonRow(Message, frozen=True):
    """One person; name and phone are masked, see domain.incidents for the words."""

    patient_id: PatientId
    name: str
    phone: str
    exposure: str
    channel: str
    state: str
    reason: str
    at: datetime | None = None


class DutyPeople(Message, frozen=True):
    """Everybody whom a duty concerns."""

    rows: tuple[DutyPersonRow, ...]
