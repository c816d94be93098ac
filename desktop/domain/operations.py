"""Operations: what a desk did, in order, chained and signed (ARCHITECTURE §6, SYNC §2).

An operation is never changed. `facts` hold nothing personal; what is personal stands in `sealed`,
under the subject's own data key named by `key_kind`. Payload shapes stand in payloads.py.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from desktop.domain.canonical import pack
from desktop.domain.ids import DeskId, OperationId, PatientId, SessionId, StaffId

GENESIS = bytes(32)


class OperationKind(StrEnum):
    """What was done; the value is part of the wire format and never reused."""

    REGISTER_PATIENT = "patient.register"
    CORRECT_PATIENT = "patient.correct"
    PUT_ACCOUNT = "account.put"
    SHOW_NOTICE = "notice.show"
    RECORD_CONSENT = "consent.record"
    CLAIM_BOOKING = "booking.claim"
    PROMISE_BOOKING = "booking.promise"
    CANCEL_BOOKING = "booking.cancel"
    RESTORE_BOOKING = "booking.restore"
    MOVE_BOOKING = "booking.move"
    ASK_LATE_CANCEL = "booking.ask-late"
    CANCEL_LATE = "booking.cancel-late"
    ASK_PICK_UP = "booking.ask-pick-up"
    APPEAL_NO_SHOW = "booking.appeal-no-show"
    PUBLISH_RULES = "rules.publish"
    CHECK_IN = "booking.check-in"
    QUEUE_STEP = "booking.queue-step"
    RETURN_RIGHT = "right.return"
    FILE_ERASURE = "erasure.file"
    APPROVE_ERASURE = "erasure.approve"
    WITHDRAW_ERASURE = "erasure.withdraw"
    RECEIPT_ERASURE = "erasure.receipt"
    RESOLVE_TASK = "task.resolve"
    SCAN_DUPLICATES = "duplicates.scan"
    DISMISS_PAIR = "pair.dismiss"
    FILE_MERGE = "merge.file"
    REFUSE_MERGE = "merge.refuse"
    APPROVE_MERGE = "merge.approve"
    UNDO_MERGE = "merge.undo"
    RECORD_PAYMENT = "payment.record"
    REFUND_PAYMENT = "payment.refund"
    OPEN_SHIFT = "shift.open"
    HAND_OVER_SHIFT = "shift.hand-over"
    SETTLE_SHIFT = "shift.settle"
    FILE_REQUEST = "request.file"
    STEP_REQUEST = "request.step"
    FILE_DUTY = "duty.file"
    STEP_DUTY = "duty.step"
    SIGN_DUTY = "duty.sign"
    TELL_PERSON = "duty.tell"
    DECIDE_REQUEST = "request.decide"
    EFFECT_REQUEST = "request.effect"
    PROPOSE_CHANGE = "request.propose"
    STOP_CHANGE = "request.stop"
    PUT_DEPARTMENT = "department.put"
    PUT_DOCTOR = "doctor.put"
    PUT_ROOM = "room.put"
    PUT_TEMPLATE = "template.put"
    PUT_ABSENCE = "absence.put"
    PUT_MESSAGE = "message.put"
    MAKE_SESSIONS = "sessions.make"
    CHANGE_SESSION = "session.change"
    SPLIT_SESSION = "session.split"
    ADD_EXTRA = "session.add-extra"
    STOP_SESSIONS = "sessions.stop"
    NOTE_AFFECTED = "affected.note"
    INFORM_AFFECTED = "affected.inform"
    OFFER_PLACE = "affected.offer"
    MOVE_AFFECTED = "affected.move"
    BLOCK_PERSON = "person.block"
    UNBLOCK_PERSON = "person.unblock"
    PUT_WISH = "waiting.put"
    DROP_WISH = "waiting.drop"
    BOOK_OFFER = "waiting.book"
    PUT_REGISTER = "register.put"
    PUBLISH_POLICY = "policy.publish"
    FILE_DISCLOSURE = "disclosure.file"
    APPROVE_DISCLOSURE = "disclosure.approve"
    HAND_OVER_DISCLOSURE = "disclosure.hand-over"
    BREAK_GLASS = "glass.break"
    SEAL_RECORD = "record.seal"
    SIGN_THRESHOLD = "risk.sign-threshold"
    ASK_EXPORT = "figures.ask-export"
    SIGN_EXPORT = "figures.sign-export"
    ASK_OPENING = "record.ask-opening"
    GRANT_OPENING = "record.grant-opening"
    ACCEPT_UNDERTAKING = "undertaking.accept"
    PRINT_PAPER_SLIPS = "paper-slips.print"
    PUBLISH_PAPER = "paper.publish"


class KeyKind(StrEnum):
    """The per-person data keys of DECISIONS 12."""

    ACCOUNT = "account"
    RECORD = "record"
    CASE = "case"


@dataclass(frozen=True, slots=True, order=True)
class Right:
    """A place in a session. A claim names no number yet (number 0, epoch 0); a promise names both."""

    session_id: SessionId
    half_hour: int
    number: int = 0
    epoch: int = 0


@dataclass(frozen=True, slots=True)
class Approval:
    """A named person's signature (Ed25519, 64 bytes) over an exact frozen effect."""

    person: StaffId
    signature: bytes


@dataclass(frozen=True, slots=True)
class Operation:
    """One act of one desk. `prev_hash` is the hash of the operation before it in this incarnation."""

    desk: DeskId
    incarnation: int
    seq: int
    prev_hash: bytes
    id: OperationId
    kind: OperationKind
    entity: str
    author: StaffId
    happened_at: datetime
    subject: PatientId | None = None
    base_version: int = 0
    right: Right | None = None
    facts: bytes = b"{}"
    key_kind: KeyKind | None = None
    sealed: bytes = b""
    approvals: tuple[Approval, ...] = field(default=())

    def hash(self) -> bytes:
        """Return SHA-256 over every field, with a prefix that no other hash of ours has."""
        right = self.right
        parts = pack(
            self.desk,
            self.incarnation,
            self.seq,
            self.prev_hash,
            self.id,
            self.kind.value,
            self.entity,
            self.author,
            self.happened_at,
            self.subject,
            self.base_version,
            None if right is None else pack(right.session_id, right.half_hour, right.number, right.epoch),
            self.facts,
            self.key_kind.value if self.key_kind else None,
            self.sealed,
            b"".join(pack(a.person, a.signature) for a in self.approvals),
        )
        return hashlib.sha256(b"cfd/operation/1\x00" + parts).digest()

    def seal_context(self) -> bytes:
        """Return the AAD that ties `sealed` to this operation."""
        return operation_context(self.id, self.kind, self.subject, self.key_kind)


def operation_context(
    operation_id: OperationId, kind: OperationKind, subject: PatientId | None, key_kind: KeyKind | None
) -> bytes:
    """Return the AAD of an operation's sealed payload."""
    return pack("operation", operation_id, kind.value, subject, key_kind.value if key_kind else None)


@dataclass(frozen=True, slots=True)
class SignedOperation:
    """An operation and the desk's Ed25519 signature over its hash."""

    operation: Operation
    signature: bytes


class ResultStatus(StrEnum):
    """What central answered to one operation; kept for ever."""

    ACCEPTED = "accepted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class OperationResult:
    """Central's answer. For a claim: the number given and its epoch; for a refusal: a stable reason.

    Where the sentence of a refusal needs more, the two numbers say it (domain.rule_book.told_of).
    """

    seq: int
    hash: bytes
    status: ResultStatus
    reason: str = ""
    number: int = 0
    epoch: int = 0
