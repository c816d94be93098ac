"""Who a person is, sealed under that person's own data keys; the keys lie wrapped in a table of their own.

Record row:   seal(record key, audit id (16 bytes) | canonical JSON of PatientRecord)
Account row:  seal(account key, canonical JSON of AccountRecord)
Context of a row: "store-row", store id, table, patient, revision. Context of a wrapped key: "data-key", store id,
patient, kind. So nothing opens in another store, at another person or as an older revision.
A new account row takes the revision of the record that was written with it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa

from desktop.domain.audit import SUBJECT_BYTES
from desktop.domain.canonical import pack
from desktop.domain.ids import PatientId
from desktop.domain.operations import KeyKind
from desktop.domain.payloads import AccountRecord, PatientRecord
from desktop.ports.keys import Sealer
from desktop.ports.store import DataKeys
from desktop.store import tables

AUDIT_ID_BYTES = SUBJECT_BYTES

_keys = tables.data_keys.c
_who: sa.BindParameter[str] = sa.bindparam("patient")
_KEYS = sa.select(_keys.kind, _keys.wrapped).where(_keys.patient_id == _who)
_PUT_KEY = sa.insert(tables.data_keys).prefix_with("OR REPLACE")
_DROP_KEY = sa.delete(tables.data_keys).where(_keys.patient_id == _who, _keys.kind == sa.bindparam("which"))
_SEALED = {
    KeyKind.RECORD: tables.patient_records,
    KeyKind.ACCOUNT: tables.patient_accounts,
}
_GET = {
    kind: sa.select(table.c.revision, table.c.sealed).where(table.c.patient_id == _who)
    for kind, table in _SEALED.items()
}
_SEVERAL = (
    sa.select(
        _keys.patient_id, _keys.wrapped, tables.patient_records.c.revision, tables.patient_records.c.sealed
    )
    .join(tables.patient_records, tables.patient_records.c.patient_id == _keys.patient_id)
    .where(_keys.kind == KeyKind.RECORD.value, _keys.patient_id.in_(sa.bindparam("patients", expanding=True)))
)
_PUT = {kind: sa.insert(table).prefix_with("OR REPLACE") for kind, table in _SEALED.items()}
_DROP = {kind: sa.delete(table).where(table.c.patient_id == _who) for kind, table in _SEALED.items()}


@dataclass(frozen=True, slots=True, repr=False)
class OpenedRecord:
    """An opened record row; `audit_id` is the random id (hex) that the trace names."""

    audit_id: str
    record: PatientRecord
    revision: int


class PersonSeals:
    """Seals and opens the rows of one person at a time."""

    def __init__(self, connection: sa.Connection, sealer: Sealer, store_id: bytes) -> None:
        self._connection = connection
        self._sealer = sealer
        self._store_id = store_id

    def keys(self, patient_id: PatientId) -> DataKeys:
        """Return the unwrapped data keys; None for a kind that is destroyed or not held."""
        found = self._connection.execute(_KEYS, {"patient": patient_id})
        wrapped = {kind: bytes(value) for kind, value in found}
        return DataKeys(
            self._unwrap(patient_id, KeyKind.RECORD, wrapped),
            self._unwrap(patient_id, KeyKind.ACCOUNT, wrapped),
        )

    def keep_keys(self, patient_id: PatientId, held: DataKeys, keys: DataKeys) -> None:
        """Write what differs from the keys held now; a kind that is None goes."""
        for kind, before, now in (
            (KeyKind.RECORD, held.record, keys.record),
            (KeyKind.ACCOUNT, held.account, keys.account),
        ):
            if now is None and before is not None:
                self.destroy(patient_id, kind)
            elif now is not None and now != before:
                wrapped = self._sealer.wrap(now, self._key_context(patient_id, kind))
                row = {"patient_id": patient_id, "kind": kind.value, "wrapped": wrapped}
                self._connection.execute(_PUT_KEY, row)

    def record(self, patient_id: PatientId, key: bytes | None) -> OpenedRecord | None:
        """Open the record row; None when there is none or its key is gone; raises SealBrokenError."""
        opened = self._open(patient_id, KeyKind.RECORD, key)
        if opened is None:
            return None
        plain, revision = opened
        record = PatientRecord.from_bytes(plain[AUDIT_ID_BYTES:])
        return OpenedRecord(plain[:AUDIT_ID_BYTES].hex(), record, revision)

    def records(self, patient_ids: Collection[str]) -> dict[str, PatientRecord]:
        """Open the record rows of the people of one list, with one statement."""
        found = self._connection.execute(_SEVERAL, {"patients": patient_ids}).all() if patient_ids else []
        opened: dict[str, PatientRecord] = {}
        for patient_id, wrapped, revision, sealed in found:
            who = PatientId(patient_id)
            key = self._sealer.unwrap(bytes(wrapped), self._key_context(who, KeyKind.RECORD))
            context = self._row_context(who, KeyKind.RECORD, revision)
            plain = self._sealer.unseal(key, bytes(sealed), context)
            opened[who] = PatientRecord.from_bytes(plain[AUDIT_ID_BYTES:])
        return opened

    def account(self, patient_id: PatientId, key: bytes | None) -> AccountRecord | None:
        """Open the account row; None when there is none or its key is gone; raises SealBrokenError."""
        opened = self._open(patient_id, KeyKind.ACCOUNT, key)
        return None if opened is None else AccountRecord.from_bytes(opened[0])

    def put_record(self, patient_id: PatientId, key: bytes, opened: OpenedRecord) -> None:
        """Seal the record under its key as this revision."""
        plain = bytes.fromhex(opened.audit_id) + opened.record.to_bytes()
        self._seal(patient_id, KeyKind.RECORD, key, plain, opened.revision)

    def put_account(
        self, patient_id: PatientId, key: bytes | None, account: AccountRecord | None, revision: int
    ) -> None:
        """Seal the account under its key as this revision; without one the row goes."""
        if account is not None and key is not None:
            self._seal(patient_id, KeyKind.ACCOUNT, key, account.to_bytes(), revision)
        elif revision > 1:
            self._connection.execute(_DROP[KeyKind.ACCOUNT], {"patient": patient_id})

    def destroy(self, patient_id: PatientId, kind: KeyKind) -> None:
        """Delete a wrapped key and what was sealed under it."""
        self._connection.execute(_DROP_KEY, {"patient": patient_id, "which": kind.value})
        if kind in _DROP:
            self._connection.execute(_DROP[kind], {"patient": patient_id})

    def _unwrap(self, patient_id: PatientId, kind: KeyKind, wrapped: dict[str, bytes]) -> bytes | None:
        value = wrapped.get(kind.value)
        return None if value is None else self._sealer.unwrap(value, self._key_context(patient_id, kind))

    def _open(self, patient_id: PatientId, kind: KeyKind, key: bytes | None) -> tuple[bytes, int] | None:
        if key is None:
            return None
        row = self._connection.execute(_GET[kind], {"patient": patient_id}).one_or_none()
        if row is None:
            return None
        context = self._row_context(patient_id, kind, row.revision)
        return self._sealer.unseal(key, bytes(row.sealed), context), int(row.revision)

    def _seal(self, patient_id: PatientId, kind: KeyKind, key: bytes, plain: bytes, revision: int) -> None:
        sealed = self._sealer.seal(key, plain, self._row_context(patient_id, kind, revision))
        self._connection.execute(
            _PUT[kind], {"patient_id": patient_id, "revision": revision, "sealed": sealed}
        )

    def _row_context(self, patient_id: PatientId, kind: KeyKind, revision: int) -> bytes:
        return pack("store-row", self._store_id, _SEALED[kind].name, patient_id, revision)

    def _key_context(self, patient_id: PatientId, kind: KeyKind) -> bytes:
        return pack("data-key", self._store_id, patient_id, kind.value)
