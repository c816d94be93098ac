"""The line down and back, the sync page, the patient's own screen, the duplicate check, a mismatch."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop.domain.people import Match
from desktop.domain.verification import NameCheck
from desktop.presenters.registration_state import ConsentStep, Target
from desktop.services.drafts import Likely
from desktop.services.syncing import OutboxLine
from desktop.ui.pages.patient_screen import PatientScreen
from tests.fakes.front_desk import KNOWN_ID, MONDAY, NEW_NUMBER, RIGHT_CODE
from tests.fakes.signing_hand import sign
from tests.ui.pages.desk_window import DeskWindow
from tests.ui.pages.workplace import HOSPITAL, FakeWorkplace

Key = Qt.Key
Opened = Callable[..., DeskWindow]
CANDIDATE = Likely(KNOWN_ID, "单*", date(1990, 3, 7), "8900 **** **** **28", "154 **** 8000", None)


def shown_words(*widgets: object) -> str:
    QApplication.processEvents()
    return " ".join(
        label.text()
        for widget in widgets
        for label in widget.findChildren(QLabel)  # type: ignore[attr-defined]  # widgets
        if label.isVisible()
    )


@pytest.mark.rows("G74")
def test_one_banner_says_what_still_works_while_the_line_is_down(
    desk_page: DeskWindow, work: FakeWorkplace
) -> None:
    banner = desk_page.form.banner
    assert banner.isHidden()
    work.desk.sync.cut(MONDAY - timedelta(minutes=3))
    work.workplace.sync.refresh()
    work.clerk.form.tick()
    assert not banner.isHidden()
    assert "3 分钟" in banner.accessibleName()
    assert "18 个号" in banner.accessibleName()
    assert "4 笔" in banner.accessibleName()
    work.clerk.known_card()
    work.clerk.pick_first()
    desk_page.press(Key.Key_F9)
    assert len(work.desk.registration.drafts) == 1
    assert "待核验" in shown_words(desk_page.form.panel.last)
    work.desk.line.up = True
    work.clerk.form.tick()
    assert banner.isHidden()


@pytest.mark.rows("G68")
def test_the_outbox_says_what_waits_and_why_something_was_refused(
    open_page: Opened, work: FakeWorkplace
) -> None:
    work.desk.sync.lines = (
        OutboxLine("booking.promise", MONDAY, "waiting", "central-unreachable", 3),
        OutboxLine("booking.claim", MONDAY, "refused", "slot-taken", 1),
    )
    work.desk.sync.cut(MONDAY - timedelta(minutes=3))
    work.workplace.sync.refresh()
    window = open_page(work, "sync")
    assert "离线 3 分钟" in shown_words(window.page)
    rows = window.page.model.rows  # type: ignore[attr-defined]  # the sync page
    assert [cell.text for cell in rows[0].cells[1:3]] == ["离线挂号", "待上传"]
    assert [cell.text for cell in rows[1].cells[1:4]] == [
        "联网挂号",
        "未接受",
        "这个号刚被约走，请选其他时段",
    ]
    runs = work.desk.sync.runs
    window.page.retry.setFocus()  # type: ignore[attr-defined]  # the sync page
    window.press(Key.Key_Return)
    assert work.desk.sync.runs == runs + 1


@pytest.mark.rows("G24")
def test_todays_leased_numbers_are_given_back_by_two_presses_of_a_key(
    open_page: Opened, work: FakeWorkplace
) -> None:
    work.workplace.sync.refresh()
    window = open_page(work, "sync")
    button = window.page.give_back  # type: ignore[attr-defined]  # the sync page
    assert button.isVisible()
    button.setFocus()
    window.press(Key.Key_Return)
    assert work.desk.sync.now.rights_left == 18, "asked once, nothing is gone yet"
    assert "断网时本窗今天不能发号" in shown_words(window.page)
    assert button.text() == "确认归还"
    window.press(Key.Key_Return)
    assert work.desk.sync.now.rights_left == 0
    assert "已归还今天的 18 个号" in shown_words(window.page)
    assert not button.isVisible()


@pytest.fixture
def patient(qtbot: QtBot, work: FakeWorkplace) -> Iterator[PatientScreen]:
    assert work.workplace.patient_screen is not None
    screen = PatientScreen(work.workplace.patient_screen)
    screen.show()
    qtbot.waitExposed(screen)
    yield screen
    screen.release()


@pytest.mark.rows("P37", "P30")
def test_the_patient_sees_masked_facts_and_the_notice_and_agrees_alone(
    patient: PatientScreen, work: FakeWorkplace
) -> None:
    assert patient.windowTitle() == f"{HOSPITAL} 患者屏"
    work.clerk.card_on_reader()
    work.clerk.form.enter(Target.NUMBER)
    work.clerk.send_code()
    work.clerk.pick_first()
    words = shown_words(patient)
    assert "0028" in words
    assert "心血管内科" in words
    assert "10:30–11:00" in words
    assert "我们只为挂号使用这些信息" in words
    assert "单雪" not in words
    assert NEW_NUMBER not in words
    assert "1990" not in words
    QTest.mouseClick(_button(patient, "同意并开通"), Qt.MouseButton.LeftButton)
    assert work.clerk.state.consent.step is ConsentStep.ON_SCREEN
    assert work.clerk.state.consent.notice_how == "patient-screen"
    work.clerk.form.phone.type_code(RIGHT_CODE)
    work.clerk.form.confirm()
    assert work.desk.registration.drafts[0].account_consent_act == "patient-screen"
    assert "0028" not in shown_words(patient), "nothing of the last patient stays"


@pytest.mark.rows("P37")
def test_the_patient_may_decline_and_is_told_that_care_goes_on(
    patient: PatientScreen, work: FakeWorkplace
) -> None:
    work.clerk.card_on_reader()
    work.clerk.send_code()
    QTest.mouseClick(_button(patient, "暂不开通"), Qt.MouseButton.LeftButton)
    assert work.clerk.state.consent.step is ConsentStep.DECLINED
    assert "不影响挂号和看病" in shown_words(patient)


@pytest.mark.rows("P37", "N12", "G85")
def test_the_patient_signs_with_pen_or_mouse_on_their_own_screen_and_may_begin_anew_or_not_sign(
    patient: PatientScreen, work: FakeWorkplace
) -> None:
    work.clerk.card_on_reader()
    work.clerk.form.enter(Target.NUMBER)
    work.clerk.send_code()
    work.clerk.pick_first()
    signing, form = work.workplace.signing, work.clerk.form
    form.consent.sign()
    assert signing.state.own_screen
    QTest.mouseClick(_button(patient, "签好了"), Qt.MouseButton.LeftButton)
    assert "签名太短或不完整，请重写" in shown_words(patient)
    sign(patient.sign.pad)
    QTest.mouseClick(_button(patient, "重写"), Qt.MouseButton.LeftButton)
    assert signing.state.strokes == ()
    sign(patient.sign.pad)
    assert len(signing.state.strokes) == 2
    QTest.mouseClick(_button(patient, "签好了"), Qt.MouseButton.LeftButton)
    assert work.clerk.state.consent.step is ConsentStep.SIGNED
    assert not signing.state.shown
    form.phone.type_code(RIGHT_CODE)
    form.confirm()
    (draft,) = work.desk.registration.drafts
    assert (draft.account_consent_act, draft.consent_signature.count(";")) == ("signature", 1)
    assert form.consent.signature == "", "nothing of the last patient stays"
    form.consent.sign()
    QTest.mouseClick(_button(patient, "不签了"), Qt.MouseButton.LeftButton)
    assert form.consent.decision is None


def test_the_test_driver_is_told_where_agree_stands(patient: PatientScreen, work: FakeWorkplace) -> None:
    work.clerk.card_on_reader()
    work.clerk.send_code()
    QApplication.processEvents()
    x, y = patient.agree_at()
    found = patient.childAt(x, y)
    assert found is _button(patient, "同意并开通")


def test_the_patients_screen_takes_no_caret(patient: PatientScreen) -> None:
    assert patient.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert all(b.focusPolicy() is Qt.FocusPolicy.NoFocus for b in patient.findChildren(QPushButton))


def _button(screen: PatientScreen, text: str) -> QPushButton:
    return next(b for b in screen.findChildren(QPushButton) if b.text() == text)


@pytest.mark.rows("N1", "G3")
def test_alt_m_shows_the_likely_duplicates_and_enter_takes_one(
    desk_page: DeskWindow, work: FakeWorkplace
) -> None:
    work.desk.identify.matches[NEW_NUMBER] = (Match.LIKELY, (CANDIDATE,))
    work.clerk.card_on_reader()
    assert "疑似重复档案 1 条" in shown_words(desk_page.form.panel)
    before = desk_page.caret()
    desk_page.alt("M")
    assert not desk_page.form.likely.isHidden()
    assert desk_page.caret() == "likely"
    desk_page.press(Key.Key_Escape)
    assert desk_page.form.likely.isHidden()
    assert desk_page.caret() == before
    desk_page.alt("M")
    desk_page.press(Key.Key_Return)
    assert work.desk.identify.opened == [KNOWN_ID]
    assert desk_page.form.likely.isHidden()
    assert desk_page.caret() == before


def test_n_says_that_no_candidate_is_the_person(desk_page: DeskWindow, work: FakeWorkplace) -> None:
    work.desk.identify.matches[NEW_NUMBER] = (Match.LIKELY, (CANDIDATE,))
    work.clerk.card_on_reader()
    desk_page.alt("M")
    desk_page.text("n")
    assert desk_page.form.likely.isHidden()
    assert work.clerk.form.identity.form.likely_settled


@pytest.mark.rows("P3", "N5")
def test_alt_u_goes_on_with_a_name_that_does_not_match(desk_page: DeskWindow, work: FakeWorkplace) -> None:
    work.desk.verify.name_answer = NameCheck.MISMATCH
    work.clerk.card_on_reader()
    name = desk_page.form.form.identity.f_name
    assert "Alt+U" in name.help.whole
    assert name.control.property("state") == "error"
    desk_page.alt("U")
    assert work.clerk.state.identity.doubtful
    assert "存疑" in name.help.whole


def test_a_registration_that_could_not_be_saved_says_so_under_the_button(
    desk_page: DeskWindow, work: FakeWorkplace
) -> None:
    from desktop.domain.errors import StoreFullError

    work.clerk.ready()
    before = desk_page.form.panel.order.geometry()
    work.desk.registration.fail("confirm", StoreFullError())
    desk_page.press(Key.Key_F9)
    QApplication.processEvents()
    assert "磁盘已满" in shown_words(desk_page.form.panel.order)
    assert desk_page.form.panel.order.geometry() == before
    assert desk_page.form.form.identity.name.text() == "单雪"
