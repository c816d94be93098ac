"""The whole registration at the keyboard: real key events, counted, never the mouse."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from desktop.domain.documents import DocumentType
from desktop.domain.errors import SlotTakenError
from desktop.domain.people import PhoneStatus
from desktop.presenters.registration_state import ConsentStep
from tests.fakes.front_desk import CHILD_NUMBER, KNOWN_NAME, KNOWN_NUMBER, PHONE, RIGHT_CODE, card
from tests.ui.pages.desk_window import DeskWindow

Key = Qt.Key
MOST_KEYS_NEW, MOST_KEYS_KNOWN = 26, 8


def new_patient(window: DeskWindow) -> None:
    """Everything up to F9; the patient touches "agree" on their own screen."""
    window.work.clerk.reader.place(card())
    window.press(Key.Key_F2)
    assert window.caret() == "number"
    window.press(Key.Key_Return)
    assert window.caret() == "phone"
    window.text(PHONE)
    window.press(Key.Key_Return)
    assert window.caret() == "department", "nobody waits for the message"
    window.text("xxg")
    window.press(Key.Key_Return)
    assert window.caret() == "board"
    window.press(Key.Key_Return)
    assert window.caret() == "code"
    screen = window.work.workplace.patient_screen
    assert screen is not None
    screen.agree()
    window.text(RIGHT_CODE)
    assert window.caret() == "confirm"


@pytest.mark.rows("G62")
def test_a_new_patient_takes_at_most_26_keys_and_no_mouse(desk_page: DeskWindow) -> None:
    new_patient(desk_page)
    desk_page.press(Key.Key_F9)
    assert len(desk_page.work.desk.registration.drafts) == 1
    assert len(desk_page.work.desk.slips.printed) == 1
    assert desk_page.keys <= MOST_KEYS_NEW


@pytest.mark.rows("G62", "N1")
def test_a_known_patient_takes_at_most_8_keys(desk_page: DeskWindow) -> None:
    desk_page.work.clerk.reader.place(card(KNOWN_NUMBER, KNOWN_NAME))
    desk_page.press(Key.Key_F2, Key.Key_Return)
    assert desk_page.caret() == "department"
    desk_page.text("xxg")
    desk_page.press(Key.Key_Return, Key.Key_Return)
    assert desk_page.caret() == "confirm"
    desk_page.press(Key.Key_F9)
    assert len(desk_page.work.desk.registration.drafts) == 1
    assert desk_page.keys <= MOST_KEYS_KNOWN


def test_enter_on_the_live_button_confirms_like_f9(desk_page: DeskWindow) -> None:
    new_patient(desk_page)
    desk_page.press(Key.Key_Return)
    assert len(desk_page.work.desk.registration.drafts) == 1


def test_the_form_is_empty_after_the_slip(desk_page: DeskWindow) -> None:
    new_patient(desk_page)
    desk_page.press(Key.Key_F9)
    form = desk_page.form
    assert desk_page.caret() == "number"
    assert [e.text() for e in form.findChildren(QLineEdit)] == [""] * len(form.findChildren(QLineEdit))
    for bar in (form.form.identity.sex, form.form.visit.visit, form.form.visit.pay, form.form.visit.consent):
        assert not any(button.isChecked() for button in bar.stops())
    assert form.form.identity.document.currentData() == DocumentType.RESIDENT_CARD.value
    assert form.panel.person.isHidden()
    assert "单*" in form.panel.last.accessibleName()


@pytest.mark.rows("N30")
def test_ctrl_z_undoes_the_last_registration(desk_page: DeskWindow) -> None:
    new_patient(desk_page)
    desk_page.press(Key.Key_F9)
    assert desk_page.form.panel.last.undo.isEnabled()
    desk_page.press(Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    assert desk_page.work.desk.registration.undone == ["booking-1"]
    assert not desk_page.form.panel.last.undo.isEnabled()


def test_a_short_phone_is_refused_at_the_field_and_nothing_moves(
    desk_page: DeskWindow, qapp: QApplication
) -> None:
    form = desk_page.form
    desk_page.work.clerk.reader.place(card())
    desk_page.press(Key.Key_F2, Key.Key_Return)
    before = [w.geometry() for w in (form.form, form.board, form.board.table, form.form.phone.code)]
    desk_page.text("154")
    desk_page.press(Key.Key_Return)
    qapp.processEvents()
    assert desk_page.caret() == "phone"
    assert form.form.phone.phone.text() == "154"
    assert form.form.phone.phone.property("state") == "error"
    assert "3" in form.form.phone.f_phone.help.whole
    assert form.form.phone.phone.accessibleDescription() == form.form.phone.f_phone.help.whole
    assert [w.geometry() for w in (form.form, form.board, form.board.table, form.form.phone.code)] == before


def test_enter_on_a_wrong_number_stays_and_keeps_what_was_typed(desk_page: DeskWindow) -> None:
    desk_page.text("890000199003070029")
    desk_page.press(Key.Key_Return)
    assert desk_page.caret() == "number"
    number = desk_page.form.form.identity.number
    assert number.text() == "890000199003070029"
    assert number.property("state") == "error"


def test_a_wrong_code_keeps_the_caret_and_says_how_many_tries_are_left(desk_page: DeskWindow) -> None:
    desk_page.work.clerk.reader.place(card())
    desk_page.press(Key.Key_F2, Key.Key_Return)
    desk_page.text(PHONE)
    desk_page.press(Key.Key_Return)
    desk_page.form.form.phone.code.setFocus()
    desk_page.text("000000")
    assert desk_page.caret() == "code"
    assert "4" in desk_page.form.form.phone.f_code.help.whole


@pytest.mark.rows("N20")
@pytest.mark.parametrize(
    ("letter", "status"),
    [("N", PhoneStatus.NO_PHONE), ("R", PhoneStatus.RELATIVE), ("L", PhoneStatus.CODE_LATER)],
)
def test_one_key_stands_in_for_the_code(desk_page: DeskWindow, letter: str, status: PhoneStatus) -> None:
    desk_page.work.clerk.reader.place(card())
    desk_page.press(Key.Key_F2, Key.Key_Return)
    desk_page.alt(letter)
    if status is not PhoneStatus.NO_PHONE:
        assert desk_page.caret() == "phone"
        desk_page.text(PHONE)
        desk_page.press(Key.Key_Return)
    assert desk_page.caret() == "department"
    assert not desk_page.form.form.phone.f_reason.isHidden()
    desk_page.press(Key.Key_Return, Key.Key_Return)
    desk_page.press(Key.Key_F9)
    assert desk_page.work.desk.registration.drafts[0].phone_status is status


def test_the_same_key_again_takes_the_next_reason(desk_page: DeskWindow) -> None:
    desk_page.alt("N")
    first = desk_page.form.form.phone.reason.currentData()
    desk_page.alt("N")
    assert desk_page.form.form.phone.reason.currentData() != first
    desk_page.alt("C")
    assert desk_page.caret() == "phone"
    assert not desk_page.form.form.phone.f_code.isHidden()


@pytest.mark.rows("P37")
def test_declining_the_account_is_one_key_and_care_goes_on(desk_page: DeskWindow) -> None:
    desk_page.work.clerk.reader.place(card())
    desk_page.press(Key.Key_F2, Key.Key_Return)
    desk_page.text(PHONE)
    desk_page.press(Key.Key_Return)
    desk_page.alt("D")
    assert desk_page.work.clerk.state.consent.step is ConsentStep.DECLINED
    desk_page.text("xxg")
    desk_page.press(Key.Key_Return, Key.Key_Return, Key.Key_F9)
    draft = desk_page.work.desk.registration.drafts[0]
    assert draft.account_declined
    assert draft.account_consent_act is None


def test_the_caret_obeys_a_wish_once_and_otherwise_stays(desk_page: DeskWindow) -> None:
    desk_page.work.clerk.reader.place(card())
    desk_page.press(Key.Key_F2)
    desk_page.form.form.identity.name.setFocus()
    desk_page.work.desk.clock.advance(6)
    desk_page.work.clerk.form.tick()
    assert desk_page.caret() == "name", "a refresh moves no caret"


def test_while_somebody_types_elsewhere_the_caret_is_not_taken(desk_page: DeskWindow) -> None:
    elsewhere = QLineEdit(desk_page)
    elsewhere.setAccessibleName("search")
    elsewhere.show()
    elsewhere.setFocus()
    desk_page.work.clerk.card_on_reader()
    assert QApplication.focusWidget() is elsewhere


@pytest.mark.rows("G11")
def test_without_a_document_the_reason_stands_in_the_numbers_place(desk_page: DeskWindow) -> None:
    identity = desk_page.form.form.identity
    identity.document.setFocus()
    desk_page.press(Key.Key_End)
    assert identity.document.currentData() == DocumentType.NONE.value
    assert not identity.f_reason.isHidden()
    assert identity.f_number.isHidden()
    desk_page.press(Key.Key_Return)
    assert identity.name.text() == "无名氏"
    assert desk_page.caret() == "phone"


@pytest.mark.rows("P32")
def test_a_childs_guardian_is_asked_for_field_by_field(desk_page: DeskWindow) -> None:
    desk_page.work.clerk.reader.place(card(CHILD_NUMBER, "小明", birth=date(2015, 5, 5)))
    desk_page.press(Key.Key_F2, Key.Key_Return)
    assert desk_page.caret() == "guardian-name"
    desk_page.form.form.guardian.name.setText("")
    desk_page.text("dan")
    desk_page.press(Key.Key_Return)
    assert desk_page.caret() == "guardian-relation"
    desk_page.press(Key.Key_Down, Key.Key_Return)
    assert desk_page.caret() == "guardian-document"
    desk_page.text("E12345678")
    desk_page.press(Key.Key_Return)
    assert desk_page.caret() == "guardian-phone"
    desk_page.text(PHONE)
    desk_page.press(Key.Key_Return)
    assert desk_page.caret() == "phone"


def test_a_slot_that_was_taken_is_mended_with_one_enter(desk_page: DeskWindow) -> None:
    new_patient(desk_page)
    desk_page.work.desk.registration.fail("confirm", SlotTakenError())
    desk_page.press(Key.Key_F9)
    assert desk_page.caret() == "board"
    desk_page.press(Key.Key_Return)
    assert desk_page.caret() == "confirm"
    desk_page.press(Key.Key_Return)
    assert len(desk_page.work.desk.registration.drafts) == 1


def test_a_missing_thing_under_the_button_leads_to_its_field(desk_page: DeskWindow) -> None:
    order = desk_page.form.panel.order
    links = [b for b in order.findChildren(QPushButton) if b.property("kind") == "link" and not b.isHidden()]
    assert [b.text() for b in links] == ["身份", "手机", "号源"]
    links[1].setFocus()
    desk_page.press(Key.Key_Return)
    assert desk_page.caret() == "phone"


def test_an_input_method_commits_a_name_and_enter_while_composing_stays(desk_page: DeskWindow) -> None:
    name = desk_page.form.form.identity.name
    desk_page.work.clerk.form.identity.type("number", "890000199003070028")
    name.setFocus()
    QApplication.sendEvent(name, QInputMethodEvent("danxue", []))
    assert name.text() == ""
    desk_page.press(Key.Key_Return)
    assert desk_page.caret() == "name", "Enter belongs to the input method"
    desk_page.work.clerk.form.tick()
    committed = QInputMethodEvent("", [])
    committed.setCommitString("单雪")
    QApplication.sendEvent(name, committed)
    assert desk_page.work.clerk.state.identity.name.text == "单雪"
    assert name.text() == "单雪"
    desk_page.press(Key.Key_Return)
    assert desk_page.caret() == "phone"


def test_full_width_digits_become_plain_ones_and_the_caret_keeps_its_place(desk_page: DeskWindow) -> None:
    phone = desk_page.form.form.phone.phone
    phone.setFocus()
    committed = QInputMethodEvent("", [])
    committed.setCommitString("１５４００１３８０００")
    QApplication.sendEvent(phone, committed)
    assert phone.text() == "154 0013 8000"
    phone.setCursorPosition(6)
    desk_page.press(Key.Key_Backspace)
    assert phone.text() == "154 0138 000"
    assert phone.cursorPosition() == 5


def test_typing_over_a_masked_number_begins_another_person(desk_page: DeskWindow) -> None:
    desk_page.work.clerk.reader.place(card())
    desk_page.press(Key.Key_F2)
    number = desk_page.form.form.identity.number
    assert "*" in number.text()
    number.selectAll()
    desk_page.text("8900")
    assert number.text() == "8900"


def test_tab_goes_through_every_field_in_reading_order(desk_page: DeskWindow) -> None:
    desk_page.form.form.identity.document.setFocus()
    seen = ["document"]
    for _ in range(9):
        desk_page.press(Key.Key_Tab)
        seen.append(desk_page.caret())
    assert seen == ["document", "number", "name", "sex", "birth", "phone", "code", "consent", "visit", "pay"]


def test_f4_on_a_drop_down_is_kept_for_its_list(desk_page: DeskWindow) -> None:
    box = desk_page.form.form.identity.document
    asked = QKeyEvent(QEvent.Type.ShortcutOverride, Key.Key_F4, Qt.KeyboardModifier.NoModifier)
    asked.ignore()
    QApplication.sendEvent(box, asked)
    assert asked.isAccepted(), "the page's own F4 would clear the form"


def test_f4_parks_the_form_and_alt_b_brings_it_back(desk_page: DeskWindow) -> None:
    desk_page.work.clerk.reader.place(card())
    desk_page.press(Key.Key_F2)
    desk_page.press(Key.Key_F4)
    assert desk_page.form.panel.person.isHidden()
    desk_page.alt("B")
    assert not desk_page.form.panel.person.isHidden()
