"""Exact look-ups outside a desk's working set, and bringing one person (DECISIONS 4, N2, P17)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy.engine import Connection

from central.services import tokens
from central.services.errors import (
    DeskQuarantinedError,
    DeskRevokedError,
    DeskUnknownError,
    TooManyLookupsError,
)
from central.services.exchange import ACTIVE, REVOKED
from central.services.feed import Puller
from central.services.opening import account_of, record_of
from central.services.parts import CentralParts
from central.store import chains, people, traces
from desktop.domain.documents import DocumentType
from desktop.domain.ids import PatientId
from desktop.domain.masking import Surface, mask_name, mask_number, mask_phone
from desktop.domain.payloads import PatientRecord
from desktop.sync.wire import FetchRequest, FetchResult, LookupRequest, LookupResult, MaskedRow

MOST = 5
MINUTE = timedelta(minutes=1)
NONE = "--"


class DirectoryService:
    """Answers exact questions with at most five masked people; every question is counted and noted without its text."""

    def __init__(self, parts: CentralParts) -> None:
        self._parts = parts

    def look_up(self, desk_id: str, request: LookupRequest) -> LookupResult:
        """Return masked people, or "too many" and none; raises TooManyLookupsError."""
        field, token = self._token(request)
        return self._parts.database.run(lambda c: self._look_up(c, desk_id, request, field, token))

    def fetch(self, desk_id: str, request: FetchRequest) -> FetchResult:
        """Return one person and what belongs to them; nothing for somebody unknown or erased."""

        def work(connection: Connection) -> FetchResult:
            desk = self._admit(connection, desk_id)
            rows = Puller(self._parts, connection, desk).fetched(request.patient_id)
            self._note(connection, desk_id, "fetch", 1 if rows else 0)
            return FetchResult(rows=rows)

        return self._parts.database.run(work)

    def _token(self, request: LookupRequest) -> tuple[str, bytes]:
        keys = self._parts.keys
        match request.by:
            case "phone":
                return tokens.PHONE, tokens.phone_token(keys, request.value)
            case "card":
                return tokens.CARD, tokens.card_token(keys, request.value)
            case "name4":
                return tokens.NAME4, tokens.name4_token(keys, request.value, request.digits)
            case _:
                return tokens.DOCUMENT, tokens.document_token(keys, request.value)

    def _look_up(
        self, connection: Connection, desk_id: str, request: LookupRequest, field: str, token: bytes
    ) -> LookupResult:
        self._admit(connection, desk_id)
        ids = people.with_tokens(connection, self._parts.hospital_id, field, [token]).get(token, [])
        records = self._records(connection, ids[: 4 * MOST])
        if request.document_type and field == tokens.DOCUMENT:
            records = {p: r for p, r in records.items() if r.document_type == request.document_type}
        self._note(connection, desk_id, field, len(records))
        if len(records) > MOST:
            return LookupResult(rows=(), too_many=True)
        return LookupResult(rows=tuple(self._masked(connection, p, r) for p, r in records.items()))

    def _records(self, connection: Connection, ids: list[str]) -> dict[str, PatientRecord]:
        rows = people.people(connection, self._parts.hospital_id, ids)
        wrapped = people.wrapped_keys(connection, self._parts.hospital_id, ids)
        opened = {
            patient: record_of(self._parts, rows[patient], wrapped) for patient in ids if patient in rows
        }
        return {patient: record for patient, record in opened.items() if record is not None}

    def _masked(self, connection: Connection, patient_id: str, record: PatientRecord) -> MaskedRow:
        row = people.people(connection, self._parts.hospital_id, [patient_id])[patient_id]
        wrapped = people.wrapped_keys(connection, self._parts.hospital_id, [patient_id])
        account = account_of(self._parts, row, wrapped)
        kind, number = DocumentType(record.document_type), record.document_number
        return MaskedRow(
            patient_id=PatientId(patient_id),
            name=mask_name(record.name, Surface.LIST),
            sex=record.sex,
            birth=record.birth or "",
            number=mask_number(kind, number, Surface.LIST, birth_visible=True) if number else NONE,
            phone=mask_phone(account.phone, Surface.LIST) if account and account.phone else NONE,
        )

    def _admit(self, connection: Connection, desk_id: str) -> dict[str, Any]:
        """Return the desk's row when it may ask now; one desk's questions are counted one after another."""
        hospital = self._parts.hospital_id
        desk = chains.desk(connection, hospital, desk_id, lock=True)
        if desk is None:
            raise DeskUnknownError
        if desk["state"] == REVOKED:
            raise DeskRevokedError
        if desk["state"] != ACTIVE:
            raise DeskQuarantinedError
        most = traces.most_a_minute(connection, hospital)
        if traces.count_since(connection, hospital, desk_id, self._parts.now() - MINUTE) >= most:
            raise TooManyLookupsError(retry_after_s=60)
        return desk

    def _note(self, connection: Connection, desk_id: str, act: str, found: int) -> None:
        entry = traces.Lookup(self._parts.new_id(), desk_id, self._parts.now(), act, found)
        traces.note(connection, self._parts.hospital_id, entry)
