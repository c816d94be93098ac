"""Identity documents: what a number says, and what forbids going on with it (DOMAIN §1.1 and §1.2, N3, P3).

Only a wrong length or character, a wrong check character and an impossible or future date are rejected;
everything else is a warning, because nobody is turned away over a table that may be old. Nothing is corrected:
a number is normalised in width, spaces, hyphens and letter case only.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from desktop.domain.document_kinds import (
    CITIZEN_NUMBER_TYPES,
    DocumentType,
    Finding,
    Severity,
    Sex,
    has_reject,
    reject,
    same_series,
    warn,
)
from desktop.domain.document_numbers import NumberRead, read_number

__all__ = [
    "CITIZEN_NUMBER_TYPES",
    "DocumentCheck",
    "DocumentType",
    "Finding",
    "Severity",
    "Sex",
    "age_on",
    "check_document",
    "has_reject",
    "normalise_number",
    "same_series",
    "temporary_number",
]

MOST_LIKELY_AGE = 120
_HYPHENS = "-\u2010\u2011\u2012\u2013\u2014\u2212"
_STATED = (Sex.MALE, Sex.FEMALE)


@dataclass(frozen=True, slots=True, repr=False)
class DocumentCheck:
    """What a document's number says.

    `number` is normalised, never corrected. `match_key` finds the same person again over re-issues (None when
    rejected or without a document). `birth` and `sex` are those inside the number, None where it holds none.
    `suggestion` is the 18-character form of a 15-digit number, for the clerk to confirm.
    """

    number: str
    findings: tuple[Finding, ...] = ()
    match_key: str | None = None
    birth: date | None = None
    sex: Sex | None = None
    issue_number: str | None = None
    suggestion: str | None = None

    @property
    def rejected(self) -> bool:
        """Return whether a finding forbids going on with this document."""
        return has_reject(self.findings)

    def __repr__(self) -> str:
        # A log line or a failing test must not spell out a number (A1).
        return f"DocumentCheck(findings={[finding.code for finding in self.findings]})"


def check_document(
    document_type: DocumentType,
    number: str,
    *,
    today: date,
    birth: date | None = None,
    sex: Sex | None = None,
    valid_until: date | None = None,
) -> DocumentCheck:
    """Check a document by itself and against birth, sex and validity as the form or the card says them.

    Findings about the birth date have codes that begin with "birth"; all others are about the number.
    """
    plain = normalise_number(document_type, number)
    read = read_number(document_type, plain, today)
    findings = (
        *read.findings,
        *_differences(read, birth, sex),
        *_dates(birth or read.birth, valid_until, today),
    )
    return DocumentCheck(
        number=plain,
        findings=findings,
        match_key=None if has_reject(findings) else read.match_key,
        birth=read.birth,
        sex=read.sex,
        issue_number=read.issue_number,
        suggestion=read.suggestion,
    )


def normalise_number(document_type: DocumentType, number: str) -> str:
    """Return the number in half width and capitals without spaces and hyphens; free-text numbers lose spaces only."""
    plain = unicodedata.normalize("NFKC", number)
    if document_type is DocumentType.NONE:
        return plain.strip()
    joined = "".join(plain.split())
    if document_type not in (DocumentType.OFFICER_CARD, DocumentType.POLICE_CARD):
        joined = "".join(c for c in joined.upper() if c not in _HYPHENS)
    # once more: a space that fell away may leave a letter beside its accent
    return unicodedata.normalize("NFKC", joined)


def age_on(birth: date, today: date) -> int:
    """Return completed years; who was born on 29 February turns a year older on 1 March of a common year."""
    return today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))


def temporary_number(site: str, serial: int) -> str:
    """Return the internal number of a person without a document, such as T3F9A-000012 (G11)."""
    if serial < 1:
        raise ValueError("a serial starts at 1")
    return f"T{site}-{serial:06d}"


def _differences(read: NumberRead, birth: date | None, sex: Sex | None) -> Iterator[Finding]:
    """Yield what the number says otherwise; the printed fields win, so these are warnings."""
    if birth is not None and not _may_be_born(read, birth):
        yield warn("birth-differs")
    if read.sex in _STATED and sex in _STATED and read.sex is not sex:
        yield warn("sex-differs")


def _may_be_born(read: NumberRead, birth: date) -> bool:
    if read.birth_yymmdd is not None:
        return read.birth_yymmdd == birth.strftime("%y%m%d")
    return read.birth is None or read.birth == birth


def _dates(birth: date | None, valid_until: date | None, today: date) -> Iterator[Finding]:
    if birth is not None and birth > today:
        yield reject("birth-future")
    elif birth is not None and age_on(birth, today) > MOST_LIKELY_AGE:
        yield warn("birth-age-unlikely")
    if valid_until is not None and valid_until < today:
        yield warn("document-expired")
