"""Which version of the notice a person was shown and what they answered, as one paper (P33)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Answer:
    """One decision: `act` is a domain.consent.ConsentAct, `effective` None for a version this desk does not hold."""

    purpose: str
    version: str
    effective: date | None
    act: str
    given: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class AgreementPaper:
    """`name` is masked; `shown` is the version shown last, how and when, "" where none was."""

    hospital: str
    name: str
    answers: tuple[Answer, ...]
    shown: str
    shown_how: str
    shown_at: datetime | None
    printed_at: datetime
