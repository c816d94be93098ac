"""What is optional at the window: the hospital's own card, how a name is read out, what the visit is (N2, N4, P20)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtTest import QTest

from desktop.domain.audit import AuditAct
from desktop.domain.ids import OperationId
from desktop.domain.made_up import MadeUpPerson
from desktop.domain.payloads import PatientRecord, VisitRecord
from desktop.domain.reveals import RevealField
from desktop.ports.store import StoredBooking
from tests.journeys.windows.desk_at_work import (
    ALT,
    CTRL,
    UNRECORDED,
    Key,
    WindowDesk,
    central_rows,
    said,
    special,
)

NAME = "单雪"
# name, relation, phone, own document: next of kin, and a contact person
CONTACT = ("单大雪", "spouse", "16500138009", "E12345678")
FRIEND = ("欧阳小明", "friend", "16500138010", "E87654321")


def visit_of(desk: WindowDesk, booking: StoredBooking) -> VisitRecord:
    """Return what lies sealed with a booking."""
    with desk.desk.store.read() as tx:
        made = tx.outbox.operation(OperationId(booking.operation_id or ""))
        key = tx.patients.keys(booking.patient_id).record
    assert made is not None
    assert key is not None
    return VisitRecord.from_bytes(desk.desk.keys.sealer.unseal(key, made.sealed, made.seal_context()))


def tab_to(desk: WindowDesk, name: str) -> None:
    """Press Tab until the caret stands there."""
    for _ in range(40):
        if desk.caret() == name:
            return
        desk.press(Key.Key_Tab)
    raise AssertionError(f"no way to {name}")


@pytest.mark.rows("N2", "G1", "G2", "G56", "P20", "G13", "N18")
def test_card_number_reading_and_kind_of_visit_are_typed_kept_sealed_and_found(
    window_desk: WindowDesk, people: Iterator[MadeUpPerson]
) -> None:
    desk, person = window_desk, replace(next(people), name=NAME)
    desk.card_read(person)
    desk.says(desk.page.form.identity.name, "读 Shan，改按 Alt+E")
    desk.alt("E")
    desk.until_caret("card-number")
    desk.text("h?")
    desk.says(desk.page.form.extra.card, "卡号为 4–24 位字母数字，请核对或清空")
    desk.press(Key.Key_A, modifier=CTRL)
    desk.text("H88-0012" + person.number[-4:])
    desk.press(Key.Key_Return)
    desk.until_caret("reading")
    desk.press(Key.Key_Down, Key.Key_Down)
    assert desk.page.form.extra.spoken.text() == "Dan"
    desk.press(Key.Key_A, modifier=CTRL)
    desk.text("Shàn Xuě")
    desk.sees("读 Shàn Xuě", desk.page.panel.person)
    name_a_contact(desk, CONTACT)
    desk.picture("contact")
    desk.code_later(person)
    tab_to(desk, "visit")
    desk.text("1")
    tab_to(desk, "pay")
    desk.text("2")
    desk.slot_first("xxg")
    desk.sees("初诊·自费", desk.page.panel.order)
    booking = desk.confirm()
    card = "H880012" + person.number[-4:]
    stored = desk.one(person)
    assert (stored.record.card_number, stored.record.reading) == (card, "Shàn Xuě")
    assert contact_of(stored.record) == CONTACT
    assert visit_of(desk, booking) == VisitRecord(first_visit=True, insurance=False)
    desk.until(lambda: desk.waiting() == 0)
    kinds = "select count(*) from bookings where booking_id = ? and state = 'booked'"
    assert central_rows(desk.central, kinds, booking.id) == [(1,)]
    sealed = "select sealed_record from patients where patient_id = ?"
    ((at_central,),) = central_rows(desk.central, sealed, booking.patient_id)
    assert CONTACT[2].encode() not in bytes(at_central)
    desk.fake_reader.lift()
    # nothing of it stays in the empty form, and the row is folded away
    assert not desk.page.form.extra.isVisible()
    for text in (card, card.lower(), "shanxue", "sx", person.number[-4:]):
        assert any(row.startswith("单*") for row in desk.search(text)), text
    desk.search(card)
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.state.panel is not None)
    assert desk.traces(1, AuditAct.PATIENT_OPENED)[-1].subject == stored.audit_id
    desk.sees("读 Shàn Xuě", desk.page.panel.person)
    shown_as_a_third_person(desk)
    desk.press(Key.Key_F4)


def name_a_contact(desk: WindowDesk, contact: tuple[str, str, str, str]) -> None:
    """Tab to the contact in the optional row; half of one, or a phone that is none, holds the order up."""
    name, relation, phone, document = contact
    row = desk.page.form.extra.contact
    desk.press(Key.Key_Tab)
    desk.until_caret("contact-name")
    desk.text(name)
    desk.says(row.name, "要写姓名、关系、电话，或清空")
    assert "extra" in desk.state.order.missing
    desk.press(Key.Key_Return)
    desk.until_caret("contact-relation")
    while row.relation.currentData() != relation:
        desk.press(Key.Key_Down)
    desk.press(Key.Key_Return)
    desk.until_caret("contact-phone")
    desk.text("1234")
    desk.says(row.name, "联系人电话不对，请核对")
    desk.press(Key.Key_A, modifier=CTRL)
    desk.text(phone)
    desk.until(lambda: "extra" not in desk.state.order.missing)
    desk.press(Key.Key_Return)
    desk.until_caret("contact-document")
    desk.text(document)
    desk.press(Key.Key_Return)


def contact_of(record: PatientRecord) -> tuple[str | None, ...]:
    return record.contact_name, record.contact_relation, record.contact_phone, record.contact_document


def shown_as_a_third_person(desk: WindowDesk) -> None:
    """With the patient in hand the contact stands masked; the key that is held shows it, and leaves a trace."""
    name, _relation, phone, document = CONTACT
    row = desk.page.panel.rows.values[RevealField.CONTACT]
    desk.sees("配偶", desk.page.panel)
    desk.picture("contact-masked")
    for secret in (name, phone, document):
        assert secret not in desk.words(desk.page.panel)
    before, handle = desk.next_trace(), desk.window.windowHandle()
    QTest.keyPress(handle, Key.Key_V, ALT)
    desk.until(lambda: row.text().startswith(f"{name} {phone}"))
    QTest.keyRelease(handle, Key.Key_V, ALT)
    desk.until(lambda: phone not in row.text())
    assert RevealField.CONTACT.value in [t.facts["field"] for t in desk.traces(before, AuditAct.REVEAL)]


@pytest.mark.rows("N2", "N4", "P3", "G13")
def test_what_a_known_person_brings_later_is_added_and_the_authoritys_word_stays(
    window_desk: WindowDesk, people: Iterator[MadeUpPerson]
) -> None:
    desk, person = window_desk, next(people)
    booking = desk.register(person)
    desk.until(lambda: desk.waiting() == 0)
    checked = "select name_check from patients where patient_id = ?"
    assert central_rows(desk.central, checked, booking.patient_id) == [("match",)]
    since = desk.next_trace()
    desk.card_read(person)
    desk.alt("E")
    desk.until_caret("card-number")
    card = "K" + person.number[-6:].replace("X", "0")
    desk.text(card)
    desk.press(Key.Key_Return)
    name_a_contact(desk, FRIEND)
    desk.code_later(person)
    desk.choose("ek")
    desk.confirm()
    desk.fake_reader.lift()
    assert desk.one(person).record.card_number == card
    assert contact_of(desk.one(person).record) == FRIEND
    (changed,) = (str(t.facts["fields"]) for t in desk.traces(since, AuditAct.CORRECT))
    assert "card_number" in changed
    assert "contact_phone" in changed
    desk.until(lambda: desk.waiting() == 0)
    assert central_rows(desk.central, checked, booking.patient_id) == [("match",)]
    assert desk.one(person).record.card_number == card, "central's row brings it back"
    assert contact_of(desk.one(person).record) == FRIEND


@pytest.mark.rows("N4", "P25")
def test_a_deletion_says_which_proof_it_needs_and_goes_on_when_the_card_was_read(
    window_desk: WindowDesk,
) -> None:
    desk, person = window_desk, next(special(UNRECORDED, 1_700_000))
    desk.type_person(person)
    desk.settled()
    desk.code_later(person)
    desk.choose("xxg")
    booking = desk.confirm()
    desk.search(person.number)
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.state.panel is not None)
    desk.to_page("rights")
    desk.sees(person.name, desk.rights_page)
    desk.file_deletion()
    desk.sees("本事项要求：读过芯片或实名核验一致", desk.rights_page)
    open_cases = "select count(*) from cases where patient_id = ?"
    assert central_rows(desk.central, open_cases, booking.patient_id) == [(0,)]
    desk.press(Key.Key_Escape)
    desk.to_page("registration")
    desk.press(Key.Key_F4)
    desk.card_read(person)
    desk.press(Key.Key_Return)
    desk.code_later(person)
    desk.choose("ek")
    desk.confirm()
    assert desk.one(person).record.evidence == "chip-read"
    desk.fake_reader.lift()
    desk.until(lambda: desk.waiting() == 0)
    desk.search(person.number)
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.state.panel is not None)
    desk.to_page("rights")
    desk.sees(person.name, desk.rights_page)
    desk.file_deletion()
    desk.sees("已提交，等主管审批", desk.rights_page)
    desk.to_page("registration")


@pytest.mark.rows("G15", "G14", "P20")
def test_somebody_who_is_typed_gets_an_address_by_initials_and_the_rest_as_free_text(
    window_desk: WindowDesk, people: Iterator[MadeUpPerson]
) -> None:
    desk, person = window_desk, next(people)
    desk.type_person(person)
    desk.until(lambda: desk.state.identity.address is not None)
    desk.until_caret("phone")
    for _ in range(40):
        if desk.caret() != "address":
            desk.press(Key.Key_Backtab)
    desk.until_caret("address")
    address = desk.page.form.site.address
    desk.text("gzth")
    desk.until(lambda: "广东省广州市天河区" in address.offered)
    desk.says(address, said(address))
    desk.picture("address")
    for _ in address.offered:
        if address.offered[0] == "广东省广州市天河区":
            break
        desk.press(Key.Key_Down)
    desk.press(Key.Key_Return)
    assert address.text() == "广东省广州市天河区"
    desk.text("体育西路1号")
    desk.press(Key.Key_Return)
    while desk.caret() != "phone":
        desk.press(Key.Key_Tab)
    desk.code_later(person)
    desk.choose("yk")
    desk.confirm()
    assert desk.one(person).record.address == "广东省广州市天河区体育西路1号"
    desk.until(lambda: desk.waiting() == 0)
