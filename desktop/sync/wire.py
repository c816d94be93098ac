"""Messages between desk and central, as JSON by msgspec (bytes are base64, times RFC 3339, UTC).

Every request but `/v1/ca`, `/v1/enroll` and `/v1/online/...` carries the headers `X-Desk`, `X-Request-No`
(grows by one) and `X-Signature` (base64, Ed25519, purpose "request", over bindings.request). PROTOCOL.md has the rules.
"""

from __future__ import annotations

import hashlib
from datetime import date, datetime, time

import msgspec

from desktop.domain.canonical import pack
from desktop.domain.ids import (
    BookingId,
    CaseId,
    DepartmentId,
    DeskId,
    DoctorId,
    HospitalId,
    OperationId,
    PatientId,
    SessionId,
    StaffId,
    TaskId,
)
from desktop.domain.operations import (
    Approval,
    KeyKind,
    Operation,
    OperationKind,
    OperationResult,
    ResultStatus,
    Right,
    SignedOperation,
)

PROTOCOL = 1
MAX_OPERATIONS = 200
MAX_BODY_BYTES = 256 * 1024
PAGE_ROWS = 500


class Message(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Base of all messages: unknown fields are refused."""


class WireRight(Message, frozen=True):
    """A right; number 0 and epoch 0 in a claim."""

    session_id: SessionId
    half_hour: int
    number: int = 0
    epoch: int = 0


class WireApproval(Message, frozen=True):
    """A person's signature over a frozen effect."""

    person: StaffId
    signature: bytes


class WireOperation(Message, frozen=True):
    """One signed operation; desk and incarnation stand in the request."""

    seq: int
    prev_hash: bytes
    id: OperationId
    kind: OperationKind
    entity: str
    author: StaffId
    happened_at: datetime
    facts: bytes
    signature: bytes
    subject: PatientId | None = None
    base_version: int = 0
    right: WireRight | None = None
    key_kind: KeyKind | None = None
    sealed: bytes = b""
    approvals: tuple[WireApproval, ...] = ()


class Acknowledged(Message, frozen=True):
    """The last operation that central has of this incarnation; seq 0 with 32 zero bytes when none."""

    seq: int
    hash: bytes


class WireResult(Message, frozen=True):
    """Central's answer to one operation (the first one for ever)."""

    seq: int
    hash: bytes
    status: ResultStatus
    reason: str = ""
    number: int = 0
    epoch: int = 0


class ExchangeRequest(Message, frozen=True):
    """Push, rights, pull. `pull_rows` 0 means push only (a claim)."""

    protocol: int
    incarnation: int
    known: Acknowledged
    server_epoch: int
    operations: tuple[WireOperation, ...] = ()
    rights_digest: bytes = b""
    cursors: dict[str, int] = {}
    pull_rows: int = PAGE_ROWS
    desk_time: datetime | None = None
    program: str = ""


class PatientRow(Message, frozen=True, tag="patient"):
    """A person in the desk's scope; sealed parts use bindings.central_row("patient", id, version, key kind)."""

    id: PatientId
    version: int
    sealed_record: bytes | None = None
    sealed_account: bytes | None = None
    keys: bytes = b""
    name_check: str = "not-asked"
    name_checked_at: datetime | None = None
    evidence: str = "typed"
    restricted: bool = False
    same_as: PatientId | None = None
    phone_verified: bool = False
    basis: str = "contract"


class ConsentRow(Message, frozen=True, tag="consent"):
    """One consent event of a person (append-only)."""

    id: str
    patient_id: PatientId
    purpose: str
    notice_version: str
    act: str
    given: bool
    at: datetime


class BookingRow(Message, frozen=True, tag="booking"):
    """A booking as central has it; it names nobody."""

    id: BookingId
    version: int
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


class SessionRow(Message, frozen=True, tag="session"):
    """A clinic session with what its shared pool has left per half-hour and the next number there (0 = none)."""

    id: SessionId
    version: int
    department_id: DepartmentId
    doctor_id: DoctorId
    day: date
    half_day: str
    starts: time
    place: str
    fee_fen: int
    state: str
    left: tuple[int, ...]
    next_number: tuple[int, ...]


class DepartmentRow(Message, frozen=True, tag="department"):
    """A clinic."""

    id: DepartmentId
    name: str
    initials: str
    place: str
    order: int


class DoctorRow(Message, frozen=True, tag="doctor"):
    """A doctor."""

    id: DoctorId
    department_id: DepartmentId
    name: str
    title: str
    skill: str
    initials: str
    fee_fen: int


class NoticeRow(Message, frozen=True, tag="notice"):
    """A version of the privacy notice (P30) and who operates (P36); `text` is plain paragraphs."""

    version: str
    effective: date
    text: str
    text_en: str
    operator: str
    contact: str
    hospital: str


class ErasureRow(Message, frozen=True, tag="erasure"):
    """An entry of the erasure ledger: random ids only. `keys` are the key kinds that leave every desk.

    The rest is the frozen effect (domain.rights.ErasureEffect) with both people's signatures: a desk destroys what it
    holds only when both stand against the roster.
    """

    ledger_id: str
    patient_id: PatientId
    case_id: CaseId
    keys: tuple[KeyKind, ...]
    at: datetime
    patient_version: int
    ground: str
    filed_by: StaffId
    filed_at: datetime
    filed_signature: bytes
    approved_by: StaffId
    approved_at: datetime
    approved_signature: bytes


class CaseRow(Message, frozen=True, tag="case"):
    """A deletion case: `effect` is ErasureEffect.to_bytes(), signatures are over it (purpose "erasure")."""

    id: CaseId
    patient_id: PatientId
    patient_version: int
    state: str
    filed_by: StaffId
    filed_at: datetime
    ground: str
    effect: bytes
    approved_by: StaffId | None = None
    destroy_after: datetime | None = None
    desks_pending: tuple[str, ...] = ()


class TaskRow(Message, frozen=True, tag="task"):
    """Something a supervisor must look at; `kind` is a stable code, no personal text."""

    id: TaskId
    kind: str
    state: str
    at: datetime
    patient_id: PatientId | None = None
    booking_id: BookingId | None = None
    reason: str = ""


class WireRosterEntry(Message, frozen=True):
    """See domain.roster.RosterEntry."""

    person: StaffId
    name: str
    initials: str
    role: str
    desk: DeskId
    sign_public: bytes
    seal_public: bytes
    valid_from: datetime
    valid_until: datetime


class RosterRow(Message, frozen=True, tag="roster"):
    """The newest signed roster of people."""

    version: int
    prev_hash: bytes
    entries: tuple[WireRosterEntry, ...]
    signature: bytes


class GoneRow(Message, frozen=True, tag="gone"):
    """A row that left the desk's scope (not an erasure)."""

    kind: str
    id: str


Row = (
    PatientRow | ConsentRow | BookingRow | SessionRow | DepartmentRow | DoctorRow | NoticeRow | ErasureRow
    | CaseRow | TaskRow | RosterRow | GoneRow
)  # fmt: skip


class Page(Message, frozen=True):
    """One page of a stream: apply the rows and the new position in one transaction. `more` asks to come again."""

    stream: str
    position: int
    rows: tuple[Row, ...]
    more: bool = False


class ExchangeResponse(Message, frozen=True):
    """Central's answer. `rights` is the whole list of unspent rights of this desk, or None when the digest matched.

    `incarnation` is the newest one of this desk that central has seen (0: none yet).
    """

    protocol: int
    server_epoch: int
    server_time: datetime
    acknowledged: Acknowledged
    results: tuple[WireResult, ...] = ()
    rights: tuple[WireRight, ...] | None = None
    pages: tuple[Page, ...] = ()
    quarantined: bool = False
    incarnation: int = 0


class EnrollRequest(Message, frozen=True):
    """One-time code and the desk's fresh public keys (32 bytes each)."""

    token: bytes
    sign_public: bytes
    seal_public: bytes
    name: str


class EnrollResponse(Message, frozen=True):
    """Who the desk is and whom it trusts. `demo` is fixed for the life of the installation.

    `founding_public` (32 bytes) is believed only when its SHA-256 is the enrolment code's fingerprint.
    """

    hospital_id: HospitalId
    hospital: str
    desk_id: DeskId
    site: str
    window: str
    central_seal_public: bytes
    central_sign_public: bytes
    founding_public: bytes
    demo: bool
    region: str


class StaffKeysRequest(Message, frozen=True):
    """A person's new public keys at this desk, waiting for the founding key holder to put them on the roster."""

    person: StaffId
    sign_public: bytes
    seal_public: bytes


class Done(Message, frozen=True):
    """An act without an answer of its own was done (`{}`)."""


class CodeRequest(Message, frozen=True):
    """Ask central to send a six-digit code to a phone (P1)."""

    phone: str


class CodeSent(Message, frozen=True):
    """A code is on its way."""

    code_id: str
    expires_in_s: int
    resend_after_s: int


class CodeCheck(Message, frozen=True):
    """What the patient read out."""

    code_id: str
    code: str


class CodeProof(Message, frozen=True):
    """The phone is proved; `proof` goes into the account operation's facts."""

    proof: str


class NameCheckRequest(Message, frozen=True):
    """Ask central for the name-number match (P3)."""

    document_type: str
    number: str
    name: str


class NameCheckResult(Message, frozen=True):
    """One of domain.verification.NameCheck's values."""

    outcome: str


class LookupRequest(Message, frozen=True):
    """Exact look-up outside the working set: `by` is document, phone, card or name4 (name + four digits)."""

    by: str
    value: str
    document_type: str = ""
    digits: str = ""


class MaskedRow(Message, frozen=True):
    """A masked answer; at most five."""

    patient_id: PatientId
    name: str
    sex: str
    birth: str
    number: str
    phone: str


class LookupResult(Message, frozen=True):
    """Masked rows, or too many (then none)."""

    rows: tuple[MaskedRow, ...]
    too_many: bool = False


class FetchRequest(Message, frozen=True):
    """Bring one person into this desk's working set for 24 hours."""

    patient_id: PatientId


class FetchResult(Message, frozen=True):
    """The person and what belongs to them."""

    rows: tuple[Row, ...]


class TraceGrown(Message, frozen=True):
    """A head of the desk's trace (domain.audit_trace.TraceHead, signed) and the entries from `start` to it."""

    incarnation: int
    base_incarnation: int
    start: int
    size: int
    head: bytes
    at: datetime
    signature: bytes
    events: tuple[bytes, ...]


class TraceWitnessed(Message, frozen=True):
    """Central's own signature under the head (purpose "audit-witness", TraceHead.witnessed_bytes)."""

    at: datetime
    signature: bytes


class OnlineBooking(Message, frozen=True):
    """The public channel: an account books from the shared pool; the header `Idempotency-Key` names the order."""

    patient_id: PatientId
    session_id: SessionId
    half_hour: int


class OnlineBooked(Message, frozen=True):
    """The number given."""

    booking_id: BookingId
    number: int


class Refusal(Message, frozen=True):
    """An error answer: HTTP 4xx/5xx with a stable code and non-personal facts."""

    code: str
    facts: dict[str, str | int] = {}


def to_wire(signed: SignedOperation) -> WireOperation:
    """Return the message form of an operation."""
    op = signed.operation
    return WireOperation(
        seq=op.seq, prev_hash=op.prev_hash, id=op.id, kind=op.kind, entity=op.entity, author=op.author,
        happened_at=op.happened_at, facts=op.facts, signature=signed.signature, subject=op.subject,
        base_version=op.base_version,
        right=None if op.right is None else WireRight(op.right.session_id, op.right.half_hour, op.right.number,
                                                      op.right.epoch),
        key_kind=op.key_kind, sealed=op.sealed,
        approvals=tuple(WireApproval(a.person, a.signature) for a in op.approvals),
    )  # fmt: skip


def from_wire(message: WireOperation, desk: DeskId, incarnation: int) -> SignedOperation:
    """Return the domain form of an operation of a desk."""
    right = message.right
    operation = Operation(
        desk=desk, incarnation=incarnation, seq=message.seq, prev_hash=message.prev_hash, id=message.id,
        kind=message.kind, entity=message.entity, author=message.author, happened_at=message.happened_at,
        subject=message.subject, base_version=message.base_version,
        right=None if right is None else Right(right.session_id, right.half_hour, right.number, right.epoch),
        facts=message.facts, key_kind=message.key_kind, sealed=message.sealed,
        approvals=tuple(Approval(a.person, a.signature) for a in message.approvals),
    )  # fmt: skip
    return SignedOperation(operation, message.signature)


def to_result(message: WireResult) -> OperationResult:
    """Return the domain form of a result."""
    return OperationResult(
        message.seq, message.hash, message.status, message.reason, message.number, message.epoch
    )


def rights_digest(rights: tuple[WireRight, ...] | tuple[Right, ...]) -> bytes:
    """Return SHA-256 over the sorted list of unspent rights."""
    ordered = sorted((r.session_id, r.half_hour, r.number, r.epoch) for r in rights)
    return hashlib.sha256(b"".join(pack(*item) for item in ordered)).digest()
