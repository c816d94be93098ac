"""Kinds of identity documents, sex codes, and what a check can find; `documents` is the door to these names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class DocumentType(StrEnum):
    """What the person shows; the internal list, mapped to others when data leaves the house."""

    RESIDENT_CARD = "resident-card"
    TEMPORARY_RESIDENT_CARD = "temporary-resident-card"
    HOUSEHOLD_BOOKLET = "household-booklet"
    BIRTH_CERTIFICATE = "birth-certificate"
    PASSPORT = "passport"
    FOREIGN_PASSPORT = "foreign-passport"
    HK_MACAO_PERMIT = "hk-macao-permit"
    TAIWAN_PERMIT = "taiwan-permit"
    HMT_RESIDENCE_PERMIT = "hmt-residence-permit"
    FOREIGNER_CARD = "foreigner-card"
    FOREIGNER_CARD_2017 = "foreigner-card-2017"
    OFFICER_CARD = "officer-card"
    POLICE_CARD = "police-card"
    NONE = "none"


CITIZEN_NUMBER_TYPES = frozenset(
    {
        DocumentType.RESIDENT_CARD,
        DocumentType.TEMPORARY_RESIDENT_CARD,
        DocumentType.HOUSEHOLD_BOOKLET,
    }
)


class Sex(StrEnum):
    """GB/T 2261.1."""

    UNKNOWN = "0"
    MALE = "1"
    FEMALE = "2"
    UNSTATED = "9"


class Severity(StrEnum):
    """Whether the clerk may go on."""

    REJECT = "reject"
    WARN = "warn"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found about a document or a name; `code` is stable and says nothing about the person."""

    severity: Severity
    code: str


def reject(code: str) -> Finding:
    """Return a finding that forbids going on."""
    return Finding(Severity.REJECT, code)


def warn(code: str) -> Finding:
    """Return a finding that the clerk reads and may pass over."""
    return Finding(Severity.WARN, code)


def has_reject(findings: Sequence[Finding]) -> bool:
    """Return whether one of the findings rejects."""
    return any(finding.severity is Severity.REJECT for finding in findings)


def same_series(one: DocumentType, other: DocumentType) -> bool:
    """Return whether equal numbers of two kinds mean one person: card and booklet carry one citizen number (N3)."""
    return one is other or {one, other} <= CITIZEN_NUMBER_TYPES
