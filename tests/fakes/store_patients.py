"""People in memory, as ports.store.PatientRepository promises."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from desktop.domain.ids import PatientId
from desktop.domain.operations import (
    KeyKind,
)
from desktop.domain.payloads import AccountRecord, PatientRecord
from desktop.ports.store import (
    CandidateRow,
    DataKeys,
    PatientStatus,
    SearchRow,
    StoredPatient,
)
from desktop.store.terms import document_keys, document_value, folded, match_key_of, terms_of
from tests.fakes.store_rows import Rows


class FakePatients:
    """Implements ports.store.PatientRepository."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def put(
        self,
        patient_id: PatientId,
        record: PatientRecord,
        account: AccountRecord | None,
        keys: DataKeys,
        status: PatientStatus,
    ) -> None:
        rows = self._rows
        if keys.record is None:
            raise ValueError("a person cannot be kept without a record key")
        if (patient_id, KeyKind.RECORD) in rows.erased:
            return
        if (patient_id, KeyKind.ACCOUNT) in rows.erased:
            account, keys = None, DataKeys(keys.record, None)
        old = rows.patients.get(patient_id)
        if old is None:
            rows.people_made += 1
        audit_id = old.audit_id if old else f"{rows.people_made:032x}"
        kept = account if keys.account is not None else None
        rows.keys[patient_id] = keys
        rows.patients[patient_id] = StoredPatient(patient_id, audit_id, record, kept, status)

    def get(self, patient_id: PatientId) -> StoredPatient | None:
        return self._rows.patients.get(patient_id)

    def keys(self, patient_id: PatientId) -> DataKeys:
        return self._rows.keys.get(patient_id, DataKeys(None, None))

    def set_status(self, patient_id: PatientId, status: PatientStatus) -> None:
        old = self._rows.patients.get(patient_id)
        if old is not None:
            self._rows.patients[patient_id] = replace(old, status=status)

    def candidates(
        self, document_type: str, match_key: str | None, name: str, birth: str | None, phone: str | None
    ) -> tuple[CandidateRow, ...]:
        wanted = document_value(document_type, match_key) if match_key else None
        exact, alike = [], []
        for person in self._rows.patients.values():
            record = person.record
            if wanted is not None and _document(record) == wanted:
                exact.append(person)
            elif person.status.restricted or folded(record.name) != folded(name):
                continue
            elif (birth and record.birth == birth) or (phone and _phone(person) == phone):
                alike.append(person)
        return tuple(_candidate(person) for person in (*exact, *alike)[:20])

    def search(self, text: str, limit: int) -> tuple[SearchRow, ...]:
        typed = folded(text)
        if len(typed) < 2:
            return ()
        documents = set(document_keys(text))
        exact, begins, holds = [], [], []
        for person in self._listed():
            terms = terms_of(person.record, person.account)
            if _document(person.record) in documents:
                exact.append(person)
            elif any(term.startswith(typed) for term in terms):
                begins.append(person)
            elif any(typed in term for term in terms):
                holds.append(person)
        return tuple(_search_row(person) for person in (*exact, *begins, *holds)[:limit])

    def recent(self, limit: int) -> tuple[SearchRow, ...]:
        served = [p for p in self._listed() if p.status.served_at is not None]
        return tuple(_search_row(person) for person in served[:limit])

    def erase(self, patient_id: PatientId, kinds: Iterable[KeyKind]) -> None:
        rows, named = self._rows, set(kinds)
        rows.erased.update((patient_id, kind) for kind in named)
        if KeyKind.RECORD not in named:
            self._erase_account(patient_id, named)
            return
        rows.erased.add((patient_id, KeyKind.ACCOUNT))
        if rows.patients.pop(patient_id, None) is not None:
            rows.state = {n: v for n, v in rows.state.items() if not n.startswith("draft/")}
        rows.keys.pop(patient_id, None)
        rows.consents = {k: e for k, e in rows.consents.items() if e.patient_id != patient_id}
        rows.notices = [n for n in rows.notices if n.patient_id != patient_id]
        rows.bookings = {
            k: replace(b, patient_id=PatientId("")) if b.patient_id == patient_id else b
            for k, b in rows.bookings.items()
        }
        rows.tasks = {
            k: replace(t, patient_id=None) if t.patient_id == patient_id else t for k, t in rows.tasks.items()
        }
        rows.pairs = {k: p for k, p in rows.pairs.items() if patient_id not in (p.first_id, p.second_id)}
        for other in rows.patients.values():
            if other.status.same_as == patient_id:
                self.set_status(other.id, replace(other.status, same_as=None))

    def _erase_account(self, patient_id: PatientId, kinds: set[KeyKind]) -> None:
        old = self._rows.patients.get(patient_id)
        if old is not None and KeyKind.ACCOUNT in kinds:
            self._rows.patients[patient_id] = replace(old, account=None)
            self._rows.keys[patient_id] = DataKeys(self.keys(patient_id).record, None)

    def renew_account(self, patient_id: PatientId) -> None:
        if (patient_id, KeyKind.RECORD) not in self._rows.erased:
            self._rows.erased.discard((patient_id, KeyKind.ACCOUNT))

    def drop(self, patient_id: PatientId) -> None:
        rows = self._rows
        rows.patients.pop(patient_id, None)
        rows.keys.pop(patient_id, None)
        rows.consents = {k: e for k, e in rows.consents.items() if e.patient_id != patient_id}
        rows.notices = [n for n in rows.notices if n.patient_id != patient_id]
        gone = {k for k, b in rows.bookings.items() if b.patient_id == patient_id}
        rows.queue = {k: e for k, e in rows.queue.items() if k not in gone}
        rows.bookings = {k: b for k, b in rows.bookings.items() if b.patient_id != patient_id}

    def count(self) -> int:
        return len(self._rows.patients)

    def _listed(self) -> list[StoredPatient]:
        """Return who may stand in a list, served last first."""
        people = [p for p in self._rows.patients.values() if not p.status.restricted]
        people.reverse()
        return sorted(
            people, key=lambda p: p.status.served_at.timestamp() if p.status.served_at else 0.0, reverse=True
        )


def _document(record: PatientRecord) -> str | None:
    key = match_key_of(record)
    return document_value(record.document_type, key) if key else None


def _phone(person: StoredPatient) -> str | None:
    return person.account.phone if person.account else None


def _candidate(person: StoredPatient) -> CandidateRow:
    record = person.record
    return CandidateRow(
        person.id,
        record.name,
        record.document_type,
        match_key_of(record),
        record.birth,
        (_phone(person) or "")[-4:],
    )


def _search_row(person: StoredPatient) -> SearchRow:
    record = person.record
    return SearchRow(
        person.id, record.name, record.sex, record.birth, record.document_type, record.document_number,
        _phone(person), record.card_number, person.status.served_at,
    )  # fmt: skip
