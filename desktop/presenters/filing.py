"""The new request at the left of the workbench: who asks what, what was seen, signed, filed with its receipt (N12)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from desktop.domain.drawn import DrawnSignature, SignedHow
from desktop.domain.errors import KnownError
from desktop.domain.ids import CaseId
from desktop.domain.people import PhoneStatus
from desktop.domain.request_proofs import RECORDED
from desktop.domain.request_texts import RequestText
from desktop.domain.requests import (
    NEEDS_PERSON,
    WITHOUT_FILE,
    Asker,
    Channel,
    Evidence,
    RequestKind,
    about,
    needed,
    needs_signature,
)
from desktop.presenters.code_on_file import CodeOnFile, CodesOnFile, CodeState, CodeStep
from desktop.presenters.notes import NOTHING, NoteKind, error_note, note
from desktop.presenters.publishing import Publisher
from desktop.presenters.requests_state import NewRequest, Requests, RequestsState, TextField
from desktop.presenters.runner import READ, STORE, Runner
from desktop.presenters.seen_proofs import LOOKED_AT, SeenProofs, SeenState
from desktop.presenters.signing import Signing, SigningPresenter
from desktop.services.drafts import PatientCard
from desktop.services.request_values import RequestDraft, RequestLine

NEVER_TICKED = LOOKED_AT | RECORDED | {Evidence.CODE_ON_FILE}


class Filing:
    """Files; `filed` is told of every case. The form is part of RequestsState."""

    def __init__(
        self,
        requests: Requests,
        codes: CodesOnFile,
        runner: Runner,
        signing: SigningPresenter,
        out: Publisher[RequestsState],
        filed: Callable[[CaseId], None],
    ) -> None:
        self._requests, self._runner, self._signing, self._out = requests, runner, signing, out
        self._tell_filed = filed
        self.code = CodeOnFile(codes, runner, self._code_moved)
        self.shown = SeenProofs(requests, runner, self._shown_moved)

    @property
    def state(self) -> RequestsState:
        """Return the newest state."""
        return self._out.state

    def serve(self, patient: PatientCard | None) -> None:
        """Take the person who is already open at this window, or nobody; a signature was the one's before."""
        if patient != self.state.subject:
            self._unsign()
            self.code.about(patient.patient_id if patient else None)
        self._show(wanting(replace(self.state, subject=patient, earlier=(), note=NOTHING)))
        self._look_anew()
        self._look_back()

    def choose(
        self, kind: RequestKind | None = None, asker: Asker | None = None, channel: Channel | None = None
    ) -> None:
        """Keep what is asked, by whom, and how it came in; what is seen, and signed, is so anew."""
        form = self.state.form
        if (kind or form.kind) is RequestKind.KIN:
            asker = Asker.KIN
        elif form.kind is RequestKind.KIN and asker is None:
            asker = Asker.SELF  # arrow keys passed over the next of kin on their way
        form = replace(
            form, kind=kind or form.kind, asker=asker or form.asker, channel=channel or form.channel, seen=frozenset(),
            signed=SignedHow.NOT, signature="",
        )  # fmt: skip
        if form.kind is not RequestKind.COMPLAINT:
            form = replace(form, against=None, incident="")
        if form.kind is RequestKind.HARM:
            form = replace(form, incident=self.state.incidents[0].id if self.state.incidents else "")
        self._show(self._with_code(wanting(replace(self.state, form=form, earlier=(), note=NOTHING))))
        self._look_anew()
        self._look_back()

    def complain(self) -> None:
        """Begin a complaint about the request in hand; who handled it will not answer the complaint (N37)."""
        current = self.state.current
        if current is not None:
            self.choose(kind=RequestKind.COMPLAINT)
            self._show(replace(self.state, form=replace(self.state.form, against=current)))

    def write(self, name: TextField, text: str) -> None:
        """Keep a typed text; a drawn signature stood under other words."""
        form = self.state.form
        values = {f.value: getattr(form, f.value) for f in TextField} | {name.value: text}
        form = replace(form, **values)
        if form.signed is SignedHow.DRAWN and form.words != self.state.form.words:
            form = replace(form, signed=SignedHow.NOT, signature="")
        self._show(replace(self.state, form=form, note=NOTHING))

    def see(self, proof: Evidence, there: bool) -> None:
        """Tick or untick a proof of the new request; a code, a number or a paper is never ticked."""
        if proof is Evidence.CHIP_READ:
            self.shown.card(there)
        if proof in NEVER_TICKED:
            return
        form = self.state.form
        seen = form.seen | {proof} if there else form.seen - {proof}
        self._show(replace(self.state, form=replace(form, seen=seen), note=NOTHING))

    def sign(self) -> None:
        """The person draws their signature under what stands there."""
        form = self.state.form
        if not form.words.strip():
            self._say("request-no-words")
        elif needs_signature(form.kind, form.channel):
            self._signing.ask(Signing.REQUEST, self._signed, form.kind.value, form.words.strip())

    def on_paper(self) -> None:
        """The person signed the paper form; the same key again takes it back."""
        form = self.state.form
        if needs_signature(form.kind, form.channel):
            how = SignedHow.NOT if form.signed is SignedHow.PAPER else SignedHow.PAPER
            self._show(replace(self.state, form=replace(form, signed=how, signature=""), note=NOTHING))

    def file(self) -> None:
        """File the request, make its receipt."""
        state, form = self.state, self.state.form
        if state.filing:
            return
        lacking = _lacking(state)
        if lacking:
            self._say(lacking)
            return
        draft = RequestDraft(
            form.kind, form.asker, form.channel, state.subject.patient_id if state.subject else None,
            RequestText(
                form.words.strip(), form.asker_name.strip(), form.asker_relation.strip(), form.contact.strip(),
                recipient=form.recipient.strip() if form.kind is RequestKind.TRANSFER else "",
                signature=form.signature, language=form.language,
            ),
            tuple(sorted(form.seen, key=lambda e: e.value)),
            about_case=form.against.case_id if form.against else None, incident=form.incident.strip()[:64],
            signed=form.signed, code_proof=self.code.proof, document=self.shown.state.number,
        )  # fmt: skip
        self._show(replace(state, filing=True, note=NOTHING))
        self._runner.run(STORE, lambda: self._requests.file(draft), self._filed, self._failed)

    def speak(self, language: str) -> None:
        """Keep the language in which receipt and answer are written: "zh" or "en"."""
        self._show(replace(self.state, form=replace(self.state.form, language=language)))

    def _signed(self, signature: DrawnSignature) -> None:
        form = replace(self.state.form, signed=SignedHow.DRAWN, signature=signature.to_text())
        self._show(replace(self.state, form=form, note=NOTHING))

    def _unsign(self) -> None:
        if self._signing.state.what is Signing.REQUEST:
            self._signing.cancel()
        form = replace(self.state.form, signed=SignedHow.NOT, signature="", seen=frozenset())
        self._show(replace(self.state, form=form))

    def _code_moved(self, code: CodeState) -> None:
        self._show(self._with_code(replace(self.state, code=code)))

    def _with_code(self, state: RequestsState) -> RequestsState:
        """Return the state with the code among what was seen, where it was proved and is asked for."""
        proof = Evidence.CODE_ON_FILE
        asked = any(proof in one_of for one_of in state.wanted)
        seen = state.form.seen - {proof}
        if asked and state.code.step is CodeStep.PROVED:
            seen |= {proof}
        return replace(state, form=replace(state.form, seen=seen))

    def _filed(self, case_id: CaseId) -> None:
        """The request stands, whatever becomes of its receipt: the form is empty, nobody files it twice."""
        kind = self.state.form.kind
        form = NewRequest(RequestKind.ACCESS if kind is RequestKind.KIN else kind)
        self._show(wanting(replace(self.state, form=form, filing=False)))
        subject = self.state.subject
        self.code.about(subject.patient_id if subject else None)
        self._look_anew()
        self._look_back()
        self._tell_filed(case_id)

    def _look_anew(self) -> None:
        """Nothing of the person before, or of another kind, was looked at; a form that asks for nobody has nobody."""
        form, subject = self.state.form, self.state.subject
        self.shown.about(about(form.kind, form.asker, subject.patient_id if subject else None))

    def _shown_moved(self, shown: SeenState) -> None:
        form = replace(self.state.form, seen=(self.state.form.seen - LOOKED_AT) | shown.seen)
        self._show(replace(self.state, shown=shown, form=form, note=shown.told(self.state.note)))

    def _look_back(self) -> None:
        """Look whether the person asked the same before (G95)."""
        subject, kind = self.state.subject, self.state.form.kind
        if subject is not None:
            self._runner.run(
                READ, lambda: self._requests.earlier(subject.patient_id, kind),
                lambda lines: self._looked_back(subject, kind, lines), self._failed,
            )  # fmt: skip

    def _looked_back(self, subject: PatientCard, kind: RequestKind, lines: tuple[RequestLine, ...]) -> None:
        if self.state.subject is subject and self.state.form.kind is kind:
            self._show(replace(self.state, earlier=lines))

    def _failed(self, error: KnownError) -> None:
        self._show(replace(self.state, filing=False, working=False, note=error_note(error)))

    def _say(self, code: str) -> None:
        self._show(replace(self.state, note=note(NoteKind.ERROR, code)))

    def _show(self, state: RequestsState) -> None:
        self._out.publish(state)


