"""Requests of people over their data: kinds, who asks, what proof is needed, how a case goes (P24-P31, G87-G96).

One state machine for desk and central; what may be disclosed follows from the evidence alone (SECURITY §4.4).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.canonical import pack
from desktop.domain.drawn import DrawnSignature, SignatureMissingError, SignedHow
from desktop.domain.errors import KnownError, SelfApprovalError
from desktop.domain.ids import CaseId, PatientId, StaffId

DECISION_PURPOSE = "request-decision"


class RequestStepError(KnownError):
    """This cannot be done to a request in this state; facts: `state`, `step`."""

    code = "request-step"


class EvidenceMissingError(KnownError):
    """Proof is missing; facts: `missing`, the first kind that is."""

    code = "evidence-missing"


class DecisionError(KnownError):
    """The decision is not complete; facts: `what`."""

    code = "decision-incomplete"


class RequestKind(StrEnum):
    """What is asked for; the value is part of the wire format and never reused."""

    ACCESS = "access"
    COPY = "copy"
    CORRECT = "correct"
    SUPPLEMENT = "supplement"
    DELETE = "delete"
    CLOSE_ACCOUNT = "close-account"
    WITHDRAW = "withdraw"
    EXPLAIN = "explain"
    RESTRICT = "restrict"
    TRANSFER = "transfer"
    KIN = "kin"
    COMPLAINT = "complaint"
    QUESTION = "question"
    FREEZE = "freeze"
    UNFREEZE = "unfreeze"
    HOLD = "legal-hold"
    LIFT_HOLD = "lift-hold"
    PHONE_CHANGE = "phone-change"
    PHONE_MINE = "phone-mine"
    HARM = "harm"


class Channel(StrEnum):
    """How it came in (P39)."""

    WINDOW = "window"
    PHONE = "phone"
    EMAIL = "email"
    POST = "post"
    ONLINE = "online"


# What may be asked for on the platform: nothing that needs the chip, another's papers or an order.
ONLINE_KINDS = frozenset(
    {
        RequestKind.ACCESS, RequestKind.COPY, RequestKind.CORRECT, RequestKind.SUPPLEMENT, RequestKind.WITHDRAW,
        RequestKind.EXPLAIN, RequestKind.RESTRICT, RequestKind.COMPLAINT, RequestKind.QUESTION,
    }
)  # fmt: skip


class Asker(StrEnum):
    """Who asks."""

    SELF = "self"
    AGENT = "agent"
    GUARDIAN = "guardian"
    KIN = "kin"
    STAFF = "staff"
    OTHER = "other"


class Evidence(StrEnum):
    """A proof that was seen; what it says is never written down here."""

    CHIP_READ = "chip-read"
    DOCUMENT_SEEN = "document-seen"
    CODE_ON_FILE = "code-on-file"
    CALL_BACK = "call-back"
    ASKER_DOCUMENT = "asker-document"
    SUBJECT_DOCUMENT = "subject-document"
    MANDATE = "mandate"
    RELATION = "relation"
    GUARDIANSHIP = "guardianship"
    DEATH = "death"
    OWN_INTEREST = "own-interest"
    NO_CONTRARY_WISH = "no-contrary-wish"
    ORDER = "order"
    SECOND_DOCUMENT = "second-document"
    AUTHORISATION = "authorisation"
    AGREEMENT = "agreement"


# Who asks about themselves without a file here: what they ask never hangs on somebody else's file (N40).
WITHOUT_FILE = frozenset({Asker.STAFF, Asker.OTHER})


class RequestState(StrEnum):
    """Where a request stands."""

    FILED = "filed"
    PROOF_AWAITED = "proof-awaited"
    VERIFIED = "verified"
    REVIEWED = "reviewed"
    DECIDED = "decided"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


class RequestStep(StrEnum):
    """What happens to a request. REVIEW is the first of two decisions where two people must decide."""

    ASK_PROOF = "ask-proof"
    VERIFY = "verify"
    REVIEW = "review"
    DECIDE = "decide"
    ANSWER = "answer"
    WITHDRAW = "withdraw"
    NOTE = "note"
    EXTEND = "extend"
    ESCALATE = "escalate"


_S, _T = RequestState, RequestStep
_OPEN = {_T.WITHDRAW: _S.WITHDRAWN}
STEPS: dict[RequestState, dict[RequestStep, RequestState]] = {
    _S.FILED: {_T.ASK_PROOF: _S.PROOF_AWAITED, _T.VERIFY: _S.VERIFIED, **_OPEN},
    _S.PROOF_AWAITED: {_T.VERIFY: _S.VERIFIED, **_OPEN},
    _S.VERIFIED: {_T.REVIEW: _S.REVIEWED, _T.DECIDE: _S.DECIDED, **_OPEN},
    _S.REVIEWED: {_T.REVIEW: _S.REVIEWED, _T.DECIDE: _S.DECIDED, **_OPEN},
    _S.DECIDED: {_T.ANSWER: _S.ANSWERED},
    _S.ANSWERED: {},
    _S.WITHDRAWN: {},
}
# A note leaves a case where it stands, an ended one too; a term is extended and a case escalated while it is open.
for _state, _steps in STEPS.items():
    _steps[_T.NOTE] = _state
    if _state in (_S.FILED, _S.PROOF_AWAITED, _S.VERIFIED, _S.REVIEWED):
        _steps |= {_T.EXTEND: _state, _T.ESCALATE: _state}
# These take the right to decide, at the desk and at central.
DECIDERS_STEPS = frozenset({_T.EXTEND, _T.ESCALATE})
ENDED = frozenset({_S.ANSWERED, _S.WITHDRAWN})
UNDECIDED = frozenset({_S.FILED, _S.PROOF_AWAITED, _S.VERIFIED})


def after(state: RequestState, step: RequestStep) -> RequestState:
    """Return the next state; raises RequestStepError when the table does not name it."""
    try:
        return STEPS[state][step]
    except KeyError:
        raise RequestStepError(state=state.value, step=step.value) from None


_E = Evidence
_SEEN = frozenset({_E.CHIP_READ, _E.DOCUMENT_SEEN})
Needed = tuple[frozenset[Evidence], ...]
# On what another body may get the data: the person's signed word, or a live agreement (checked against the register).
_TO_OTHERS = frozenset({_E.AUTHORISATION, _E.AGREEMENT})
# Each entry is a set of which one is enough; all entries are needed.
BY_ASKER: dict[Asker, Needed] = {
    Asker.SELF: (_SEEN,),
    Asker.STAFF: (_SEEN,),
    Asker.OTHER: (_SEEN,),
    Asker.AGENT: (
        frozenset({_E.ASKER_DOCUMENT}), frozenset({_E.SUBJECT_DOCUMENT}), frozenset({_E.MANDATE}),
        frozenset({_E.RELATION}),
    ),
    Asker.GUARDIAN: (frozenset({_E.ASKER_DOCUMENT}), frozenset({_E.GUARDIANSHIP})),
    Asker.KIN: (
        frozenset({_E.ASKER_DOCUMENT}), frozenset({_E.DEATH}), frozenset({_E.SUBJECT_DOCUMENT}),
        frozenset({_E.RELATION}), frozenset({_E.OWN_INTEREST}), frozenset({_E.NO_CONTRARY_WISH}),
    ),
}  # fmt: skip
# Asking what the rules are, or complaining, discloses nothing about anybody and needs no proof but a way to answer.
NO_PROOF = frozenset({RequestKind.EXPLAIN, RequestKind.QUESTION, RequestKind.COMPLAINT})
TWO_REVIEWERS = frozenset({Asker.AGENT, Asker.KIN, Asker.GUARDIAN})
# An authority's order is what a legal hold, and its end, rest on; nobody asks for it about themselves.
BY_ORDER = frozenset({RequestKind.HOLD, RequestKind.LIFT_HOLD})
# What can only be asked about somebody on file.
NEEDS_PERSON = BY_ORDER | {
    RequestKind.FREEZE, RequestKind.UNFREEZE, RequestKind.KIN, RequestKind.PHONE_CHANGE, RequestKind.PHONE_MINE,
}  # fmt: skip
# What is granted only together with the exact change: it is frozen before the decision and signed with it.
PROPOSED = frozenset(
    {RequestKind.CORRECT, RequestKind.SUPPLEMENT, RequestKind.PHONE_CHANGE, RequestKind.PHONE_MINE}
)
# The number on file may be what is in wrong hands: these are proved at the window only.
AT_THE_WINDOW = frozenset({RequestKind.UNFREEZE, RequestKind.PHONE_CHANGE, RequestKind.PHONE_MINE})
# Filed at the window these are somebody's own signed word, drawn or on paper (N12); an order is its own paper.
UNSIGNED = NO_PROOF | BY_ORDER
DISCLOSING = frozenset({RequestKind.ACCESS, RequestKind.COPY, RequestKind.TRANSFER, RequestKind.KIN})


def needed(kind: RequestKind, asker: Asker, channel: Channel, *, phone_on_file: bool) -> Needed:
    """Return what must be seen before anything is decided (SECURITY §4.4).

    From afar a code to the number on file and a call back stand for a document, of which a copy proves nothing; who
    has no number on file comes and has the card read. At the window a
    verified number on file must answer too, before anything is disclosed to the person themselves; where it cannot
    (no line, a lost phone, a number long silent, N19) a second document stands for it.
    """
    if kind in NO_PROOF:
        return ()
    if kind in BY_ORDER:
        return (frozenset({_E.ORDER}),)
    # whoever calls it a next of kin's request shows what a next of kin must show
    asker = Asker.KIN if kind is RequestKind.KIN else asker
    wanted = BY_ASKER[asker] + ((_TO_OTHERS,) if kind is RequestKind.TRANSFER else ())
    if kind is RequestKind.PHONE_CHANGE:
        # a step up: a second document, or the number on file still answers (SECURITY §4.4)
        return (*wanted, frozenset({_E.SECOND_DOCUMENT, _E.CODE_ON_FILE}))
    if kind in AT_THE_WINDOW:
        return wanted
    if channel is not Channel.WINDOW and asker in (Asker.SELF, Asker.STAFF):
        afar = (frozenset({_E.CODE_ON_FILE, _E.CHIP_READ}), frozenset({_E.CALL_BACK, _E.CHIP_READ}))
        return (*afar, _TO_OTHERS) if kind is RequestKind.TRANSFER else afar
    if asker is Asker.SELF and phone_on_file and kind in DISCLOSING:
        wanted = (*wanted, frozenset({_E.CODE_ON_FILE, _E.SECOND_DOCUMENT}))
    return wanted


def needs_signature(kind: RequestKind, channel: Channel) -> bool:
    """Return whether the request is signed before it is filed; from afar it comes in writing or is called back."""
    return channel is Channel.WINDOW and kind not in UNSIGNED


def check_signed(kind: RequestKind, channel: Channel, how: SignedHow, drawn: str) -> None:
    """Raise SignatureMissingError, or SignatureDrawnError for strokes that are none; `drawn`: their written form."""
    if how is SignedHow.NOT and needs_signature(kind, channel):
        raise SignatureMissingError
    if how is SignedHow.DRAWN:
        DrawnSignature.from_text(drawn)
    elif drawn:
        raise SignatureMissingError


def about(kind: RequestKind, asker: Asker, person: PatientId | None) -> PatientId | None:
    """Return whom the request is about: nobody on file when staff or a stranger ask for their own (N40)."""
    return None if asker in WITHOUT_FILE and kind not in (NO_PROOF | BY_ORDER) else person


def missing(wanted: Needed, seen: Iterable[Evidence]) -> Needed:
    """Return the entries of which nothing was seen."""
    there = frozenset(seen)
    return tuple(one_of for one_of in wanted if not one_of & there)


class Outcome(StrEnum):
    """What was decided."""

    APPROVED = "approved"
    PARTLY = "partly"
    REFUSED = "refused"


class Part(StrEnum):
    """What a next of kin may be told of: no more than their own interest needs (N13)."""

    VISITS = "visits"
    FEES = "fees"
    CONTACT = "contact"


class RefusalGround(StrEnum):
    """The only grounds of a refusal (P31); the second alone may not carry one. LAW_KEEPS is for a part only."""

    GROUNDLESS = "groundless-repetition"
    TOO_MUCH_MEANS = "too-much-means"
    RISK_TO_OTHERS = "risk-to-others"
    IMPRACTICAL = "very-impractical"
    NOT_PROVED = "not-proved"
    NO_FAULT = "no-fault"
    LAW_KEEPS = "law-keeps"


# A warning, not a bar: the law may not carry a refusal that rests on this alone.
WEAK_GROUND = RefusalGround.TOO_MUCH_MEANS


@dataclass(frozen=True, slots=True)
class Decision:
    """The exact decision that its signers sign (DECISION_PURPOSE). `reason` stands sealed; its hash is in the bytes."""

    outcome: Outcome
    ground: RefusalGround | None
    fee_fen: int
    reason: str
    scope: tuple[Part, ...] = ()

    def check(self) -> None:
        """Raise DecisionError unless it is complete: a refusal needs ground and reason, an approval neither."""
        if self.outcome is Outcome.APPROVED:
            if self.ground is not None:
                raise DecisionError(what="ground")
        elif self.ground is None or not self.reason.strip():
            raise DecisionError(what="reason" if self.ground else "ground")
        if self.outcome is Outcome.REFUSED and self.ground is RefusalGround.LAW_KEEPS:
            raise DecisionError(what="ground")
        if self.fee_fen < 0 or (self.fee_fen and not self.reason.strip()):
            raise DecisionError(what="fee")

    def to_bytes(self, case_id: CaseId, evidence: Iterable[Evidence], effect: str = "") -> bytes:
        """Return the bytes under the signatures: the decision, on this case, with what had been seen.

        `effect` is the digest of the exact change that a grant carries out, "" where there is none.
        """
        return pack(
            "request-decision", case_id, self.outcome.value, self.ground.value if self.ground else None,
            self.fee_fen, hashlib.sha256(self.reason.encode()).digest(), " ".join(sorted(e.value for e in evidence)),
            " ".join(part.value for part in self.scope), *((effect,) if effect else ()),
        )  # fmt: skip


def reviewers(kind: RequestKind, asker: Asker) -> int:
    """Return how many people must decide besides the one who filed."""
    return 2 if asker in TWO_REVIEWERS or kind is RequestKind.KIN else 1


def needs_scope(kind: RequestKind, asker: Asker) -> bool:
    """Return whether a grant must say which parts may be told (N13)."""
    return kind is RequestKind.KIN or (asker is Asker.KIN and kind in DISCLOSING)


def check_reviewer(filed_by: StaffId, before: Iterable[StaffId], reviewer: StaffId) -> None:
    """Raise SelfApprovalError when the reviewer filed the request or decided it already (A3)."""
    if reviewer == filed_by or reviewer in tuple(before):
        raise SelfApprovalError


def may_disclose(
    kind: RequestKind, wanted: Needed, seen: Iterable[Evidence], state: RequestState, outcome: Outcome | None
) -> bool:
    """Return whether anything about the person may leave the window in this case: the only way to a disclosure."""
    decided = state in (RequestState.DECIDED, RequestState.ANSWERED)
    agreed = outcome in (Outcome.APPROVED, Outcome.PARTLY)
    return kind in DISCLOSING and decided and agreed and not missing(wanted, seen)
