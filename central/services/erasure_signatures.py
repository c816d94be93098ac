"""The person's own signature under a deletion: proof of the request that its carrying out does not destroy (P25).

It is neither account nor record: law has the hospital keep proof that it was asked (PIPL 50, 69), so it lies under a
key of the case, as the words of every other request do, and stays with the certificate when the person's keys go.
"""

from __future__ import annotations

from sqlalchemy.engine import Connection

from central.services.batch import Batch, Facts
from central.services.errors import OperationRefusedError
from central.services.parts import CentralParts, key_context
from central.services.requests import new_case_key, text_of
from central.store import erasure_proofs
from desktop.domain import bindings
from desktop.domain.drawn import SignedHow
from desktop.domain.errors import KnownError
from desktop.domain.operations import KeyKind, Operation
from desktop.domain.request_texts import RequestText
from desktop.domain.requests import Channel, RequestKind, check_signed

TABLE, VERSION = "erasure", 1


def read(batch: Batch, op: Operation) -> tuple[SignedHow, RequestText, bytes] | None:
    """Return how a filing says it was signed, the strokes and their key; None where it says nothing.

    Refuses signature-drawn for strokes that are none, signature-missing, keys-unreadable, payload-unreadable.
    """
    facts = Facts(op)
    if not facts.has("signed"):
        return None  # a desk of the version before
    try:
        how = SignedHow(facts.text("signed"))
    except ValueError as error:
        raise OperationRefusedError("malformed") from error
    if how is SignedHow.NOT:
        return None  # nobody asked: a minor's account, a run of retention
    text, key = RequestText("", ""), b""
    if op.sealed:
        key = new_case_key(batch, op.entity, facts)
        text = RequestText("", "", signature=text_of(batch, op, key).signature)
    try:
        check_signed(RequestKind.DELETE, Channel.WINDOW, how, text.signature)
    except KnownError as error:
        raise OperationRefusedError(error.code) from error
    return how, text, key


def keep(batch: Batch, op: Operation, found: tuple[SignedHow, RequestText, bytes] | None) -> None:
    """Keep with its case what `read` found."""
    if found is None:
        return
    how, text, key = found
    sealed = wrapped = None
    if key:
        keys = batch.parts.keys
        sealed = keys.seal(key, text.to_bytes(), _sealed_as(op.entity))
        wrapped = keys.wrap(key, key_context(batch.hospital, op.entity, KeyKind.CASE.value))
    erasure_proofs.add(batch.connection, batch.hospital, op.entity, how.value, sealed, wrapped)


def shown(parts: CentralParts, connection: Connection, case_id: str) -> tuple[str, str]:
    """Return how a deletion was signed and what was drawn, "" where there is none."""
    row = erasure_proofs.of(connection, parts.hospital_id, case_id)
    if row is None:
        return "", ""
    if row["sealed"] is None or row["wrapped"] is None:
        return row["signed"], ""
    context = key_context(parts.hospital_id, case_id, KeyKind.CASE.value)
    key = parts.keys.unwrap(bytes(row["wrapped"]), context)
    raw = parts.keys.unseal(key, bytes(row["sealed"]), _sealed_as(case_id))
    return row["signed"], RequestText.from_bytes(raw).signature


def _sealed_as(case_id: str) -> bytes:
    return bindings.central_row(TABLE, case_id, VERSION, KeyKind.CASE)
