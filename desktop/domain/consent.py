"""Consent is the patient's own act; care does not rest on it (DECISIONS 2, P37)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Purpose(StrEnum):
    """What personal data are used for; the value is stored with each consent."""

    CARE = "care"
    ACCOUNT = "account"
    CONTACT = "contact"


class ConsentAct(StrEnum):
    """How the patient said so; a clerk never agrees for anybody."""

    PATIENT_SCREEN = "patient-screen"
    SIGNATURE = "signature"
    PAPER = "paper"
    # a refusal needs no form: the patient says so at the window
    SPOKEN = "spoken"


def may_say(act: ConsentAct, *, given: bool) -> bool:
    """Return whether this act can say so: agreeing takes the patient's own hand, refusing a word (P37)."""
    return not given or act is not ConsentAct.SPOKEN


def rests_on_consent(purpose: Purpose) -> bool:
    """Return whether the purpose needs consent; care rests on contract or legal duty."""
    return purpose is not Purpose.CARE


@dataclass(frozen=True, slots=True)
class ConsentGiven:
    """A decision of the patient about one purpose under one version of the notice; `at` is aware.

    Raises ValueError for a purpose that does not rest on consent, a time without a zone, a spoken consent.
    """

    purpose: Purpose
    notice_version: str
    act: ConsentAct
    given: bool
    at: datetime

    def __post_init__(self) -> None:
        if not rests_on_consent(self.purpose):
            raise ValueError("care does not rest on consent")
        if self.at.tzinfo is None:
            raise ValueError("the time of a decision needs a zone")
        if not may_say(self.act, given=self.given):
            raise ValueError("a spoken word refuses and never agrees")
