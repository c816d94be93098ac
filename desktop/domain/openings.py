"""Records that open only with a second person's signature: a minor's without business in hand, the officer's own.

A child who stands at the window is served like anybody: the card, a number typed from the paper, or whom the clerk
matched with it is business in hand, and so is a booking of today or later and an open request (P32, DECISIONS 4).
Picked from a list without any of these, the record of somebody under 18 waits for another person (SECURITY §4.1). The
privacy officer's own record and listed relatives' wait likewise (N39); at a window they stay a colleague's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from desktop.domain.bookings import LIVE, BookingState
from desktop.domain.canonical import facts_from_bytes, facts_to_bytes, pack
from desktop.domain.documents import age_on
from desktop.domain.errors import KnownError
from desktop.domain.ids import PatientId, StaffId, TaskId
from desktop.domain.own_people import OwnRecordError
from desktop.domain.people import ADULT

OPEN_MINOR, OPEN_OWN = "open-minor", "open-own"
TASKS = frozenset({OPEN_MINOR, OPEN_OWN})
SIGNED_AS = "open-record"
OPEN_FOR = timedelta(minutes=30)
# the name under which a desk keeps until when somebody may open a record: GRANTED + staff + "/" + patient
GRANTED = "opening/"


class OpeningReason(StrEnum):
    """What the record is needed for; the value stands in operations, tasks and the trace."""

    GUARDIAN = "guardian-asks"
    PAPERS = "papers-checked"
    CASE = "case-at-hand"
    SAFETY = "patient-safety"


class MinorRecordError(KnownError):
    """The record of somebody under 18 without business in hand: another person signs before it opens.

    `audit_id` is the random id under which the trace names the record.
    """

    code = "minor-record"

    def __init__(self, audit_id: str = "") -> None:
        super().__init__()
        self.audit_id = audit_id


class OfficersOwnRecordError(OwnRecordError):
    """The officer's own record or a listed relative's: another person signs before it opens."""

    code = "own-record-second"


class NothingRefusedError(KnownError):
    """No record was refused that a second person could open."""

    code = "nothing-refused"


@dataclass(frozen=True, slots=True)
class OpeningEffect:
    """Exactly what both people sign: who may open whose record, and what for."""

    ask_id: TaskId
    patient_id: PatientId
    asked_by: StaffId
    kind: str
    reason: str

    def to_bytes(self) -> bytes:
        """Return the bytes that both signatures cover (purpose SIGNED_AS)."""
        return pack("open-record", self.ask_id, self.patient_id, self.asked_by, self.kind, self.reason)


@dataclass(frozen=True, slots=True)
class Grant:
    """Until when (aware) one person may open one record, by which ask."""

    ask_id: TaskId
    until: datetime

    def to_bytes(self) -> bytes:
        """Return it as the sealed store keeps it."""
        return facts_to_bytes({"ask": self.ask_id, "until": self.until.isoformat()})

    @classmethod
    def from_bytes(cls, raw: bytes) -> Grant:
        """Read it back."""
        said = facts_from_bytes(raw)
        return cls(TaskId(said["ask"]), datetime.fromisoformat(said["until"]))


def grant_name(staff: StaffId, patient_id: PatientId) -> str:
    """Return where a desk keeps the grant of one person for one record."""
    return f"{GRANTED}{staff}/{patient_id}"


def is_minor(birth: date | None, today: date) -> bool:
    """Return whether somebody is under 18; who tells no birth date is not."""
    return birth is not None and age_on(birth, today) < ADULT


def has_business(bookings: Iterable[tuple[date, str]], *, open_request: bool, today: date) -> bool:
    """Return whether a record is business in hand: a live booking (day, state) of today or later, an open request."""
    return open_request or any(day >= today and BookingState(state) in LIVE for day, state in bookings)
