"""What the page of requests shows, and what its presenter needs; see presenters.requests."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from desktop.domain.drawn import SignedHow
from desktop.domain.duties import Duty
from desktop.domain.ids import CaseId, PatientId, StaffId
from desktop.domain.request_texts import NoteKind as CaseNoteKind
from desktop.domain.requests import (
    Asker,
    Channel,
    Decision,
    Evidence,
    Needed,
    Part,
    RefusalGround,
    RequestKind,
    RequestStep,
)
from desktop.presenters.call_back import NOT_CALLED, CallState
from desktop.presenters.code_on_file import NOT_SENT, CodeState
from desktop.presenters.notes import NOTHING, Note
from desktop.presenters.seen_proofs import NONE_SEEN, LooksAtProofs, SeenState
from desktop.services.drafts import PatientCard
from desktop.services.letters import Letter, Verified
from desktop.services.request_askers import AskerShown
from desktop.services.request_values import RequestDetail, RequestDraft, RequestLine


class Requests(LooksAtProofs, Protocol):
    """services.requests.RequestService."""

    def file(self, draft: RequestDraft) -> CaseId: ...
    def step(
        self,
        case_id: CaseId,
        step: RequestStep,
        seen: tuple[Evidence, ...] = (),
        code_proof: str = "",
        document: str = "",
    ) -> None: ...
    def decide(self, case_id: CaseId, decision: Decision) -> None: ...
    def note(self, case_id: CaseId, kind: CaseNoteKind, words: str, to: str = "", due: str = "") -> None: ...
    def colleagues(self) -> tuple[tuple[StaffId, str], ...]: ...
    def earlier(self, patient_id: PatientId, kind: RequestKind) -> tuple[RequestLine, ...]: ...
    def lines(self) -> tuple[RequestLine, ...]: ...
    def incidents(self) -> tuple[Duty, ...]: ...
    def detail(self, case_id: CaseId) -> RequestDetail: ...


class Askers(Protocol):
    """services.request_askers.AskerService."""

    def show(self, case_id: CaseId) -> AskerShown: ...


class Letters(Protocol):
    """services.letters.LetterService."""

    def receipt(self, case_id: CaseId) -> Letter: ...
    def answer(self, case_id: CaseId) -> Letter: ...
    def notice(self, case_id: CaseId) -> Letter: ...
    def verify(self, code: str, text: str = "") -> Verified: ...


class TextField(StrEnum):
    """The typed parts of a new request."""

    WORDS = "words"
    ASKER_NAME = "asker_name"
    ASKER_RELATION = "asker_relation"
    CONTACT = "contact"
    INCIDENT = "incident"
    RECIPIENT = "recipient"


@dataclass(frozen=True, slots=True)
class NewRequest:
    """What is being filed."""

    kind: RequestKind = RequestKind.ACCESS
    asker: Asker = Asker.SELF
    channel: Channel = Channel.WINDOW
    words: str = ""
    asker_name: str = ""
    asker_relation: str = ""
    contact: str = ""
    incident: str = ""
    recipient: str = ""
    against: RequestLine | None = None
    seen: frozenset[Evidence] = frozenset()
    signed: SignedHow = SignedHow.NOT
    signature: str = ""
    language: str = "zh"

    def __repr__(self) -> str:
        return f"NewRequest(kind={self.kind.value})"


@dataclass(frozen=True, slots=True)
class RequestsState:
    """Everything the page shows."""

    form: NewRequest = field(default_factory=NewRequest)
    subject: PatientCard | None = None
    wanted: Needed = ()
    code: CodeState = NOT_SENT
    shown: SeenState = NONE_SEEN
    earlier: tuple[RequestLine, ...] = ()
    incidents: tuple[Duty, ...] = ()
    filing: bool = False
    lines: tuple[RequestLine, ...] = ()
    late: int = 0
    late_only: bool = False
    mine: int = 0
    mine_only: bool = False
    colleagues: tuple[tuple[StaffId, str], ...] = ()
    task_to: str = ""
    task_due: str = ""
    loaded: bool = False
    selected: int = -1
    detail: RequestDetail | None = None
    asker: AskerShown | None = None
    seen: frozenset[Evidence] = frozenset()
    case_code: CodeState = NOT_SENT
    case_shown: SeenState = NONE_SEEN
    case_call: CallState = NOT_CALLED
    ground: RefusalGround | None = None
    scope: frozenset[Part] = frozenset()
    reason: str = ""
    fee: str = ""
    note_kind: CaseNoteKind = CaseNoteKind.TO_PERSON
    note_text: str = ""
    working: bool = False
    may_decide: bool = False
    verified: Verified | None = None
    note: Note = NOTHING

    @property
    def current(self) -> RequestLine | None:
        """Return the line in hand."""
        return self.lines[self.selected] if 0 <= self.selected < len(self.lines) else None
