"""Central as the services see it: small calls with plain answers.

Every call may raise CentralUnreachableError, CentralRefusedError or the known error that the refusal's code names.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Protocol

from desktop.domain.access_review import AccessReview
from desktop.domain.deidentified import Exemption
from desktop.domain.drawn import SignedHow
from desktop.domain.ids import BookingId, CaseId, PatientId, StaffId
from desktop.domain.legal_reading import KeptRecord
from desktop.domain.personal_copies import PersonalCopy
from desktop.domain.reports import GroupBy, Report
from desktop.domain.risk_rules import AlertLine, ReviewList, ReviewOutcome
from desktop.domain.trace_reading import TracePage, TraceQuery, TraceState

# up to which operation a revoked desk has handed its unsent work to central (N43)
HANDED_IN = "sync/handed-in"


@dataclass(frozen=True, slots=True)
class CodeTicket:
    """A code was sent; `resend_after_s` seconds before the next one."""

    code_id: str
    expires_in_s: int
    resend_after_s: int


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """A masked answer to an exact look-up at central."""

    patient_id: PatientId
    name: str
    sex: str
    birth: str
    number: str
    phone: str


class Verification(Protocol):
    """Codes and the name-number match."""

    def send_code(self, phone: str) -> CodeTicket:
        """Send a six-digit code; raises TooManyCodesError, PhoneInvalidError."""

    def check_code(self, code_id: str, code: str) -> str:
        """Return the proof; raises CodeWrongError, CodeExpiredError."""

    def check_name(self, document_type: str, number: str, name: str) -> str:
        """Return a value of domain.verification.NameCheck."""


class Directory(Protocol):
    """Exact look-ups outside the working set (DECISIONS 4)."""

    def look_up(
        self, by: str, value: str, document_type: str = "", digits: str = ""
    ) -> tuple[tuple[FoundPerson, ...], bool]:
        """Return at most five masked people and whether there were too many."""

    def fetch(self, patient_id: PatientId) -> None:
        """Bring a person into the local store for 24 hours."""


class Reports(Protocol):
    """Figures of the whole hospital, which no desk holds (G108)."""

    def report(self, author: StaffId, first: date, last: date, by: GroupBy) -> Report:
        """Return the figures; raises CentralUnreachableError, CentralRefusedError."""


class Exports(Protocol):
    """The officer's files, which hold nothing personal (P13, P42)."""

    def audit(self, author: StaffId, first: date, last: date) -> bytes:
        """Return the auditor's signed ZIP; raises CentralUnreachableError, CentralRefusedError."""

    def deidentified(self, author: StaffId, first: date, last: date, exemption: Exemption) -> bytes:
        """Return figures as CSV; raises CentralUnreachableError, CentralRefusedError."""


class Copies(Protocol):
    """A person's copy, which only central can make whole (P24)."""

    def copy(self, author: StaffId, case_id: CaseId, subjects: tuple[str, ...]) -> PersonalCopy:
        """Return the copy; `subjects` are the ids by which this desk's trace may name the person.

        Raises CentralUnreachableError, CopyNotDueError, NotPermittedError.
        """


class Traces(Protocol):
    """The traces of all desks, which central witnessed (G77, G78, P5)."""

    def page(self, author: StaffId, query: TraceQuery) -> TracePage:
        """Return one page; raises TraceFilterError."""

    def check(self, author: StaffId) -> tuple[TraceState, ...]:
        """Have every trace walked; returns what was found of each."""

    def risks(self, author: StaffId, first: date, last: date) -> ReviewList:
        """Return what the risk rules found."""

    def review(self, author: StaffId, alert: AlertLine, outcome: ReviewOutcome, signature: bytes) -> None:
        """Say what became of an alert; raises SelfApprovalError."""

    def access(self, author: StaffId, month: date | None) -> AccessReview:
        """Return a month's access review; None asks for the oldest open month."""

    def sign_access(self, author: StaffId, review: AccessReview, signature: bytes) -> None:
        """Sign a month off."""

    def propose_leave(self, author: StaffId, staff: StaffId, roster: int, signature: bytes) -> None:
        """Propose that a dormant person be taken off; raises SelfApprovalError."""


@dataclass(frozen=True, slots=True)
class DutyPerson:
    """One person whom a duty concerns; name and phone masked, words of domain.incidents."""

    patient_id: PatientId
    name: str
    phone: str
    exposure: str
    channel: str
    state: str
    reason: str
    at: datetime | None
    version: int = 0


class CaseFiles(Protocol):
    """Files attached to cases, whose bytes central alone keeps (G96)."""

    def file(self, author: StaffId, case_id: CaseId, file_id: str) -> bytes:
        """Return the bytes; raises CentralUnreachableError, CentralRefusedError."""


@dataclass(frozen=True, slots=True)
class Asked:
    """How a deletion was asked for: `drawn` is the signature as text (domain.drawn), "" where none was drawn."""

    signed: SignedHow
    drawn: str
    window: str


class ErasuresAsked(Protocol):
    """How open deletions were asked for; central alone keeps what was drawn (P25)."""

    def asked(self, author: StaffId, case_id: CaseId) -> Asked:
        """Return it; raises CentralUnreachableError, CentralRefusedError."""


@dataclass(frozen=True, slots=True)
class LeftBooking:
    """A booking that ended with a deletion which came to nothing; `free`: its own number can be held again."""

    id: BookingId
    patient_id: PatientId
    day: date
    starts: time
    department: str
    number: int
    free: bool


class LeftBookings(Protocol):
    """What was given back with a deletion, wherever it was booked (N14)."""

    def left(self, author: StaffId, case_id: CaseId) -> tuple[LeftBooking, ...]:
        """Return it; raises CentralUnreachableError, CentralRefusedError."""


class Proofs(Protocol):
    """The proof pack of a case, which central alone can sign (N36)."""

    def proof(self, author: StaffId, case_id: CaseId) -> tuple[bytes, bytes]:
        """Return pack and signature; raises CentralUnreachableError, CentralRefusedError."""


class KeptRecords(Protocol):
    """What central alone keeps of deleted people, for an approved reading (DOMAIN §4.3)."""

    def kept(self, author: StaffId, duty_id: str, number: str) -> tuple[KeptRecord, ...]:
        """Return it, opened; raises CentralUnreachableError, CentralRefusedError."""


class DutyPeople(Protocol):
    """Whom a duty concerns; no desk holds everybody (P22)."""

    def people(self, author: StaffId, duty_id: str) -> tuple[DutyPerson, ...]:
        """Return them; raises CentralUnreachableError, CentralRefusedError."""


@dataclass(frozen=True, slots=True)
class ExchangeOutcome:
    """What one exchange did; `arrived` are the kinds of rows that came down (the tags of the wire's rows)."""

    pushed: int
    pulled: int
    more: bool
    waiting: int
    skew_s: float
    quarantined: bool = False
    arrived: frozenset[str] = frozenset()


class Exchange(Protocol):
    """One request in flight: push, rights, pull."""

    def run(self, *, pull: bool) -> ExchangeOutcome:
        """Run one exchange and commit its answer; with `pull` False only what waits is pushed (a claim)."""
