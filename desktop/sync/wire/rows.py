"""Rows coming down: a union by tag, each a whole row in its newest version."""

from __future__ import annotations

from datetime import date, datetime, time

from desktop.domain.ids import (
    BookingId,
    CaseId,
    DepartmentId,
    DeskId,
    DoctorId,
    PatientId,
    SessionId,
    StaffId,
    TaskId,
)
from desktop.domain.operations import KeyKind
from desktop.sync.wire.base import Message
from desktop.sync.wire.people import PairRow, SettingRow
from desktop.sync.wire.schedule import PlanRow, WirePlan


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
    marks: tuple[str, ...] = ()
    block_reason: str = ""
    blocked_until: date | None = None
    own_of: tuple[StaffId, ...] = ()


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


class PaymentRow(Message, frozen=True, tag="payment"):
    """A payment or refund of a booking; it names nobody. Amounts in fen by channel, `kind` pay or refund."""

    id: str
    version: int
    booking_id: BookingId
    kind: str
    cash_fen: int
    qr_fen: int
    insurance_fen: int
    due_fen: int
    shift_id: str
    staff_id: str
    at: datetime
    day: date
    of: str | None = None
    qr_ref: str = ""
    insurance_ref: str = ""
    invoice_no: str = ""
    given_fen: int = 0
    second: str = ""
    reason: str = ""


class ShiftRow(Message, frozen=True, tag="shift"):
    """A clerk's shift at a desk; `counted` is domain.shifts.Count.encode()."""

    id: str
    version: int
    desk_id: str
    staff_id: str
    opened_at: datetime
    float_fen: int
    state: str
    closed_at: datetime | None = None
    counted: str = ""
    expected_fen: int = 0
    difference_fen: int = 0
    reason: str = ""
    left_fen: int = 0
    handed_to: str = ""


class RulesRow(Message, frozen=True, tag="rules"):
    """Every dated version of the booking rules: `body` is RuleBook.to_bytes()."""

    version: int
    body: bytes


class RegisterRow(Message, frozen=True, tag="register"):
    """The newest version of one entry of a register: `body` is domain.registers.RegisterEntry.to_bytes()."""

    id: str
    version: int
    body: bytes


class UndertakingRow(Message, frozen=True, tag="undertaking"):
    """The newest undertaking that a person accepted: `body` is domain.undertakings.Acceptance.to_bytes()."""

    id: StaffId
    body: bytes


class TariffRow(Message, frozen=True, tag="tariff"):
    """The newest tariff: `body` is domain.fees.Tariff.to_bytes()."""

    version: int
    body: bytes


class QueueRow(Message, frozen=True, tag="queue"):
    """A booking's place in a line: `entry` is QueueEntry.to_bytes(); `id` is the booking's, it names nobody."""

    id: BookingId
    entry: bytes


class SessionRow(Message, frozen=True, tag="session"):
    """A clinic session with what a window may give per half-hour and the next number there (0 = none)."""

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
    plan: WirePlan = WirePlan()


class DepartmentRow(Message, frozen=True, tag="department"):
    """A clinic."""

    id: DepartmentId
    name: str
    initials: str
    place: str
    order: int
    english: str = ""
    closed_from: date | None = None


class DoctorRow(Message, frozen=True, tag="doctor"):
    """A doctor."""

    id: DoctorId
    department_id: DepartmentId
    name: str
    title: str
    skill: str
    initials: str
    fee_fen: int
    english: str = ""
    closed_from: date | None = None


class NoticeRow(Message, frozen=True, tag="notice"):
    """A version of the privacy notice (P30) and who operates (P36); `text` is plain paragraphs.

    Only the version of the hospital's set-up carries no signature.
    """

    version: str
    effective: date
    text: str
    text_en: str
    operator: str
    contact: str
    hospital: str
    weight: str = "minor"
    changes: str = ""
    signed_by: StaffId = StaffId("")
    signature: bytes = b""


class ErasureRow(Message, frozen=True, tag="erasure"):
    """An entry of the erasure ledger: random ids only. `keys` are the key kinds that leave every desk.

    The rest is the frozen effect (domain.rights.ErasureEffect) with both people's signatures: a desk destroys what it
    holds only when both stand against the roster. Where a record goes because it was merged into another, `of` is that
    other one, whom the effect names; `also` are all records that the effect names beside it.
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
    of: PatientId | None = None
    also: tuple[PatientId, ...] = ()


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
    asked_by: str | None = None
    outcome: str = ""
    resolved_at: datetime | None = None


class RequestRow(Message, frozen=True, tag="request"):
    """A request (domain.request_cases): `facts` is RequestCase.facts(), the text is sealed under the case key.

    The text uses bindings.central_row("request", id, version, case); `key` is the case key sealed to the desk.
    """

    id: CaseId
    version: int
    patient_id: PatientId | None
    request_kind: str
    asker: str
    state: str
    filed_by: StaffId
    filed_at: datetime
    facts: bytes
    sealed: bytes
    key: bytes


class SpentRequest(Message, frozen=True):
    """What stays of a request whose key was destroyed (see RequestRow); it names nobody."""

    version: int
    patient_id: PatientId | None
    request_kind: str
    asker: str
    state: str
    filed_by: StaffId
    filed_at: datetime
    facts: bytes


class SpentCaseRow(Message, frozen=True, tag="spent-case"):
    """A case whose key was destroyed then: nothing that lay under it is kept. `request` is None for other cases."""

    id: CaseId
    at: datetime
    request: SpentRequest | None = None


class CalendarRow(Message, frozen=True, tag="calendar"):
    """Days off on weekdays and make-up days on weekends, ISO days parted by blanks, up to `known_until`."""

    known_until: date
    holidays: str
    make_up: str


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
    | CaseRow | TaskRow | RequestRow | CalendarRow | RosterRow | GoneRow | PairRow | QueueRow | PaymentRow | ShiftRow
    | TariffRow | SettingRow | PlanRow | RulesRow | RegisterRow
    | UndertakingRow | SpentCaseRow
)  # fmt: skip


def tag_of(row: Row) -> str:
    """Return the kind of a row as it stands on the wire."""
    return str(row.__struct_config__.tag)


class Page(Message, frozen=True):
    """One page of a stream: apply the rows and the new position in one transaction. `more` asks to come again."""

    stream: str
    position: int
    rows: tuple[Row, ...]
    more: bool = False
