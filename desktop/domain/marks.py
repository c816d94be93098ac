"""Marks on a person: an account frozen (P23, N13) and a legal hold (G103) by a request, a sealed record (G82).

They name nobody.

Setting a freeze takes proof alone, because a leaked account does harm by the hour. Everything else, lifting above all,
takes proof and the signature of somebody who did not file.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from desktop.domain.errors import KnownError
from desktop.domain.request_cases import RequestCase
from desktop.domain.requests import Asker, Evidence, Outcome, RequestKind, RequestState


class PersonFrozenError(KnownError):
    """The account is frozen: nothing is shown in full and nothing is done with it; care goes on."""

    code = "person-frozen"


class LegalHoldError(KnownError):
    """A legal hold keeps the person's data: nothing is deleted until it is lifted, and the person is told so."""

    code = "legal-hold"


class Mark(StrEnum):
    """What holds of a person; the value is stored and part of the wire format."""

    FROZEN = "frozen"
    HOLD = "legal-hold"
    SEALED = "sealed"


_K, _S = RequestKind, RequestState
_BY_DECISION: dict[RequestKind, tuple[Mark, bool]] = {
    _K.UNFREEZE: (Mark.FROZEN, False),
    _K.HOLD: (Mark.HOLD, True),
    _K.LIFT_HOLD: (Mark.HOLD, False),
}
_OPEN = frozenset({_S.FILED, _S.PROOF_AWAITED, _S.VERIFIED})


def change_by(case: RequestCase) -> tuple[Mark, bool] | None:
    """Return which mark the case as it now stands sets (True) or lifts (False); None when it changes none.

    Call it once a step, with the case after the step: a freeze acts when its proof is complete, a next of kin's request
    as soon as the death is proved. A freeze that is refused by a signed decision is lifted; one withdrawn is not.
    """
    if case.patient_id is None:
        return None
    if case.kind is _K.FREEZE:
        if case.state is _S.VERIFIED:
            return Mark.FROZEN, True
        refused = case.state is _S.DECIDED and case.outcome is Outcome.REFUSED
        return (Mark.FROZEN, False) if refused else None
    if case.asker is Asker.KIN and case.state in _OPEN and Evidence.DEATH in case.evidence:
        return Mark.FROZEN, True
    if case.state is _S.DECIDED and case.outcome is Outcome.APPROVED:
        return _BY_DECISION.get(case.kind)
    return None


def marks_after(before: Iterable[Mark], case: RequestCase) -> frozenset[Mark]:
    """Return a person's marks after a step of a case."""
    marks, change = frozenset(before), change_by(case)
    if change is None:
        return marks
    mark, there = change
    return marks | {mark} if there else marks - {mark}
