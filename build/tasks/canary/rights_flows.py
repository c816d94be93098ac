"""What people ask for and what an officer keeps: requests, letters, copies, disclosures, an incident, deletions."""

from __future__ import annotations

import base64
from datetime import timedelta

from demo_parts import wait_until

from canary.people import spoken, with_new_phone
from canary.stage import Met, Stage
from canary.window_flows import FLOAT_FEN, code_for, each, of, proved
from desktop.domain.corrections import Field, FieldProof
from desktop.domain.disclosures import Disclosure, DisclosureKind, DisclosureText, Scope
from desktop.domain.document_kinds import DocumentType
from desktop.domain.drawn import SignedHow
from desktop.domain.duties import DutyKind
from desktop.domain.ids import CaseId
from desktop.domain.request_texts import NoteKind, RequestText
from desktop.domain.requests import Asker, Channel, Decision, Evidence, Outcome, RequestKind, RequestStep
from desktop.domain.rights import CaseState
from desktop.domain.shifts import Count, Difference
from desktop.domain.staff import Role
from desktop.services.corrections import Wanted
from desktop.services.request_values import RequestDraft
from desktop.ui.printing.copy_painter import copy_pdf

MOST_TOLD = 5
PNG = b"\x89PNG\r\n\x1a\n"
AGENTS, PAPERS = (Evidence.ASKER_DOCUMENT, Evidence.SUBJECT_DOCUMENT), (Evidence.MANDATE, Evidence.RELATION)


