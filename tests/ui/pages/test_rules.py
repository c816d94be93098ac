"""The page of rules under the keyboard: the form is filled with what holds, a new dated version is sent (N21, G26)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from desktop.domain.booking_rules import CancelCutoff, CollectRule, DayUnit, Limit, LimitScope
from desktop.domain.queue_rules import USUAL
from desktop.presenters.rule_form import made_of, values_of
from tests.ui.pages.desk_window import DeskWindow
from tests.ui.pages.workplace import FakeWorkplace

Key = Qt.Key
Opened = Callable[..., DeskWindow]


def words(window: DeskWindow) -> str:
    return " ".join(w.text() for w in window.page.findChildren(QLabel) if w.isVisible())


def cells(window: DeskWindow) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in window.page.model.rows]  # type: ignore[attr-defined]  # the rules page


@pytest.mark.rows("N21", "G26")
def test_a_dated_version_is_typed_and_sent_by_keys_alone(open_page: Opened, work: FakeWorkplace) -> None:
    window = open_page(work, "rules")
    assert "还没有规则" in words(window)
    assert window.caret() == "rule-effective"
    window.press(Key.Key_Return)
    window.text("7")
    while window.caret() != "rule-limit-day":
        window.press(Key.Key_Return)
    window.text("2")
    while window.caret() != "rule-collect-minutes":
        window.press(Key.Key_Return)
    window.text("30")
    while window.caret() != "rule-half-hour-no-show":
        window.press(Key.Key_Return)
    window.press(Key.Key_Down)
    window.press(Key.Key_F9)
    (rules,) = work.desk.rules.put
    assert (rules.window.to_days, rules.limits) == (7, (Limit(LimitScope.DAY, 2),))
    assert (rules.collect_minutes_before, rules.collect, rules.no_show) == (30, CollectRule(), None)
    assert rules.queue == replace(USUAL, half_hour_no_show=1)
    assert "已送中心" in words(window)
    assert cells(window)[0][1:] == ["未到期", "可约 7 天·限号 1 条·提前 30 分取号·过号隔 3 人"]


def test_what_cannot_be_read_is_not_sent(open_page: Opened, work: FakeWorkplace) -> None:
    window = open_page(work, "rules")
    window.text("someday")
    window.press(Key.Key_F9)
    assert work.desk.rules.put == []
    assert "规则有矛盾或超出范围" in words(window)


@pytest.mark.rows("G26", "N21")
def test_a_grade_of_doctor_gets_a_cut_off_of_its_own_and_another_keeps_the_common_one(
    open_page: Opened, work: FakeWorkplace
) -> None:
    window = open_page(work, "rules")
    for code, text in (("cancel-minutes", "30"), ("chief-days", "1"), ("chief-clock", "17:00")):
        while window.caret() != f"rule-{code}":
            window.press(Key.Key_Return)
        window.text(text)
    window.press(Key.Key_F9)
    (rules,) = work.desk.rules.put
    own = CancelCutoff("chief", 1, DayUnit.CALENDAR, time(17, 0))
    assert rules.cutoffs == (CancelCutoff(minutes=30), own)
    assert made_of(values_of(rules, rules.effective_from), rules, rules.version) == rules


def test_a_time_of_a_grade_without_its_days_is_not_sent(open_page: Opened, work: FakeWorkplace) -> None:
    window = open_page(work, "rules")
    while window.caret() != "rule-associate-clock":
        window.press(Key.Key_Return)
    window.text("17:00")
    window.press(Key.Key_F9)
    assert work.desk.rules.put == []
    assert "规则有矛盾或超出范围" in words(window)
