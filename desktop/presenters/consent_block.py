"""The account's consent: the patient's own act, never the clerk's; declining is one key and care goes on (P30, P37)."""

from __future__ import annotations

from desktop.domain.consent import ConsentAct
from desktop.domain.drawn import DrawnSignature
from desktop.domain.errors import KnownError
from desktop.presenters.identity_form import IdentityForm
from desktop.presenters.needs import Notices
from desktop.presenters.phone_block import PhoneBlock
from desktop.presenters.registration_state import ConsentState, ConsentStep, PhoneStep
from desktop.presenters.runner import READ
from desktop.presenters.serving import Serving
from desktop.presenters.signing import Signing, SigningPresenter
from desktop.services.notice import Notice

SHOWN_ON_SCREEN = "patient-screen"
SHOWN_ON_PAPER = "paper"
SHOWN_POSTED = "posted"
ACTS = {
    ConsentStep.ON_SCREEN: ConsentAct.PATIENT_SCREEN,
    ConsentStep.ON_PAPER: ConsentAct.PAPER,
    ConsentStep.SIGNED: ConsentAct.SIGNATURE,
}


class ConsentBlock:
    """Holds the decision of this patient and the notice in force; `decision` travels with a parked form."""

    def __init__(self, notices: Notices, serving: Serving, phone: PhoneBlock) -> None:
        self._notices = notices
        self._serving = serving
        self._phone = phone
        self._decision: ConsentStep | None = None
        self._signature = ""
        self._signing: SigningPresenter | None = None
        self.notice: Notice | None = None
        self.screen_attached = False

    @property
    def decision(self) -> ConsentStep | None:
        """Return what the patient decided; None while they have not."""
        return self._decision

    @decision.setter
    def decision(self, decision: ConsentStep | None) -> None:
        """Another decision takes the place of a signature; one that was put aside with a form is asked for anew."""
        self._decision = None if decision is ConsentStep.SIGNED else decision
        self._signature = ""
        if self._signing is not None and self._signing.state.what is Signing.CONSENT:
            self._signing.cancel()

    @property
    def signature(self) -> str:
        """Return the drawn signature under the consent, "" where there is none."""
        return self._signature

    def sign_by(self, signing: SigningPresenter) -> None:
        """Say where signatures are drawn."""
        self._signing = signing

    def sign(self) -> None:
        """Alt+Q: the patient signs on the screen; the same key again takes it back."""
        if self._decision is ConsentStep.SIGNED:
            self.decision = None
            self._serving.changed()
        elif self._signing is not None:
            self._signing.ask(Signing.CONSENT, self._signed)

    def _signed(self, signature: DrawnSignature) -> None:
        self._decision, self._signature = ConsentStep.SIGNED, signature.to_text()
        self._serving.changed()

    def load_notice(self) -> None:
        """Read the notice in force."""
        self._serving.ask_anyway(READ, self._notices.current, self._loaded, self._not_loaded)

    def notice_changed(self) -> None:
        """Another version came into force: it is read, and what was answered under the old one is asked again."""
        self.decision = None
        self.load_notice()

    def on_screen(self, *, agreed: bool) -> None:
        """The patient touched one of the two buttons of the second screen."""
        if agreed:
            self.decision = ConsentStep.ON_SCREEN
            self._serving.changed()
        else:
            self.decline()

    def on_paper(self) -> None:
        """Alt+P: the patient signed the paper form; the same key again takes it back."""
        self.decision = None if self.decision is ConsentStep.ON_PAPER else ConsentStep.ON_PAPER
        self._serving.changed()

    def decline(self) -> None:
        """Alt+D: no account, no consent row, no code awaited any more; the same key again takes it back."""
        if self.decision is ConsentStep.DECLINED:
            self.decision = None
            self._phone.back_to_code()
        else:
            self.decision = ConsentStep.DECLINED
            self._phone.decline()
        self._serving.changed()

    def step(self, identity: IdentityForm) -> ConsentStep:
        """Return where the consent stands for this person."""
        if identity.under_age:
            return ConsentStep.UNDER_AGE
        patient = identity.patient
        if self._asked_again(identity):
            return self.decision or ConsentStep.ASK_AGAIN
        if patient is not None and patient.has_account and self._phone.form.step is PhoneStep.EARLIER:
            return ConsentStep.HAS_ACCOUNT
        if self.decision is not None:
            return self.decision
        return ConsentStep.WAITING if self._phone.asks_for_account else ConsentStep.NOT_ASKED

    def _asked_again(self, identity: IdentityForm) -> bool:
        """Return whether a major change is put to somebody who has an account (P33); a code under way asks anyway."""
        patient = identity.patient
        return patient is not None and patient.ask_again and not self._phone.asks_for_account

    def act(self, identity: IdentityForm) -> ConsentAct | None:
        """Return how the patient decided about the account; None when nothing was asked, or no account is wanted."""
        if self._asked_again(identity) and self.decision is ConsentStep.DECLINED:
            return ConsentAct.SPOKEN
        asked = self._asked_again(identity) or self._phone.form.step is PhoneStep.VERIFIED
        return ACTS.get(self.step(identity)) if asked else None

    def state(self, identity: IdentityForm) -> ConsentState:
        """Return what the page shows."""
        return ConsentState(
            step=self.step(identity), notice_version=self.version(), notice_how=self.how_shown()
        )

    def version(self) -> str:
        """Return the notice in force, "" while none was received."""
        return self.notice.version if self.notice else ""

    def how_shown(self) -> str:
        """Return how the patient could see the notice."""
        if self.decision is ConsentStep.ON_PAPER:
            return SHOWN_ON_PAPER
        return SHOWN_ON_SCREEN if self.screen_attached else SHOWN_POSTED

    def _loaded(self, notice: Notice) -> None:
        self.notice = notice

    def _not_loaded(self, _error: KnownError) -> None:
        self.notice = None
