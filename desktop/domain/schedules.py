"""Departments, doctors, clinic sessions and their half-hours (DOMAIN §5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from enum import StrEnum

from desktop.domain.ids import DepartmentId, DoctorId, SessionId
from desktop.domain.quotas import ChannelLeft

CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")
HALF_HOUR = timedelta(minutes=30)


class SessionState(StrEnum):
    """Whether a clinic session takes bookings."""

    OPEN = "open"
    STOPPED = "stopped"
    CLOSED = "closed"


class HalfDay(StrEnum):
    """Morning or afternoon."""

    MORNING = "am"
    AFTERNOON = "pm"


@dataclass(frozen=True, slots=True)
class Department:
    """A clinic; `initials` are pinyin initials for the keyboard. Nobody is seen from `closed_from` on."""

    id: DepartmentId
    name: str
    initials: str
    place: str
    order: int = 0
    english: str = ""
    closed_from: date | None = None


@dataclass(frozen=True, slots=True)
class Doctor:
    """A doctor of one department; `fee_fen` is the registration fee in fen."""

    id: DoctorId
    department_id: DepartmentId
    name: str
    title: str
    skill: str
    initials: str
    fee_fen: int
    english: str = ""
    closed_from: date | None = None


@dataclass(frozen=True, slots=True)
class SessionPlan:
    """What the schedule office made of a session: the quota picture, when online numbers return, who stands in.

    `stop_reason` is the code of a stop, `instead_of` the doctor whose session a substitute took, `extra` how many
    extra numbers were added and `extra_limit` how many a clerk may add alone.
    """

    quota: tuple[ChannelLeft, ...] = ()
    release_at: datetime | None = None
    released: bool = False
    extra: int = 0
    extra_limit: int = 0
    instead_of: str = ""
    stop_reason: str = ""


EVERYTHING_SHARED = SessionPlan()


@dataclass(frozen=True, slots=True)
class ClinicSession:
    """One doctor's morning or afternoon: `left[i]` and `next_number[i]` are what a window may give in a half-hour."""

    id: SessionId
    department_id: DepartmentId
    doctor_id: DoctorId
    day: date
    half_day: HalfDay
    starts: time
    place: str
    fee_fen: int
    state: SessionState
    left: tuple[int, ...]
    next_number: tuple[int, ...]
    version: int = 1
    plan: SessionPlan = EVERYTHING_SHARED

    def half_hour_start(self, index: int) -> time:
        """Return when the index-th half-hour begins (wall clock of the hospital)."""
        start = datetime.combine(self.day, self.starts) + HALF_HOUR * index
        return start.time()

    def half_hour_end(self, index: int) -> time:
        """Return when the index-th half-hour ends."""
        return self.half_hour_start(index + 1)


def clinic_day(now: datetime) -> date:
    """Return the hospital's calendar day of an aware time (mainland China has one zone and no summer time)."""
    return now.astimezone(CHINA).date()


def clinic_time(now: datetime) -> time:
    """Return the hospital's wall clock of an aware time."""
    return now.astimezone(CHINA).time().replace(microsecond=0)
