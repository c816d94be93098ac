"""Disclosures at central: filed, approved by another, handed over; the book of each person (P10, P12, N33, N44)."""

from __future__ import annotations

from sqlalchemy.engine import Connection, RowMapping

from central.services import roster
from central.services.batch import Batch, Facts
from central.services.errors import OperationRefusedError
from central.services.parts import CentralParts, key_context
from central.services.requests import new_case_key
from central.services.signatures import check_signature
from central.store import disclosures as store
from central.store import registers
from desktop.domain import bindings
from desktop.domain.disclosures import (
    PURPOSE,
    Disclosure,
    DisclosureKind,
    DisclosureState,
    DisclosureText,
    check_request,
    scope_of,
    words,
)
from desktop.domain.errors import KnownError, NotPermittedError, SealBrokenError, SelfApprovalError
from desktop.domain.ids import CaseId, PatientId, StaffId
from desktop.domain.operations import KeyKind, Operation
from desktop.domain.schedules import clinic_day
from desktop.domain.staff import Action
from desktop.sync.wire import DisclosureRow, DisclosuresAnswer, DisclosuresRequest

KIND = "disclosure"
MOST_SEALED = 192 * 1024


def file(batch: Batch, op: Operation) -> None:
    """Take a share, which counts at once, or a request that waits for another person."""
    facts = Facts(op)
    if op.subject is None or batch.patients.get(op.subject) is None:
        raise OperationRefusedError("person-unknown")
    if store.one(batch.connection, batch.hospital, op.entity) is not None:
        raise OperationRefusedError("case-exists")
    key = new_case_key(batch, op.entity, facts)
    try:
        kind, scope = DisclosureKind(facts.text("kind")), scope_of(facts.text("scope"))
        text = _text(batch, op, key)
    except (ValueError, TypeError, SealBrokenError) as error:
        raise OperationRefusedError("malformed") from error
    entries = registers.newest(batch.connection, batch.hospital)
    try:
        check_request(kind, scope, text, entries, clinic_day(batch.now))
    except KnownError as error:
        raise OperationRefusedError(error.code) from error
    share = kind is DisclosureKind.SHARE
    store.put(
        batch.connection, batch.hospital, disclosure_id=op.entity, patient_id=op.subject, kind=kind.value,
        state=(DisclosureState.HANDED if share else DisclosureState.FILED).value, scope=words(scope),
        filed_by=op.author, at=batch.now, handed_at=batch.now if share else None,
        sealed=batch.parts.keys.seal(key, text.to_bytes(), row_context(op.entity)),
        wrapped=batch.parts.keys.wrap(key, key_context(batch.hospital, op.entity, KeyKind.CASE.value)),
    )  # fmt: skip


def approve(batch: Batch, op: Operation) -> None:
    """Take the own signature of somebody else than who filed, over the whole request with its scanned paper."""
    row = _in_state(batch, op, DisclosureState.FILED)
    if row["filed_by"] == op.author:
        raise OperationRefusedError(SelfApprovalError.code)
    found, text = opened(batch.parts, row)
    check_signature(batch, op, found.signed_bytes(text.scanned()), Action.DISCLOSE, purpose=PURPOSE)
    store.change(
        batch.connection, batch.hospital, op.entity, state=DisclosureState.APPROVED.value, approved_by=op.author,
        signature=op.approvals[0].signature,
    )  # fmt: skip


def hand_over(batch: Batch, op: Operation) -> None:
    """Note that the approved scope is handed over, before a desk makes the file."""
    _in_state(batch, op, DisclosureState.APPROVED)
    store.change(
        batch.connection, batch.hospital, op.entity, state=DisclosureState.HANDED.value, handed_at=batch.now
    )


def opened(parts: CentralParts, row: RowMapping) -> tuple[Disclosure, DisclosureText]:
    """Open one row of the book."""
    case_id = CaseId(row["disclosure_id"])
    text = DisclosureText("", "", "")  # of an entry whose key was destroyed
    if row["wrapped"]:
        context = key_context(parts.hospital_id, case_id, KeyKind.CASE.value)
        key = parts.keys.unwrap(bytes(row["wrapped"]), context)
        text = DisclosureText.from_bytes(parts.keys.unseal(key, bytes(row["sealed"]), row_context(case_id)))
    found = Disclosure(
        case_id, PatientId(row["patient_id"]), DisclosureKind(row["kind"]), DisclosureState(row["state"]),
        scope_of(row["scope"]), StaffId(row["filed_by"]), row["at"], text.recipient, text.number, text.why,
        row["approved_by"] or "", row["handed_at"], text.paper,
    )  # fmt: skip
    return found, text


def book_of(
    parts: CentralParts, connection: Connection, patient_id: str | None = None
) -> tuple[Disclosure, ...]:
    """Return everything disclosed, or asked for, about a person, None for everybody."""
    return tuple(opened(parts, row)[0] for row in store.book(connection, parts.hospital_id, patient_id))


class DisclosureService:
    """Answers a desk's question about the book."""

    def __init__(self, parts: CentralParts) -> None:
        self._parts = parts

    def run(self, desk_id: str, request: DisclosuresRequest) -> DisclosuresAnswer:
        """Return the book, with the scanned paper of one of them; raises NotPermittedError."""
        parts = self._parts
        with parts.database.read() as connection:
            people = roster.current(parts, connection)
            if not people.may(request.author, Action.DISCLOSE, parts.now()):
                raise NotPermittedError(action=Action.DISCLOSE.value)
            scan = b""
            wanted = store.one(connection, parts.hospital_id, request.scan_of) if request.scan_of else None
            if wanted is not None:
                scan = opened(parts, wanted)[1].scanned()
            found = book_of(parts, connection, request.patient_id or None)
        return DisclosuresAnswer(tuple(_row(one) for one in found), scan)


def _row(one: Disclosure) -> DisclosureRow:
    return DisclosureRow(
        one.id, one.patient_id, one.kind.value, one.state.value, words(one.scope), one.by, one.at, one.recipient,
        one.number, one.why, one.approved_by, one.handed_at, one.paper,
    )  # fmt: skip


def _in_state(batch: Batch, op: Operation, state: DisclosureState) -> RowMapping:
    row = store.one(batch.connection, batch.hospital, op.entity)
    if row is None or row["state"] != state.value or row["patient_id"] != op.subject:
        raise OperationRefusedError("case-not-open")
    return row


def _text(batch: Batch, op: Operation, key: bytes) -> DisclosureText:
    if op.key_kind is not KeyKind.CASE or len(op.sealed) > MOST_SEALED:
        raise OperationRefusedError("payload-unreadable")
    return DisclosureText.from_bytes(batch.parts.keys.unseal(key, op.sealed, op.seal_context()))


def row_context(case_id: str) -> bytes:
    """Return what ties an entry of the book to its case."""
    return bindings.central_row(KIND, case_id, 1, KeyKind.CASE)
