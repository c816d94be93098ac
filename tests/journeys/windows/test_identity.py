"""Who stands at the window: four answers, the name asked of central, no document, alerts, children (N1, P3, P32)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from desktop.domain.audit import AuditAct
from desktop.domain.made_up import MadeUpPerson, person_of
from desktop.ports.store import StoredBooking
from tests.journeys.windows.desk_at_work import (
    CTRL,
    FIRST_SERIAL,
    MISMATCHING,
    SUPERVISOR,
    UNRECORDED,
    Key,
    WindowDesk,
    card_of,
    central_rows,
    children,
    special,
)

OpenWindow = Callable[..., WindowDesk]
_mismatching, _unrecorded, _children = special(MISMATCHING), special(UNRECORDED), children()


def twins() -> tuple[MadeUpPerson, MadeUpPerson]:
    """Return two people with one name and one birth date."""
    for serial in range(FIRST_SERIAL // 250 * 250 + 249, FIRST_SERIAL + 10**6, 250):
        one, other = person_of(serial - 2), person_of(serial)
        if serial % 999 >= 2 and one.birth.year < 2000 and one.phone and other.phone and not other.guardian:
            assert (one.name, one.birth) == (other.name, other.birth)
            return one, other
    raise AssertionError("no twins")


@pytest.mark.rows("N1", "G3")
def test_a_likely_duplicate_is_said_before_saving_and_one_key_decides(window_desk: WindowDesk) -> None:
    desk = window_desk
    one, other = twins()
    first = desk.register(one)
    before = desk.count()
    desk.card_read(other)
    panel = desk.page.panel.person
    desk.sees("疑似重复档案 1 条", panel)
    assert desk.count() == before, "nothing is saved yet"
    desk.alt("M")
    desk.until_caret("likely")
    shown = desk.words(desk.page.likely)
    assert one.birth.isoformat() in shown
    assert one.number not in shown
    desk.press(Key.Key_Return)
    desk.until(lambda: not desk.page.likely.isVisible())
    assert "疑似重复" not in desk.words(panel)
    assert desk.state.panel is not None
    desk.press(Key.Key_F4)
    # the same card again, and this time it is somebody else
    desk.fake_reader.lift()
    desk.card_read(other)
    desk.alt("M")
    desk.until_caret("likely")
    desk.press(Key.Key_N)
    desk.until(lambda: not desk.page.likely.isVisible())
    desk.press(Key.Key_Return)
    desk.code_later(other)
    desk.choose("xxg")
    second = desk.confirm()
    assert second.patient_id != first.patient_id
    assert desk.one(other).id == second.patient_id
    assert desk.count() == before + 1


@pytest.mark.rows("N1", "G3")
def test_a_number_with_another_name_is_known_and_the_visit_goes_on_the_one_file(
    window_desk: WindowDesk, people: Iterator[MadeUpPerson]
) -> None:
    desk, person = window_desk, next(people)
    first = desk.register(person)
    before = desk.count()
    other_name = "单" + person.name[1:]
    desk.card_read(person, name=other_name, name_units=other_name.encode("utf-16-le"))
    desk.sees("此证件号已用另一姓名建档", desk.page.panel.person)
    desk.sees("姓名核对（Alt+U 存疑）", desk.page.panel.order)
    desk.alt("M")
    desk.until_caret("likely")
    desk.press(Key.Key_Return)
    desk.until(lambda: not desk.page.likely.isVisible())
    assert "姓名核对" not in desk.words(desk.page.panel.order)
    desk.slot_first("gk")
    second = desk.confirm() if desk.state.order.can_confirm else after_phone(desk, person)
    assert second.patient_id == first.patient_id
    assert desk.count() == before
    assert desk.one(person).record.name == person.name


def after_phone(desk: WindowDesk, person: MadeUpPerson) -> StoredBooking:
    """The phone question is still open: code later."""
    desk.alt("L")
    desk.until_caret("phone")
    desk.text(person.phone)
    desk.press(Key.Key_Return)
    return desk.confirm()


@pytest.mark.rows("G8", "P3", "G10", "N4")
def test_central_says_match_and_it_stands_on_the_screen_in_the_store_and_at_central(
    window_desk: WindowDesk, people: Iterator[MadeUpPerson]
) -> None:
    desk, person = window_desk, next(people)
    desk.type_person(person)
    desk.until(desk.page.panel.person.isVisible)
    desk.settled()
    desk.sees("实名已核验", desk.page.panel.person)
    # typed by a clerk who saw it, not read by a chip
    desk.sees("看过证件", desk.page.panel.person)
    desk.code_later(person)
    desk.choose("xxg")
    booking = desk.confirm()
    assert not booking.provisional
    stored = desk.patient(booking.patient_id)
    assert (stored.status.name_check, stored.status.evidence) == ("match", "typed")
    rows = central_rows(
        desk.central,
        "select name_check, evidence, name_checked_at is not null from patients where patient_id = ?",
        booking.patient_id,
    )
    assert rows == [("match", "typed", 1)]


@pytest.mark.rows("G8", "P3", "N5", "G17", "G10")
def test_a_name_that_does_not_match_is_said_at_the_name_and_goes_on_only_flagged(
    window_desk: WindowDesk,
) -> None:
    desk, person = window_desk, next(_mismatching)
    desk.card_read(person)
    name = desk.page.form.identity.name
    desk.says(name, "不符，改正或 Alt+U")
    assert name.property("state") == "error"
    assert name.text() == person.name, "the form keeps what stood there"
    desk.sees("实名不一致", desk.page.panel.person)
    assert person.number not in desk.messages()
    desk.press(Key.Key_Return)
    desk.code_later(person)
    desk.choose("xxg")
    slips = desk.slips()
    desk.press(Key.Key_F9)
    desk.sees("姓名核对（Alt+U 存疑）", desk.page.panel.order)
    assert desk.held(person) == []
    desk.alt("U")
    desk.says(name, "已标记存疑，交主管核对")
    booking = desk.confirm()
    assert len(desk.slips()) == len(slips) + 1
    assert booking.provisional
    assert desk.patient(booking.patient_id).status.name_check == "mismatch"
    tasks = central_rows(
        desk.central, "select kind, state from tasks where patient_id = ?", booking.patient_id
    )
    assert ("doubtful-registration", "open") in tasks
    desk.fake_reader.lift()
    desk.card_read(person)
    desk.sees("上次实名核验不一致，请核对证件", desk.page.panel.person)


@pytest.mark.rows("G8", "G10", "N4")
def test_a_person_without_a_record_at_the_authority_is_no_reason_to_stop(window_desk: WindowDesk) -> None:
    desk, person = window_desk, next(_unrecorded)
    desk.card_read(person)
    desk.sees("实名无记录", desk.page.panel.person)
    desk.press(Key.Key_Return)
    desk.code_later(person)
    desk.choose("gk")
    booking = desk.confirm()
    assert desk.patient(booking.patient_id).status.name_check == "no-record"
    rows = central_rows(
        desk.central, "select name_check from patients where patient_id = ?", booking.patient_id
    )
    assert rows == [("no-record",)]


# ---------------------------------------------------------------- no document
def without_document(desk: WindowDesk) -> None:
    """Choose "no document" by keys: one field back, to the end of the list."""
    desk.press(Key.Key_Backtab)
    desk.until_caret("document")
    desk.press(Key.Key_End)
    desk.until(desk.page.form.identity.f_reason.isVisible)


@pytest.mark.rows("G11", "P7", "N4", "N5", "N20")
def test_somebody_unknown_is_registered_with_a_reason_and_the_file_is_finished_later(
    window_desk: WindowDesk, people: Iterator[MadeUpPerson]
) -> None:
    desk, person = window_desk, next(people)
    since = desk.next_trace()
    without_document(desk)
    desk.sees("昏迷或无法说明", desk.page.form)
    desk.press(Key.Key_Return)
    desk.until_caret("phone")
    assert desk.page.form.identity.name.text() == "无名氏"
    desk.alt("N")
    desk.choose("xxg")
    desk.sees("待核验", desk.page.panel.order)
    booking = desk.confirm()
    assert booking.provisional
    begun = desk.patient(booking.patient_id)
    assert begun.record.emergency_reason == "unconscious"
    assert (begun.record.document_number or "").startswith("T")
    assert begun.account is not None
    assert (begun.account.phone_status, begun.account.reason) == ("no-phone", "no-phone-owned")
    for act in (AuditAct.REGISTER, AuditAct.BOOK):
        assert [event.facts["basis"] for event in desk.traces(since, act)] == ["emergency"]
    task = "select kind from tasks where patient_id = ? and state = 'open' order by kind"
    wanted = [("emergency-review",), ("name-not-asked",)]
    desk.until(lambda: central_rows(desk.central, task, booking.patient_id) == wanted)
    rests = "select basis from patients where patient_id = ?"
    assert central_rows(desk.central, rests, booking.patient_id) == [("emergency",)]

    # the documents are found: the file in hand is the first candidate, and the clerk says that it is the one
    desk.press(Key.Key_F3)
    desk.until(lambda: desk.rows() and desk.rows()[0].startswith("无*"))
    desk.press(Key.Key_Return)
    desk.until(desk.page.panel.person.isVisible)
    desk.sees("无名氏", desk.page.panel.person)
    desk.card_read(person)
    desk.until(lambda: "疑似重复档案 1 条" in desk.words(desk.page.panel.person))
    desk.alt("M")
    desk.until_caret("likely")
    desk.press(Key.Key_Return)
    desk.until(lambda: not desk.page.likely.isVisible())
    desk.sees(person.name, desk.page.panel.person)
    finished = desk.one(person)
    assert finished.id == booking.patient_id, "one file, not two"
    assert (finished.record.name, finished.record.evidence) == (person.name, "chip-read")
    assert finished.record.emergency_reason == "unconscious"
    assert desk.traces(since, AuditAct.CORRECT)
    desk.press(Key.Key_F4)
    desk.until(lambda: desk.waiting() == 0)
    rows = central_rows(
        desk.central, "select evidence, state from patients where patient_id = ?", booking.patient_id
    )
    assert rows == [("chip-read", "live")]
    other = desk.search(person.number)
    assert len(other) == 1


@pytest.mark.rows("P7", "A4")
def test_care_rests_on_the_contract_and_only_the_account_on_consent(
    window_desk: WindowDesk, people: Iterator[MadeUpPerson]
) -> None:
    desk, person = window_desk, next(people)
    since = desk.next_trace()
    desk.card_read(person)
    desk.press(Key.Key_Return)
    code = desk.send_code(person.phone)
    desk.choose("xxg")
    desk.until_caret("code")
    desk.text(code)
    desk.until(lambda: "账户同意" in desk.words(desk.page.panel.order))
    desk.press(Key.Key_F9)
    assert desk.held(person) == [], "without the patient's own act there is no account and nothing is saved"
    desk.alt("P")
    booking = desk.confirm()
    named = {act: [e.facts["basis"] for e in desk.traces(since, act)] for act in
             (AuditAct.REGISTER, AuditAct.BOOK, AuditAct.CONSENT)}  # fmt: skip
    assert named == {
        AuditAct.REGISTER: ["contract"], AuditAct.BOOK: ["contract"], AuditAct.CONSENT: ["consent"],
    }  # fmt: skip
    rows = central_rows(
        desk.central, "select purpose, act, given from consents where patient_id = ?", booking.patient_id
    )
    assert rows == [("account", "paper", 1)]


# ---------------------------------------------------------------- children
@pytest.mark.rows("P32", "P37", "P19", "A3")
def test_a_child_is_registered_through_a_guardian_and_afterwards_opens_with_a_second_signature_only(
    window_desk: WindowDesk,
) -> None:
    desk, child = window_desk, next(_children)
    codes = len(desk.central.codes())
    desk.card_read(child)
    desk.sees("未满 18 岁", desk.page.panel.person)
    before, since = desk.waiting(), desk.next_trace()
    desk.press(Key.Key_Return)
    desk.until_caret("guardian-name")
    desk.press(Key.Key_F9)
    desk.sees("监护人", desk.page.panel.order)
    desk.text("单大雪")
    desk.press(Key.Key_Return)
    desk.until_caret("guardian-relation")
    desk.press(Key.Key_Down, Key.Key_Return)
    desk.until_caret("guardian-document")
    desk.text("E12345678")
    desk.press(Key.Key_Return)
    desk.until_caret("guardian-phone")
    desk.text(child.phone)
    desk.press(Key.Key_Return)
    desk.until_caret("phone")
    desk.text(child.phone)
    desk.press(Key.Key_Return)
    desk.until_caret("department")
    desk.says(desk.page.form.phone.phone, "未满 18 岁不开账户，留作监护人电话")
    desk.until(lambda: desk.traces(since, AuditAct.MINOR_REFUSED))
    refused = desk.traces(since, AuditAct.MINOR_REFUSED)
    assert [(e.subject, e.object_id, e.facts) for e in refused] == [(None, None, {})], "a count, nobody in it"
    assert desk.held(child) == []
    assert desk.waiting() == before, "nothing of the attempt goes to central"
    desk.choose("ek")
    booking = desk.confirm()
    stored = desk.patient(booking.patient_id)
    assert (stored.record.guardian_name, stored.record.guardian_document) == ("单大雪", "E12345678")
    assert stored.account is not None
    assert not stored.account.is_account
    assert stored.account.reason == "under-age"
    with desk.desk.store.read() as tx:
        assert tx.cases.consents(booking.patient_id) == ()
    assert len(desk.central.codes()) == codes, "no code was sent"
    for table in ("account_members", "consents"):
        query = f"select count(*) from {table} where patient_id = ?"  # two names of ours
        assert central_rows(desk.central, query, booking.patient_id) == [(0,)]
    opens_with_a_second_signature(desk, child, booking, stored.audit_id)


def state_of(desk: WindowDesk, booking: StoredBooking) -> str:
    with desk.desk.store.read() as tx:
        held = tx.bookings.get(booking.id)
    return held.state if held else ""


def opens_with_a_second_signature(
    desk: WindowDesk, child: MadeUpPerson, booking: StoredBooking, record: str
) -> None:
    """With the booking undone nobody has business with the child: picked by name the record waits for a supervisor."""
    desk.press(Key.Key_Z, modifier=CTRL)
    desk.until(lambda: state_of(desk, booking) == "cancelled")
    desk.fake_reader.lift()
    desk.press(Key.Key_F4)
    desk.sign_out()
    desk.sign_in()
    desk.ready()
    since = desk.next_trace()
    desk.search(child.number)
    desk.press(Key.Key_Return)
    desk.sees("未成年人，无在办业务")
    desk.picture("minor-refused")
    assert child.name not in desk.words(desk.page.panel)
    looks = desk.traces(since, AuditAct.PATIENT_OPENED)
    assert [(e.subject, e.facts) for e in looks] == [(record, {"why": "minor-record"})]
    desk.press(Key.Key_F12, modifier=Qt.KeyboardModifier.ShiftModifier)
    desk.until_caret("opening-reason")
    desk.press(Key.Key_Right)
    desk.picture("minor-ask")
    desk.press(Key.Key_Return)
    desk.sees("已提请")
    desk.picture("minor-asked")
    desk.press(Key.Key_Escape)
    asked = desk.traces(since, AuditAct.OPENING_ASKED)
    assert [(e.subject, e.facts["reason"]) for e in asked] == [(record, "guardian-asks")]
    desk.until(lambda: desk.waiting() == 0)
    desk.sign_out()
    desk.sign_in(SUPERVISOR)
    desk.ready()
    desk.to_page("approvals")
    desk.sees("打开未成年人档案待签名")
    desk.sign_task("open-minor")
    state = "SELECT state, outcome FROM tasks WHERE task_id = ?"
    desk.until(lambda: central_rows(desk.central, state, asked[0].object_id) == [("resolved", "confirmed")])
    desk.sign_out()
    desk.sign_in()
    desk.ready()
    desk.search(child.number)
    desk.press(Key.Key_Return)
    desk.sees(child.name, desk.page.panel)
    desk.press(Key.Key_F4)


@pytest.mark.rows("P32", "P7")
def test_without_the_guardian_path_a_child_is_sent_on_but_an_emergency_is_never_refused(
    open_window: OpenWindow,
) -> None:
    desk, child = open_window(settings={"guardian_path": False}), next(_children)
    before = desk.count()
    desk.put_card(child)
    birth = desk.page.form.identity.birth
    desk.says(birth, "未满 18 岁，请到儿童窗口")
    assert not desk.page.panel.person.isVisible()
    desk.press(Key.Key_F9)
    desk.sees("身份", desk.page.panel.order)
    assert desk.count() == before
    desk.fake_reader.lift()
    desk.press(Key.Key_F4)
    without_document(desk)
    desk.press(Key.Key_Tab, Key.Key_Tab)
    desk.until_caret("name")
    desk.text("单小雪")
    while desk.caret() != "birth":
        desk.press(Key.Key_Tab)
    desk.text(child.birth.strftime("%Y%m%d"))
    desk.press(Key.Key_Return)
    desk.until_caret("phone")
    desk.alt("N")
    desk.choose("ek")
    booking = desk.confirm()
    stored = desk.patient(booking.patient_id)
    assert stored.record.name == "单小雪"
    assert stored.record.emergency_reason == "unconscious"
    assert (booking.number > 0, booking.provisional) == (True, True)
    rows = central_rows(desk.central, "select state from bookings where booking_id = ?", booking.id)
    assert rows == [("booked",)]


@pytest.mark.rows("G7", "N1")
def test_a_card_that_lies_there_is_read_by_itself_for_the_next_patient(
    window_desk: WindowDesk, people: Iterator[MadeUpPerson]
) -> None:
    desk, person = window_desk, replace(next(people))
    desk.fake_reader.place(card_of(person))
    desk.until(desk.page.panel.person.isVisible)
    desk.sees(person.name, desk.page.panel.person)
    desk.press(Key.Key_F2)
    desk.until(lambda: "已读取芯片信息" in desk.words(desk.page.form))
    desk.sees(person.name, desk.page.panel.person)
    desk.settled()
    assert desk.held(person) == []
