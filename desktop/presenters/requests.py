"""The workbench of requests: a new one at the left, all of them at the right, the one in hand below (UX §6.7)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from desktop.domain.duties import Duty
from desktop.domain.errors import KnownError
from desktop.domain.ids import CaseId, PatientId, StaffId
from desktop.domain.request_texts import NoteKind as CaseNoteKind
from desktop.domain.requests import (
    PROPOSED,
    Decision,
    Evidence,
    Outcome,
    Part,
    RefusalGround,
    RequestStep,
)
from desktop.presenters.asker_block import AskerBlock
from desktop.presenters.call_back import CallBack, Calls, CallState
from desktop.presenters.code_on_file import CodeOnFile, CodesOnFile, CodeState, CodeStep
from desktop.presenters.filing import NEVER_TICKED, Filing, wanting
from desktop.presenters.needs import Identifies
from desktop.presenters.notes import NOTHING, Note, NoteKind, error_note, note
from desktop.presenters.publishing import Publisher
from desktop.presenters.requests_state import Askers, Letters, Requests, RequestsState
from desktop.presenters.runner import DEVICE, READ, STORE, Runner
from desktop.presenters.seen_proofs import LOOKED_AT, SeenProofs, SeenState
from desktop.presenters.signing import SigningPresenter
from desktop.presenters.yuan import fen_of
from desktop.services.letters import Letter, Verified
from desktop.services.request_values import RequestDetail, RequestLine


class RequestsPresenter:
    """Files with a receipt at once; what needs a second person waits for one."""

    def __init__(
        self,
        requests: Requests,
        letters: Letters,
        identify: Identifies,
        runner: Runner,
        paper: Callable[[Letter], object],
        codes: CodesOnFile,
        signing: SigningPresenter,
        askers: Askers,
        calls: Calls,
        *,
        may_decide: bool,
        looked: Callable[[CaseId], bool] = lambda _case: True,
    ) -> None:
        self._requests, self._letters, self._identify = requests, letters, identify
        self._runner, self._paper, self._looked = runner, paper, looked
        self._just_filed: CaseId | None = None
        self._out = Publisher(wanting(RequestsState(may_decide=may_decide)))
        self.subscribe = self._out.subscribe
        self.filing = Filing(requests, codes, runner, signing, self._out, self._filed)
        self.asker = AskerBlock(askers, runner, self._out, self._failed)
        self.case_code = CodeOnFile(codes, runner, self._case_code_moved)
        self.case_shown = SeenProofs(requests, runner, self._case_shown_moved)
        self.case_call = CallBack(calls, runner, self._case_call_moved, self._called)

    @property
    def state(self) -> RequestsState:
        """Return the newest state."""
        return self._out.state

    def load(self) -> None:
        """Read the list again; the request in hand is opened again with it."""
        self._runner.run(READ, self._requests.lines, self._loaded, self._failed)
        self._runner.run(READ, self._requests.incidents, self._incidents, self._failed)
        self._runner.run(READ, self._requests.colleagues, self._colleagues, self._failed)

    def open_patient(self, patient_id: PatientId) -> None:
        """Open the person who asks; audited before anything is shown."""
        self._runner.run(
            STORE, lambda: self._identify.open_patient(patient_id), self.filing.serve, self._failed
        )

    def select(self, index: int) -> None:
        """Take a request in hand."""
        if 0 <= index < len(self.state.lines) and index != self.state.selected:
            self._show(_another_case(replace(self.state, selected=index)))
            self._open()

    def tick(self, proof: Evidence, there: bool) -> None:
        """Tick or untick a proof of the request in hand; a code, a number or a paper is never ticked."""
        if proof is Evidence.CHIP_READ:
            self.case_shown.card(there)
        if proof in NEVER_TICKED:
            return
        seen = self.state.seen | {proof} if there else self.state.seen - {proof}
        self._show(replace(self.state, seen=seen, note=NOTHING))

    def give(self, ground: RefusalGround | None, reason: str | None = None) -> None:
        """Keep ground and reason of the decision."""
        reason = self.state.reason if reason is None else reason
        # a field that was emptied after the decision tells nothing new, and takes nothing back that was said
        if (ground, reason) != (self.state.ground, self.state.reason):
            self._show(replace(self.state, ground=ground, reason=reason, note=NOTHING))

    def tell(self, part: Part, there: bool) -> None:
        """Tick or untick a part that a next of kin may be told."""
        scope = self.state.scope | {part} if there else self.state.scope - {part}
        self._show(replace(self.state, scope=scope, note=NOTHING))

    def charge(self, fee: str) -> None:
        """Keep the fee of a repeated request as it is typed, in yuan (N38)."""
        self._show(replace(self.state, fee=fee, note=NOTHING))

    def show_late(self) -> None:
        """Show only what is overdue or warned, or everything again."""
        self._show(replace(self.state, late_only=not self.state.late_only, selected=-1, detail=None))
        self.load()

    def show_mine(self) -> None:
        """Show only cases with an open task for who is signed in, or everything again."""
        self._show(replace(self.state, mine_only=not self.state.mine_only, selected=-1, detail=None))
        self.load()

    def assign(self, to: str | None = None, due: str | None = None) -> None:
        """Keep who shall do a task, and by which day."""
        state = self.state
        to, due = state.task_to if to is None else to, state.task_due if due is None else due
        self._show(replace(state, task_to=to, task_due=due, note=NOTHING))

    def note(self, kind: CaseNoteKind | None = None, text: str | None = None) -> None:
        """Keep what is to be noted in the case, and as what."""
        text = self.state.note_text if text is None else text
        self._show(replace(self.state, note_kind=kind or self.state.note_kind, note_text=text, note=NOTHING))

    def put_note(self) -> None:
        """Note it in the case; a longer term prints its notice."""
        current, kind, text = self.state.current, self.state.note_kind, self.state.note_text.strip()
        if current is None or self.state.working:
            return
        if not text:
            self._say("request-no-note")
            return
        task = kind is CaseNoteKind.TASK
        to, due = (self.state.task_to, self.state.task_due.strip()) if task else ("", "")
        self._show(replace(self.state, working=True))

        def work() -> Letter | None:
            self._requests.note(current.case_id, kind, text, to, due)
            return self._letters.notice(current.case_id) if kind is CaseNoteKind.EXTENDED else None

        self._runner.run(STORE, work, self._put, self._failed)

    def _put(self, letter: Letter | None) -> None:
        self._show(
            replace(self.state, note_text="", note_kind=CaseNoteKind.TO_PERSON, task_to="", task_due="")
        )
        if letter is None:
            self._done("request-noted")
        else:
            self._printed(letter, "request-extended")

    def verify(self) -> None:
        """The proof is complete."""
        self._step(RequestStep.VERIFY, "request-verified")

    def ask_proof(self) -> None:
        """Wait for proof: the clock pauses."""
        self._step(RequestStep.ASK_PROOF, "request-proof-asked")

    def withdraw(self) -> None:
        """The person takes it back."""
        self._step(RequestStep.WITHDRAW, "request-withdrawn")

    def approve(self) -> None:
        """Decide: granted."""
        self._decide(Outcome.APPROVED, None)

    def partly(self) -> None:
        """Decide: granted in part, with ground and reason."""
        self._decide(Outcome.PARTLY, self.state.ground)

    def refuse(self) -> None:
        """Decide: refused, with ground and reason."""
        self._decide(Outcome.REFUSED, self.state.ground)

    def answer(self) -> None:
        """Hand out the answer: its letter, and the request has ended."""
        current, detail = self.state.current, self.state.detail
        if current is None or detail is None or self.state.working:
            return
        self._show(replace(self.state, working=True))

        def work() -> Letter:
            letter = self._letters.answer(current.case_id)
            if not current.ended:
                self._requests.step(current.case_id, RequestStep.ANSWER)
            return letter

        self._runner.run(STORE, work, lambda letter: self._printed(letter, "request-answered"), self._failed)

    def check_code(self, code: str) -> None:
        """Verify the code of a letter or receipt, off line too."""
        self._show(replace(self.state, verified=None, note=NOTHING))
        self._runner.run(READ, lambda: self._letters.verify(code), self._checked, self._failed)

    def _filed(self, case_id: CaseId) -> None:
        self._just_filed = case_id
        self._runner.run(
            STORE, lambda: self._letters.receipt(case_id), lambda letter: self._printed(letter, "request-filed"),
            self._unprinted,
        )  # fmt: skip

    def _step(self, step: RequestStep, said: str) -> None:
        current = self.state.current
        if current is None or self.state.working:
            return
        seen = tuple(sorted(self.state.seen, key=lambda e: e.value)) if step is RequestStep.VERIFY else ()
        proof = self.case_code.proof if seen else ""
        document = self.case_shown.state.number if seen else ""
        self._show(replace(self.state, working=True))
        self._runner.run(
            STORE, lambda: self._requests.step(current.case_id, step, seen, proof, document),
            lambda _: self._done(said), self._failed,
        )  # fmt: skip

    def _decide(self, outcome: Outcome, ground: RefusalGround | None) -> None:
        current = self.state.current
        scope = () if outcome is Outcome.REFUSED else tuple(p for p in Part if p in self.state.scope)
        fee = fen_of(self.state.fee or "0")
        if fee is None:
            self._say("amount-unreadable")
            return
        decision = Decision(outcome, ground, fee, self.state.reason.strip(), scope)
        if current is None or self.state.working or not self.state.may_decide:
            return
        if outcome is not Outcome.REFUSED and current.kind in PROPOSED and not self._looked(current.case_id):
            self._say("change-not-seen")
            return
        self._show(replace(self.state, working=True))
        self._runner.run(
            STORE, lambda: self._requests.decide(current.case_id, decision),
            lambda _: self._done("request-decided"), self._failed,
        )  # fmt: skip

    def _printed(self, letter: Letter, said: str) -> None:
        """The act counts already; what is said of it waits for the paper (A4)."""
        self._runner.run(DEVICE, lambda: self._paper(letter), lambda _: self._done(said), self._unprinted)

    def _unprinted(self, error: KnownError) -> None:
        self._settle(error_note(error))

    def _done(self, said: str) -> None:
        self._settle(note(NoteKind.OK, said))

    def _settle(self, said: Note) -> None:
        self.case_shown.clear()
        self._show(
            replace(
                self.state,
                working=False,
                seen=frozenset(),
                reason="",
                ground=None,
                scope=frozenset(),
                fee="",
                note=said,
            )
        )
        self.load()

    def _checked(self, verified: Verified) -> None:
        self._show(replace(self.state, verified=verified, note=note(NoteKind.OK, "letter-genuine")))

    def _loaded(self, lines: tuple[RequestLine, ...]) -> None:
        late = tuple(line for line in lines if _is_late(line))
        mine = tuple(line for line in lines if line.task_due)
        if self.state.late_only:
            lines = late
        if self.state.mine_only:
            lines = tuple(line for line in lines if line.task_due)
        current = self.state.current
        ids = [line.case_id for line in lines]
        at = ids.index(current.case_id) if current and current.case_id in ids else (0 if lines else -1)
        if self._just_filed in ids:
            at, self._just_filed = ids.index(self._just_filed), None
        state = replace(self.state, lines=lines, late=len(late), mine=len(mine), loaded=True, selected=at)
        if current is None or ids[at : at + 1] != [current.case_id]:
            state = _another_case(state)
        self._show(state)
        self._open()

    def _colleagues(self, found: tuple[tuple[StaffId, str], ...]) -> None:
        self._show(replace(self.state, colleagues=found))

    def _incidents(self, found: tuple[Duty, ...]) -> None:
        self._show(replace(self.state, incidents=found))

    def _open(self) -> None:
        current = self.state.current
        if current is None:
            self._show(replace(self.state, detail=None))
            return
        self._runner.run(READ, lambda: self._requests.detail(current.case_id), self._opened, self._failed)

    def _opened(self, detail: RequestDetail) -> None:
        current = self.state.current
        if current is not None and current.case_id == detail.line.case_id:
            before = self.state.detail
            self._show(replace(self.state, detail=detail))
            if before is None or before.line.case_id != detail.line.case_id:
                self.case_code.about(detail.case.patient_id)
                self.case_shown.about(detail.case.patient_id)
                self.case_call.about(detail.line.case_id)

    def _case_shown_moved(self, shown: SeenState) -> None:
        seen = (self.state.seen - LOOKED_AT) | shown.seen
        self._show(replace(self.state, case_shown=shown, seen=seen, note=shown.told(self.state.note)))

    def _case_call_moved(self, call: CallState) -> None:
        self._show(replace(self.state, case_call=call))

    def _called(self) -> None:
        """The call counts; what else was seen so far stays."""
        self._show(replace(self.state, note=note(NoteKind.OK, "request-called")))
        self.load()

    def _case_code_moved(self, code: CodeState) -> None:
        proof = Evidence.CODE_ON_FILE
        seen = self.state.seen - {proof} | ({proof} if code.step is CodeStep.PROVED else set())
        self._show(replace(self.state, case_code=code, seen=seen))

    def _failed(self, error: KnownError) -> None:
        self._show(replace(self.state, filing=False, working=False, note=error_note(error)))

    def _say(self, code: str) -> None:
        self._show(replace(self.state, note=note(NoteKind.ERROR, code)))

    def _show(self, state: RequestsState) -> None:
        self._out.publish(state)


def _is_late(line: RequestLine) -> bool:
    """Return whether a supervisor should look: the last day is over, or day 7, 10 or 13 has come (P31)."""
    return not line.ended and (line.warned is not None or (line.days_left is not None and line.days_left < 0))


def _another_case(state: RequestsState) -> RequestsState:
    """Return the state with nothing left of the case that was in hand before."""
    return replace(
        state, detail=None, asker=None, seen=frozenset(), reason="", ground=None, scope=frozenset(), fee="",
        note_text="", note_kind=CaseNoteKind.TO_PERSON,
    )  # fmt: skip
