"""Reserved and extra numbers by a clerk's keys, and why the window has none (G21-G23, N25, DECISIONS 28)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from demo_parts import Central

from desktop.domain.audit import AuditAct
from desktop.domain.made_up import MadeUpPerson
from tests.journeys.windows.conftest import OpenWindow
from tests.journeys.windows.desk_at_work import ALT, CLERK, CTRL, SUPERVISOR, Key, WindowDesk, central_rows
from tests.journeys.windows.test_places import Places

CHANNEL = "SELECT channel FROM slots WHERE session_id = ? AND number = ?"
EXTRA = "SELECT number, reason, over_limit FROM extra_slots WHERE session_id = ? ORDER BY number"
# eight numbers, all set apart; one more may be added by a clerk
TEMPLATE = (
    ("half_hours", "2"), ("each", "4"), ("online", "1"), ("elder", "2"), ("referral", "3"), ("staff", "2"),
    ("release_days", "0"), ("release_at", "23:59"), ("extra_limit", "1"),
)  # fmt: skip


def clinic_without_window_numbers(window: WindowDesk) -> None:
    """A supervisor makes a department by keys whose one session, tomorrow, has no number for the window."""
    places = Places(window)
    places.fill(
        Key.Key_1, ("name", "疼痛科"), ("english", "Pain clinic"), ("initials", "ttk"), ("where", "5F")
    )
    places.saved("疼痛科")
    places.fill(Key.Key_2, ("name", "邰望舒"), ("english", "Tai Wangshu"), ("initials", "tws"), ("fee", ""))
    window.press(Key.Key_A, modifier=CTRL)
    window.text("19")
    places.saved("邰望舒")
    window.press(Key.Key_R)
    window.until_caret("week")
    office = places.office
    window.until(lambda: office.state.rows and office.state.rows[0].doctor.name == "邰望舒")
    tomorrow = window.desk.today() + timedelta(days=1)
    if tomorrow.weekday() == 0:
        window.press(Key.Key_PageDown)
        window.until(lambda: office.state.view and office.state.view.monday == tomorrow)
    window.press(*[Key.Key_Left] * 14)
    window.press(*[Key.Key_Right] * (2 * tomorrow.weekday()))
    window.until(lambda: office.state.day == tomorrow)
    window.press(Key.Key_Return)
    window.until_caret("plan-starts")
    for field, text in TEMPLATE:
        for _ in range(12):
            if window.caret() == f"plan-{field}":
                break
            window.press(Key.Key_Return)
        window.until_caret(f"plan-{field}")
        window.press(Key.Key_A, modifier=CTRL)
        window.text(text)
    window.press(Key.Key_F9)
    window.sees("模板已存")
    window.press(Key.Key_M)
    window.sees("将生成 1 班")
    window.press(Key.Key_F9)
    window.sees("已生成 1 班")


def to_department(desk: WindowDesk, person: MadeUpPerson) -> None:
    """Card, phone, and the department, which has nothing today."""
    desk.card_read(person)
    desk.press(Key.Key_Return)
    desk.code_later(person)
    desk.text("ttk")
    desk.press(Key.Key_Return)
    desk.sees("这一天没有可约的号")


def next_day_of(desk: WindowDesk, key: Key, times: int = 1) -> None:
    """Alt with X or G so many times, then F10 to the next day that has such a number, and Enter."""
    desk.until(lambda: desk.line().startswith("已同步"))
    for _ in range(times):
        desk.press(key, modifier=ALT)
    desk.sees("Esc 回窗口号")
    desk.press(Key.Key_F10)
    desk.until(lambda: next(d.day for d in desk.state.board.days if d.selected) > desk.desk.today())
    desk.until_caret("board")
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.state.order.can_confirm)


@pytest.fixture
def central(fresh_central: Central) -> Central:
    """A central of its own: nobody else's people, numbers and departments."""
    return fresh_central


@pytest.mark.rows("G21", "G22", "G23", "N25")
def test_a_clerk_gives_a_groups_number_and_an_extra_one_by_keys_and_says_why_the_window_has_none(
    open_window: OpenWindow, people: Iterator[MadeUpPerson], central: Central
) -> None:
    office = open_window("5 号窗", SUPERVISOR)
    clinic_without_window_numbers(office)
    desk = open_window("3 号窗", CLERK)
    desk.front()
    desk.sync()
    grown_ups = (p for p in people if p.birth.year > 1965)
    since = desk.next_trace()
    to_department(desk, next(grown_ups))
    desk.press(Key.Key_F10)
    desk.sees("两周内都约满")
    next_day_of(desk, Key.Key_G)
    desk.sees("窗口号已满：线上余 1")
    desk.sees("长者余 2，转诊余 3，职工初诊余 2")
    desk.sees("长者号", desk.page.panel.order)
    desk.picture("special-elder")
    desk.press(Key.Key_F9)
    desk.sees("不满 65 岁，不能用长者号")
    desk.until_caret("confirm")
    desk.press(Key.Key_G, modifier=ALT)
    desk.sees("本科当天余 3 个")
    desk.until_caret("board")
    desk.press(Key.Key_Return)
    first = desk.confirm()
    assert central_rows(central, CHANNEL, first.session_id, first.number) == [("referral",)]
    desk.fake_reader.lift()
    to_department(desk, next(grown_ups))
    next_day_of(desk, Key.Key_X, 2)
    desk.sees("加号·复诊")
    desk.picture("special-extra")
    second = desk.confirm()
    assert central_rows(central, CHANNEL, second.session_id, second.number) == [("extra",)]
    assert central_rows(central, EXTRA, second.session_id) == [(9, "follow-up", 0)]
    assert [t.facts.get("quota") for t in desk.traces(since, AuditAct.BOOK)][-2:] == ["referral", "extra"]
    assert desk.traces(since, AuditAct.SCHEDULE)[-1].facts["reason"] == "follow-up"
    desk.fake_reader.lift()
    to_department(desk, next(grown_ups))
    desk.press(Key.Key_X, modifier=ALT)
    desk.sees("这一天没有可约的号")
    desk.press(Key.Key_F10)
    desk.sees("两周内都约满")
    desk.press(Key.Key_F4)
    desk.fake_reader.lift()
    office = open_window("主任办公室", SUPERVISOR)
    office.front()
    office.to_page("registration")
    to_department(office, next(grown_ups))
    next_day_of(office, Key.Key_X)
    third = office.confirm()
    assert central_rows(central, EXTRA, third.session_id)[-1] == (10, "doctor-asked", 1)
    office.fake_reader.lift()
