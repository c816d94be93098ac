"""Values that pass between pages and use cases during one registration."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from desktop.domain.blocks import Block
from desktop.domain.documents import DocumentType, Finding, Sex
from desktop.domain.ids import BookingId, PatientId, SessionId
from desktop.domain.legal_basis import LegalBasis
from desktop.domain.people import ContactInfo, EvidenceLevel, GuardianInfo, Match, MinorRule, PhoneStatus
from desktop.domain.site_fields import SiteFields
from desktop.domain.slips import Slip
from desktop.domain.verification import NameCheck

DEFAULT_FIELDS = SiteFields()


@dataclass(frozen=True, slots=True)
class PersonDraft:
    """What the clerk's form (or the card) says about the person, before it is believed."""

    document_type: DocumentType
    number: str
    name: str
    sex: Sex
    birth: date | None
    evidence: EvidenceLevel
    valid_until: date | None = None
    issue_number: str | None = None
    name_units: bytes | None = None
    address: str | None = None
    sam_number: str | None = None
    card_cut: bool = False
    emergency_reason: str | None = None
    guardian: GuardianInfo | None = None
    card_number: str | None = None
    reading: str | None = None
    contact: ContactInfo | None = None

    @property
    def contact_name(self) -> str | None:
        """Return what a site asks for when it asks for a contact (domain.site_fields)."""
        return self.contact.name if self.contact else None


@dataclass(frozen=True, slots=True)
class Visit:
    """A line of "recent visits"."""

    day: date
    department: str
    doctor: str
    state: str


@dataclass(frozen=True, slots=True)
class PatientCard:
    """The served patient as the context panel shows it: the name in full (a task, DECISIONS 4), the rest masked."""

    patient_id: PatientId
    name: str
    sex: Sex
    birth: date | None
    age: int | None
    number_masked: str
    phone_masked: str
    card_masked: str
    document_type: DocumentType
    evidence: EvidenceLevel
    name_check: NameCheck
    phone_status: PhoneStatus | None
    phone_verified_on: date | None
    has_account: bool
    notice: str
    visits: tuple[Visit, ...] = ()
    alerts: tuple[str, ...] = ()
    address_masked: str = "--"
    contact_masked: str = "--"
    contact_relation: str = ""
    basis: str = LegalBasis.CONTRACT.value
    reading: str = ""
    # a major version came into force after the one they answered (P33)
    ask_again: bool = False
    block: Block | None = None


@dataclass(frozen=True, slots=True)
class Likely:
    """A masked candidate in the duplicate check."""

    patient_id: PatientId
    name: str
    birth: date | None
    number_masked: str
    phone_masked: str
    last_seen: date | None


@dataclass(frozen=True, slots=True)
class Identified:
    """The answer to "who is this?" (N1). `patient` is set when the person is known."""

    draft: PersonDraft
    findings: tuple[Finding, ...]
    match: Match
    patient: PatientCard | None
    likely: tuple[Likely, ...]
    minor: MinorRule
    age: int | None
    fields: SiteFields = DEFAULT_FIELDS

    @property
    def rejected(self) -> bool:
        """Return whether a finding forbids going on with this document."""
        return any(f.severity.value == "reject" for f in self.findings)


@dataclass(frozen=True, slots=True)
class RegistrationDraft:
    """Everything that F9 confirms. `patient_id` None registers a new person.

    `quota` names the group whose number is wanted (quotas.BY_NAME), "" the window's; an extra one has a reason.
    `consent_signature`: domain.drawn as text, with the act "signature" alone. `paper_slip`: the code of the slip that
    it is keyed from, "" for none.
    """

    person: PersonDraft
    patient_id: PatientId | None
    session_id: SessionId
    half_hour: int
    phone: str | None
    phone_status: PhoneStatus
    code_proof: str | None = None
    phone_reason: str | None = None
    account_consent_act: str | None = None
    account_declined: bool = False
    consent_signature: str = ""
    notice_version: str = ""
    notice_how: str = ""
    name_check: NameCheck = NameCheck.NOT_ASKED
    flagged_doubtful: bool = False
    first_visit: bool | None = None
    insurance: bool | None = None
    agreed_on_screen: bool = False
    quota: str = ""
    extra_reason: str = ""
    paper_slip: str = ""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The registration is saved (A4) and the slip may be shown."""

    patient_id: PatientId
    booking_id: BookingId
    slip: Slip
    offline: bool
    provisional: bool
    account_opened: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """One masked row of the search overlay; `exact` says that what was typed is the whole of a number of theirs."""

    patient_id: PatientId
    name: str
    sex: Sex
    birth: date | None
    age: int | None
    number_masked: str
    phone_masked: str
    last_seen: datetime | None
    likely_duplicate: bool
    at_central: bool = False
    exact: bool = False


@dataclass(frozen=True, slots=True)
class LastResult:
    """The "previous patient" card: masked name, number, what can be undone."""

    booking_id: BookingId
    masked_name: str
    number: int
    when: str
    can_undo: bool
