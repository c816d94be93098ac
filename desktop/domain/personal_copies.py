"""The copy that a person gets of everything held about them (P24, G99, N16); others in it are masked.

These classes are the published format: resources/schemas/personal-copy.schema.json is made from them (a test compares).
A field is added, never renamed; FORMAT grows when one must go. Times are ISO 8601 with zone, days ISO, money is in fen.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Protocol, TypeVar

from desktop.domain.documents import DocumentType
from desktop.domain.errors import KnownError
from desktop.domain.ids import StaffId
from desktop.domain.masking import STAR, Surface, mask_name, mask_number, mask_phone
from desktop.domain.payloads import AccountRecord, PatientRecord
from desktop.domain.people import PhoneStatus
from desktop.domain.request_cases import RequestCase
from desktop.domain.request_texts import RequestText
from desktop.domain.requests import Asker, Part, RequestKind, needs_scope

FORMAT = "clinic-front-desk/personal-copy/1"
COPIED = frozenset({RequestKind.ACCESS, RequestKind.COPY, RequestKind.KIN, RequestKind.TRANSFER})
# The acts of the trace by which somebody saw or gave out something of a person (N16); the others changed or booked.
LOOKS = frozenset(
    {
        "patient.opened",
        "reveal",
        "pair.opened",
        "print",
        "reprint",
        "request.disclose",
        "request.change-shown",
    }
)


class CopyNotDueError(KnownError):
    """No copy may leave in this case; facts: `what`, one of kind, decision, person."""

    code = "copy-not-due"


@dataclass(frozen=True, slots=True)
class CopyPerson:
    """Who the person is, as kept; what it says of guardian and contact is masked."""

    name: str = ""
    sex: str = ""
    birth: str | None = None
    document_type: str = ""
    document_number: str | None = None
    document_valid_until: str | None = None
    address: str | None = None
    card_number: str | None = None
    guardian_name: str | None = None
    guardian_relation: str | None = None
    guardian_document: str | None = None
    guardian_phone: str | None = None
    contact_name: str | None = None
    contact_relation: str | None = None
    contact_phone: str | None = None
    contact_document: str | None = None
    evidence: str = ""
    name_check: str = ""
    basis: str = ""
    restricted: bool = False
    emergency_reason: str | None = None


@dataclass(frozen=True, slots=True)
class CopyAccount:
    """Phone and account; a relative's name and number are masked."""

    phone: str | None = None
    phone_status: str = ""
    verified_at: str | None = None
    is_account: bool = False
    relative_name: str | None = None


@dataclass(frozen=True, slots=True)
class CopyBooking:
    """One visit booked."""

    id: str
    day: str
    half_hour: int
    number: int
    department: str
    doctor: str
    state: str
    fee_fen: int
    made_at: str
    channel: str
    basis: str = ""


@dataclass(frozen=True, slots=True)
class CopyPayment:
    """One payment or refund of a visit."""

    id: str
    booking_id: str
    kind: str
    cash_fen: int
    qr_fen: int
    insurance_fen: int
    at: str


@dataclass(frozen=True, slots=True)
class CopyConsent:
    """One decision of the person about a purpose; `signature`: the strokes they drew, "" where they did not."""

    id: str
    purpose: str
    notice_version: str
    act: str
    given: bool
    at: str
    signature: str = ""


@dataclass(frozen=True, slots=True)
class CopyDisclosure:
    """Who outside got what about the person, when and on what it rests (N44); scope: words parted by blanks."""

    id: str
    kind: str
    recipient: str
    number: str
    why: str
    scope: str
    at: str


@dataclass(frozen=True, slots=True)
class CopyNotice:
    """A version of the privacy notice that was shown."""

    version: str
    how: str
    at: str