def wanting(state: RequestsState) -> RequestsState:
    """Return the state with what must be seen for the form as it stands."""
    form, subject = state.form, state.subject
    on_file = subject is not None and subject.phone_status is PhoneStatus.VERIFIED
    return replace(state, wanted=needed(form.kind, form.asker, form.channel, phone_on_file=on_file))


def _lacking(state: RequestsState) -> str:
    """Return the code of what must be there before the request can be filed, "" when nothing lacks."""
    form = state.form
    named = bool(form.asker_name.strip())
    # somebody of whom nothing is found asks in their own name, and is answered as anybody else (T8, N40)
    nobody = form.kind in NEEDS_PERSON or (form.asker not in WITHOUT_FILE and not named)
    lacking = {
        "request-no-person": state.subject is None and nobody,
        "request-no-asker": (form.asker is not Asker.SELF or form.channel is not Channel.WINDOW)
        and not named,
        "request-no-words": not form.words.strip(),
        "request-no-recipient": form.kind is RequestKind.TRANSFER and not form.recipient.strip(),
        "request-no-incident": form.kind is RequestKind.HARM and not form.incident,
        "request-unsigned": form.signed is SignedHow.NOT and needs_signature(form.kind, form.channel),
    }
    return next((code for code, lacks in lacking.items() if lacks), "")
