"""The small repositories of one transaction over the sealed store."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from desktop.domain.audit import AuditEvent
from desktop.domain.ids import BookingId, CaseId, DepartmentId, DoctorId, OperationId, PatientId, SessionId
from desktop.domain.operations import KeyKind, Operation, OperationResult, Right, SignedOperation
from desktop.domain.payloads import AccountRecord, PatientRecord
from desktop.domain.schedules import ClinicSession, Department, Doctor
from desktop.ports.records import (
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
)


class PatientRepository(Protocol):
    """People: sealed rows, keys, search rows."""

    def put(
        self,
        patient_id: PatientId,
        record: PatientRecord,
        account: AccountRecord | None,
        keys: DataKeys,
        status: PatientStatus,
    ) -> None:
        """Insert or replace a person with keys, sealed rows, search rows, readings and grams."""

    def get(self, patient_id: PatientId) -> StoredPatient | None:
        """Open one person; None when unknown or erased."""

    def keys(self, patient_id: PatientId) -> DataKeys:
        """Return the person's data keys."""

    def set_status(self, patient_id: PatientId, status: PatientStatus) -> None:
        """Replace the unsealed status."""

    def candidates(
        self, document_type: str, match_key: str | None, name: str, birth: str | None, phone: str | None
    ) -> tuple[CandidateRow, ...]:
        """Return people with this document, or this name and birth date, or this name and phone; at most 20."""

    def search(self, text: str, limit: int) -> tuple[SearchRow, ...]:
        """Find by any two characters: name, pinyin full or initials in any reading, last four, phone, card (N2)."""

    def recent(self, limit: int) -> tuple[SearchRow, ...]:
        """Return the people this desk served last (G16)."""

    def erase(self, patient_id: PatientId, kinds: Iterable[KeyKind]) -> None:
        """Destroy the named keys and every row and search entry that they or the person's lists hold."""

    def renew_account(self, patient_id: PatientId) -> None:
        """Let the person have an account again, under another key than the one that was destroyed."""

    def drop(self, patient_id: PatientId) -> None:
        """Forget a person who left the desk's scope (not an erasure)."""

    def count(self) -> int:
        """Return how many people this desk holds."""


class BookingRepository(Protocol):
    """Bookings of the working set."""

    def put(self, booking: StoredBooking) -> None:
        """Insert or replace."""

    def get(self, booking_id: BookingId) -> StoredBooking | None:
        """Return one booking."""

    def of_patient(self, patient_id: PatientId, limit: int) -> tuple[StoredBooking, ...]:
        """Return a person's bookings, newest day first."""

    def of_session(self, session_id: SessionId) -> tuple[StoredBooking, ...]:
        """Return a session's bookings by number."""

    def made_here(self, day: date, limit: int) -> tuple[StoredBooking, ...]:
        """Return bookings made at this desk on a day, newest first."""


class ScheduleRepository(Protocol):
    """Reference rows."""

    def put_department(self, department: Department) -> None:
        """Insert or replace."""

    def put_doctor(self, doctor: Doctor) -> None:
        """Insert or replace."""

    def put_session(self, session: ClinicSession) -> None:
        """Insert or replace."""

    def departments(self) -> tuple[Department, ...]:
        """Return all departments in display order."""

    def doctors(self, department_id: DepartmentId) -> tuple[Doctor, ...]:
        """Return a department's doctors."""

    def all_doctors(self) -> tuple[Doctor, ...]:
        """Return every doctor by id."""

    def doctor(self, doctor_id: DoctorId) -> Doctor | None:
        """Return one doctor."""

    def sessions(self, department_id: DepartmentId, day: date) -> tuple[ClinicSession, ...]:
        """Return a department's sessions of a day."""

    def session(self, session_id: SessionId) -> ClinicSession | None:
        """Return one session."""

    def day_totals(self, first: date, days: int) -> tuple[tuple[date, int], ...]:
        """Return what is left in all sessions of each day."""

    def between(self, first: date, last: date) -> tuple[ClinicSession, ...]:
        """Return every session of some days, by day, time and doctor."""

    def put_plan(self, kind: str, entity: str, body: bytes) -> None:
        """Insert or replace a row of the schedule office (template, absence, stop, affected), as central gave it."""

    def plans(self, kind: str) -> tuple[bytes, ...]:
        """Return all rows of a kind by id."""

    def plan(self, kind: str, entity: str) -> bytes | None:
        """Return one row of a kind."""


@dataclass(frozen=True, slots=True)
class Turned:
    """How far wrapped keys were gone through: `seen` and `turned` of the last step, and where the next one begins."""

    seen: int = 0
    turned: int = 0
    table: str = ""
    owner: str = ""
    kind: str = ""
    ended: bool = False


