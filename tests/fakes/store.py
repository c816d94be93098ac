"""The store in memory: the same promises as the sealed one, held by the same contract suite, without a file."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime, timedelta

from desktop.domain.audit import GENESIS as AUDIT_GENESIS
from desktop.domain.audit import AuditEvent, link
from desktop.domain.errors import KnownError, StoreBusyError
from desktop.domain.ids import BookingId, CaseId, DepartmentId, DoctorId, PatientId, SessionId, TaskId
from desktop.domain.operations import (
    GENESIS,
    KeyKind,
    OperationKind,
    OperationResult,
    Right,
    SignedOperation,
)
from desktop.domain.payloads import AccountRecord, PatientRecord
from desktop.domain.schedules import ClinicSession, Department, Doctor, SessionState, clinic_day
from desktop.ports.store import (
    CandidateRow,
    ChainHead,
    ConsentEvent,
    DataKeys,
    NoticeEvent,
    OutboxItem,
    PatientStatus,
    SearchRow,
    StoredBooking,
    StoredCase,
    StoredPatient,
    StoredTask,
    Transaction,
)
from desktop.store.terms import document_keys, document_value, folded, match_key_of, terms_of


@dataclass(frozen=True, slots=True)
class _Logged:
    """One operation with its answer."""

    signed: SignedOperation
    result: OperationResult | None = None
    tries: int = 0
    last_error: str = ""


@dataclass
class _Rows:
    """Everything the store holds; a transaction works on a copy."""

    patients: dict[PatientId, StoredPatient] = field(default_factory=dict)
    keys: dict[PatientId, DataKeys] = field(default_factory=dict)
    erased: set[tuple[PatientId, KeyKind]] = field(default_factory=set)
    bookings: dict[BookingId, StoredBooking] = field(default_factory=dict)
    departments: dict[DepartmentId, Department] = field(default_factory=dict)
    doctors: dict[DoctorId, Doctor] = field(default_factory=dict)
    sessions: dict[SessionId, ClinicSession] = field(default_factory=dict)
    incarnation: int = 1
    operations: dict[tuple[int, int], _Logged] = field(default_factory=dict)
    rights: set[Right] = field(default_factory=set)
    audit: list[tuple[bytes, bytes]] = field(default_factory=list)
    cases: dict[CaseId, StoredCase] = field(default_factory=dict)
    tasks: dict[TaskId, StoredTask] = field(default_factory=dict)
    consents: dict[str, ConsentEvent] = field(default_factory=dict)
    notices: list[NoticeEvent] = field(default_factory=list)
    state: dict[str, bytes] = field(default_factory=dict)
    people_made: int = 0

    def copied(self) -> _Rows:
        return _Rows(**{f.name: copy.copy(getattr(self, f.name)) for f in fields(self)})


class FakeStore:
    """Implements ports.store.Store. `fail` lays up an error for the next commit; `dirty` makes scrub fail."""

    def __init__(self) -> None:
        self._rows = _Rows()
        self._failures: list[KnownError] = []
        self._writing = False
        self.dirty = False
        self.whole = True
        self.closed = False
        self.commits = 0

    def fail(self, error: KnownError) -> None:
        """Raise this at the end of the next write, once; nothing of it is kept."""
        self._failures.append(error)

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        if self._writing:
            raise RuntimeError("a write inside a write of the same thread")
        self._refuse_closed()
        self._writing = True
        try:
            working = self._rows.copied()
            yield FakeTransaction(working)
            if self._failures:
                raise self._failures.pop(0)
            self._rows = working
            self.commits += 1
        finally:
            self._writing = False

    @contextmanager
    def read(self) -> Iterator[Transaction]:
        self._refuse_closed()
        yield FakeTransaction(self._rows.copied())

    def scrub(self) -> bool:
        return not self.dirty

    def check(self) -> bool:
        return self.whole

    def close(self) -> None:
        self.closed = True

    def _refuse_closed(self) -> None:
        if self.closed:
            raise StoreBusyError(cause="closed")


class FakeTransaction:
    """Implements ports.store.Transaction."""

    def __init__(self, rows: _Rows) -> None:
        self.patients = FakePatients(rows)
        self.bookings = FakeBookings(rows)
        self.schedules = FakeSchedules(rows)
        self.outbox = FakeOutbox(rows)
        self.rights = FakeRights(rows)
        self.audit = FakeAudit(rows)
        self.cases = FakeCases(rows)
        self.state = FakeState(rows)


class FakePatients:
    """Implements ports.store.PatientRepository."""

    def __init__(self, rows: _Rows) -> None:
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
        for other in rows.patients.values():
            if other.status.same_as == patient_id:
                self.set_status(other.id, replace(other.status, same_as=None))

    def _erase_account(self, patient_id: PatientId, kinds: set[KeyKind]) -> None:
        old = self._rows.patients.get(patient_id)
        if old is not None and KeyKind.ACCOUNT in kinds:
            self._rows.patients[patient_id] = replace(old, account=None)
            self._rows.keys[patient_id] = DataKeys(self.keys(patient_id).record, None)

    def drop(self, patient_id: PatientId) -> None:
        rows = self._rows
        rows.patients.pop(patient_id, None)
        rows.keys.pop(patient_id, None)
        rows.consents = {k: e for k, e in rows.consents.items() if e.patient_id != patient_id}
        rows.notices = [n for n in rows.notices if n.patient_id != patient_id]
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


class FakeBookings:
    """Implements ports.store.BookingRepository."""

    def __init__(self, rows: _Rows) -> None:
        self._rows = rows

    def put(self, booking: StoredBooking) -> None:
        if (booking.patient_id, KeyKind.RECORD) in self._rows.erased:
            booking = replace(booking, patient_id=PatientId(""))
        self._rows.bookings[booking.id] = booking

    def get(self, booking_id: BookingId) -> StoredBooking | None:
        return self._rows.bookings.get(booking_id)

    def of_patient(self, patient_id: PatientId, limit: int) -> tuple[StoredBooking, ...]:
        own = [b for b in self._rows.bookings.values() if b.patient_id == patient_id]
        return tuple(sorted(own, key=lambda b: (b.day, b.made_at, b.id), reverse=True)[:limit])

    def of_session(self, session_id: SessionId) -> tuple[StoredBooking, ...]:
        own = [b for b in self._rows.bookings.values() if b.session_id == session_id]
        return tuple(sorted(own, key=lambda b: (b.number, b.made_at, b.id)))

    def made_here(self, day: date, limit: int) -> tuple[StoredBooking, ...]:
        own = [
            b
            for b in self._rows.bookings.values()
            if b.operation_id is not None and clinic_day(b.made_at) == day
        ]
        return tuple(sorted(own, key=lambda b: (b.made_at, b.id), reverse=True)[:limit])


class FakeSchedules:
    """Implements ports.store.ScheduleRepository."""

    def __init__(self, rows: _Rows) -> None:
        self._rows = rows

    def put_department(self, department: Department) -> None:
        self._rows.departments[department.id] = department

    def put_doctor(self, doctor: Doctor) -> None:
        self._rows.doctors[doctor.id] = doctor

    def put_session(self, session: ClinicSession) -> None:
        self._rows.sessions[session.id] = session

    def departments(self) -> tuple[Department, ...]:
        return tuple(sorted(self._rows.departments.values(), key=lambda d: (d.order, d.id)))

    def doctors(self, department_id: DepartmentId) -> tuple[Doctor, ...]:
        own = [d for d in self._rows.doctors.values() if d.department_id == department_id]
        return tuple(sorted(own, key=lambda d: d.id))

    def doctor(self, doctor_id: DoctorId) -> Doctor | None:
        return self._rows.doctors.get(doctor_id)

    def sessions(self, department_id: DepartmentId, day: date) -> tuple[ClinicSession, ...]:
        own = [s for s in self._rows.sessions.values() if s.department_id == department_id and s.day == day]
        return tuple(sorted(own, key=lambda s: (s.starts, s.doctor_id, s.id)))

    def session(self, session_id: SessionId) -> ClinicSession | None:
        return self._rows.sessions.get(session_id)

    def day_totals(self, first: date, days: int) -> tuple[tuple[date, int], ...]:
        wanted = [first + timedelta(days=offset) for offset in range(days)]
        open_ones = [s for s in self._rows.sessions.values() if s.state is SessionState.OPEN]
        return tuple((day, sum(sum(s.left) for s in open_ones if s.day == day)) for day in wanted)


class FakeOutbox:
    """Implements ports.store.OutboxRepository."""

    def __init__(self, rows: _Rows) -> None:
        self._rows = rows

    def head(self) -> ChainHead:
        return self._end(self._own())

    def append(self, signed: SignedOperation) -> None:
        operation, head = signed.operation, self.head()
        follows = (operation.incarnation, operation.seq, operation.prev_hash)
        if follows != (head.incarnation, head.seq + 1, head.hash):
            raise ValueError("the operation does not follow the head of the chain")
        self._rows.operations[operation.incarnation, operation.seq] = _Logged(signed)

    def waiting(self, limit: int, up_to_seq: int | None = None) -> tuple[SignedOperation, ...]:
        own = [one.signed for one in self._own() if one.result is None]
        return tuple(s for s in own if up_to_seq is None or s.operation.seq <= up_to_seq)[:limit]

    def settle(self, results: Iterable[OperationResult]) -> None:
        for result in results:
            at = (self._rows.incarnation, result.seq)
            one = self._rows.operations.get(at)
            if one is not None and one.result is None and one.signed.operation.hash() == result.hash:
                self._rows.operations[at] = replace(one, result=result)

    def note_failure(self, error_code: str) -> None:
        for at, one in list(self._rows.operations.items()):
            if at[0] == self._rows.incarnation and one.result is None:
                self._rows.operations[at] = replace(one, tries=one.tries + 1, last_error=error_code)

    def result_of(self, seq: int) -> OperationResult | None:
        one = self._rows.operations.get((self._rows.incarnation, seq))
        return one.result if one else None

    def items(self, limit: int) -> tuple[OutboxItem, ...]:
        newest = sorted(self._rows.operations.items(), key=lambda item: item[0], reverse=True)[:limit]
        return tuple(
            OutboxItem(
                one.signed.operation,
                one.result.status.value if one.result else "waiting",
                one.result,
                one.tries,
                one.last_error,
            )
            for _at, one in newest
        )

    def waiting_count(self) -> int:
        return sum(one.result is None for one in self._own())

    def spent_rights(self) -> tuple[Right, ...]:
        kinds = (OperationKind.PROMISE_BOOKING, OperationKind.RETURN_RIGHT)
        unanswered = [one.signed.operation for one in self._rows.operations.values() if one.result is None]
        return tuple(sorted(o.right for o in unanswered if o.kind in kinds and o.right is not None))

    def acknowledged(self) -> ChainHead:
        return self._end([one for one in self._own() if one.result is not None])

    def start_incarnation(self, incarnation: int) -> None:
        if incarnation < self._rows.incarnation:
            raise ValueError("an incarnation never goes back")
        self._rows.incarnation = incarnation

    def _own(self) -> list[_Logged]:
        return [one for at, one in sorted(self._rows.operations.items()) if at[0] == self._rows.incarnation]

    def _end(self, chain: list[_Logged]) -> ChainHead:
        if not chain:
            return ChainHead(self._rows.incarnation, 0, GENESIS)
        last = chain[-1].signed.operation
        return ChainHead(last.incarnation, last.seq, last.hash())


class FakeRights:
    """Implements ports.store.RightRepository."""

    def __init__(self, rows: _Rows) -> None:
        self._rows = rows

    def held(self) -> tuple[Right, ...]:
        return tuple(sorted(self._rows.rights))

    def replace(self, rights: Iterable[Right]) -> None:
        self._rows.rights = set(rights)

    def spend(self, right: Right) -> bool:
        if right not in self._rows.rights:
            return False
        self._rows.rights.remove(right)
        return True

    def lowest(self, session_id: SessionId, half_hour: int | None) -> Right | None:
        own = [
            r for r in self._rows.rights
            if r.session_id == session_id and half_hour in (None, r.half_hour)
        ]  # fmt: skip
        return min(own, key=lambda r: (r.number, -r.epoch), default=None)


class FakeAudit:
    """Implements ports.store.AuditRepository."""

    def __init__(self, rows: _Rows) -> None:
        self._rows = rows

    def append(self, event: AuditEvent) -> None:
        if event.seq != self.next_seq():
            raise ValueError(f"audit event {event.seq} does not follow {self.next_seq() - 1}")
        previous = self._rows.audit[-1][1] if self._rows.audit else AUDIT_GENESIS
        raw = event.to_bytes()
        self._rows.audit.append((raw, link(previous, raw)))

    def next_seq(self) -> int:
        return len(self._rows.audit) + 1

    def rows(self, first: int, limit: int) -> tuple[tuple[bytes, bytes], ...]:
        start = max(first - 1, 0)
        return tuple(self._rows.audit[start : start + limit])


class FakeCases:
    """Implements ports.store.CaseRepository."""

    def __init__(self, rows: _Rows) -> None:
        self._rows = rows

    def put_case(self, case: StoredCase) -> None:
        self._rows.cases[case.id] = case

    def case(self, case_id: CaseId) -> StoredCase | None:
        return self._rows.cases.get(case_id)

    def cases(self, states: Iterable[str]) -> tuple[StoredCase, ...]:
        wanted = set(states)
        own = [c for c in self._rows.cases.values() if c.state in wanted]
        return tuple(sorted(own, key=lambda c: (c.filed_at, c.id)))

    def put_task(self, task: StoredTask) -> None:
        self._rows.tasks[task.id] = task

    def tasks(self, state: str) -> tuple[StoredTask, ...]:
        own = [t for t in self._rows.tasks.values() if t.state == state]
        return tuple(sorted(own, key=lambda t: (t.at, t.id)))

    def add_consent(self, event: ConsentEvent) -> None:
        self._rows.consents.setdefault(event.id, event)

    def consents(self, patient_id: PatientId) -> tuple[ConsentEvent, ...]:
        own = [e for e in self._rows.consents.values() if e.patient_id == patient_id]
        return tuple(sorted(own, key=lambda e: (e.at, e.id)))

    def add_notice(self, event: NoticeEvent) -> None:
        self._rows.notices.append(event)

    def last_notice(self, patient_id: PatientId) -> NoticeEvent | None:
        own: list[tuple[datetime, int, NoticeEvent]] = [
            (event.at, index, event)
            for index, event in enumerate(self._rows.notices)
            if event.patient_id == patient_id
        ]
        return max(own, key=lambda item: item[:2])[2] if own else None


class FakeState:
    """Implements ports.store.StateRepository."""

    def __init__(self, rows: _Rows) -> None:
        self._rows = rows

    def get(self, name: str) -> bytes | None:
        return self._rows.state.get(name)

    def set(self, name: str, value: bytes | None) -> None:
        if value is None:
            self._rows.state.pop(name, None)
        else:
            self._rows.state[name] = value

    def names(self, prefix: str) -> tuple[str, ...]:
        return tuple(sorted(name for name in self._rows.state if name.startswith(prefix)))
