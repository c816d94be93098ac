"""The second screen, turned to the patient: what they must confirm, and their own yes or no (N18, P30, P37)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from desktop.domain.documents import DocumentType
from desktop.domain.masking import Surface, mask_name, mask_number, mask_phone
from desktop.presenters.patient_says import Said
from desktop.presenters.publishing import Publisher
from desktop.presenters.registration import RegistrationPresenter
from desktop.presenters.registration_state import ConsentStep, PhoneStep, RegistrationState
from desktop.presenters.signing import SigningPresenter


class Scene(StrEnum):
    """What the patient sees."""

    IDLE = "idle"
    CONFIRM = "confirm"
    ASK = "ask"
    THANKS = "thanks"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class PatientScreenState:
    """Masked name, last four only, no birth date (DECISIONS 5); the notice as it is in force."""

    scene: Scene = Scene.IDLE
    hospital: str = ""
    name: str = ""
    tail: str = ""
    phone_tail: str = ""
    department: str = ""
    doctor: str = ""
    day: date | None = None
    starts: time | None = None
    ends: time | None = None
    notice_version: str = ""
    notice_text: str = ""
    notice_text_en: str = ""
    notice_contact: str = ""
    said: str = Said.NOTHING.value


_SCENES = {
    ConsentStep.WAITING: Scene.ASK,
    ConsentStep.ASK_AGAIN: Scene.ASK,
    ConsentStep.ON_SCREEN: Scene.THANKS,
    ConsentStep.SIGNED: Scene.THANKS,
    ConsentStep.DECLINED: Scene.DECLINED,
}


class PatientScreenPresenter:
    """Follows the registration form; what is touched here counts as the patient's own act."""

    def __init__(self, registration: RegistrationPresenter, hospital: str, signing: SigningPresenter) -> None:
        self._registration, self.signing = registration, signing
        self._hospital = hospital
        self._out = Publisher(PatientScreenState(hospital=hospital))
        self.subscribe = self._out.subscribe
        registration.subscribe(self._follow)

    @property
    def state(self) -> PatientScreenState:
        """Return the newest state."""
        return self._out.state

    def attach(self, attached: bool) -> None:
        """Say whether the screen really stands there: the notice counts as shown on it only then."""
        self._registration.consent.screen_attached = attached
        self.signing.attach(attached)
        self._follow(self._registration.state)

    def agree(self) -> None:
        """The patient touched "I agree"."""
        if self.state.scene is Scene.ASK:
            self._registration.consent.on_screen(agreed=True)

    def decline(self) -> None:
        """The patient touched "not now"."""
        if self.state.scene is Scene.ASK:
            self._registration.consent.on_screen(agreed=False)

    def right(self) -> None:
        """The patient touched "all right": their own act, before it is booked (N31)."""
        if self.state.said and self.state.scene is not Scene.ASK:
            self._registration.patient_answers(right=True)

    def wrong(self) -> None:
        """The patient touched "something is wrong": it is not booked until something was changed."""
        if self.state.said and self.state.scene is not Scene.ASK:
            self._registration.patient_answers(right=False)

    def _follow(self, state: RegistrationState) -> None:
        form = self._registration.identity.form
        if not form.settled:
            self._out.publish(PatientScreenState(hospital=self._hospital))
            return
        notice = self._registration.consent.notice
        phone = self._registration.phone.form
        typed = form.document_type is not DocumentType.NONE and bool(form.number)
        shown = phone.valid and phone.step is not PhoneStep.NONE
        self._out.publish(
            PatientScreenState(
                scene=_SCENES.get(state.consent.step, Scene.CONFIRM),
                hospital=self._hospital,
                name=mask_name(form.name, Surface.DISPLAY),
                tail=mask_number(form.document_type, form.number, Surface.DISPLAY) if typed else "",
                phone_tail=mask_phone(phone.text, Surface.DISPLAY) if shown else "",
                department=state.order.department,
                doctor=state.order.doctor,
                day=state.order.day,
                starts=state.order.starts,
                ends=state.order.ends,
                notice_version=notice.version if notice else "",
                notice_text=notice.text if notice else "",
                notice_text_en=notice.text_en if notice else "",
                notice_contact=notice.contact if notice else "",
                said=state.patient_said,
            )
        )
