"""An operation as a row and back, without a bit changed: its hash and signature must still hold (I2)."""

from __future__ import annotations

import base64
import json
from typing import Any

import sqlalchemy as sa

from desktop.domain.ids import DeskId, OperationId, PatientId, SessionId, StaffId
from desktop.domain.operations import Approval, KeyKind, Operation, OperationKind, Right, SignedOperation
from desktop.store.times import from_us, to_us


def row_of(signed: SignedOperation, state: str) -> dict[str, Any]:
    """Return the column values of an operation that has no answer yet."""
    operation = signed.operation
    right = operation.right
    return {
        "incarnation": operation.incarnation,
        "seq": operation.seq,
        "id": operation.id,
        "desk": operation.desk,
        "prev_hash": operation.prev_hash,
        "hash": operation.hash(),
        "kind": operation.kind.value,
        "entity": operation.entity,
        "author": operation.author,
        "happened_us": to_us(operation.happened_at),
        "subject": operation.subject,
        "base_version": operation.base_version,
        "right_session": right.session_id if right else None,
        "right_half_hour": right.half_hour if right else None,
        "right_number": right.number if right else None,
        "right_epoch": right.epoch if right else None,
        "facts": operation.facts,
        "key_kind": operation.key_kind.value if operation.key_kind else None,
        "sealed": operation.sealed,
        "approvals": json.dumps(
            [[a.person, base64.b64encode(a.signature).decode()] for a in operation.approvals]
        ),
        "signature": signed.signature,
        "state": state,
        "reason": "",
        "given_number": 0,
        "given_epoch": 0,
        "tries": 0,
        "last_error": "",
    }


def operation_of(row: sa.Row[Any]) -> Operation:
    """Return the operation of a row."""
    return Operation(
        desk=DeskId(row.desk),
        incarnation=row.incarnation,
        seq=row.seq,
        prev_hash=bytes(row.prev_hash),
        id=OperationId(row.id),
        kind=OperationKind(row.kind),
        entity=row.entity,
        author=StaffId(row.author),
        happened_at=from_us(row.happened_us),
        subject=PatientId(row.subject) if row.subject is not None else None,
        base_version=row.base_version,
        right=right_of(row),
        facts=bytes(row.facts),
        key_kind=KeyKind(row.key_kind) if row.key_kind is not None else None,
        sealed=bytes(row.sealed),
        approvals=tuple(
            Approval(StaffId(person), base64.b64decode(signature))
            for person, signature in json.loads(row.approvals)
        ),
    )


def signed_of(row: sa.Row[Any]) -> SignedOperation:
    """Return the operation of a row with the desk's signature."""
    return SignedOperation(operation_of(row), bytes(row.signature))


def right_of(row: Any) -> Right | None:
    """Return the right that a row names."""
    if row.right_session is None:
        return None
    return Right(SessionId(row.right_session), row.right_half_hour, row.right_number, row.right_epoch)
