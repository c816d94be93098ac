"""The person's own signature under a deletion: proof of the request that its carrying out does not destroy (P25).

It is neither account nor record: law has the hospital keep proof that it was asked (PIPL 50, 69), so it lies under a
key of the case, as the words of every other request do, and stays with the certificate when the person's keys go.
"""

from __future__ import annotations

import msgspec
from sqlalchemy.engine import Connection

from central.services import roster
from central.services.audit_reading import windows_of
from central.services.batch import Batch, Facts
from central.services.errors import OperationRefusedError
from central.services.parts import CentralParts, key_context
from central.services.requests import new_case_key, text_of
from central.store import chains, erasure_course, erasure_proofs, erasures
from desktop.domain import bindings
from desktop.domain.drawn import SignedHow
from desktop.domain.errors import CentralRefusedError, KnownError, NotPermittedError
from desktop.domain.ids import DeskId
from desktop.domain.operations import KeyKind, Operation
from desktop.domain.request_texts import RequestText
from desktop.domain.requests import Channel, RequestKind, check_signed
from desktop.domain.staff import Action
from desktop.sync.wire import AskedAnswer, AskedPlain, AskedRequest

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


class ErasureAskedService:
    """Tells who is about to sign a deletion how it was asked for (P25, N14)."""

    def __init__(self, parts: CentralParts) -> None:
        self._parts = parts

    def read(self, desk_id: str, request: AskedRequest) -> AskedAnswer:
        """Return it sealed to the desk; raises NotPermittedError, CentralRefusedError when the case is not open."""
        parts, hospital = self._parts, self._parts.hospital_id
        with parts.database.read() as connection:
            if not roster.current(parts, connection).may(
                request.author, Action.APPROVE_DELETION, parts.now()
            ):
                raise NotPermittedError(action=Action.APPROVE_DELETION.value)
            if not erasures.waits_for_approval(connection, hospital, request.case_id):
                raise CentralRefusedError(reason="case-not-open")
            signed, drawn = shown(parts, connection, request.case_id)
            filed_at = erasure_course.desk_of(connection, hospital, request.case_id)
            window = windows_of(connection, hospital).get(filed_at, "")
            desk = chains.desk(connection, hospital, desk_id)
        assert desk is not None  # its signature was checked against this row
        plain = msgspec.json.encode(AskedPlain(signed, drawn, window))
        info = bindings.asked_for_desk(request.case_id, DeskId(desk_id))
        return AskedAnswer(parts.keys.seal_to_desk(bytes(desk["seal_public"]), plain, info))


def _sealed_as(case_id: str) -> bytes:
    return bindings.central_row(TABLE, case_id, VERSION, KeyKind.CASE)
