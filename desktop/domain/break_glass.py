"""Sealed records are found and not read; in need the glass is broken, and somebody else looks at it (G79, G82, N17).

A sealed record (VIP, protected person, what the officer decides) opens for the officer, and for whoever has the
person's own card on the reader. Everybody else breaks the glass: a reason, the own passphrase again, one person,
thirty minutes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from desktop.domain.canonical import facts_from_bytes, facts_to_bytes, pack
from desktop.domain.errors import KnownError
from desktop.domain.export_asks import EXPORT_TASK
from desktop.domain.ids import PatientId, StaffId
from desktop.domain.openings import TASKS as OPENINGS
from desktop.domain.schedules import clinic_day
from desktop.domain.staff import Action
from desktop.domain.thresholds import TASK as THRESHOLD
from desktop.domain.working_days import WorkCalendar

GLASS_TASK = "break-glass"
SEALED_AS = "seal-record"
OPEN_FOR = timedelta(minutes=30)
REVIEW_DAYS = 3
# the name under which a desk keeps what somebody has open
KEPT = "glass/"


class SealedRecordError(KnownError):
    """The record is sealed; facts none. In need the glass can be broken."""

    code = "sealed-record"


class NothingSealedError(KnownError):
    """There is no sealed record in hand for which the glass could be broken."""

    code = "nothing-sealed"


class GlassReason(StrEnum):
    """Why the glass is broken; the value stands in the trace and in the operation."""

    EMERGENCY = "emergency-care"
    SAFETY = "patient-safety"
    PUBLIC_HEALTH = "public-health"
    AUTHORITY = "authority-at-the-window"


@dataclass(frozen=True, slots=True)
class Broken:
    """What one person has open: whose record, why, until when (aware)."""

    patient_id: PatientId
    reason: GlassReason
    until: datetime

    def to_bytes(self) -> bytes:
        """Return it as the sealed store keeps it."""
        return facts_to_bytes(
            {"patient": self.patient_id, "reason": self.reason.value, "until": self.until.isoformat()}
        )

    @classmethod
    def from_bytes(cls, raw: bytes) -> Broken:
        """Read it back."""
        said = facts_from_bytes(raw)
        return cls(
            PatientId(said["patient"]), GlassReason(said["reason"]), datetime.fromisoformat(said["until"])
        )

    def opens(self, patient_id: PatientId, now: datetime) -> bool:
        """Return whether this record may be seen now."""
        return patient_id == self.patient_id and now < self.until


def glass_facts(broken: Broken) -> Mapping[str, str]:
    """Return what the operation and the trace say."""
    return {"reason": broken.reason.value, "until": broken.until.isoformat()}


def sealed_bytes(author: StaffId, patient_id: PatientId, *, sealed: bool) -> bytes:
    """Return what the officer signs when a record is sealed or opened again (purpose SEALED_AS)."""
    return pack("seal-record", author, patient_id, int(sealed))


def review_due(at: datetime, calendar: WorkCalendar) -> date:
    """Return the last day on which somebody must have looked at a broken glass."""
    return calendar.add_working_days(clinic_day(at), REVIEW_DAYS)


def resolves(kind: str) -> Action:
    """Return the right that closes a task of this kind: a broken glass and an opening are also the officer's."""
    if kind in OPENINGS:
        return Action.GRANT_OPENING
    if kind == EXPORT_TASK:
        return Action.SIGN_EXPORT
    if kind == THRESHOLD:
        return Action.SIGN_THRESHOLD
    return Action.REVIEW_GLASS if kind == GLASS_TASK else Action.RESOLVE_TASK
