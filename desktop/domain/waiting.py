"""The waiting list: who wants a number of a department (or doctor) in some days, and what is held for them (G29, N21).

A freed number is held for the first who fits, for a time; who lets it pass goes behind the others, and leaves the list
when that happened too often. No booking rule is passed over: it is asked when the number is held and when it is taken.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from desktop.domain.errors import KnownError
from desktop.domain.schedules import HalfDay

OFFER_FOR = timedelta(minutes=30)
MOST_LAPSES = 3
MOST_AHEAD = 60


class WaitingInvalidError(KnownError):
    """A wish names a department and days from today to 60 days ahead; facts: `last`."""

    code = "waiting-invalid"


class OfferNeedsCentralError(KnownError):
    """Only central knows whether a held number is still held; facts: `until` (the clock's HH:MM)."""

    code = "offer-needs-central"


class OfferOnItsWayError(KnownError):
    """The line broke before central's answer to a held number came: it is known later."""

    code = "offer-on-its-way"


class WishState(StrEnum):
    """Where a wish stands; the value is stored and part of the wire format. The last three are final."""

    WAITING = "waiting"
    OFFERED = "offered"
    BOOKED = "booked"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


OPEN_WISHES = (WishState.OFFERED.value, WishState.WAITING.value)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody waits for: `doctor_id` "" is any of the department, `half_day` "" any."""

    department_id: str
    doctor_id: str
    first: date
    last: date
    half_day: str = ""


@dataclass(frozen=True, slots=True)
class Wish:
    """One person's wish as the list has it; it names nobody. Times and days are ISO texts on the wire."""

    wish_id: str
    patient_id: str
    department_id: str
    doctor_id: str
    first: str
    last: str
    half_day: str
    state: str
    at: str
    lapses: int = 0
    sms: str = "none"
    offer_session: str = ""
    offer_half_hour: int = 0
    offer_number: int = 0
    offer_until: str = ""
    booking_id: str = ""

    @property
    def open(self) -> bool:
        """Return whether the person is still on the list."""
        return self.state in OPEN_WISHES

    def offered(self, now: datetime) -> bool:
        """Return whether a number is held for the person now."""
        return bool(self.offer_until) and datetime.fromisoformat(self.offer_until) > now

    def to_facts(self) -> dict[str, Any]:
        """Return the flat facts of a row."""
        return asdict(self)


def wish_from(values: Mapping[str, Any]) -> Wish:
    """Read a row that central sent."""
    return Wish(**values)


def check_wanted(wanted: Wanted, today: date) -> None:
    """Raise WaitingInvalidError for what cannot be waited for."""
    last = today + timedelta(days=MOST_AHEAD)
    known = wanted.half_day in ("", *HalfDay)
    if not wanted.department_id or not known or not today <= wanted.first <= wanted.last <= last:
        raise WaitingInvalidError(last=last.isoformat())


def after_lapse(lapses: int) -> tuple[WishState, int]:
    """Return where a wish stands whose held number was let pass, and how often that was."""
    again = lapses + 1
    return (WishState.LAPSED if again >= MOST_LAPSES else WishState.WAITING), again
