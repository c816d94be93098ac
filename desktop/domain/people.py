"""People: how well one is known, whether two are one (N1, N4), and what age allows (P32, DECISIONS 3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.document_kinds import DocumentType, Finding, Sex, reject, same_series
from desktop.domain.ids import PatientId
from desktop.domain.names import fills_chip, same_name

ADULT = 18
PHONE_TAIL = 4


class EvidenceLevel(StrEnum):
    """How the identity was proved, strongest first (N4)."""

    CHIP_READ = "chip-read"
    AUTHORITY = "authority"
    TYPED = "typed"  # a clerk saw the document and typed it
    PHONE_CODE = "phone-code"
    NONE = "none"


_STRENGTH = {level: place for place, level in enumerate(reversed(EvidenceLevel))}


def reaches(level: EvidenceLevel, needed: EvidenceLevel) -> bool:
    """Return whether a proof is at least as strong as an act needs (N4)."""
    return _STRENGTH[level] >= _STRENGTH[needed]


class PhoneStatus(StrEnum):
    """What stands for the phone: a proved number, or one of the three keys with a reason (DECISIONS 1, N20)."""

    VERIFIED = "verified"
    NO_PHONE = "no-phone"
    RELATIVE = "relative"
    CODE_LATER = "code-later"


class Match(StrEnum):
    """The four answers to "who is this?" (N1)."""

    KNOWN = "known"
    NAME_DIFFERS = "name-differs"
    LIKELY = "likely"
    NEW = "new"


@dataclass(frozen=True, slots=True, repr=False)
class GuardianInfo:
    """Who answers for a child: name, relation code, document number and phone, as typed (P32)."""

    name: str
    relation: str
    document: str
    phone: str


# What a contact is to the patient: kin first; stored, so the codes are stable.
CONTACT_RELATIONS = ("spouse", "child", "parent", "sibling", "other-kin", "friend", "carer")


@dataclass(frozen=True, slots=True, repr=False)
class ContactInfo:
    """Whom to call for the patient: next of kin or a contact person; the document number only where one is shown (G13).

    `relation` is one of CONTACT_RELATIONS. What stands here is a third person's data.
    """

    name: str
    relation: str
    phone: str
    document: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Document:
    """A checked document. `match_key` stays the same over re-issues."""

    document_type: DocumentType
    match_key: str
    issue_number: str | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Person:
    """Somebody at the window. `name_units` are the chip's UTF-16LE bytes of the name, `reading` how it is called."""

    name: str
    sex: Sex
    birth: date | None
    document: Document | None
    name_units: bytes | None = None
    reading: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Candidate:
    """Somebody on file who may be the person at the window; `phone_tail` are the last four digits or ""."""

    id: PatientId
    name: str
    document_type: DocumentType
    match_key: str | None
    birth: date | None
    phone_tail: str = ""


def match_person(
    person: Person, phone: str | None, candidates: Sequence[Candidate]
) -> tuple[Match, tuple[PatientId, ...]]:
    """Return the answer and whom it is about: one id when KNOWN, none when NEW, else all that fit.

    The document decides first. Numbers were issued twice in the past: of several files with one number the one
    with this name is meant. Without the document, the same name with the same birth date or phone is LIKELY.
    """
    cut = fills_chip(person.name_units)
    named = [c for c in candidates if same_name(person.name, c.name, one_cut=cut)]
    holders = [c for c in candidates if _has_document(c, person.document)]
    if holders:
        known = _closest(person, [c for c in holders if c in named])
        return (Match.KNOWN, (known.id,)) if known else (Match.NAME_DIFFERS, tuple(c.id for c in holders))
    likely = tuple(c.id for c in named if _fits(c, person.birth, phone))
    return (Match.LIKELY, likely) if likely else (Match.NEW, ())


def _has_document(candidate: Candidate, document: Document | None) -> bool:
    return (
        document is not None
        and candidate.match_key == document.match_key
        and same_series(candidate.document_type, document.document_type)
    )


def _closest(person: Person, holders: Sequence[Candidate]) -> Candidate | None:
    same_day = [c for c in holders if person.birth is not None and c.birth == person.birth]
    return next(iter([*same_day, *holders]), None)


def _fits(candidate: Candidate, birth: date | None, phone: str | None) -> bool:
    if birth is not None and candidate.birth == birth:
        return True
    return bool(phone) and len(candidate.phone_tail) == PHONE_TAIL and candidate.phone_tail == str(phone)[-4:]


@dataclass(frozen=True, slots=True)
class MinorRule:
    """What age allows. `care_allowed` is False only for a child where the guardian path is switched off."""

    account_allowed: bool
    guardian_required: bool
    care_allowed: bool = True

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return a rejection where care is not allowed; its code lands under the birth date."""
        return () if self.care_allowed else (reject("birth-no-guardian-path"),)


def rule_for_age(age: int | None, *, guardian_path: bool, emergency: bool) -> MinorRule:
    """Return what may be done for somebody of this age in years, None when it is not known (P32, DECISIONS 3).

    An account needs a known age of 18 or more. An emergency is never refused and waits for no guardian.
    """
    if age is not None and age >= ADULT:
        return MinorRule(account_allowed=True, guardian_required=False)
    child = age is not None
    return MinorRule(
        account_allowed=False,
        guardian_required=child and guardian_path and not emergency,
        care_allowed=not child or guardian_path or emergency,
    )