@dataclass(frozen=True, slots=True)
class CopyRequest:
    """A request over the data; the words are left out where somebody else asked."""

    id: str
    kind: str
    asker: str
    state: str
    filed_at: str
    outcome: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class CopyLook:
    """Somebody saw something or did something: when, at which window, in which role; staff are not named."""

    desk: str
    seq: int
    at: str
    act: str
    role: str
    window: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class PersonalCopy:
    """Everything held about one person. `trace_until`: how far the trace of the whole hospital was there."""

    case_id: str
    made_at: str
    hospital: str
    trace_until: str
    person: CopyPerson
    account: CopyAccount | None = None
    format: str = FORMAT
    bookings: tuple[CopyBooking, ...] = ()
    payments: tuple[CopyPayment, ...] = ()
    consents: tuple[CopyConsent, ...] = ()
    notices: tuple[CopyNotice, ...] = ()
    requests: tuple[CopyRequest, ...] = ()
    looks: tuple[CopyLook, ...] = ()
    only_at_desk: tuple[str, ...] = ()
    disclosures: tuple[CopyDisclosure, ...] = ()

    @property
    def seen(self) -> tuple[CopyLook, ...]:
        """Return who looked at the record, newest first."""
        return tuple(look for look in self.looks if look.act in LOOKS)

    def to_json(self) -> bytes:
        """Return the machine-readable file."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode()

    def joined(self, desk: PersonalCopy) -> PersonalCopy:
        """Return this copy (central's) with what only a desk holds; the ids of that are named in `only_at_desk`."""
        bookings, new_bookings = _more(self.bookings, desk.bookings)
        consents, new_consents = _more(self.consents, desk.consents)
        requests, new_requests = _more(self.requests, desk.requests)
        payments, new_payments = _more(self.payments, desk.payments)
        known = {(look.desk, look.seq) for look in self.looks}
        looks = (*self.looks, *(x for x in desk.looks if (x.desk, x.seq) not in known))
        shown = {(n.version, n.at[:19]) for n in self.notices}
        notices = (*self.notices, *(n for n in desk.notices if (n.version, n.at[:19]) not in shown))
        return replace(
            self, bookings=bookings, consents=consents, requests=requests, payments=payments, notices=notices,
            looks=tuple(sorted(looks, key=lambda x: x.at, reverse=True)),
            only_at_desk=(*new_bookings, *new_payments, *new_consents, *new_requests),
        )  # fmt: skip

    def within(self, case: RequestCase) -> PersonalCopy:
        """Return what the case grants: everything, for a next of kin only the parts the decision names (N13).

        What the person asked for, agreed to and who looked at them is nobody's but their own.
        """
        if case.kind is RequestKind.TRANSFER:
            return replace(
                self, consents=(), notices=(), requests=(), looks=(), only_at_desk=(), disclosures=()
            )
        if not needs_scope(case.kind, case.asker):
            return self
        contact = Part.CONTACT in case.scope
        person = CopyPerson(
            name=self.person.name, document_type=self.person.document_type,
            address=self.person.address if contact else None,
        )  # fmt: skip
        return replace(
            self, person=person, account=self.account if contact else None,
            bookings=self.bookings if Part.VISITS in case.scope else (),
            payments=self.payments if Part.FEES in case.scope else (),
            consents=(), notices=(), requests=(), looks=(), only_at_desk=(), disclosures=(),
        )  # fmt: skip

    def __repr__(self) -> str:
        return f"PersonalCopy({self.case_id})"


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


T = TypeVar("T", bound=_HasId)


def _more(first: tuple[T, ...], second: Iterable[T]) -> tuple[tuple[T, ...], tuple[str, ...]]:
    known = {one.id for one in first}
    new = tuple(one for one in second if one.id not in known)
    return (*first, *new), tuple(one.id for one in new)


def check_copy(case: RequestCase, maker: StaffId) -> None:
    """Raise CopyNotDueError unless the case grants a copy and somebody besides its maker acted in it (§4.1)."""
    if case.kind not in COPIED or case.patient_id is None:
        raise CopyNotDueError(what="kind")
    if case.decided_at is None or not case.may_disclose:
        raise CopyNotDueError(what="decision")
    if {case.filed_by, *(signed.person for signed in case.signed)} <= {maker}:
        raise CopyNotDueError(what="person")


def person_of_record(record: PatientRecord, name_check: str, basis: str, *, restricted: bool) -> CopyPerson:
    """Return the person's own part of the copy."""
    number = record.guardian_document
    guardian = mask_number(DocumentType.RESIDENT_CARD, number, Surface.SLIP) if number else None
    contact = record.contact_document
    contact = mask_number(DocumentType.RESIDENT_CARD, contact, Surface.SLIP) if contact else None
    return CopyPerson(
        name=record.name, sex=record.sex, birth=record.birth, document_type=record.document_type,
        document_number=record.document_number, document_valid_until=record.document_valid_until,
        address=record.address, card_number=record.card_number,
        guardian_name=mask_name(record.guardian_name, Surface.SLIP) if record.guardian_name else None,
        guardian_relation=record.guardian_relation,
        guardian_document=f"{STAR * 4}{guardian}" if guardian else None,
        guardian_phone=mask_phone(record.guardian_phone, Surface.LIST) if record.guardian_phone else None,
        contact_name=mask_name(record.contact_name, Surface.SLIP) if record.contact_name else None,
        contact_relation=record.contact_relation,
        contact_phone=mask_phone(record.contact_phone, Surface.LIST) if record.contact_phone else None,
        contact_document=f"{STAR * 4}{contact}" if contact else None,
        evidence=record.evidence, name_check=name_check, basis=basis, restricted=restricted,
        emergency_reason=record.emergency_reason,
    )  # fmt: skip


def account_of_record(account: AccountRecord) -> CopyAccount:
    """Return phone and account; a relative's number is a third person's."""
    others = account.phone_status == PhoneStatus.RELATIVE.value
    phone = mask_phone(account.phone, Surface.LIST) if others and account.phone else account.phone
    relative = mask_name(account.relative_name, Surface.SLIP) if account.relative_name else None
    return CopyAccount(phone, account.phone_status, account.verified_at, account.is_account, relative)


def request_of_case(case: RequestCase, text: RequestText) -> CopyRequest:
    """Return a request with its words where they are the person's own."""
    outcome = case.outcome.value if case.outcome and case.decided_at else ""
    words = text.words if case.asker is Asker.SELF else ""
    return CopyRequest(
        case.id, case.kind.value, case.asker.value, case.state.value, case.filed_at.isoformat(), outcome, words
    )  # fmt: skip


def look_of_event(raw: bytes, window: str, at: str) -> CopyLook:
    """Return an entry of the trace in the copy's words; `raw` is AuditEvent.to_bytes()."""
    said = json.loads(raw)
    detail = str(said["facts"].get("field", said["facts"].get("reason", "")))
    return CopyLook(said["desk"], said["seq"], at, said["act"], said["role"], window, detail)
