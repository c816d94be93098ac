"""What F9 needs: what is still missing, the order block, and the draft that the service takes."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from desktop.domain.consent import ConsentAct
from desktop.domain.people import PhoneStatus
from desktop.domain.schedules import HALF_HOUR
from desktop.domain.verification import is_provisional
from desktop.presenters.board_block import Picked
from desktop.presenters.consent_block import ConsentBlock
from desktop.presenters.identity_form import IdentityForm
from desktop.presenters.notes import Note
from desktop.presenters.phone_block import PhoneBlock
from desktop.presenters.registration_state import ConsentStep, OrderState, PhoneStep, Step
from desktop.services.drafts import RegistrationDraft

STATUS_OF_STEP = {
    PhoneStep.VERIFIED: PhoneStatus.VERIFIED,
    PhoneStep.EARLIER: PhoneStatus.VERIFIED,
    PhoneStep.NONE: PhoneStatus.NO_PHONE,
    PhoneStep.RELATIVE: PhoneStatus.RELATIVE,
    PhoneStep.LATER: PhoneStatus.CODE_LATER,
}


def missing(
    identity: IdentityForm, phone: PhoneBlock, consent: ConsentBlock, picked: Picked | None
) -> tuple[str, ...]:
    """Return what is still missing before F9, in the order of the form."""
    codes = []
    if not identity.settled:
        codes.append("identity")
    if identity.blocked_by_name:
        codes.append("name")
    if identity.blocked_by_extra:
        codes.append("extra")
    if identity.needs_guardian and not identity.guardian_complete:
        codes.append("guardian")
    codes += (name.replace("_", "-") for name in identity.lacking())
    if not phone.settled:
        codes.append("phone" if phone.form.step in (PhoneStep.TYPING, *STATUS_OF_STEP) else "code")
    unanswered = ConsentStep.WAITING if phone.form.step is PhoneStep.VERIFIED else ConsentStep.ASK_AGAIN
    if consent.step(identity) is unanswered:
        codes.append("consent")
    if picked is None:
        codes.append("slot")
    return tuple(codes)


def steps(identity: IdentityForm, phone: PhoneBlock, missing_codes: tuple[str, ...]) -> tuple[Step, ...]:
    """Return the steps that are done."""
    done = []
    if identity.settled and not {"name", "guardian", "address", "card-number", "contact-name"} & set(
        missing_codes
    ):
        done.append(Step.IDENTITY)
    if phone.settled and "consent" not in missing_codes:
        done.append(Step.PHONE)
    if "slot" not in missing_codes:
        done.append(Step.SLOT)
    return tuple(done)


def order_state(
    picked: Picked | None,
    today: date,
    *,
    missing_codes: tuple[str, ...],
    confirming: bool,
    armed: bool,
    provisional: bool,
    visit: tuple[bool | None, bool | None],
    note: Note,
) -> OrderState:
    """Return the order block."""
    open_to_confirm = not missing_codes and not confirming
    if picked is None:
        return OrderState(
            missing=missing_codes, can_confirm=False, confirming=confirming, armed=armed,
            provisional=provisional, first_visit=visit[0], insurance=visit[1], note=note,
        )  # fmt: skip
    doctor = picked.line.doctor
    ends = (datetime.combine(picked.day, picked.starts) + HALF_HOUR).time()
    return OrderState(
        department=picked.department.name,
        doctor=doctor.name,
        title=doctor.title,
        day=picked.day,
        today=picked.day - today < timedelta(days=1),
        starts=picked.starts,
        ends=ends,
        number=picked.cell.next_number or None,
        fee_fen=doctor.fee_fen,
        missing=missing_codes,
        can_confirm=open_to_confirm,
        confirming=confirming,
        armed=armed,
        provisional=provisional,
        first_visit=visit[0],
        insurance=visit[1],
        note=note,
        kind=picked.kind,
    )


def provisional(identity: IdentityForm) -> bool:
    """Return whether this registration would be checked later (N5)."""
    if not identity.settled:
        return False
    draft = identity.draft()
    return identity.doubtful or is_provisional(identity.name_check, draft.document_type, draft.evidence)


def registration_draft(
    identity: IdentityForm,
    phone: PhoneBlock,
    consent: ConsentBlock,
    picked: Picked,
    *,
    first_visit: bool | None,
    insurance: bool | None,
    agreed_on_screen: bool = False,
) -> RegistrationDraft:
    """Return everything that F9 confirms."""
    form = phone.form
    act = consent.act(identity)
    return RegistrationDraft(
        person=identity.draft(),
        patient_id=identity.patient_id,
        session_id=picked.key.session_id,
        half_hour=picked.key.half_hour,
        phone=form.text or None if form.step is not PhoneStep.NONE else None,
        phone_status=STATUS_OF_STEP[form.step],
        code_proof=form.proof,
        phone_reason=form.reason or None,
        account_consent_act=act.value if act else None,
        consent_signature=consent.signature if act is ConsentAct.SIGNATURE else "",
        account_declined=consent.step(identity) is ConsentStep.DECLINED,
        notice_version=consent.version(),
        notice_how=consent.how_shown(),
        name_check=identity.name_check,
        flagged_doubtful=identity.doubtful,
        first_visit=first_visit,
        insurance=insurance,
        agreed_on_screen=agreed_on_screen,
        quota=picked.kind,
        extra_reason=picked.reason,
    )
