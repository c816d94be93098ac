"""Requests and letters for tests of the pages: the real domain rules over a dict, without store and keys."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from desktop.domain.attachments import AttachmentError
from desktop.domain.clocks import all_due, ruling, warned
from desktop.domain.duties import Duty
from desktop.domain.effects import Effect, EffectNotDueError, Preview
from desktop.domain.errors import CentralRefusedError
from desktop.domain.ids import CaseId, PatientId, StaffId
from desktop.domain.letters import LetterCode, Paper
from desktop.domain.mainland_days import MAINLAND
from desktop.domain.personal_copies import CopyNotDueError, PersonalCopy
from desktop.domain.request_cases import RequestCase, Signed
from desktop.domain.request_texts import CaseNote, NoteKind, RequestText
from desktop.domain.requests import ENDED, Decision, Evidence, RequestKind, RequestStep, check_signed
from desktop.ports.central import CodeTicket
from desktop.ports.clock import Clock
from desktop.presenters.needs import Verifies
from desktop.services.copies import SealedCopy
from desktop.services.corrections import ChangeView, Wanted
from desktop.services.letters import Letter, Verified
from desktop.services.request_askers import AskerShown
from desktop.services.request_values import RequestDetail, RequestDraft, RequestLine

NUMBER = "890000199003070028"
CLERK, SUPERVISOR = StaffId("s-2"), StaffId("s-1")


class FakeRequests:
    """Keeps cases; what is filed here was filed by CLERK, what is decided by SUPERVISOR."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.cases: dict[CaseId, tuple[RequestCase, RequestText]] = {}
        self.filed_by = CLERK

    def file(self, draft: RequestDraft) -> CaseId:
        check_signed(draft.kind, draft.channel, draft.signed, draft.text.signature)
        case_id = CaseId(f"request-{len(self.cases) + 1}")
        case = RequestCase(
            case_id, draft.patient_id, draft.kind, draft.asker, draft.channel, self.filed_by, self._clock.now(),
            phone_on_file=False, evidence=draft.evidence, about_case=draft.about_case, incident=draft.incident,
            signed_how=draft.signed,
        ).filed()  # fmt: skip
        self.cases[case_id] = case, draft.text
        return case_id

    def step(
        self,
        case_id: CaseId,
        step: RequestStep,
        seen: tuple[Evidence, ...] = (),
        code_proof: str = "",
        document: str = "",
    ) -> None:
        case, text = self.cases[case_id]
        self.cases[case_id] = case.stepped(step, self._clock.now(), seen), text

    def card_lies(self, patient_id: PatientId | None) -> bool:
        return True

    def number_fits(self, patient_id: PatientId | None, number: str) -> bool:
        return number == NUMBER

    def colleagues(self) -> tuple[tuple[StaffId, str], ...]:
        return ((CLERK, "王晓敏"),)

    def note(self, case_id: CaseId, kind: NoteKind, words: str, to: str = "", due: str = "") -> None:
        case, text = self.cases[case_id]
        step = {NoteKind.EXTENDED: RequestStep.EXTEND, NoteKind.ESCALATED: RequestStep.ESCALATE}.get(
            kind, RequestStep.NOTE
        )
        note = CaseNote(kind.value, words, CLERK, self._clock.now().isoformat(), to, due)
        self.cases[case_id] = case.stepped(step, self._clock.now()), text.noted(note)

    def earlier(self, patient_id: PatientId, kind: RequestKind) -> tuple[RequestLine, ...]:
        cases = [case for case, _ in self.cases.values()]
        return tuple(self._line(c) for c in cases if c.patient_id == patient_id and c.kind is kind)

    def decide(self, case_id: CaseId, decision: Decision) -> None:
        case, text = self.cases[case_id]
        signed = Signed(SUPERVISOR, bytes(64), self._clock.now())
        self.cases[case_id] = case.decided(decision, signed), replace(text, reason=decision.reason)

    def lines(self) -> tuple[RequestLine, ...]:
        return tuple(self._line(case) for case, _ in self.cases.values())

    def incidents(self) -> tuple[Duty, ...]:
        return ()

    def detail(self, case_id: CaseId) -> RequestDetail:
        case, text = self.cases[case_id]
        today = self._clock.now().date()
        clocks = all_due(case.kind, case.channel, case.times(), MAINLAND, today)
        return RequestDetail(
            self._line(case), case, text, clocks, case.needed, case.missing, (), case.reviewers_left
        )

    def _line(self, case: RequestCase) -> RequestLine:
        today = self._clock.now().date()
        rules = ruling(all_due(case.kind, case.channel, case.times(), MAINLAND, today))
        due = rules.last_day if rules else None
        ended = case.state in ENDED
        return RequestLine(
            case.id, case.kind.value, case.asker.value, "张*强", case.filed_by, case.filed_at, case.state.value, due,
            (due - today).days if due and not ended else None, True,
            None if ended else warned(case.times(), today), case.filed_by == SUPERVISOR, ended,
        )  # fmt: skip


