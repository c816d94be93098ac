"""Whom a duty concerns: asked of central, because no desk holds everybody (P22, N34)."""

from __future__ import annotations

from datetime import datetime

from desktop.domain.ids import PatientId, StaffId
from desktop.sync.wire.base import Message


class KeptRequest(Message, frozen=True):
    """What law keeps of the deleted person whom an approved reading is about; `author` reads.

    `number` is the exact document number where the reading names no case; it is never stored.
    """

    author: StaffId
    duty_id: str
    number: str = ""


class KeptAnswer(Message, frozen=True):
    """JSON of a tuple of domain.legal_reading.KeptRecord, sealed to the desk that asks."""

    sealed: bytes


class DutyPeopleRequest(Message, frozen=True):
    """The people of one duty; `author` asks."""

    author: StaffId
    duty_id: str


class DutyPersonRow(Message, frozen=True):
    """One person; name and phone are masked, see domain.incidents for the words. `version` is that of the record."""

    patient_id: PatientId
    name: str
    phone: str
    exposure: str
    channel: str
    state: str
    reason: str
    at: datetime | None = None
    version: int = 0


class DutyPeople(Message, frozen=True):
    """Everybody whom a duty concerns."""

    rows: tuple[DutyPersonRow, ...]
