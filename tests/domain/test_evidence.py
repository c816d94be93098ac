"""Every act states the proof that it needs, over all kinds of documents, levels and answers (N4)."""

from __future__ import annotations

from itertools import product

import pytest

from desktop.domain.documents import DocumentType
from desktop.domain.errors import EvidenceTooWeakError
from desktop.domain.evidence import Act, allowed, level_of, needed_for, require_evidence
from desktop.domain.people import EvidenceLevel, reaches
from desktop.domain.verification import NameCheck, can_be_asked

CITIZEN, PASSPORT, NOTHING = DocumentType.RESIDENT_CARD, DocumentType.PASSPORT, DocumentType.NONE
CHIP, AUTHORITY, TYPED = EvidenceLevel.CHIP_READ, EvidenceLevel.AUTHORITY, EvidenceLevel.TYPED


@pytest.mark.rows("N4")
@pytest.mark.parametrize(
    ("kind", "evidence", "check", "level"),
    [
        (CITIZEN, CHIP, NameCheck.NOT_ASKED, CHIP),
        (CITIZEN, CHIP, NameCheck.MATCH, CHIP),
        (CITIZEN, TYPED, NameCheck.MATCH, AUTHORITY),
        (CITIZEN, TYPED, NameCheck.UNAVAILABLE, TYPED),
        (CITIZEN, TYPED, NameCheck.MISMATCH, TYPED),
        (PASSPORT, TYPED, NameCheck.NOT_ASKED, TYPED),
        (NOTHING, TYPED, NameCheck.NOT_ASKED, EvidenceLevel.NONE),
    ],
)
def test_the_chip_stands_over_the_authority_and_nothing_shown_proves_nothing(
    kind: DocumentType, evidence: EvidenceLevel, check: NameCheck, level: EvidenceLevel
) -> None:
    assert level_of(kind, evidence, check) is level


@pytest.mark.rows("N4", "G11")
def test_care_is_never_refused_for_want_of_proof() -> None:
    assert all(allowed(Act.CARE, kind, level) for kind, level in product(DocumentType, EvidenceLevel))


@pytest.mark.rows("N4", "P3")
@pytest.mark.parametrize("kind", DocumentType)
@pytest.mark.parametrize("level", EvidenceLevel)
def test_what_cannot_be_taken_back_needs_the_most_that_the_document_can_give(
    kind: DocumentType, level: EvidenceLevel
) -> None:
    needed = AUTHORITY if can_be_asked(kind) else TYPED
    assert needed_for(Act.DELETION, kind) is needed
    assert needed_for(Act.ACCOUNT, kind) is EvidenceLevel.PHONE_CODE
    for act in Act:
        if reaches(level, needed_for(act, kind)):
            require_evidence(act, kind, level)
            continue
        with pytest.raises(EvidenceTooWeakError) as caught:
            require_evidence(act, kind, level)
        assert caught.value.facts == {"act": act.value, "needed": needed_for(act, kind).value}