class Rights:
    """Filed at the window, decided at the office; cases by the canary's serial."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.cases: dict[tuple[str, int], CaseId] = {}

    def play(self) -> None:
        """Everything, in the order in which a case goes."""
        stage = self.stage
        each(stage, "request filed", of(stage, 0, 10) + of(stage, 6, 10), self._access)
        each(stage, "request with code on file", of(stage, 11, 20), self._with_code)
        each(stage, "agent's request", of(stage, 8, 20), self._agent)
        each(stage, "correction", of(stage, 2, 20), self._correct)
        each(stage, "phone change", [m for m in of(stage, 1, 20) if m.account], self._phone)
        # what was paid for a later day goes back out of the drawer with a deletion
        stage.window.cases.shifts.open(FLOAT_FEN)
        each(stage, "deletion filed", of(stage, 4, 20), self._delete)
        stage.window.cases.shifts.close(Count(), Difference.UNKNOWN)
        stage.both()
        each(stage, "request decided", self._with("access", "correct", "phone"), self._decide)
        each(stage, "deletion approved", self._with("delete"), self._approve)
        stage.both()
        each(stage, "letter", self._with("access"), self._answer)
        self._destroyed()
        self._officer()

    def _with(self, *kinds: str) -> list[Met]:
        return [m for m in self.stage.met if any((kind, m.person.serial) in self.cases for kind in kinds)]

    # ------------------------------------------------------------ filed at the window
    def _file(
        self,
        name: str,
        met: Met,
        kind: RequestKind,
        evidence: tuple[Evidence, ...],
        asker: Asker = Asker.SELF,
        proof: str = "",
    ) -> CaseId:
        text = RequestText(spoken(met.person), met.person.name)
        draft = RequestDraft(
            kind,
            asker,
            Channel.WINDOW,
            met.patient_id,
            text,
            evidence,
            signed=SignedHow.PAPER,
            code_proof=proof,
            document=met.person.number,
        )
        self.stage.window.desk.note_present(met.patient_id)  # their card lies there
        case_id = self.stage.window.cases.requests.file(draft)
        self.cases[name, met.person.serial] = case_id
        return case_id

    def _access(self, met: Met) -> None:
        cases = self.stage.window.cases
        case_id = self._file("access", met, RequestKind.COPY, (Evidence.CHIP_READ,))
        cases.requests.note(case_id, NoteKind.FROM_PERSON, spoken(met.person))
        cases.attachments.attach(case_id, "scan.png", PNG + spoken(met.person).encode())
        self.stage.window.on_paper(cases.letters.receipt(case_id))

    def _with_code(self, met: Met) -> None:
        """The code goes to the number on file; a minute has gone by since the one at the registration."""
        codes = self.stage.window.cases.codes_on_file
        proof = proved(self.stage, lambda: codes.send(met.patient_id), codes.check)
        self._file("code", met, RequestKind.ACCESS, (Evidence.CHIP_READ, Evidence.CODE_ON_FILE), proof=proof)

    def _agent(self, met: Met) -> None:
        case_id = self._file("agent", met, RequestKind.ACCESS, AGENTS, Asker.AGENT)
        files = self.stage.window.cases.attachments
        for paper in PAPERS:
            files.attach(case_id, "paper.png", PNG + spoken(met.person).encode(), paper)

    def _correct(self, met: Met) -> None:
        case_id = self._file("correct", met, RequestKind.CORRECT, (Evidence.CHIP_READ,))
        wanted = Wanted(Field.ADDRESS, f"云屏市{met.person.name}路 9 号", FieldProof.OWN_WORD)
        self._pushed()
        self.stage.window.cases.corrections.propose(case_id, (wanted,))

    def _phone(self, met: Met) -> None:
        case_id = self._file("phone", met, RequestKind.PHONE_CHANGE, (Evidence.CHIP_READ,))
        files, scan = self.stage.window.cases.attachments, PNG + spoken(met.person).encode()
        files.attach(case_id, "paper.png", scan, Evidence.SECOND_DOCUMENT, DocumentType.PASSPORT.value)
        self.stage.window.cases.requests.step(case_id, RequestStep.VERIFY)
        new = with_new_phone(met.person).phone
        self._pushed()
        proof = code_for(self.stage, new)
        self.stage.window.cases.corrections.propose(
            case_id, (Wanted(Field.PHONE, new, FieldProof.CODE),), proof
        )

    def _pushed(self) -> None:
        wait_until(self.stage.window.sync, "central")

    def _delete(self, met: Met) -> None:
        self.cases["delete", met.person.serial] = self.stage.window.cases.rights.file_deletion(
            met.patient_id, "person-asks", SignedHow.PAPER
        )

    # ------------------------------------------------------------ decided at the office
    def _decide(self, met: Met) -> None:
        for kind in ("access", "correct", "phone"):
            case_id = self.cases.get((kind, met.person.serial))
            if case_id is not None:
                decision = Decision(Outcome.APPROVED, None, 0, "")
                self.stage.office.cases.requests.decide(case_id, decision)
                self.stage.new_phones |= {met.person.serial} if kind == "phone" else set()

    def _approve(self, met: Met) -> None:
        self.stage.office.cases.rights.approve(self.cases["delete", met.person.serial])
        self.stage.deleted.add(met.person.serial)

    def _copy(self, met: Met) -> None:
        """Sealed for handing over; every other one is handed over and gone, the rest still lies there."""
        office = self.stage.office
        copies = office.cases.copies
        case_id = self.cases["access", met.person.serial]
        copy = copies.gather(case_id)
        sealed = copies.pack(copy, copy_pdf(copy))
        office.copies.keep(sealed.name, sealed.content)
        if met.person.serial % 4 == 0:
            copies.given(case_id)
            office.copies.remove(sealed.name)

    def _answer(self, met: Met) -> None:
        cases, case_id = self.stage.window.cases, self.cases["access", met.person.serial]
        self.stage.window.on_paper(cases.letters.answer(case_id))
        cases.requests.step(case_id, RequestStep.ANSWER)

    def _destroyed(self) -> None:
        """Wait until every desk has confirmed every deletion."""
        stage = self.stage
        wanted = {self.cases["delete", serial] for serial in stage.deleted}

        def done() -> bool:
            stage.both()
            open_ones = {line.case_id: line.state for line in stage.window.cases.rights.cases()}
            return all(
                open_ones.get(case, CaseState.DONE) in (CaseState.BACKUP, CaseState.DONE) for case in wanted
            )

        wait_until(done, "every desk's receipt", 300)
        stage.done["deletion confirmed by every desk"] += len(wanted)

    # ------------------------------------------------------------ the officer's books
    def _officer(self) -> None:
        stage = self.stage
        stage.office.change_to(Role.PRIVACY_OFFICER)
        each(stage, "disclosure filed", of(stage, 9, 20), self._disclose)
        self._incident()
        stage.office.change_to(Role.SUPERVISOR)
        each(stage, "disclosure approved", self._with("disclosed"), lambda met: self._book(met, approve=True))
        stage.office.change_to(Role.PRIVACY_OFFICER)
        each(
            stage,
            "disclosure handed over",
            self._with("disclosed"),
            lambda met: self._book(met, approve=False),
        )
        each(stage, "sealed copy", self._with("access"), self._copy)
        stage.both()

    def _disclose(self, met: Met) -> None:
        scan = base64.b64encode(PNG + spoken(met.person).encode()).decode()
        text = DisclosureText(
            "云屏市法院", f"民 {met.person.serial} 号", spoken(met.person), scan, "协助查询通知书"
        )
        self.cases["disclosed", met.person.serial] = self.stage.office.cases.disclosures.file(
            met.patient_id, DisclosureKind.OFFICIAL, tuple(Scope), text
        )

    def _book(self, met: Met, *, approve: bool) -> None:
        office = self.stage.office
        case_id = self.cases["disclosed", met.person.serial]
        asked: Disclosure = next(d for d in office.cases.disclosures.book(met.patient_id) if d.id == case_id)
        if approve:
            office.cases.disclosures.approve(asked)
        else:
            office.cases.disclosures.hand_over(asked, office.handover.keep)

    def _incident(self) -> None:
        """A leak at the window: central lists everybody whom the trace names; each is told."""
        stage = self.stage
        duties, now = stage.office.cases.duties, stage.office.desk.clock.now()
        duty_id = duties.file(
            DutyKind.INCIDENT,
            {
                "type": "leak", "grade": "general", "operator": "other", "summary": "窗口屏幕被人拍下",
                "desk": stage.window.desk.keys.desk.desk, "staff": "", "drill": "live",
                "found_at": now.isoformat(), "since": (now - timedelta(hours=6)).isoformat(), "until": now.isoformat(),
            },
        )  # fmt: skip
        told = [one for one in duties.people(duty_id) if one.patient_id]
        stage.done["incident: touched"] += len(told)
        for one in told[:MOST_TOLD]:
            duties.tell(duty_id, one.patient_id, "phone", "told")
            stage.done["incident: told"] += 1
