"""A deletion filed with few keys after a look at what goes and what stays, and approved by another person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from desktop.domain.drawn import SignedHow
from desktop.domain.errors import CentralUnreachableError
from desktop.domain.ids import BookingId
from desktop.domain.letters import Paper
from desktop.domain.retention import ground_of
from desktop.domain.rights import ACCOUNT_ONLY
from desktop.ports.central import LeftBooking
from desktop.presenters.case_rows import row_of
from desktop.presenters.rights import Ground
from desktop.ui.pages.rights import RightsPage
from tests.fakes.front_desk import KNOWN_ID, case, task
from tests.ui.pages.desk_window import DeskWindow
from tests.ui.pages.workplace import FakeWorkplace

Key = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
Opened = Callable[..., DeskWindow]


def words(window: DeskWindow) -> str:
    return " ".join(w.text() for w in window.page.findChildren(QLabel) if w.isVisible())


@pytest.mark.rows("P25")
def test_a_deletion_is_filed_with_a_reason_and_a_look_at_what_stays(
    open_page: Opened, work: FakeWorkplace
) -> None:
    work.clerk.known_card()
    window = open_page(work, "rights")
    assert "张志强" in words(window)
    window.text("2")
    assert work.workplace.rights.state.ground is Ground.WITHDRAWN_CONSENT
    window.press(Key.Key_N, modifier=CTRL)
    assert work.workplace.rights.state.confirming
    assert "15 年" in words(window)
    assert window.caret() == "back", "Enter alone files nothing"
    window.press(Key.Key_N, modifier=CTRL)
    assert work.workplace.rights.state.note.code == "request-unsigned"
    window.press(Key.Key_P, modifier=ALT)
    window.press(Key.Key_N, modifier=CTRL)
    assert work.desk.rights.filed == [(KNOWN_ID, "withdrawn-consent")]
    assert work.desk.rights.signed == [(SignedHow.PAPER, "")]
    assert window.keys == 5


def test_enter_on_the_confirm_page_goes_back_and_files_nothing(
    open_page: Opened, work: FakeWorkplace
) -> None:
    work.clerk.known_card()
    window = open_page(work, "rights")
    window.press(Key.Key_Down, Key.Key_Return, Key.Key_Return)
    assert work.workplace.rights.state.confirming
    window.press(Key.Key_Return)
    assert not work.workplace.rights.state.confirming
    assert work.desk.rights.filed == []
    assert work.workplace.rights.state.ground is Ground.WITHDRAWN_CONSENT


def test_without_a_person_or_a_reason_the_page_says_what_is_missing(
    open_page: Opened, work: FakeWorkplace
) -> None:
    window = open_page(work, "rights")
    window.press(Key.Key_N, modifier=CTRL)
    assert work.workplace.rights.state.note.code == "rights-no-person"
    work.clerk.known_card()
    window.press(Key.Key_N, modifier=CTRL)
    assert work.workplace.rights.state.note.code == "rights-no-ground"
    assert not work.workplace.rights.state.confirming


def test_cases_say_their_days_in_words(open_page: Opened, work: FakeWorkplace) -> None:
    work.desk.rights.lines = [
        case("c-1", days_left=2), case("c-2", days_left=5), case("c-3", days_left=13),
        case("c-4", days_left=-1), case("c-5", days_left=0), case("c-6", state="done", days_left=3),
    ]  # fmt: skip
    window = open_page(work, "rights")
    rows = window.page.model.rows  # type: ignore[attr-defined]  # the rights page
    assert [row.cells[0].text for row in rows] == [
        "剩 2 天（11-26）", "剩 5 天（11-29）", "剩 13 天（12-07）",
        "超期 1 天（11-23）", "今天到期（11-24）", "已结束",
    ]  # fmt: skip
    assert [row.cells[0].look for row in rows] == ["danger", "warn", "", "danger", "danger", "ok"]
    assert all(row.cells[0].icon for row in rows)


@pytest.mark.rows("P25")
def test_a_approves_the_deletion_in_hand(open_page: Opened, work: FakeWorkplace) -> None:
    work.desk.rights.lines = [case("c-1")]
    window = open_page(work, "approvals")
    assert "15 年" in words(window)
    window.text("a")
    assert work.desk.rights.approved == ["c-1"]


@pytest.mark.rows("P25", "N14")
def test_who_signs_sees_who_asked_and_how_and_off_line_that_it_can_be_seen_later(
    open_page: Opened, work: FakeWorkplace
) -> None:
    work.desk.rights.lines = [replace(case("c-1"), kind=ACCOUNT_ONLY, ground=ACCOUNT_ONLY)]
    work.desk.rights.fail("asked", CentralUnreachableError())
    window = open_page(work, "approvals")
    assert "联网后按 F5 可看" in words(window)
    assert "凭证件照常挂号就医" in words(window), "the effect shown is the one that is signed"
    work.workplace.approvals.load()
    assert "签的是纸质申请，原件存在该窗口" in words(window)
    work.desk.rights.lines = [replace(case("c-2"), ground=ground_of("run"))]
    work.workplace.approvals.load()
    assert "没有人申请" in words(window)


@pytest.mark.rows("N14", "P25")
def test_what_went_with_a_deletion_that_came_to_nothing_is_told_and_held_again_by_one_key(
    open_page: Opened, work: FakeWorkplace
) -> None:
    def booking(number: int, *, free: bool) -> LeftBooking:
        return LeftBooking(
            BookingId(f"b-{number}"), KNOWN_ID, date(2026, 11, 26), time(8, 30), "骨科", number, free
        )

    rights, block = work.desk.rights, work.workplace.taking_back
    rights.gone_with = [booking(3, free=True), booking(4, free=True), booking(7, free=False)]
    window = open_page(work, "rights")
    block.follow(row_of(case("c-1", state="filed"), str))
    assert "随申请退掉的号" not in words(window), "while it goes on nothing is offered"
    block.follow(row_of(case("c-1", state="withdrawn"), str))
    assert "3 号，还空着" in words(window)
    assert "7 号，已被别人挂走" in words(window)
    window.press(Key.Key_B, modifier=CTRL)
    assert rights.held_again == ["b-3", "b-4"]
    assert "已原号挂回 2 个" in words(window)
    assert "还空着" not in words(window)
    assert "7 号，已被别人挂走" in words(window)


@pytest.mark.rows("A3")
def test_ones_own_request_cannot_be_approved_and_says_why(open_page: Opened, work: FakeWorkplace) -> None:
    work.desk.rights.lines = [case("c-1", own=True)]
    window = open_page(work, "approvals")
    window.text("a")
    assert work.desk.rights.approved == []
    assert "另一人" in words(window)


def test_r_refuses_a_task_and_arrows_choose_it(open_page: Opened, work: FakeWorkplace) -> None:
    work.desk.rights.lines = [case("c-1")]
    work.desk.supervision.lines = [task("t-1"), task("t-2", "likely-duplicate")]
    window = open_page(work, "approvals")
    window.text("r")
    assert work.desk.supervision.resolved == [], "a deletion is refused by letter, not here"
    window.press(Key.Key_Down, Key.Key_Down)
    window.text("r")
    assert work.desk.supervision.resolved == [("t-2", "refused")]
    assert window.caret() == "approvals"


def test_a_newer_list_keeps_the_line_in_hand(open_page: Opened, work: FakeWorkplace) -> None:
    work.desk.supervision.lines = [task("t-1"), task("t-2")]
    window = open_page(work, "approvals")
    window.press(Key.Key_Down)
    work.desk.supervision.lines.insert(0, task("t-0"))
    work.workplace.approvals.load()
    current = work.workplace.approvals.state.current
    assert current is not None
    assert current.id == "t-2"
    assert window.page.table.currentIndex().row() == 2  # type: ignore[attr-defined]  # the approvals page


@pytest.mark.rows("P25")
def test_the_certificate_of_a_deletion_that_every_desk_confirmed_comes_by_one_key(
    open_page: Opened, work: FakeWorkplace
) -> None:
    work.desk.rights.lines = [
        case("c-1", state="destroyed", days_left=3),
        case("c-2", state="done", days_left=3),
    ]
    window = open_page(work, "rights")
    page = cast("RightsPage", window.page)
    assert not page.certify.isEnabled()
    page.table.setFocus()
    window.press(Key.Key_Down)
    assert page.certify.isEnabled()
    window.press(Key.Key_P, modifier=CTRL)
    assert [(letter.case_id, letter.paper) for letter in work.desk.papers] == [("c-2", Paper.CERTIFICATE)]
    assert work.workplace.rights.state.paper_note.code == "certificate-printed"
