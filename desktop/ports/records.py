"""What the sealed store keeps and gives back: plain values, one a stored row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from desktop.domain.blocks import Block
from desktop.domain.ids import BookingId, CaseId, PatientId, SessionId, StaffId, TaskId
from desktop.domain.marks import Mark
from desktop.domain.operations import Operation, OperationResult
from desktop.domain.payloads import AccountRecord, PatientRecord


@dataclass(frozen=True, slots=True, repr=False)
class DataKeys:
    """A person's data keys (32 bytes each, None when destroyed or not held)."""

    record: bytes | None
    account: bytes | None


@dataclass(frozen=True, slots=True)
class PatientStatus:
    """What is known about a person besides the sealed parts; nothing here identifies anybody.

    `basis` is the legal basis of their care (legal_basis.LegalBasis); no use case leaves it empty (P7).
    `own_of` are the staff whose own or listed relative's record it is (N39).
    """

    version: int = 0
    name_check: str = "not-asked"
    evidence: str = "typed"
    phone_verified: bool = False
    restricted: bool = False
    same_as: PatientId | None = None
    served_at: datetime | None = None
    keep_until: datetime | None = None
    basis: str = ""
    marks: frozenset[Mark] = frozenset()
    block: Block | None = None
    own_of: frozenset[StaffId] = frozenset()


@dataclass(frozen=True, slots=True)
class StoredPatient:
    """One opened patient. `audit_id` is the random id that the audit log names."""

    id: PatientId
    audit_id: str
    record: PatientRecord
    account: AccountRecord | None
    status: PatientStatus


@dataclass(frozen=True, slots=True)
class SearchRow:
    """A row of a list; full values, masked by the service before they leave it."""

    id: PatientId
    name: str
    sex: str
    birth: str | None
    document_type: str
    document_number: str | None
    phone: str | None
    card_number: str | None
    served_at: datetime | None


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """A person who may be the one at the window (N1)."""

    id: PatientId
    name: str
    document_type: str
    match_key: str | None
    birth: str | None
    phone_tail: str


@dataclass(frozen=True, slots=True)
class StoredBooking:
    """A booking; it names nobody. `number` 0 while a claim is not answered."""

    id: BookingId
    patient_id: PatientId
    session_id: SessionId
    half_hour: int
    number: int
    epoch: int
    state: str
    channel: str
    provisional: bool
    fee_fen: int
    day: date
    made_at: datetime
    version: int = 0
    operation_id: str | None = None
    staff_id: str | None = None
    prints: int = 0


@dataclass(frozen=True, slots=True)
class ConsentEvent:
    """One consent event (append-only)."""

    id: str
    patient_id: PatientId
    purpose: str
    notice_version: str
    act: str
    given: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class NoticeEvent:
    """The notice was shown to a person (P30)."""

    patient_id: PatientId
    version: str
    how: str
    at: datetime


@dataclass(frozen=True, slots=True)
class StoredTask:
    """Something a supervisor must look at."""

    id: TaskId
    kind: str
    state: str
    at: datetime
    patient_id: PatientId | None
    booking_id: BookingId | None
    reason: str
    asked_by: str | None = None


@dataclass(frozen=True, slots=True)
class StoredCase:
    """A deletion case as central has it, or as filed here."""

    id: CaseId
    patient_id: PatientId
    patient_version: int
    state: str
    filed_by: str
    filed_at: datetime
    ground: str
    effect: bytes
    approved_by: str | None = None
    destroy_after: datetime | None = None
    desks_pending: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OutboxItem:
    """One operation and where it stands: waiting, accepted or refused (G68)."""

    operation: Operation
    state: str
    result: OperationResult | None
    tries: int
    last_error: str


@dataclass(frozen=True, slots=True)
class ChainHead:
    """Where the operation chain of this incarnation ends (seq 0 and 32 zero bytes at the start)."""

    incarnation: int
    seq: int
    hash: bytes
