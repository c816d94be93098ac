"""The legal path to what is kept of deleted people: an approved reading, a look noted first (DOMAIN §4.3)."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy.engine import Connection

from central.services import roster
from central.services.copies import bookings_of, payments_of
from central.services.parts import CentralParts, key_context
from central.store import chains, duties, kept
from desktop.domain import bindings, legal_reading
from desktop.domain.duties import DutyKind
from desktop.domain.errors import NotPermittedError
from desktop.domain.ids import DeskId
from desktop.domain.legal_reading import KeptRecord, NobodyNamedError, ReadingNotOpenError
from desktop.domain.operations import KeyKind
from desktop.domain.payloads import PatientRecord
from desktop.domain.personal_copies import person_of_record
from desktop.domain.staff import Action
from desktop.sync.wire import KeptAnswer, KeptRequest


class KeptReadingService:
    """Answers the officer's desk."""

    def __init__(self, parts: CentralParts) -> None:
        self._parts = parts

    def read(self, desk_id: str, request: KeptRequest) -> KeptAnswer:
        """Return what is kept, sealed to the desk; raises NotPermittedError, ReadingNotOpenError, NobodyNamedError."""
        parts, hospital = self._parts, self._parts.hospital_id
        with parts.database.read() as connection:
            if not roster.current(parts, connection).may(request.author, Action.READ_KEPT, parts.now()):
                raise NotPermittedError(action=Action.READ_KEPT.value)
            duty = duties.duty(connection, hospital, request.duty_id, parts.keys)
            if duty is None or duty.kind != DutyKind.LEGAL:
                raise ReadingNotOpenError
            if not legal_reading.may_look(duty, request.author, parts.now()):
                raise ReadingNotOpenError
            found = self._found(connection, duty.facts["case"], request.number.strip().upper())
            desk = chains.desk(connection, hospital, desk_id)
            assert desk is not None  # its signature was checked against this row
        info = bindings.kept_for_desk(request.duty_id, DeskId(desk_id))
        plain = msgspec.json.encode(found)
        return KeptAnswer(parts.keys.seal_to_desk(bytes(desk["seal_public"]), plain, info))

    def _found(self, connection: Connection, case_id: str, number: str) -> tuple[KeptRecord, ...]:
        hospital = self._parts.hospital_id
        if not case_id and not number:
            raise NobodyNamedError
        rows = kept.of_case(connection, hospital, case_id) if case_id else kept.every(connection, hospital)
        opened = [(row, self._opened(row)) for row in rows]
        return tuple(
            KeptRecord(
                row["case_id"],
                person_of_record(record, row["name_check"], row["basis"], restricted=True),
                bookings_of(connection, hospital, [row["patient_id"]]),
                payments_of(connection, hospital, [row["patient_id"]]),
            )
            for row, record in opened
            if case_id or (record.document_number or "").upper() == number
        )

    def _opened(self, row: dict[str, Any]) -> PatientRecord:
        context = key_context(self._parts.hospital_id, row["patient_id"], kept.LEGAL)
        key = self._parts.keys.unwrap_for_law(bytes(row["wrapped"]), context)
        sealed_as = bindings.central_row("patient", row["patient_id"], row["version"], KeyKind.RECORD)
        return PatientRecord.from_bytes(self._parts.keys.unseal(key, bytes(row["sealed_record"]), sealed_as))
