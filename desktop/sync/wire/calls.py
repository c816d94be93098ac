"""Calls beside the exchange: enrolment, codes, name checks, look-ups, the public channel."""

from __future__ import annotations

from desktop.domain.ids import BookingId, CaseId, DeskId, HospitalId, PatientId, SessionId, StaffId
from desktop.sync.wire.base import Message
from desktop.sync.wire.rows import Row


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


class OnlineBooking(Message, frozen=True):
    """The public channel: an account books from the shared pool; the header `Idempotency-Key` names the order."""

    patient_id: PatientId
    session_id: SessionId
    half_hour: int


class OnlineCaseCode(Message, frozen=True):
    """The public channel: send a code to the number on file of whom this deletion is about."""

    case_id: CaseId


class OnlineTakeBack(Message, frozen=True):
    """The public channel: the person takes their deletion back with that code; `Idempotency-Key` names the order."""

    case_id: CaseId
    code_id: str
    code: str


class OnlineTakenBack(Message, frozen=True):
    """The deletion is withdrawn; `given_back` numbers had gone with it, to be held again at a window."""

    case_id: CaseId
    given_back: int = 0


class OnlineRequest(Message, frozen=True):
    """The public channel: an account asks for itself; `kind` is one of domain.requests.ONLINE_KINDS.

    `language` ("zh" or "en") is that of the answer; `Idempotency-Key` names the order.
    """

    patient_id: PatientId
    kind: str
    words: str
    contact: str = ""
    language: str = "zh"


class OnlineFiled(Message, frozen=True):
    """The request's number, to ask with at any window."""

    case_id: CaseId


class OnlineBooked(Message, frozen=True):
    """The number given."""

    booking_id: BookingId
    number: int
