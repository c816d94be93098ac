"""A request as it is filed, listed and opened: plain values for pages and presenters (P24-P31)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from desktop.domain.clocks import Due
from desktop.domain.drawn import SignedHow
from desktop.domain.ids import CaseId, PatientId, StaffId
from desktop.domain.request_cases import RequestCase
from desktop.domain.request_texts import RequestText
from desktop.domain.requests import Asker, Channel, Evidence, Needed, RequestKind


@dataclass(frozen=True, slots=True)
class RequestDraft:
    """What is filed. `patient_id` None for somebody who was never a patient, or before anybody was found.

    `code_proof` goes with Evidence.CODE_ON_FILE (services.code_on_file), `document`, the number on the document that
    was seen, with the proofs of NUMBERED; it is compared and kept nowhere.
    """

    kind: RequestKind
    asker: Asker
    channel: Channel
    patient_id: PatientId | None
    text: RequestText
    evidence: tuple[Evidence, ...] = ()
    about_case: CaseId | None = None
    incident: str = ""
    signed: SignedHow = SignedHow.NOT
    code_proof: str = ""
    document: str = ""

    def __repr__(self) -> str:
        return f"RequestDraft(kind={self.kind.value}, asker={self.asker.value})"


@dataclass(frozen=True, slots=True)
class RequestLine:
    """One request as lists show it; the name is masked. `due` rules; `sure` is False beyond the known calendar.

    `task_due`: the last day (ISO) of the first open task for who is signed in, "" when there is none.
    """

    case_id: CaseId
    kind: str
    asker: str
    masked_name: str
    filed_by: StaffId
    filed_at: datetime
    state: str
    due: date | None
    days_left: int | None
    sure: bool
    warned: int | None
    own: bool
    ended: bool
    outcome: str = ""
    task_due: str = ""


@dataclass(frozen=True, slots=True)
class RequestDetail:
    """One opened request: everything that a decision rests on."""

    line: RequestLine
    case: RequestCase
    text: RequestText
    clocks: tuple[Due, ...]
    needed: Needed
    missing: Needed
    earlier: tuple[RequestLine, ...]
    reviewers_left: int

    def __repr__(self) -> str:
        return f"RequestDetail({self.line.case_id})"
