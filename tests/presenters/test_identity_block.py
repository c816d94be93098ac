"""Who stands at the window: card, typed document, the four answers, names, minors."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.documents import DocumentType, Sex
from desktop.domain.errors import ReaderError, StoreBusyError
from desktop.domain.people import EvidenceLevel, Match, PhoneStatus
from desktop.domain.verification import NameCheck
from desktop.presenters.identity_form import UNKNOWN_NAME, parse_birth
from desktop.presenters.notes import NoteKind
from desktop.presenters.registration_state import ConsentStep, PhoneStep, Target
from desktop.services.drafts import Likely
from tests.fakes.clerk import Clerk
from tests.fakes.front_desk import CHILD_NUMBER, KNOWN_ID, NEW_NUMBER, PHONE, card, known_patient

CANDIDATE = Likely(KNOWN_ID, "单*", date(1990, 3, 7), "8900 **** **** **28", "154 **** 8000", None)


def test_a_read_card_fills_the_form_and_shows_the_number_masked(clerk: Clerk) -> None:
    clerk.card_on_reader()
    identity = clerk.state.identity
    assert NEW_NUMBER not in repr(clerk.state)
    assert "*" in identity.number.text
    assert identity.name.text == "单雪"
    assert identity.birth.text == "1990-03-07"
    assert identity.sex is Sex.FEMALE
    assert identity.number.note.code == "card-read"
    assert dict(identity.birth.note.facts) == {"years": 36}
    assert clerk.state.panel is not None
    assert clerk.state.panel.name == "单雪"


def test_a_typed_number_fills_birth_and_sex_and_asks_for_the_name(clerk: Clerk) -> None:
    clerk.form.identity.type("number", NEW_NUMBER)
    clerk.form.enter(Target.NUMBER)
    assert clerk.caret is Target.NAME
    assert clerk.state.identity.birth.text == "1990-03-07"
    assert clerk.state.identity.sex is Sex.FEMALE
    clerk.form.identity.type("name", "单雪")
    clerk.form.enter(Target.NAME)
    assert clerk.caret is Target.PHONE
    assert "*" in clerk.state.identity.number.text


@pytest.mark.parametrize(
    "number", ["890000199003070029", "890000199002300022", "890000209903070025", "8900001990", ""]
)
def test_a_number_that_cannot_be_is_refused_at_the_field_and_kept(clerk: Clerk, number: str) -> None:
    clerk.form.identity.type("number", number)
    clerk.form.enter(Target.NUMBER)
    field = clerk.state.identity.number
    assert field.note.kind is NoteKind.ERROR
    assert field.text == number
    assert clerk.caret is Target.NUMBER
    assert not number or number not in repr(field.note)


def test_an_expired_card_is_a_warning_and_the_way_goes_on(clerk: Clerk) -> None:
    clerk.reader.place(replace(card(), valid_until=date(2020, 1, 1)))
    clerk.form.read_card()
    assert clerk.state.identity.number.note.kind is NoteKind.WARN
    clerk.form.enter(Target.NUMBER)
    assert clerk.caret is Target.PHONE


def test_no_card_on_the_reader_says_so_and_keeps_what_was_typed(clerk: Clerk) -> None:
    clerk.form.identity.type("name", "单雪")
    clerk.form.read_card()
    assert clerk.state.identity.number.note.code == "reader-no-card"
    assert clerk.state.identity.name.text == "单雪"
    assert clerk.caret is Target.NUMBER


def test_a_card_lifted_too_early_can_be_read_again(clerk: Clerk) -> None:
    clerk.reader.place(card())
    clerk.reader.lift_during_read()
    clerk.form.read_card()
    assert clerk.state.identity.number.note.code == "reader-card-lifted"
    clerk.card_on_reader()
    assert clerk.state.panel is not None


def test_an_unreadable_card_leads_to_typing(clerk: Clerk) -> None:
    clerk.reader.place(card())
    clerk.reader.make_unreadable("41")
    clerk.form.read_card()
    assert clerk.state.identity.number.note.code == "reader-unreadable"
    assert clerk.state.reader.kind is NoteKind.OK, "the reader itself is well"
    clerk.form.identity.type("number", NEW_NUMBER)
    assert clerk.state.identity.number.note.code == ""


def test_an_unplugged_reader_shows_at_the_device_and_at_the_field(clerk: Clerk) -> None:
    clerk.reader.unplug()
    clerk.form.read_card()
    assert clerk.state.identity.number.note.code == "reader-unplugged"
    assert clerk.state.reader.code == "reader-unplugged"


def test_polling_an_unplugged_reader_is_quiet_at_the_field(clerk: Clerk) -> None:
    clerk.reader.unplug()
    clerk.form.identity.poll_card()
    assert clerk.state.reader.code == "reader-unplugged"
    assert clerk.state.identity.number.note.code == ""


@pytest.mark.rows("N1", "G7")
def test_a_card_is_read_by_itself_and_again_only_after_it_was_lifted(clerk: Clerk) -> None:
    clerk.reader.place(card())
    clerk.form.identity.poll_card()
    assert clerk.state.panel is not None
    clerk.form.new_patient()
    clerk.form.identity.poll_card()
    assert clerk.state.panel is None, "the same card still lies there"
    clerk.reader.lift()
    clerk.reader.place(card())
    clerk.form.identity.poll_card()
    assert clerk.state.panel is not None


def test_a_card_is_not_read_by_itself_while_somebody_is_served(clerk: Clerk) -> None:
    clerk.form.identity.type("name", "单雪")
    clerk.reader.place(card())
    clerk.form.identity.poll_card()
    assert clerk.state.panel is None


def test_typing_over_a_masked_number_starts_another_person(clerk: Clerk) -> None:
    clerk.card_on_reader()
    masked = clerk.state.identity.number.text
    clerk.form.identity.type("number", masked + "8")
    assert clerk.state.identity.number.text == "8"
    assert clerk.state.identity.name.text == ""
    assert clerk.state.panel is None
    clerk.card_on_reader()
    clerk.form.identity.type("number", masked[:-1])
    assert clerk.state.identity.number.text == ""


def test_typing_over_the_whole_mask_loses_no_character(clerk: Clerk) -> None:
    clerk.card_on_reader()
    clerk.form.identity.type("number", "8")
    assert clerk.state.identity.number.text == "8"
    clerk.card_on_reader()
    clerk.form.identity.type("number", NEW_NUMBER)
    assert clerk.state.identity.number.text == NEW_NUMBER


def test_f2_after_the_card_was_read_by_itself_is_no_fault(clerk: Clerk) -> None:
    clerk.reader.place(card())
    clerk.form.identity.poll_card()
    clerk.form.read_card()
    assert clerk.state.identity.number.note.code == "card-read"
    assert clerk.state.panel is not None


def test_likely_duplicates_are_shown_masked_and_the_clerk_decides(clerk: Clerk) -> None:
    clerk.desk.identify.matches[NEW_NUMBER] = (Match.LIKELY, (CANDIDATE,))
    clerk.card_on_reader()
    assert clerk.state.panel is not None
    assert clerk.state.panel.alerts[0].code == "likely-duplicate"
    clerk.form.identity.show_likely(True)
    assert clerk.state.identity.likely_open
    clerk.form.identity.same_person(KNOWN_ID)
    assert clerk.desk.identify.opened == [KNOWN_ID]
    assert clerk.state.identity.likely == ()
    assert clerk.form.identity.form.patient_id == KNOWN_ID


def test_somebody_else_folds_the_candidates_away(clerk: Clerk) -> None:
    clerk.desk.identify.matches[NEW_NUMBER] = (Match.LIKELY, (CANDIDATE,))
    clerk.card_on_reader()
    clerk.form.identity.somebody_else()
    assert clerk.state.identity.likely == ()
    assert clerk.state.panel is not None
    assert clerk.state.panel.alerts == ()
    assert clerk.form.identity.form.patient_id is None


def test_a_known_number_under_another_name_blocks_until_somebody_decides(clerk: Clerk) -> None:
    clerk.desk.identify.matches[NEW_NUMBER] = (Match.NAME_DIFFERS, (CANDIDATE,))
    clerk.card_on_reader()
    assert "name" in clerk.state.order.missing
    clerk.form.identity.flag_doubtful()
    assert "name" not in clerk.state.order.missing
    assert clerk.state.identity.doubtful


@pytest.mark.rows("P3", "G8")
def test_a_name_that_does_not_match_blocks_until_it_is_changed(clerk: Clerk) -> None:
    clerk.desk.verify.name_answer = NameCheck.MISMATCH
    clerk.form.identity.type("number", NEW_NUMBER)
    clerk.form.identity.type("name", "单血")
    clerk.form.enter(Target.NAME)
    assert clerk.state.identity.name.note.code == "name-mismatch"
    assert "name" in clerk.state.order.missing
    assert clerk.state.identity.name.text == "单血"
    clerk.desk.verify.name_answer = NameCheck.MATCH
    clerk.form.identity.type("name", "单雪")
    clerk.form.enter(Target.NAME)
    assert "name" not in clerk.state.order.missing
    assert clerk.desk.verify.name_checks == ["单血", "单雪"]


def test_a_doubtful_name_goes_on_with_a_flag_for_the_supervisor(clerk: Clerk) -> None:
    clerk.desk.verify.name_answer = NameCheck.MISMATCH
    clerk.ready()
    assert clerk.state.order.missing == ("name",)
    clerk.form.identity.flag_doubtful()
    clerk.form.confirm()
    draft = clerk.desk.registration.drafts[0]
    assert draft.flagged_doubtful
    assert draft.name_check is NameCheck.MISMATCH


def test_a_name_check_known_from_an_earlier_visit_is_not_asked_again(clerk: Clerk) -> None:
    clerk.known_card()
    assert clerk.desk.verify.name_checks == []


def test_somebody_whom_only_central_knows_is_brought_here(clerk: Clerk) -> None:
    clerk.desk.identify.central[NEW_NUMBER] = known_patient()
    clerk.card_on_reader()
    assert clerk.form.identity.form.patient_id == KNOWN_ID
    assert clerk.state.phone.step is PhoneStep.EARLIER


@pytest.mark.rows("N5")
def test_off_line_nothing_is_asked_and_the_registration_is_provisional(clerk: Clerk) -> None:
    clerk.desk.line.up = False
    clerk.form.identity.type("number", NEW_NUMBER)
    clerk.form.identity.type("name", "单雪")
    clerk.form.enter(Target.NAME)
    assert clerk.desk.verify.name_checks == []
    assert clerk.state.order.provisional
    assert clerk.state.offline


def test_changing_the_name_after_a_card_takes_the_chips_word_away(clerk: Clerk) -> None:
    clerk.card_on_reader()
    assert clerk.form.identity.form.draft().evidence is EvidenceLevel.CHIP_READ
    clerk.form.identity.type("name", "单霜")
    assert clerk.form.identity.form.draft().evidence is not EvidenceLevel.CHIP_READ
    assert "identity" in clerk.state.order.missing


@pytest.mark.rows("P32")
def test_a_child_gets_no_account_and_the_attempt_is_only_counted(clerk: Clerk) -> None:
    clerk.card_on_reader(CHILD_NUMBER, "小明")
    clerk.form.enter(Target.NUMBER)
    assert clerk.caret is Target.GUARDIAN
    for field, text in (
        ("guardian-name", "单雪"),
        ("guardian-relation", "mother"),
        ("guardian-document", NEW_NUMBER),
        ("guardian-phone", PHONE),
    ):
        clerk.form.identity.type(field, text)
    clerk.form.enter(Target.GUARDIAN)
    assert clerk.caret is Target.PHONE
    clerk.send_code()
    assert clerk.desk.verify.sent_to == []
    assert clerk.desk.identify.minors_refused == 1
    assert clerk.state.phone.phone.note.code == "phone-under-age"
    assert clerk.state.consent.step is ConsentStep.UNDER_AGE
    clerk.form.enter(Target.PHONE)
    assert clerk.desk.identify.minors_refused == 1
    clerk.pick_first()
    clerk.form.confirm()
    draft = clerk.desk.registration.drafts[0]
    assert draft.account_consent_act is None
    assert draft.phone_status is PhoneStatus.RELATIVE
    assert draft.person.guardian is not None


def test_a_child_without_guardian_cannot_be_confirmed(clerk: Clerk) -> None:
    clerk.card_on_reader(CHILD_NUMBER, "小明")
    assert "guardian" in clerk.state.order.missing


@pytest.mark.rows("P32")
def test_where_the_guardian_path_is_off_a_child_is_sent_on_and_nothing_can_be_confirmed(clerk: Clerk) -> None:
    clerk.desk.identify.guardian_path = False
    clerk.card_on_reader(CHILD_NUMBER, "小明")
    assert clerk.state.identity.birth.note.kind is NoteKind.ERROR
    assert clerk.state.identity.birth.note.code == "birth-no-guardian-path"
    assert "identity" in clerk.state.order.missing
    assert clerk.state.panel is None


@pytest.mark.rows("P32")
@pytest.mark.parametrize("guardian_path", [True, False])
def test_a_child_in_an_emergency_is_registered_without_guardian_or_account(
    clerk: Clerk, guardian_path: bool
) -> None:
    clerk.desk.identify.guardian_path = guardian_path
    clerk.form.identity.choose_document(DocumentType.NONE)
    clerk.form.identity.type("birth", "2015-05-05")
    clerk.form.enter(Target.NUMBER)
    assert clerk.state.identity.guardian is None
    assert clerk.state.consent.step is ConsentStep.UNDER_AGE
    clerk.form.phone.stand_in(PhoneStep.NONE)
    clerk.pick_first()
    assert clerk.state.order.can_confirm


@pytest.mark.rows("P32")
def test_a_child_on_file_picked_from_a_list_gets_no_account_either(clerk: Clerk) -> None:
    child = replace(
        known_patient(), birth=date(2015, 5, 5), age=11, has_account=False, phone_verified_on=None
    )
    clerk.desk.identify.known = {CHILD_NUMBER: child}
    clerk.form.identity.open(child.patient_id)
    assert clerk.state.consent.step is ConsentStep.UNDER_AGE
    clerk.send_code()
    assert clerk.desk.verify.sent_to == []
    assert clerk.state.phone.phone.note.code == "phone-under-age"


@pytest.mark.rows("G11")
def test_somebody_without_a_document_is_registered_with_a_reason(clerk: Clerk) -> None:
    clerk.form.identity.choose_document(DocumentType.NONE)
    assert clerk.state.identity.emergency == "unconscious"
    clerk.form.identity.choose_emergency("documents-lost")
    clerk.form.enter(Target.NUMBER)
    assert clerk.state.identity.name.text == UNKNOWN_NAME
    clerk.form.phone.stand_in(PhoneStep.NONE)
    clerk.pick_first()
    clerk.form.confirm()
    draft = clerk.desk.registration.drafts[0]
    assert draft.person.emergency_reason == "documents-lost"
    assert draft.phone_reason == "no-phone-owned"


def test_a_store_that_is_busy_says_so_at_the_number(clerk: Clerk) -> None:
    clerk.desk.identify.fail("identify", StoreBusyError())
    clerk.card_on_reader()
    assert clerk.state.identity.number.note.code == "store-busy"
    assert clerk.state.identity.name.text == "单雪"
    clerk.form.enter(Target.NUMBER)
    assert clerk.state.panel is not None


def test_a_reader_fault_is_told_apart_from_a_bad_card() -> None:
    assert type(ReaderError()) is ReaderError


@pytest.mark.parametrize(
    "text", ["19900307", "1990-3-7", "1990.3.7", "1990/03/07", "1990年3月7日", "１９９００３０７"]
)
def test_a_birth_date_is_read_in_every_usual_form(text: str) -> None:
    assert parse_birth(text) == date(1990, 3, 7)


@pytest.mark.parametrize("text", ["19900230", "1990", "abc", ""])
def test_what_is_no_date_is_not_read_as_one(text: str) -> None:
    assert parse_birth(text) is None


def test_an_impossible_birth_date_keeps_the_caret(clerk: Clerk) -> None:
    clerk.form.identity.choose_document(DocumentType.PASSPORT)
    clerk.form.identity.type("number", "E12345678")
    clerk.form.identity.type("name", "SMITH JOHN")
    clerk.form.identity.choose_sex(Sex.MALE)
    clerk.form.identity.type("birth", "1990-02-30")
    clerk.form.enter(Target.BIRTH)
    assert clerk.state.identity.birth.note.code == "birth-unreadable"
    assert clerk.caret is Target.BIRTH
    clerk.form.identity.type("birth", "19900228")
    clerk.form.enter(Target.BIRTH)
    assert clerk.caret is Target.PHONE
