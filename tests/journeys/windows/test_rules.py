"""Rules in real windows: a supervisor puts a version, a clerk is told of a booking ahead (N21, G25, G26, G27)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QTableView

from desktop.domain.audit import AuditAct
from desktop.domain.made_up import MadeUpPerson
from desktop.domain.rule_book import RULES, RuleBook
from tests.journeys.windows.conftest import OpenWindow
from tests.journeys.windows.desk_at_work import SUPERVISOR, Key, WindowDesk, central_rows


@pytest.mark.rows("N21", "G26")
def test_a_supervisor_puts_a_dated_version_and_it_comes_back_from_central(open_window: OpenWindow) -> None:
    desk = open_window("5 号窗", SUPERVISOR)
    day = desk.desk.today() + timedelta(days=40)
    desk.to_page("rules")
    desk.until_caret("rule-effective")
    desk.until(lambda: desk.sitting.workplace.rules.state.loaded)
    desk.frame.pages["rules"].take_focus()
    desk.text(day.isoformat())
    fields = desk.sitting.workplace.rules.state.values
    for code, number in {"passed-after": "5", "amber-minutes": "20"}.items():
        while desk.caret() != "rule-" + code:
            desk.press(Key.Key_Return)
        assert fields[code] != number
        desk.text(number)
    desk.press(Key.Key_F9)
    desk.sees("已送中心")
    desk.picture("rules-window")
    desk.window.resize(1366, 720)
    desk.picture("rules-low")

    def held() -> RuleBook:
        with desk.desk.store.read() as tx:
            return RuleBook.from_bytes(tx.state.get(RULES))

    desk.until(lambda: any(rules.effective_from == day for rules in held().sets))
    kept = central_rows(desk.central, "select value from settings where name = 'booking_rules'")
    assert RuleBook.from_bytes(kept[0][0].encode()) == held()
    (put,) = [rules for rules in held().sets if rules.effective_from == day]
    assert (put.queue.passed_after, put.queue.amber_minutes) == (5, 20)
    assert desk.traces(1, AuditAct.SETTING)[-1].facts["rules-from"] == day.isoformat()
    table = desk.frame.pages["rules"].findChild(QTableView, "Lines")
    desk.press(Key.Key_F5)
    desk.until(lambda: day.isoformat() in [row[0] for row in desk.table_rows(table)])


@pytest.mark.rows("G25", "G27")
def test_a_card_of_somebody_with_a_booking_ahead_warns_and_f10_finds_the_next_free_day(
    window_desk: WindowDesk, people: Iterator[MadeUpPerson]
) -> None:
    desk, person = window_desk, next(people)
    desk.register(person)
    desk.card_read(person)
    desk.sees("已有未就诊的预约")
    desk.picture("double")
    shown = next(day.day for day in desk.state.board.days if day.selected)
    desk.press(Key.Key_F10)
    desk.until(lambda: next(d.day for d in desk.state.board.days if d.selected) > shown)
    desk.until_caret("board")
    desk.fake_reader.lift()
