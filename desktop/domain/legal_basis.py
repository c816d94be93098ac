"""On what each processing rests: consent, or one of the six cases of PIPL 13 that need none (P7, DECISIONS 2).

Operations that touch a person name their basis in the fact BASIS; a desk cannot record one without it and central
takes none. Care rests on the contract, in an emergency on that, never on consent (P37).
"""

from __future__ import annotations

from enum import StrEnum

from desktop.domain.consent import Purpose, rests_on_consent
from desktop.domain.operations import OperationKind

BASIS = "basis"


class LegalBasis(StrEnum):
    """Consent and the six cases; the value is stored and part of the wire format."""

    CONSENT = "consent"
    CONTRACT = "contract"
    LEGAL_DUTY = "legal-duty"
    EMERGENCY = "emergency"
    PUBLIC_INTEREST = "public-interest"
    SELF_PUBLISHED = "self-published"
    BY_LAW = "by-law"


# What always rests on the same; kinds that are not here must be told their basis each time.
ALWAYS: dict[OperationKind, LegalBasis] = {
    OperationKind.CANCEL_BOOKING: LegalBasis.CONTRACT,
    OperationKind.RESTORE_BOOKING: LegalBasis.CONTRACT,
    OperationKind.MOVE_BOOKING: LegalBasis.CONTRACT,
    OperationKind.ASK_LATE_CANCEL: LegalBasis.CONTRACT,
    OperationKind.ASK_PICK_UP: LegalBasis.CONTRACT,
    OperationKind.APPEAL_NO_SHOW: LegalBasis.LEGAL_DUTY,
    OperationKind.CANCEL_LATE: LegalBasis.CONTRACT,
    OperationKind.CHECK_IN: LegalBasis.CONTRACT,
    OperationKind.QUEUE_STEP: LegalBasis.CONTRACT,
    OperationKind.CORRECT_PATIENT: LegalBasis.CONTRACT,
    OperationKind.RECORD_PAYMENT: LegalBasis.CONTRACT,
    OperationKind.REFUND_PAYMENT: LegalBasis.CONTRACT,
    OperationKind.RECORD_CONSENT: LegalBasis.CONSENT,
    OperationKind.SHOW_NOTICE: LegalBasis.LEGAL_DUTY,
    OperationKind.FILE_ERASURE: LegalBasis.LEGAL_DUTY,
    OperationKind.APPROVE_ERASURE: LegalBasis.LEGAL_DUTY,
    OperationKind.WITHDRAW_ERASURE: LegalBasis.LEGAL_DUTY,
    OperationKind.FILE_MERGE: LegalBasis.CONTRACT,
    OperationKind.APPROVE_MERGE: LegalBasis.CONTRACT,
    OperationKind.UNDO_MERGE: LegalBasis.CONTRACT,
    OperationKind.FILE_REQUEST: LegalBasis.LEGAL_DUTY,
    OperationKind.STEP_REQUEST: LegalBasis.LEGAL_DUTY,
    OperationKind.DECIDE_REQUEST: LegalBasis.LEGAL_DUTY,
    OperationKind.TELL_PERSON: LegalBasis.LEGAL_DUTY,
    OperationKind.EFFECT_REQUEST: LegalBasis.LEGAL_DUTY,
    OperationKind.PROPOSE_CHANGE: LegalBasis.LEGAL_DUTY,
    OperationKind.STOP_CHANGE: LegalBasis.LEGAL_DUTY,
    OperationKind.NOTE_AFFECTED: LegalBasis.CONTRACT,
    OperationKind.INFORM_AFFECTED: LegalBasis.CONTRACT,
    OperationKind.OFFER_PLACE: LegalBasis.CONTRACT,
    OperationKind.MOVE_AFFECTED: LegalBasis.CONTRACT,
    OperationKind.PUT_WISH: LegalBasis.CONTRACT,
    OperationKind.DROP_WISH: LegalBasis.CONTRACT,
    OperationKind.BOOK_OFFER: LegalBasis.CONTRACT,
    OperationKind.BREAK_GLASS: LegalBasis.EMERGENCY,
    OperationKind.SEAL_RECORD: LegalBasis.LEGAL_DUTY,
    OperationKind.ASK_OPENING: LegalBasis.LEGAL_DUTY,
    OperationKind.GRANT_OPENING: LegalBasis.LEGAL_DUTY,
    OperationKind.BLOCK_PERSON: LegalBasis.CONTRACT,
    OperationKind.UNBLOCK_PERSON: LegalBasis.CONTRACT,
}
# What touches no person's data: a number given back, a receipt, a task closed, a pair decided without a change,
# what the schedule office does.
TOUCHES_NOBODY = frozenset(
    {
        OperationKind.RETURN_RIGHT,
        OperationKind.RECEIPT_ERASURE,
        OperationKind.RESOLVE_TASK,
        OperationKind.SCAN_DUPLICATES,
        OperationKind.DISMISS_PAIR,
        OperationKind.REFUSE_MERGE,
        OperationKind.OPEN_SHIFT,
        OperationKind.HAND_OVER_SHIFT,
        OperationKind.SETTLE_SHIFT,
        OperationKind.PUT_DEPARTMENT,
        OperationKind.PUT_DOCTOR,
        OperationKind.PUT_ROOM,
        OperationKind.PUT_TEMPLATE,
        OperationKind.PUT_ABSENCE,
        OperationKind.PUT_MESSAGE,
        OperationKind.MAKE_SESSIONS,
        OperationKind.CHANGE_SESSION,
        OperationKind.SPLIT_SESSION,
        OperationKind.ADD_EXTRA,
        OperationKind.STOP_SESSIONS,
        OperationKind.PUBLISH_RULES,
        OperationKind.PUT_REGISTER,
        OperationKind.PUBLISH_POLICY,
        OperationKind.PUBLISH_PAPER,
        OperationKind.ACCEPT_UNDERTAKING,
        OperationKind.PRINT_PAPER_SLIPS,
        OperationKind.SIGN_THRESHOLD,
        OperationKind.ASK_EXPORT,
        OperationKind.SIGN_EXPORT,
        OperationKind.FILE_DUTY,
        OperationKind.STEP_DUTY,
        OperationKind.SIGN_DUTY,
    }
)


def basis_of(purpose: Purpose, *, emergency: bool = False) -> LegalBasis:
    """Return on what a purpose rests at the window: care on the contract, in an emergency on that."""
    if rests_on_consent(purpose):
        return LegalBasis.CONSENT
    return LegalBasis.EMERGENCY if emergency else LegalBasis.CONTRACT


def basis_for(kind: OperationKind, told: LegalBasis | None) -> LegalBasis | None:
    """Return the basis that an operation must name, None when it touches nobody; raises ValueError without one."""
    if kind in TOUCHES_NOBODY:
        return None
    basis = told or ALWAYS.get(kind)
    if basis is None:
        raise ValueError(f"{kind.value} names no legal basis")
    return basis
