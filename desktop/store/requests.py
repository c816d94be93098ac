"""Requests: the case's key wrapped, its text sealed under that key, the rest plain and naming nobody."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from desktop.domain.canonical import pack
from desktop.domain.ids import CaseId, PatientId, StaffId
from desktop.domain.operations import KeyKind
from desktop.domain.request_cases import case_of
from desktop.domain.request_texts import RequestText
from desktop.ports.requests import StoredRequest
from desktop.store import erasing, tables
from desktop.store.patients import PatientParts
from desktop.store.times import from_us, to_us

_table = tables.requests
_t = _table.c
_PUT = sa.insert(_table).prefix_with("OR REPLACE")
_GET = sa.select(_table).where(_t.id == sa.bindparam("wanted"))
_ALL = sa.select(_table).order_by(_t.filed_us.desc(), _t.id).limit(sa.bindparam("most"))
_OF = sa.select(_table).where(_t.patient_id == sa.bindparam("patient")).order_by(_t.filed_us, _t.id)

_ops = tables.operations.c
_FORGET_SENT = (
    sa.update(tables.operations)
    .where(
        _ops.entity == sa.bindparam("about"), _ops.key_kind == KeyKind.CASE.value, _ops.state != erasing.WAITING
    )
    .values(facts=erasing.BARE, sealed=b"")
)  # fmt: skip


class SealedRequests:
    """Implements ports.requests.RequestRepository."""

    def __init__(self, connection: sa.Connection, parts: PatientParts) -> None:
        self._connection = connection
        self._parts = parts

    def put(self, request: StoredRequest) -> None:
        """Insert or replace."""
        case, sealer = request.case, self._parts.sealer
        self._connection.execute(
            _PUT,
            {
                "id": case.id, "patient_id": case.patient_id, "kind": case.kind.value, "asker": case.asker.value,
                "state": case.state.value, "version": case.version, "filed_by": case.filed_by,
                "filed_us": to_us(case.filed_at), "facts": case.facts(),
                "wrapped": sealer.wrap(request.key, self._key_context(case.id)) if request.key else b"",
                "sealed": self._sealed(request) if request.key else b"",
            },
        )  # fmt: skip

    def get(self, case_id: CaseId) -> StoredRequest | None:
        """Open one request."""
        row = self._connection.execute(_GET, {"wanted": case_id}).one_or_none()
        return None if row is None else self._opened(row)

    def all(self, limit: int) -> tuple[StoredRequest, ...]:
        """Return the newest requests."""
        return tuple(self._opened(row) for row in self._connection.execute(_ALL, {"most": limit}))

    def of_patient(self, patient_id: PatientId) -> tuple[StoredRequest, ...]:
        """Return a person's requests, oldest first."""
        return tuple(self._opened(row) for row in self._connection.execute(_OF, {"patient": patient_id}))

    def forget_sent(self, case_id: CaseId) -> None:
        """Empty the answered operations about a case; number, hash and answer stay."""
        self._connection.execute(_FORGET_SENT, {"about": case_id})

    def _opened(self, row: sa.Row[Any]) -> StoredRequest:
        case_id = CaseId(row.id)
        patient = PatientId(row.patient_id) if row.patient_id else None
        case = case_of(
            case_id, patient, row.kind, row.asker, row.state, row.version, StaffId(row.filed_by),
            from_us(row.filed_us), bytes(row.facts),
        )  # fmt: skip
        if not row.wrapped:
            return StoredRequest(case, RequestText("", ""), b"")
        key = self._parts.sealer.unwrap(bytes(row.wrapped), self._key_context(case_id))
        plain = self._parts.sealer.unseal(key, bytes(row.sealed), self._row_context(case_id, row.version))
        return StoredRequest(case, RequestText.from_bytes(plain), key)

    def _sealed(self, request: StoredRequest) -> bytes:
        case = request.case
        return self._parts.sealer.seal(
            request.key, request.text.to_bytes(), self._row_context(case.id, case.version)
        )

    def _key_context(self, case_id: CaseId) -> bytes:
        return pack("data-key", self._parts.store_id, case_id, KeyKind.CASE.value)

    def _row_context(self, case_id: CaseId, version: int) -> bytes:
        return pack("store-row", self._parts.store_id, _table.name, case_id, version)