class WrappedKeyRepository(Protocol):
    """The wrapped data keys as such, for a change of the epoch's keys."""

    def count(self) -> int:
        """Return how many there are."""

    def turn(self, after: Turned, most: int) -> Turned:
        """Wrap the next ones under the newest wrap key; raises SealBrokenError."""


class OutboxRepository(Protocol):
    """The operation log of this desk; nothing is ever removed by age alone."""

    def head(self) -> ChainHead:
        """Return the end of the chain."""

    def append(self, signed: SignedOperation) -> None:
        """Append the next operation (same transaction as the rows it tells of)."""

    def waiting(self, limit: int, up_to_seq: int | None = None) -> tuple[SignedOperation, ...]:
        """Return unanswered operations in order."""

    def settle(self, results: Iterable[OperationResult]) -> None:
        """Record central's answers."""

    def note_failure(self, error_code: str) -> None:
        """Count a try for all waiting operations."""

    def result_of(self, operation_id: OperationId) -> OperationResult | None:
        """Return central's answer to one operation, in whichever incarnation it went up."""

    def operation(self, operation_id: OperationId) -> Operation | None:
        """Return one operation; what it carried sealed is gone when its person was erased."""

    def items(self, limit: int) -> tuple[OutboxItem, ...]:
        """Return the newest operations with their state."""

    def waiting_count(self) -> int:
        """Return how many operations have no answer."""

    def waiting_about(self) -> frozenset[str]:
        """Return every id that an unanswered operation is about: entity, person, `also_touched`; all incarnations."""

    def spent_rights(self) -> tuple[Right, ...]:
        """Return rights named by promises and returns that central has not answered."""

    def acknowledged(self) -> ChainHead:
        """Return the last operation that central acknowledged."""

    def start_incarnation(self, incarnation: int) -> None:
        """Begin a new chain (seq 0) after re-enrolment or a healed roll-back."""

    def reopen(self, after_seq: int) -> int:
        """Let operations of this incarnation after a number wait again (central was put back); returns how many.

        What was answered then is kept for `answered_before`, until central answers anew.
        """

    def answered_before(self) -> tuple[OperationResult, ...]:
        """Return the numbers that waiting operations were given before central was put back, in order."""

    def take_left_behind(self) -> tuple[Operation, ...]:
        """Take out the unanswered operations of earlier incarnations, in order, to be issued again in this one.

        They go back in by `append`, in the same transaction and under their own ids: nothing may be lost (I2).
        """


class RightRepository(Protocol):
    """Leased numbers that this desk holds and has not spent."""

    def held(self) -> tuple[Right, ...]:
        """Return all unspent rights."""

    def replace(self, rights: Iterable[Right]) -> None:
        """Take central's list as the whole truth of unspent rights."""

    def spend(self, right: Right) -> bool:
        """Take one right out; False when it is not held."""

    def lowest(self, session_id: SessionId, half_hour: int | None) -> Right | None:
        """Return the lowest held number of a session (and half-hour)."""


class AuditRepository(Protocol):
    """The chained trace."""

    def append(self, event: AuditEvent) -> None:
        """Append; `event.seq` must be `next_seq()`."""

    def next_seq(self) -> int:
        """Return the next sequence number (1 at the start)."""

    def rows(self, first: int, limit: int) -> tuple[tuple[bytes, bytes], ...]:
        """Return (event bytes, chain hash) from a sequence number on."""


class CaseRepository(Protocol):
    """Deletion cases, tasks, consents and notices."""

    def put_case(self, case: StoredCase) -> None:
        """Insert or replace."""

    def case(self, case_id: CaseId) -> StoredCase | None:
        """Return one case."""

    def cases(self, states: Iterable[str]) -> tuple[StoredCase, ...]:
        """Return cases in these states, oldest first."""

    def put_task(self, task: StoredTask) -> None:
        """Insert or replace."""

    def tasks(self, state: str) -> tuple[StoredTask, ...]:
        """Return tasks in a state, oldest first."""

    def add_consent(self, event: ConsentEvent) -> None:
        """Append (repeats of the same id do nothing)."""

    def consents(self, patient_id: PatientId) -> tuple[ConsentEvent, ...]:
        """Return a person's consent events in order."""

    def add_notice(self, event: NoticeEvent) -> None:
        """Append."""

    def last_notice(self, patient_id: PatientId) -> NoticeEvent | None:
        """Return the newest notice event of a person."""


class StateRepository(Protocol):
    """Small named values: cursors, request number, server epoch, drafts, remembered choices."""

    def get(self, name: str) -> bytes | None:
        """Return a value."""

    def set(self, name: str, value: bytes | None) -> None:
        """Keep a value, or remove it with None."""

    def names(self, prefix: str) -> tuple[str, ...]:
        """Return the names that begin with a prefix."""
