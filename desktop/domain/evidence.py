"""What an act needs of the proof of identity, and what to say when there is less (N4, P3, DOMAIN §6.3)."""

from __future__ import annotations

from enum import StrEnum

from desktop.domain.document_kinds import DocumentType
from desktop.domain.errors import EvidenceTooWeakError
from desktop.domain.people import EvidenceLevel, reaches
from desktop.domain.verification import NameCheck, can_be_asked


class Act(StrEnum):
    """What a person asks for at the window."""

    CARE = "care"  # a number and a visit; an emergency is never refused
    ACCOUNT = "account"  # the platform account of an adult; the code itself is asked for besides (P1)
    DELETION = "deletion"  # what cannot be taken back


def level_of(document_type: DocumentType, evidence: EvidenceLevel, name_check: NameCheck) -> EvidenceLevel:
    """Return how well a person is known now: the chip, the authority's match, a document seen, or nothing."""
    if document_type is DocumentType.NONE:
        return EvidenceLevel.NONE
    if evidence is not EvidenceLevel.CHIP_READ and name_check is NameCheck.MATCH:
        return EvidenceLevel.AUTHORITY
    return evidence


def needed_for(act: Act, document_type: DocumentType) -> EvidenceLevel:
    """Return the level that an act needs; no more is asked than this kind of document can give."""
    if act is Act.CARE:
        return EvidenceLevel.NONE
    if act is Act.ACCOUNT:
        return EvidenceLevel.PHONE_CODE
    return EvidenceLevel.AUTHORITY if can_be_asked(document_type) else EvidenceLevel.TYPED


def allowed(act: Act, document_type: DocumentType, level: EvidenceLevel) -> bool:
    """Return whether a level is enough."""
    return reaches(level, needed_for(act, document_type))


def require_evidence(act: Act, document_type: DocumentType, level: EvidenceLevel) -> None:
    """Raise EvidenceTooWeakError(act, needed) when the person must be proved better first."""
    if not allowed(act, document_type, level):
        raise EvidenceTooWeakError(act=act.value, needed=needed_for(act, document_type).value)