class NoFiles:
    """Nobody attaches a file in the tests of the pages; the journeys do."""

    def attach(
        self, case_id: CaseId, path: str, content: bytes, proof: Evidence | None = None, document: str = ""
    ) -> None:
        raise AttachmentError(field="kind")

    def read(self, case_id: CaseId, file_id: str) -> tuple[str, bytes]:
        raise AttachmentError(field="name")


class NoCopies:
    """Nobody makes a copy or carries anything out in the tests of the pages; the journeys do."""

    def gather(self, case_id: CaseId) -> PersonalCopy:
        raise CopyNotDueError(what="decision")

    def pack(self, copy: PersonalCopy, pdf: bytes) -> SealedCopy:
        raise CopyNotDueError(what="decision")

    def given(self, case_id: CaseId) -> None:
        raise CopyNotDueError(what="decision")

    def previews(self, case_id: CaseId) -> tuple[Preview, ...]:
        return ()

    def carry_out(self, case_id: CaseId, effect: Effect) -> None:
        raise EffectNotDueError(what="decision")

    def look(self, case_id: CaseId) -> ChangeView:
        raise CentralRefusedError(reason="person-gone")

    def propose(self, case_id: CaseId, wanted: tuple[Wanted, ...], code_proof: str = "") -> None:
        raise CentralRefusedError(reason="person-gone")

    def stop(self, case_id: CaseId) -> None:
        raise CentralRefusedError(reason="person-gone")

    def keep(self, name: str, content: bytes) -> str:
        return name

    def remove(self, name: str) -> None:
        """There is none."""


class NoAskers:
    """Nobody left a name."""

    def show(self, case_id: CaseId) -> AskerShown:
        return AskerShown(case_id, "", "", "")


class FakeCalls:
    """A number on file that everybody answers."""

    def number(self, case_id: CaseId) -> str:
        return "165 0013 8000"

    def answered(self, case_id: CaseId) -> None:
        pass


class FakeCodes:
    """Codes to the number on file, by the codes of the fake front desk."""

    def __init__(self, verify: Verifies) -> None:
        self._verify = verify

    def send(self, patient_id: PatientId) -> CodeTicket:
        return self._verify.send_code(f"number of {patient_id}")

    def check(self, code_id: str, code: str) -> str:
        return self._verify.check_code(code_id, code)


class FakeLetters:
    """Letters without a signature; a code is genuine when it begins with CFL1."""

    def receipt(self, case_id: CaseId) -> Letter:
        return Letter(case_id, Paper.RECEIPT, "zh", "受理回执\n\n编号", "CFL1:AB")

    def answer(self, case_id: CaseId) -> Letter:
        return Letter(case_id, Paper.ANSWER, "zh", "答复书\n\n同意", "CFL1:CD")

    def notice(self, case_id: CaseId) -> Letter:
        return Letter(case_id, Paper.NOTICE, "zh", "延期告知书", "CFL1:EF")

    def deletion_receipt(self, case_id: CaseId, language: str = "zh", signature: str = "") -> Letter:
        return Letter(case_id, Paper.RECEIPT, language, "受理回执", "CFL1:IJ")

    def certificate(self, case_id: CaseId, language: str = "zh") -> Letter:
        return Letter(case_id, Paper.CERTIFICATE, "zh", "删除证明", "CFL1:GH")

    def verify(self, code: str, text: str = "") -> Verified:
        found = LetterCode.decode(code) if not code.startswith("CFL1:") else None
        return Verified(
            found or LetterCode(CaseId("request-1"), Paper.RECEIPT, "", date(2026, 11, 24), CLERK, bytes(16)),
            None,
        )
