"""Every kind of operation names its legal basis, or touches nobody (P7)."""

from __future__ import annotations

import pytest

from desktop.domain.consent import Purpose
from desktop.domain.legal_basis import ALWAYS, TOUCHES_NOBODY, LegalBasis, basis_for, basis_of
from desktop.domain.operations import OperationKind

MUST_BE_TOLD = {
    OperationKind.REGISTER_PATIENT,
    OperationKind.PUT_ACCOUNT,
    OperationKind.CLAIM_BOOKING,
    OperationKind.PROMISE_BOOKING,
    OperationKind.FILE_DISCLOSURE,
    OperationKind.APPROVE_DISCLOSURE,
    OperationKind.HAND_OVER_DISCLOSURE,
}


@pytest.mark.rows("P7")
def test_there_are_consent_and_the_six_cases_of_the_law() -> None:
    assert len(LegalBasis) == 7
    assert LegalBasis.CONSENT in LegalBasis


@pytest.mark.rows("P7")
@pytest.mark.parametrize("kind", OperationKind)
def test_no_kind_of_operation_is_without_a_basis(kind: OperationKind) -> None:
    if kind in TOUCHES_NOBODY:
        assert basis_for(kind, None) is None
    elif kind in MUST_BE_TOLD:
        with pytest.raises(ValueError, match="legal basis"):
            basis_for(kind, None)
        assert basis_for(kind, LegalBasis.EMERGENCY) is LegalBasis.EMERGENCY
    else:
        assert basis_for(kind, None) is ALWAYS[kind]


@pytest.mark.rows("P7", "P37")
def test_care_rests_on_the_contract_or_on_the_emergency_and_never_on_consent() -> None:
    assert basis_of(Purpose.CARE) is LegalBasis.CONTRACT
    assert basis_of(Purpose.CARE, emergency=True) is LegalBasis.EMERGENCY
    assert basis_of(Purpose.ACCOUNT) is basis_of(Purpose.ACCOUNT, emergency=True) is LegalBasis.CONSENT
