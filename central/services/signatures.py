"""One person's own signature over a frozen effect, as an operation carries it (A3, DECISIONS 10, 12)."""

from __future__ import annotations

from central.services.batch import Batch
from central.services.errors import OperationRefusedError
from desktop.domain.operations import Operation
from desktop.domain.staff import Action


def check_signature(
    batch: Batch, op: Operation, message: bytes, action: Action | None = None, *, purpose: str = "erasure"
) -> None:
    """Raise unless the author's own signature stands over the message and, with an action, their role allows it today.

    Refuses with signature-missing, not-permitted or signature-wrong, in this order.
    """
    if len(op.approvals) != 1 or op.approvals[0].person != op.author:
        raise OperationRefusedError("signature-missing")
    if action is not None and not batch.people.may(op.author, action, batch.now):
        raise OperationRefusedError("not-permitted")
    signature = op.approvals[0].signature
    if not batch.people.signed(batch.parts.keys, op.author, signature, message, batch.now, purpose=purpose):
        raise OperationRefusedError("signature-wrong")
