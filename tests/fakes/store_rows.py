"""What the store in memory holds; a transaction works on a copy."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field, fields

from desktop.domain.audit_segments import Row, Segment
from desktop.domain.ids import BookingId, CaseId, DepartmentId, DoctorId, PairId, PatientId, SessionId, TaskId
from desktop.domain.operations import (
    KeyKind,
    OperationResult,
    Right,
    SignedOperation,
)
from desktop.domain.queue_entry import QueueEntry
from desktop.domain.schedules import ClinicSession, Department, Doctor
from desktop.domain.shifts import Shift
from desktop.ports.money import StoredPayment
from desktop.ports.pairs import StoredPair
from desktop.ports.requests import StoredRequest
from desktop.ports.store import (
    ConsentEvent,
    DataKeys,
    NoticeEvent,
    StoredBooking,
    StoredCase,
    StoredPatient,
    StoredTask,
)
from desktop.ports.trace import StoredHead


@dataclass(frozen=True, slots=True)
class Logged:
    """One operation with its answer."""

    signed: SignedOperation
    result: OperationResult | None = None
    tries: int = 0
    last_error: str = ""
    before: OperationResult | None = None


@dataclass
class Rows:
    """Everything the store holds; a transaction works on a copy."""

    patients: dict[PatientId, StoredPatient] = field(default_factory=dict)
    keys: dict[PatientId, DataKeys] = field(default_factory=dict)
    erased: set[tuple[PatientId, KeyKind]] = field(default_factory=set)
    bookings: dict[BookingId, StoredBooking] = field(default_factory=dict)
    queue: dict[BookingId, QueueEntry] = field(default_factory=dict)
    departments: dict[DepartmentId, Department] = field(default_factory=dict)
    doctors: dict[DoctorId, Doctor] = field(default_factory=dict)
    sessions: dict[SessionId, ClinicSession] = field(default_factory=dict)
    plans: dict[tuple[str, str], bytes] = field(default_factory=dict)
    incarnation: int = 1
    operations: dict[tuple[int, int], Logged] = field(default_factory=dict)
    rights: set[Right] = field(default_factory=set)
    audit: list[tuple[bytes, bytes]] = field(default_factory=list)
    trace_heads: dict[int, StoredHead] = field(default_factory=dict)
    trace_segments: dict[int, tuple[Segment, bytes, tuple[Row, ...]]] = field(default_factory=dict)
    requests: dict[CaseId, StoredRequest] = field(default_factory=dict)
    spent_cases: set[str] = field(default_factory=set)
    cases: dict[CaseId, StoredCase] = field(default_factory=dict)
    tasks: dict[TaskId, StoredTask] = field(default_factory=dict)
    consents: dict[str, ConsentEvent] = field(default_factory=dict)
    payments: dict[str, StoredPayment] = field(default_factory=dict)
    shifts: dict[str, Shift] = field(default_factory=dict)
    notices: list[NoticeEvent] = field(default_factory=list)
    state: dict[str, bytes] = field(default_factory=dict)
    people_made: int = 0
    pairs: dict[PairId, StoredPair] = field(default_factory=dict)

    def copied(self) -> Rows:
        return Rows(**{f.name: copy.copy(getattr(self, f.name)) for f in fields(self)})
