"""Signed operations going up and central's answers to them, with their domain forms."""

from __future__ import annotations

import hashlib
from datetime import datetime

from desktop.domain.canonical import pack
from desktop.domain.ids import DeskId, OperationId, PatientId, SessionId, StaffId
from desktop.domain.operations import (
    Approval,
    KeyKind,
    Operation,
    OperationKind,
    OperationResult,
    ResultStatus,
    Right,
    SignedOperation,
)
from desktop.sync.wire.base import Message


class WireRight(Message, frozen=True):
    """A right; number 0 and epoch 0 in a claim."""

    session_id: SessionId
    half_hour: int
    number: int = 0
    epoch: int = 0


class WireApproval(Message, frozen=True):
    """A person's signature over a frozen effect."""

    person: StaffId
    signature: bytes


class WireOperation(Message, frozen=True):
    """One signed operation; desk and incarnation stand in the request."""

    seq: int
    prev_hash: bytes
    id: OperationId
    kind: OperationKind
    entity: str
    author: StaffId
    happened_at: datetime
    facts: bytes
    signature: bytes
    subject: PatientId | None = None
    base_version: int = 0
    right: WireRight | None = None
    key_kind: KeyKind | None = None
    sealed: bytes = b""
    approvals: tuple[WireApproval, ...] = ()


class Acknowledged(Message, frozen=True):
    """The last operation that central has of this incarnation; seq 0 with 32 zero bytes when none."""

    seq: int
    hash: bytes


class WireResult(Message, frozen=True):
    """Central's answer to one operation (the first one for ever)."""

    seq: int
    hash: bytes
    status: ResultStatus
    reason: str = ""
    number: int = 0
    epoch: int = 0


def to_wire(signed: SignedOperation) -> WireOperation:
    """Return the message form of an operation."""
    op = signed.operation
    return WireOperation(
        seq=op.seq, prev_hash=op.prev_hash, id=op.id, kind=op.kind, entity=op.entity, author=op.author,
        happened_at=op.happened_at, facts=op.facts, signature=signed.signature, subject=op.subject,
        base_version=op.base_version,
        right=None if op.right is None else WireRight(op.right.session_id, op.right.half_hour, op.right.number,
                                                      op.right.epoch),
        key_kind=op.key_kind, sealed=op.sealed,
        approvals=tuple(WireApproval(a.person, a.signature) for a in op.approvals),
    )  # fmt: skip


def from_wire(message: WireOperation, desk: DeskId, incarnation: int) -> SignedOperation:
    """Return the domain form of an operation of a desk."""
    right = message.right
    operation = Operation(
        desk=desk, incarnation=incarnation, seq=message.seq, prev_hash=message.prev_hash, id=message.id,
        kind=message.kind, entity=message.entity, author=message.author, happened_at=message.happened_at,
        subject=message.subject, base_version=message.base_version,
        right=None if right is None else Right(right.session_id, right.half_hour, right.number, right.epoch),
        facts=message.facts, key_kind=message.key_kind, sealed=message.sealed,
        approvals=tuple(Approval(a.person, a.signature) for a in message.approvals),
    )  # fmt: skip
    return SignedOperation(operation, message.signature)


def to_result(message: WireResult) -> OperationResult:
    """Return the domain form of a result."""
    return OperationResult(
        message.seq, message.hash, message.status, message.reason, message.number, message.epoch
    )


def rights_digest(rights: tuple[WireRight, ...] | tuple[Right, ...]) -> bytes:
    """Return SHA-256 over the sorted list of unspent rights."""
    ordered = sorted((r.session_id, r.half_hour, r.number, r.epoch) for r in rights)
    return hashlib.sha256(b"".join(pack(*item) for item in ordered)).digest()
