"""Phone, code, the three keys instead of it, and the patient's own act."""

from __future__ import annotations

import pytest

from desktop.domain.errors import CentralUnreachableError, PhoneInvalidError, TooManyCodesError
from desktop.domain.people import PhoneStatus
from desktop.presenters.notes import NoteKind
from desktop.presenters.registration_state import ConsentStep, PhoneStep, Target
from tests.fakes.clerk import Clerk
from tests.fakes.front_desk import NEW_NUMBER, PHONE, RIGHT_CODE


def test_a_short_number_is_refused_at_the_field_with_the_digits_counted(clerk: Clerk) -> None:
    clerk.card_on_reader()
    clerk.form.enter(Target.NUMBER)
    clerk.send_code("154")
    assert clerk.caret is Target.PHONE
    note = clerk.state.phone.phone.note
    assert (note.kind, note.code, dict(note.facts)) == (NoteKind.ERROR, "phone-invalid", {"digits": 3})
    assert clerk.state.phone.phone.text == "154"


def test_full_width_digits_are_taken_and_grouped(clerk: Clerk) -> None:
    clerk.form.phone.type_phone("１５４００１３８０００")
    assert clerk.state.phone.phone.text == "154 0013 8000"


def test_the_code_is_sent_once_and_again_only_after_the_pause(clerk: Clerk) -> None:
    clerk.card_on_reader()
    clerk.send_code()
    assert clerk.desk.verify.sent_to == [PHONE]
    assert clerk.state.phone.resend_s == 60
    assert not clerk.state.phone.can_send
    clerk.form.phone.send()
    clerk.form.enter(Target.PHONE)
    assert clerk.desk.verify.sent_to == [PHONE]
    clerk.desk.clock.advance(60)
    clerk.form.tick()
    assert clerk.state.phone.can_send
    clerk.form.phone.send()
    assert clerk.desk.verify.sent_to == [PHONE, PHONE]


def test_the_sixth_digit_checks_the_code(clerk: Clerk) -> None:
    clerk.card_on_reader()
    clerk.send_code()
    clerk.form.phone.type_code("47291")
    assert clerk.desk.verify.tries == 0
    clerk.form.phone.type_code(RIGHT_CODE)
    assert clerk.state.phone.step is PhoneStep.VERIFIED
    assert clerk.state.phone.phone.note.code == "phone-verified"


def test_a_wrong_code_says_how_many_tries_are_left_and_stays(clerk: Clerk) -> None:
    clerk.card_on_reader()
    clerk.send_code()
    clerk.form.phone.type_code("000000")
    code = clerk.state.phone.code
    assert (code.note.code, dict(code.note.facts)) == ("code-wrong", {"left": 4})
    assert code.text == "000000"
    assert clerk.caret is Target.CODE
    clerk.form.phone.type_code("00000")
    assert clerk.state.phone.code.note.kind is not NoteKind.ERROR
    clerk.form.phone.type_code(RIGHT_CODE)
    assert clerk.state.phone.step is PhoneStep.VERIFIED


def test_an_expired_code_can_be_sent_again_at_once(clerk: Clerk) -> None:
    clerk.card_on_reader()
    clerk.send_code()
    clerk.form.phone.type_code("999999")
    assert clerk.state.phone.code.note.code == "code-expired"
    assert clerk.state.phone.can_send


def test_too_many_codes_show_how_long_to_wait_and_keep_the_number(clerk: Clerk) -> None:
    clerk.card_on_reader()
    clerk.desk.verify.fail("send_code", TooManyCodesError(retry_after_s=90))
    clerk.send_code()
    phone = clerk.state.phone
    assert phone.phone.note.code == "too-many-codes"
    assert dict(phone.phone.note.facts) == {"retry_after_s": 90}
    assert phone.phone.text == "154 0013 8000"
    assert phone.resend_s == 90


def test_a_number_that_central_refuses_is_told_at_the_field(clerk: Clerk) -> None:
    clerk.card_on_reader()
    clerk.desk.verify.fail("send_code", PhoneInvalidError(digits=11))
    clerk.send_code()
    assert clerk.state.phone.phone.note.code == "phone-invalid"
    assert clerk.state.phone.step is PhoneStep.TYPING


def test_changing_the_phone_makes_the_sent_code_worthless(clerk: Clerk) -> None:
    clerk.card_on_reader()
    clerk.verified()
    clerk.form.phone.type_phone("15400138001")
    assert clerk.state.phone.step is PhoneStep.TYPING
    assert clerk.state.phone.code.text == ""
    assert "phone" in clerk.state.order.missing


@pytest.mark.rows("N20")
@pytest.mark.parametrize(
    ("step", "status", "phone", "reason"),
    [
        (PhoneStep.NONE, PhoneStatus.NO_PHONE, None, "no-phone-owned"),
        (PhoneStep.RELATIVE, PhoneStatus.RELATIVE, PHONE, "relative-child"),
        (PhoneStep.LATER, PhoneStatus.CODE_LATER, PHONE, "code-not-arriving"),
    ],
)
def test_one_key_with_a_reason_stands_in_for_the_code(
    clerk: Clerk, step: PhoneStep, status: PhoneStatus, phone: str | None, reason: str
) -> None:
    clerk.card_on_reader()
    if phone:
        clerk.form.phone.type_phone(phone)
    clerk.form.phone.stand_in(step)
    assert clerk.caret is Target.DEPARTMENT
    clerk.pick_first()
    assert clerk.state.order.can_confirm
    clerk.form.confirm()
    draft = clerk.desk.registration.drafts[0]
    assert (draft.phone_status, draft.phone, draft.phone_reason) == (status, phone, reason)
    assert draft.code_proof is None
    assert draft.account_consent_act is None


