"""What the risk rules look at and what they say: entries of the traces, thresholds, alerts (SECURITY §4.5, P6).

The rules find what a person should look at; they decide nothing and name no patient.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from desktop.domain.canonical import pack

MINUTE_MS = 60_000
DAY_MS = 24 * 60 * MINUTE_MS
CHINA_MS = 8 * 60 * MINUTE_MS
MOST_RISK_DAYS = 31
EPOCH_DAY = date(1970, 1, 1).toordinal()
REVIEW_PURPOSE = "risk-review"


class Rule(StrEnum):
    """R1 to R14 of SECURITY §4.5; the value stands in lists and files."""

    MANY_REVEALS = "R1"
    LOOK_WITHOUT_SERVICE = "R2"
    RELATIVE = "R3"
    FLAGGED_PERSON = "R4"
    OUTSIDE_HOURS = "R5"
    MORE_SEARCH_THAN_WORK = "R6"
    SAME_PERSON_AGAIN = "R7"
    LIST_WALKING = "R8"
    ODD_ACCOUNT = "R9"
    PAPER_BURST = "R10"
    APPROVER_PAIR = "R11"
    TOUTING = "R12"
    CLOCK_OR_TRACE = "R13"
    REFUSED_THEN_FILED_ELSEWHERE = "R14"


class ReviewOutcome(StrEnum):
    """What somebody found who looked at an alert."""

    EXPLAINED = "explained"
    SPOKEN_TO = "spoken-to"
    INCIDENT = "incident"


def review_bytes(key: str, outcome: ReviewOutcome) -> bytes:
    """Return what the reviewer signs (purpose REVIEW_PURPOSE)."""
    return pack("risk-review", key, outcome.value)


@dataclass(frozen=True, slots=True)
class Seen:
    """One entry of a trace as the rules see it; `ms` is UTC in milliseconds."""

    ms: int
    desk: str
    actor: str
    act: str
    subject: str = ""
    object_id: str = ""
    result: str = "ok"
    facts: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def day(self) -> int:
        """Return the clinic day as a number of days."""
        return (self.ms + CHINA_MS) // DAY_MS

    @property
    def minute(self) -> int:
        """Return the minute of the clinic day."""
        return (self.ms + CHINA_MS) % DAY_MS // MINUTE_MS


def day_number(day: date) -> int:
    """Return a clinic day as Seen.day counts it."""
    return day.toordinal() - EPOCH_DAY


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which figure on an alert is made; a hospital's own stand in its settings."""

    reveals_a_day: int = 40
    reveals_burst: int = 15
    burst_minutes: int = 10
    unserved_looks_a_day: int = 8
    service_days: int = 7
    opens_minute: int = 6 * 60
    closes_minute: int = 20 * 60
    searches_at_least: int = 30
    searches_per_service: float = 3.0
    same_person_reveals: int = 3
    walked_people: int = 12
    dormant_days: int = 30
    two_desks_ms: int = 60_000
    failed_sign_ins: int = 5
    papers_burst: int = 20
    decisions_at_least: int = 6
    pair_share: float = 0.6
    decision_ms: int = 5_000
    rebook_minutes: int = 10
    rebooks_a_day: int = 2
    patients_a_payer: int = 3
    expert_bookings_at_least: int = 10
    expert_concentration: float = 5.0
    typed_at_least: int = 20
    typed_share: float = 0.2


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the rules are told besides the entries; what is not known stays empty and its rule is silent.

    `related` holds (staff number, audit id) of the own record and of listed relatives, `colleagues` audit ids of staff;
    `slots`, `payers` and `experts` tell of a booking its slot, a blind token of who pays or phones, and its doctor
    where that is an expert.
    """

    related: frozenset[tuple[str, str]] = frozenset()
    flagged: frozenset[str] = frozenset()
    may_see_flagged: frozenset[str] = frozenset()
    leavers: frozenset[str] = frozenset()
    holidays: frozenset[int] = frozenset()
    slots: Mapping[str, str] = field(default_factory=dict)
    payers: Mapping[str, str] = field(default_factory=dict)
    experts: Mapping[str, str] = field(default_factory=dict)
    colleagues: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Alert:
    """Something to look at: which rule, when it was reached, where, who, and the figure that reached it."""

    rule: Rule
    ms: int
    desk: str
    actor: str
    subject: str = ""
    figure: int = 0

    @property
    def key(self) -> str:
        """Return what tells this alert from others: the same on every reading of the same entries."""
        return f"{self.rule.value}/{self.actor or self.desk}/{self.ms}"


@dataclass(frozen=True, slots=True)
class AlertLine:
    """An alert on the review list; `outcome` is "" until somebody looked at it."""

    key: str
    rule: str
    at: datetime
    desk: str
    window: str
    staff: str
    name: str
    subject: str = ""
    figure: int = 0
    outcome: str = ""
    reviewed_by: str = ""


@dataclass(frozen=True, slots=True)
class ReviewList:
    """Alerts of some days, newest first; `team_only` tells that only the asker's own team was looked at."""

    lines: tuple[AlertLine, ...]
    team_only: bool = False
