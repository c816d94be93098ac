"""Who is asked about, and which registrations wait for an answer."""

from __future__ import annotations

import pytest

from desktop.domain.documents import DocumentType
from desktop.domain.people import EvidenceLevel
from desktop.domain.verification import NameCheck, can_be_asked, is_provisional

ASKABLE = {
    DocumentType.RESIDENT_CARD,
    DocumentType.TEMPORARY_RESIDENT_CARD,
    DocumentType.HOUSEHOLD_BOOKLET,
    DocumentType.HMT_RESIDENCE_PERMIT,
}
ASKED = (NameCheck.MATCH, NameCheck.MISMATCH, NameCheck.NO_RECORD)


@pytest.mark.rows("P3")
@pytest.mark.parametrize("document_type", DocumentType)
def test_only_citizen_numbers_and_residence_permits_are_asked_about(document_type: DocumentType) -> None:
    assert can_be_asked(document_type) is (document_type in ASKABLE)


@pytest.mark.rows("N5")
@pytest.mark.parametrize("evidence", [EvidenceLevel.CHIP_READ, EvidenceLevel.TYPED])
@pytest.mark.parametrize("document_type", sorted(ASKABLE))
def test_without_an_answer_a_registration_waits_however_the_document_was_read(
    document_type: DocumentType, evidence: EvidenceLevel
) -> None:
    for outcome in (NameCheck.NOT_ASKED, NameCheck.UNAVAILABLE):
        assert is_provisional(outcome, document_type, evidence)
    for outcome in ASKED:
        assert not is_provisional(outcome, document_type, evidence)


@pytest.mark.rows("N5")
@pytest.mark.parametrize("document_type", [DocumentType.PASSPORT, DocumentType.OFFICER_CARD])
def test_a_document_nobody_answers_for_is_proved_by_being_seen(document_type: DocumentType) -> None:
    assert not is_provisional(NameCheck.NOT_ASKED, document_type, EvidenceLevel.TYPED)
    assert is_provisional(NameCheck.NOT_ASKED, document_type, EvidenceLevel.PHONE_CODE)
    assert is_provisional(NameCheck.NOT_ASKED, document_type, EvidenceLevel.NONE)


def test_nobody_is_certain_without_a_document() -> None:
    assert is_provisional(NameCheck.NOT_ASKED, DocumentType.NONE, EvidenceLevel.TYPED)
