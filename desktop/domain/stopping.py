"""停诊: which bookings a stop concerns, what becomes of each person, what may be offered (DOMAIN 5.4, G48-G52, N23)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from desktop.domain.bookings import TRANSITIONS, BookingEvent
from desktop.domain.schedules import Doctor

OFFER_HELD = timedelta(minutes=10)
# Bookings that a stop concerns: all that the hospital's own act may still suspend (the one state table decides).
SUSPENDABLE = frozenset(state for state, events in TRANSITIONS.items() if BookingEvent.SUSPEND in events)


class StopReason(StrEnum):
    """Why a session is stopped; the code stands in the log and on the board."""

    SICK = "sick"
    LEAVE = "leave"
    MEETING = "meeting"
    EQUIPMENT = "equipment"
    OTHER = "other"


class AffectedState(StrEnum):
    """Where a person stands on the board: the last four are final but NOT_REACHED, which can still change."""

    WAITING = "waiting"
    CALLED = "called"
    OFFERED = "offered"
    NOT_REACHED = "not-reached"
    MOVED = "moved"
    REFUNDED = "refunded"


class SmsState(StrEnum):
    """How far a message has come. SENT: the gateway took it; ARRIVED: it said that the phone has it."""

    NONE = "none"
    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    ARRIVED = "arrived"
    FAILED = "failed"


FINAL = frozenset({AffectedState.MOVED, AffectedState.REFUNDED})
OPEN_STATES = tuple(sorted(state.value for state in AffectedState if state not in FINAL))
# What somebody at the telephone or the window may note.
NOTED = frozenset({AffectedState.CALLED, AffectedState.NOT_REACHED, AffectedState.REFUNDED})


@dataclass(frozen=True, slots=True)
class Affected:
    """One person of a stop, as the board has it; it names nobody. Times are ISO texts on the wire."""

    booking_id: str
    stop_id: str
    patient_id: str
    session_id: str
    half_hour: int
    number: int
    state: str
    sms: str
    sms_reason: str
    at: str
    tended_by: str = ""
    offer_session: str = ""
    offer_number: int = 0
    offer_until: str = ""
    moved_to: str = ""

    @property
    def open(self) -> bool:
        """Return whether something is still to be done for this person."""
        return self.state in OPEN_STATES

    def offered(self, now: datetime) -> bool:
        """Return whether a number is held for this person now."""
        return bool(self.offer_until) and datetime.fromisoformat(self.offer_until) > now

    def to_facts(self) -> dict[str, Any]:
        """Return the flat facts of a row."""
        return asdict(self)


def affected_from(values: Mapping[str, Any]) -> Affected:
    """Read a row that central sent."""
    return Affected(**values)


def same_grade(own: Doctor, other: Doctor) -> bool:
    """Return whether the other doctor may be offered without asking for more: same department, same title."""
    return own.department_id == other.department_id and own.title == other.title
