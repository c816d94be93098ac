"""Filing a deletion for the person at the window, and how far each case has come (P25, plain form)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from desktop.domain.drawn import DrawnSignature, SignedHow
from desktop.domain.errors import KnownError
from desktop.domain.ids import CaseId, PatientId
from desktop.domain.requests import RequestKind
from desktop.domain.rights import ACCOUNT_ONLY, UNCONFIRMED
from desktop.presenters.case_rows import CaseRow, row_of
from desktop.presenters.needs import Certifies, Identifies, Rights
from desktop.presenters.notes import NOTHING, Note, NoteKind, error_note, note
from desktop.presenters.publishing import Publisher
from desktop.presenters.runner import DEVICE, NETWORK, READ, STORE, Runner
from desktop.presenters.signing import Signing, SigningPresenter
from desktop.services.drafts import PatientCard
from desktop.services.leaving import Ending
from desktop.services.letters import Letter
from desktop.services.rights import CaseLine


class Ground(StrEnum):
    """Why the person asks (PIPL 47); the code is part of the frozen effect."""

    CLOSE_ACCOUNT = "close-account"
    WITHDRAWN_CONSENT = "withdrawn-consent"
    PURPOSE_ENDED = "purpose-ended"
    MINOR = "minor"
    ACCOUNT_ONLY = ACCOUNT_ONLY


@dataclass(frozen=True, slots=True)
class RightsState:
    """The person in hand, the ground chosen, whether the confirm page is open and signed, and all cases.

    `signature`: what the person drew under the confirm page (domain.drawn as text), "" where they signed on paper.
    """

    subject: PatientCard | None = None
    ground: Ground | None = None
    confirming: bool = False
    ending: Ending = field(default_factory=Ending)
    signed: SignedHow = SignedHow.NOT
    signature: str = ""
    filing: bool = False
    cases: tuple[CaseRow, ...] = ()
    loaded: bool = False
    selected: int = -1
    printing: bool = False
    note: Note = NOTHING
    paper_note: Note = NOTHING
    language: str = "zh"

    @property
    def current(self) -> CaseRow | None:
        """Return the case in hand."""
        return self.cases[self.selected] if 0 <= self.selected < len(self.cases) else None

    @property
    def can_certify(self) -> bool:
        """Return whether the case in hand can be certified: every desk has confirmed it."""
        case = self.current
        return case is not None and case.state not in UNCONFIRMED and not case.desks_pending

    @property
    def can_ask(self) -> bool:
        """Return whether the request can be looked over before it is filed."""
        return self.subject is not None and self.ground is not None and not self.filing


class RightsPresenter:
    """Files after a confirm page with what goes and what stays by law: here a question is right (UX §6.7)."""

    def __init__(
        self,
        rights: Rights,
        identify: Identifies,
        runner: Runner,
        letters: Certifies,
        paper: Callable[[Letter], object],
        signing: SigningPresenter,
        staff_names: Callable[[str], str] = str,
    ) -> None:
        self._rights = rights
        self._letters, self._paper, self._signing = letters, paper, signing
        self._identify = identify
        self._runner = runner
        self._staff_names = staff_names
        self._out = Publisher(RightsState())
        self.subscribe = self._out.subscribe

    @property
    def state(self) -> RightsState:
        """Return the newest state."""
        return self._out.state

    def load(self) -> None:
        """Read the cases again."""
        self._runner.run(READ, self._rights.cases, self._loaded, self._failed)

    def open_patient(self, patient_id: PatientId) -> None:
        """Open the person who asks; audited before anything is shown."""
        self._runner.run(STORE, lambda: self._identify.open_patient(patient_id), self.serve, self._failed)

    def serve(self, patient: PatientCard | None) -> None:
        """Take the person who is already open at this window, or nobody."""
        self._unsign()
        self._out.publish(replace(self.state, subject=patient, ground=None, confirming=False, note=NOTHING))

    def choose_ground(self, ground: Ground) -> None:
        """Keep why the person asks."""
        self._out.publish(replace(self.state, ground=ground, note=NOTHING))

    def ask(self) -> None:
        """Open the confirm page with what is still booked, or say what is missing."""
        subject, ground = self.state.subject, self.state.ground
        if not self.state.can_ask or subject is None or ground is None:
            missing = "rights-no-person" if subject is None else "rights-no-ground"
            self._out.publish(replace(self.state, note=note(NoteKind.ERROR, missing)))
            return
        self._runner.run(
            NETWORK, lambda: self._rights.ending(subject.patient_id, ground.value),
            lambda found: self._asked(subject, ground, found), self._failed,
        )  # fmt: skip

    def _asked(self, subject: PatientCard, ground: Ground, found: Ending) -> None:
        if (self.state.subject, self.state.ground) == (subject, ground):
            self._out.publish(replace(self.state, confirming=True, ending=found, note=NOTHING))

    def cancel(self) -> None:
        """Leave the confirm page; nothing was filed, and what was signed there counts no more."""
        self._unsign()
        self._out.publish(replace(self.state, confirming=False))

    def sign(self) -> None:
        """Alt+Q: the person draws their signature under what the confirm page shows."""
        ground = self.state.ground
        if self.state.confirming and not self.state.filing and ground is not None:
            account = ground in (Ground.ACCOUNT_ONLY, Ground.CLOSE_ACCOUNT)
            kind = RequestKind.CLOSE_ACCOUNT if account else RequestKind.DELETE
            self._signing.ask(Signing.DELETION, self._signed, kind.value, ground.value)

    def on_paper(self) -> None:
        """Alt+P: the person signed the paper form; the same key again takes it back."""
        if self.state.confirming and not self.state.filing:
            how = SignedHow.NOT if self.state.signed is SignedHow.PAPER else SignedHow.PAPER
            self._out.publish(replace(self.state, signed=how, signature="", note=NOTHING))

    def file(self) -> None:
        """File the signed deletion that the confirm page shows."""
        state, subject, ground = self.state, self.state.subject, self.state.ground
        if not state.confirming or state.filing or subject is None or ground is None:
            return
        if state.signed is SignedHow.NOT:
            self._out.publish(replace(state, note=note(NoteKind.ERROR, "request-unsigned")))
            return
        self._out.publish(replace(state, filing=True))
        self._runner.run(
            STORE,
            lambda: self._rights.file_deletion(
                subject.patient_id, ground.value, state.signed, state.signature
            ),
            self._filed,
            self._failed,
        )

    def select(self, index: int) -> None:
        """Take a case in hand."""
        if 0 <= index < len(self.state.cases) and index != self.state.selected:
            self._out.publish(replace(self.state, selected=index, paper_note=NOTHING))

    def speak(self, language: str) -> None:
        """Keep the language of the certificate: "zh" or "en"."""
        self._out.publish(replace(self.state, language=language))

    def certify(self) -> None:
        """Ctrl+P: print the certificate of the case in hand, or say why there is none yet."""
        language = self.state.language
        current = self.state.current
        if current is None or self.state.printing:
            return
        self._out.publish(replace(self.state, printing=True, paper_note=NOTHING))
        self._runner.run(
            STORE,
            lambda: self._letters.certificate(current.case_id, language),
            lambda letter: self._to_paper(letter, "certificate-printed"),
            self._not_printed,
        )

    def _to_paper(self, letter: Letter, said: str) -> None:
        self._runner.run(
            DEVICE, lambda: self._paper(letter), lambda _: self._printed(said), self._not_printed
        )

    def _printed(self, said: str) -> None:
        done = note(NoteKind.OK, said)
        self._out.publish(replace(self.state, printing=False, paper_note=done))

    def _not_printed(self, error: KnownError) -> None:
        self._out.publish(replace(self.state, printing=False, paper_note=error_note(error)))

    def _signed(self, signature: DrawnSignature) -> None:
        drawn = signature.to_text()
        self._out.publish(replace(self.state, signed=SignedHow.DRAWN, signature=drawn, note=NOTHING))

    def _unsign(self) -> None:
        if self._signing.state.what is Signing.DELETION:
            self._signing.cancel()
        self._out.publish(replace(self.state, signed=SignedHow.NOT, signature=""))

    def _filed(self, case_id: CaseId) -> None:
        """It is filed whatever becomes of its receipt."""
        language, signature = self.state.language, self.state.signature
        self._unsign()
        filed = note(NoteKind.OK, "deletion-filed")
        self._out.publish(
            replace(
                self.state, subject=None, ground=None, confirming=False, filing=False, printing=True, note=filed,
                paper_note=NOTHING,
            )
        )  # fmt: skip
        self._runner.run(
            STORE, lambda: self._letters.deletion_receipt(case_id, language, signature),
            lambda letter: self._to_paper(letter, "receipt-printed"), self._not_printed,
        )  # fmt: skip
        self.load()

    def _loaded(self, cases: tuple[CaseLine, ...]) -> None:
        rows, current = tuple(row_of(case, self._staff_names) for case in cases), self.state.current
        ids = [row.case_id for row in rows]
        at = ids.index(current.case_id) if current and current.case_id in ids else (0 if rows else -1)
        self._out.publish(replace(self.state, cases=rows, selected=at, loaded=True))

    def _failed(self, error: KnownError) -> None:
        self._out.publish(replace(self.state, filing=False, note=error_note(error)))