def test_the_same_key_again_takes_the_next_reason(clerk: Clerk) -> None:
    clerk.form.phone.stand_in(PhoneStep.NONE)
    clerk.form.phone.stand_in(PhoneStep.NONE)
    assert clerk.state.phone.reason == "no-phone-here"
    clerk.form.phone.choose_reason("phone-refused")
    assert clerk.state.phone.reason == "phone-refused"


def test_a_relatives_phone_needs_its_number_first(clerk: Clerk) -> None:
    clerk.card_on_reader()
    clerk.form.phone.stand_in(PhoneStep.RELATIVE)
    assert clerk.caret is Target.PHONE
    assert "phone" in clerk.state.order.missing
    clerk.form.phone.type_phone(PHONE)
    clerk.form.enter(Target.PHONE)
    assert clerk.state.phone.step is PhoneStep.RELATIVE
    assert clerk.desk.verify.sent_to == []
    assert "phone" not in clerk.state.order.missing


def test_the_stand_in_can_be_taken_back(clerk: Clerk) -> None:
    clerk.form.phone.type_phone(PHONE)
    clerk.form.phone.stand_in(PhoneStep.LATER)
    clerk.form.phone.back_to_code()
    assert clerk.state.phone.step is PhoneStep.TYPING
    assert clerk.state.phone.phone.text == "154 0013 8000"


@pytest.mark.rows("G65")
def test_off_line_the_code_step_is_replaced_by_code_later(clerk: Clerk) -> None:
    clerk.desk.line.up = False
    clerk.card_on_reader()
    clerk.send_code()
    assert clerk.state.phone.step is PhoneStep.LATER
    assert clerk.state.phone.reason == "offline"
    assert clerk.caret is Target.DEPARTMENT
    clerk.pick_first()
    clerk.form.confirm()
    assert clerk.desk.registration.drafts[0].phone_reason == "offline"
    assert clerk.state.last is not None
    assert clerk.state.last.offline


def test_a_line_that_breaks_while_sending_leads_to_the_offline_rule(clerk: Clerk) -> None:
    clerk.card_on_reader()
    clerk.desk.verify.fail("send_code", CentralUnreachableError())
    clerk.send_code()
    assert clerk.state.phone.step is PhoneStep.LATER
    assert clerk.state.offline


def test_a_line_that_breaks_while_a_code_is_awaited_leads_to_the_offline_rule(clerk: Clerk) -> None:
    clerk.card_on_reader()
    clerk.send_code()
    clerk.desk.line.up = False
    clerk.form.tick()
    assert clerk.state.phone.step is PhoneStep.LATER
    assert clerk.state.phone.phone.text == "154 0013 8000"


@pytest.mark.rows("P37")
def test_consent_waits_for_the_patient_and_no_clerk_key_gives_it(clerk: Clerk) -> None:
    clerk.card_on_reader()
    clerk.send_code()
    assert clerk.state.consent.step is ConsentStep.WAITING
    clerk.form.phone.type_code(RIGHT_CODE)
    clerk.pick_first()
    assert clerk.state.order.missing == ("consent",)
    clerk.form.consent.on_screen(agreed=True)
    assert clerk.state.consent.step is ConsentStep.ON_SCREEN
    assert clerk.state.order.can_confirm


def test_a_signed_paper_counts_as_the_patients_act(clerk: Clerk) -> None:
    clerk.card_on_reader()
    clerk.verified()
    clerk.form.consent.on_paper()
    clerk.pick_first()
    clerk.form.confirm()
    draft = clerk.desk.registration.drafts[0]
    assert draft.account_consent_act == "paper"
    assert draft.notice_how == "paper"


@pytest.mark.rows("P37")
def test_declining_is_one_key_and_care_goes_on_without_an_account(clerk: Clerk) -> None:
    clerk.card_on_reader()
    clerk.send_code()
    clerk.form.consent.decline()
    clerk.pick_first()
    assert clerk.state.order.can_confirm, "no code is awaited any more"
    clerk.form.confirm()
    draft = clerk.desk.registration.drafts[0]
    assert draft.account_declined
    assert draft.account_consent_act is None
    assert draft.code_proof is None
    assert draft.phone_reason == "account-declined"


def test_declining_without_any_phone_works_too_and_can_be_taken_back(clerk: Clerk) -> None:
    clerk.card_on_reader()
    clerk.form.consent.decline()
    assert "phone" not in clerk.state.order.missing
    clerk.form.consent.decline()
    assert "phone" in clerk.state.order.missing


def test_a_patient_who_declines_after_the_code_was_right_keeps_the_proof_without_account(
    clerk: Clerk,
) -> None:
    clerk.card_on_reader()
    clerk.verified()
    clerk.form.consent.on_screen(agreed=False)
    clerk.pick_first()
    clerk.form.confirm()
    draft = clerk.desk.registration.drafts[0]
    assert draft.account_declined
    assert draft.code_proof == "proof"


def test_no_state_ever_spells_out_the_number(clerk: Clerk) -> None:
    seen: list[str] = []
    clerk.form.subscribe(lambda state: seen.append(repr(state)))
    clerk.ready()
    clerk.form.confirm()
    assert not any(NEW_NUMBER in text for text in seen)
