"""People: sealed rows under their own keys, the unsealed status, what lists need, and how all of it goes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from desktop.domain.audit import subject_id
from desktop.domain.blocks import Block, BlockReason
from desktop.domain.ids import PatientId, StaffId
from desktop.domain.marks import Mark
from desktop.domain.operations import KeyKind
from desktop.domain.payloads import AccountRecord, PatientRecord
from desktop.ports.keys import Sealer
from desktop.ports.store import CandidateRow, DataKeys, PatientStatus, SearchRow, StoredPatient
from desktop.store import erasing, tables
from desktop.store.sealing import OpenedRecord, PersonSeals
from desktop.store.search import SearchEntries
from desktop.store.times import from_us_or_none, to_us_or_none

_t = tables.patient_status.c
_who: sa.BindParameter[str] = sa.bindparam("patient")
_PUT_STATUS = sa.insert(tables.patient_status).prefix_with("OR REPLACE")
# how the column of marks names the staff whose own or relative's record it is
OWN_OF = "own-of:"
_STATUS = sa.select(tables.patient_status).where(_t.patient_id == _who)
_COUNT = sa.select(sa.func.count()).select_from(tables.patient_status)


@dataclass(frozen=True, slots=True)
class PatientParts:
    """What the repository works with besides its connection. `store_id` (16 bytes) is bound into every seal."""

    sealer: Sealer
    store_id: bytes


class SealedPatients:
    """Implements ports.store.PatientRepository."""

    def __init__(self, connection: sa.Connection, parts: PatientParts) -> None:
        self._connection = connection
        self._seals = PersonSeals(connection, parts.sealer, parts.store_id)
        self._entries = SearchEntries(connection, parts.sealer, self._seals)

    def put(
        self,
        patient_id: PatientId,
        record: PatientRecord,
        account: AccountRecord | None,
        keys: DataKeys,
        status: PatientStatus,
    ) -> None:
        """Insert or replace a person; an erased person stays erased (I6). Needs the record key (ValueError)."""
        record_key = keys.record
        if record_key is None:
            raise ValueError("a person cannot be kept without a record key")
        gone = erasing.erased_kinds(self._connection, patient_id)
        if KeyKind.RECORD in gone:
            return
        if KeyKind.ACCOUNT in gone:
            account, keys = None, DataKeys(record_key, None)
        held = self._seals.keys(patient_id)
        before = self._seals.record(patient_id, held.record)
        audit_id = before.audit_id if before else subject_id(record_key, patient_id)
        revision = before.revision + 1 if before else 1
        kept = account if keys.account is not None else None
        self._seals.keep_keys(patient_id, held, keys)
        self._seals.put_record(patient_id, record_key, OpenedRecord(audit_id, record, revision))
        self._seals.put_account(patient_id, keys.account, kept, revision)
        self._put_status(patient_id, status)
        self._entries.write(patient_id, record, kept, status, new=before is None)

    def get(self, patient_id: PatientId) -> StoredPatient | None:
        """Open one person; None when unknown or erased; raises SealBrokenError."""
        status = self._status(patient_id)
        if status is None:
            return None
        keys = self._seals.keys(patient_id)
        opened = self._seals.record(patient_id, keys.record)
        if opened is None:
            return None
        account = self._seals.account(patient_id, keys.account)
        return StoredPatient(patient_id, opened.audit_id, opened.record, account, status)

    def keys(self, patient_id: PatientId) -> DataKeys:
        """Return the person's data keys."""
        return self._seals.keys(patient_id)

    def set_status(self, patient_id: PatientId, status: PatientStatus) -> None:
        """Replace the status; a restricted person leaves search and lists, one no longer restricted comes back."""
        before = self._status(patient_id)
        if before is None:
            return
        self._put_status(patient_id, status)
        if before.restricted == status.restricted:
            self._entries.set_served(patient_id, status)
            return
        patient = self.get(patient_id)
        if patient is not None:
            self._entries.write(patient_id, patient.record, patient.account, status, new=False)

    def candidates(
        self, document_type: str, match_key: str | None, name: str, birth: str | None, phone: str | None
    ) -> tuple[CandidateRow, ...]:
        """Return people with this document, or this name and birth date, or this name and phone; at most 20."""
        return self._entries.candidates(document_type, match_key, name, birth, phone)

    def search(self, text: str, limit: int) -> tuple[SearchRow, ...]:
        """Find by any two characters (N2); restricted people are not found."""
        return self._entries.find(text, limit)

    def recent(self, limit: int) -> tuple[SearchRow, ...]:
        """Return the people this desk served last (G16)."""
        return self._entries.recent(limit)

    def erase(self, patient_id: PatientId, kinds: Iterable[KeyKind]) -> None:
        """Destroy the named keys and all that lies under them, for good (DECISIONS 12-13)."""
        named = frozenset(kinds)
        if KeyKind.RECORD in named:
            if self._status(patient_id) is not None:
                erasing.drop_drafts(self._connection)
            person = self._entries.remove(patient_id)
            erasing.forget(self._connection, patient_id)
            named |= {KeyKind.ACCOUNT}  # nothing of an account can stand without its person
        else:
            person = None
        for kind in named:
            self._seals.destroy(patient_id, kind)
            erasing.remember(self._connection, patient_id, kind, person)
        erasing.empty_operations(self._connection)
        if KeyKind.RECORD not in named:
            self._rewrite_entries(patient_id)

    def renew_account(self, patient_id: PatientId) -> None:
        """Let the person have an account again, under another key than the one that was destroyed."""
        if KeyKind.RECORD not in erasing.erased_kinds(self._connection, patient_id):
            erasing.renew(self._connection, patient_id, KeyKind.ACCOUNT)

    def drop(self, patient_id: PatientId) -> None:
        """Forget a person who left the desk's scope, with keys, lists, consents and bookings."""
        self._entries.remove(patient_id)
        for kind in KeyKind:
            self._seals.destroy(patient_id, kind)
        erasing.let_go(self._connection, patient_id)

    def count(self) -> int:
        """Return how many people this desk holds."""
        return int(self._connection.execute(_COUNT).scalar_one())

    def _rewrite_entries(self, patient_id: PatientId) -> None:
        patient = self.get(patient_id)
        if patient is not None:
            self._entries.write(patient_id, patient.record, patient.account, patient.status, new=False)

    def _status(self, patient_id: PatientId) -> PatientStatus | None:
        row = self._connection.execute(_STATUS, {"patient": patient_id}).one_or_none()
        if row is None:
            return None
        return PatientStatus(
            version=row.version,
            name_check=row.name_check,
            evidence=row.evidence,
            phone_verified=bool(row.phone_verified),
            restricted=bool(row.restricted),
            same_as=PatientId(row.same_as) if row.same_as is not None else None,
            served_at=from_us_or_none(row.served_us),
            keep_until=from_us_or_none(row.keep_until_us),
            basis=row.basis,
            marks=frozenset(Mark(word) for word in row.marks.split() if not word.startswith(OWN_OF)),
            own_of=frozenset(
                StaffId(word.removeprefix(OWN_OF)) for word in row.marks.split() if word.startswith(OWN_OF)
            ),
            block=_block(row.block_reason, row.blocked_until),
        )

    def _put_status(self, patient_id: PatientId, status: PatientStatus) -> None:
        values = {
            "patient_id": patient_id,
            "version": status.version,
            "name_check": status.name_check,
            "evidence": status.evidence,
            "phone_verified": int(status.phone_verified),
            "restricted": int(status.restricted),
            "same_as": status.same_as,
            "served_us": to_us_or_none(status.served_at),
            "keep_until_us": to_us_or_none(status.keep_until),
            "basis": status.basis,
            "marks": " ".join(
                sorted({*(mark.value for mark in status.marks), *(OWN_OF + staff for staff in status.own_of)})
            ),
            "block_reason": status.block.reason.value if status.block else "",
            "blocked_until": status.block.until.isoformat() if status.block else "",
        }
        self._connection.execute(_PUT_STATUS, values)


def _block(reason: str, until: str) -> Block | None:
    return Block(BlockReason(reason), date.fromisoformat(until)) if reason else None
