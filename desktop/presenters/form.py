"""All blocks of one registration together: empty or not, what is missing, how it is put aside and brought back."""

from __future__ import annotations

from dataclasses import replace

from desktop.presenters import order_block
from desktop.presenters.board_block import BoardBlock, Picked
from desktop.presenters.consent_block import ConsentBlock
from desktop.presenters.identity_block import IdentityBlock
from desktop.presenters.kept_draft import KeptForm
from desktop.presenters.notes import Note
from desktop.presenters.panel import panel
from desktop.presenters.paper_slip import PaperSlipBlock
from desktop.presenters.patient_says import WRONG_CODE, PatientSays, Said, about
from desktop.presenters.phone_block import PhoneBlock, PhoneForm
from desktop.presenters.registration_state import PhoneStep, RegistrationState, Step, Target
from desktop.presenters.serving import Serving
from desktop.services.drafts import RegistrationDraft


class Form:
    """The form in hand."""

    def __init__(
        self,
        serving: Serving,
        identity: IdentityBlock,
        phone: PhoneBlock,
        consent: ConsentBlock,
        board: BoardBlock,
        paper_slip: PaperSlipBlock,
    ) -> None:
        self._serving = serving
        self.identity = identity
        self.phone = phone
        self.consent = consent
        self.board = board
        self.paper_slip = paper_slip
        self.says = PatientSays()
        self.first_visit: bool | None = None
        self.insurance: bool | None = None

    def empty(self) -> bool:
        """Return whether nothing of a patient stands there."""
        return self.identity.form.empty and not self.phone.form.text

    def clear(self) -> None:
        """Everything of the patient goes: fields, sex, visit type, masks, selection (UX rule 6)."""
        self._serving.next_patient()
        self.identity.clear()
        self.phone.form = PhoneForm()
        self.consent.decision = None
        self.board.clear()
        self.says.clear()
        self.paper_slip.code = ""
        self.first_visit = self.insurance = None
        self._serving.want(Target.NUMBER)

    def keep(self) -> KeptForm:
        """Return the form as it stands."""
        return KeptForm(
            self.identity.form,
            self.phone.form,
            self.consent.decision,
            self.board.choice(),
            self.first_visit,
            self.insurance,
            self.paper_slip.code,
        )

    def put(self, kept: KeptForm) -> None:
        """Bring a form back; who it is is asked again when the answer was not kept."""
        self.identity.form = kept.identity
        self.phone.form = kept.phone
        self.consent.decision = kept.decision
        self.first_visit, self.insurance = kept.first_visit, kept.insurance
        self.paper_slip.code = kept.paper_slip
        self.board.restore(kept.choice)
        if not kept.identity.settled:
            self.identity.identify_again()

    def missing(self) -> tuple[str, ...]:
        """Return the codes of what is missing before F9."""
        codes = order_block.missing(self.identity.form, self.phone, self.consent, self.board.picked)
        return (*codes, WRONG_CODE) if self.said() is Said.WRONG else codes

    def said(self) -> Said:
        """Return what the patient answered on their own screen about what stands there now (N31)."""
        return self.says.of(about(self.identity.form, self.board.picked))

    def patient_answers(self, *, right: bool) -> None:
        """The patient touched "all right" or "something is wrong"; nothing happens while nothing is asked."""
        asked = about(self.identity.form, self.board.picked)
        if asked is not None:
            self.says.answer(asked, right=right)

    def only_waits(self) -> bool:
        """Return whether nothing but an answer that is on its way is missing."""
        codes = self.missing()
        if codes == ("code",):
            return self.phone.form.step is PhoneStep.CHECKING
        return not codes and self.identity.form.waiting > 0

    def draft(self, picked: Picked) -> RegistrationDraft:
        """Return everything that F9 confirms."""
        made = order_block.registration_draft(
            self.identity.form,
            self.phone,
            self.consent,
            picked,
            first_visit=self.first_visit,
            insurance=self.insurance,
            agreed_on_screen=self.said() is Said.RIGHT,
        )
        return replace(made, paper_slip=self.paper_slip.code)

    def after_identity(self) -> None:
        """The person is known: on to the guardian, the phone, or straight to the department."""
        form = self.identity.form
        if form.needs_guardian and not form.guardian_complete:
            self._serving.want(Target.GUARDIAN)
        elif self.phone.settled:
            self._serving.want(Target.DEPARTMENT)
        else:
            self._serving.want(Target.PHONE)

    def after_slot(self) -> None:
        """A half-hour is chosen: back to the code that the patient reads out, or to the button."""
        if not self.phone.settled and self.phone.asks_for_account:
            self._serving.want(Target.CODE)
        else:
            self._serving.want(Target.CONFIRM)

    def after_code(self) -> None:
        """The code was right: to the button, or to the board when no half-hour is chosen yet."""
        self._serving.want(Target.CONFIRM if self.board.picked is not None else Target.DEPARTMENT)

    def state(self, *, confirming: bool, armed: bool, note: Note) -> RegistrationState:
        """Return the part of the page's state that the form itself decides."""
        form = self.identity.form
        codes = self.missing()
        done = order_block.steps(form, self.phone, codes)
        return RegistrationState(
            step=next((step for step in Step if step not in done), Step.PRINT),
            done=done,
            identity=self.identity.state(),
            phone=self.phone.state(),
            consent=self.consent.state(form),
            first_visit=self.first_visit,
            insurance=self.insurance,
            board=self.board.state(),
            order=order_block.order_state(
                self.board.picked,
                self._serving.today(),
                missing_codes=codes,
                confirming=confirming,
                armed=armed,
                provisional=order_block.provisional(form),
                visit=(self.first_visit, self.insurance),
                note=note,
            ),
            panel=panel(form, self.phone.form),
            offline=not self._serving.online(),
            reader=self.identity.plate.note,
            focus=self._serving.focus,
            patient_said=self.said(),
            paper_slip=self.paper_slip.code,
        )
