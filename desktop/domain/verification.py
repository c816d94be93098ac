"""The name-number match at the authority, and when a registration waits for it (DOMAIN §6.3, P3, N5)."""

from __future__ import annotations

from enum import StrEnum

from desktop.domain.document_kinds import CITIZEN_NUMBER_TYPES, DocumentType
from desktop.domain.people import EvidenceLevel


class NameCheck(StrEnum):
    """What is known of the name and the number. Only MISMATCH speaks against the person.

    UNAVAILABLE stands for every answer that is none: the service is down, out of quota, or refused the question.
    """

    NOT_ASKED = "not-asked"
    MATCH = "match"
    MISMATCH = "mismatch"
    NO_RECORD = "no-record"
    UNAVAILABLE = "unavailable"


_ASKABLE = CITIZEN_NUMBER_TYPES | {DocumentType.HMT_RESIDENCE_PERMIT}
_OPEN = (NameCheck.NOT_ASKED, NameCheck.UNAVAILABLE)


def can_be_asked(document_type: DocumentType) -> bool:
    """Return whether an authority answers for this kind: citizen numbers and HMT residence permits only."""
    return document_type in _ASKABLE


def is_provisional(name_check: NameCheck, document_type: DocumentType, evidence: EvidenceLevel) -> bool:
    """Return whether the registration is marked 待核验 and checked later (N5).

    A document that can be asked about waits for an answer, however it was read: a chip proves the card, not that
    the authority still stands by it. Other documents are proved by being seen; nothing seen stays provisional.
    """
    if can_be_asked(document_type):
        return name_check in _OPEN
    return document_type is DocumentType.NONE or evidence in (EvidenceLevel.PHONE_CODE, EvidenceLevel.NONE)
