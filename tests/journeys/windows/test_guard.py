"""Own and relatives' records are a colleague's: listed by keys, refused on line and off line (N39)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from central.cli.main import main
from desktop.bootstrap.machine import SystemClock
from desktop.domain.audit import AuditAct
from desktop.domain.canonical import facts_from_bytes
from desktop.domain.ids import StaffId
from desktop.domain.made_up import MadeUpPerson
from desktop.domain.schedules import clinic_day
from tests.journeys.windows.desk_at_work import ALT, SUPERVISOR, Key, WindowDesk, central_rows

ASK = "请同事办理"
OFFICER = "zmy"


def list_relative(desk: WindowDesk, person: MadeUpPerson) -> None:
    """Shift+F11: a relative's number, and central has it."""
    desk.press(Key.Key_F11, modifier=Qt.KeyboardModifier.ShiftModifier)
    desk.until_caret("own-number")
    desk.press(Key.Key_Tab)
    desk.text(person.number)
    desk.picture("own-typed")
    desk.press(Key.Key_Return)
    desk.sees("此人的档案由同事办理")
    desk.picture("own-listed")
    desk.press(Key.Key_Escape)
    desk.until(lambda: not desk.frame.own.isVisible())


def refused(desk: WindowDesk, since: int) -> list[tuple[str, str]]:
    """Return (act, record) of the refused looks since then."""
    with desk.desk.store.read() as tx:
        rows = [facts_from_bytes(raw) for raw, _ in tx.audit.rows(since, 5000)]
    return [(row["act"], row["subj"]) for row in rows if row["result"] == "refused"]


@pytest.mark.rows("N39", "G83", "A2", "A3", "P6")
def test_a_listed_relatives_record_is_refused_on_line_and_off_line_and_a_colleague_opens_it(
    window_desk: WindowDesk, people: Iterator[MadeUpPerson]
) -> None:
    desk, person, other = window_desk, next(people), next(people)
    desk.register(person)
    desk.until(lambda: desk.waiting() == 0)
    me = desk.desk.keys.staff.staff_id
    list_relative(desk, person)
    rows = central_rows(desk.central, "SELECT token, relation FROM own_people WHERE staff_id = ?", me)
    assert [relation for _, relation in rows][-1] == "relative"
    assert all(person.number.encode() not in bytes(token) for token, _ in rows)
    desk.until(lambda: me in desk.one(person).status.own_of)
    record, since = desk.one(person).audit_id, desk.next_trace()
    desk.put_card(person)
    desk.sees(ASK)
    desk.picture("own-card")
    assert person.name not in desk.words(desk.page.panel)
    desk.fake_reader.lift()
    desk.press(Key.Key_F4)
    desk.wire.cut = True
    desk.search(person.number)
    handle = desk.window.windowHandle()
    desk.alt("R")
    QTest.keyPress(handle, Key.Key_V, ALT)
    desk.sees(ASK, desk.frame.search)
    QTest.keyRelease(handle, Key.Key_V, ALT)
    desk.picture("own-search")
    desk.press(Key.Key_Return)
    desk.sees(ASK)
    desk.picture("own-picked")
    opened, reveal = AuditAct.PATIENT_OPENED.value, AuditAct.REVEAL.value
    assert refused(desk, since) == [(opened, record), (reveal, record), (opened, record)]
    desk.wire.cut = False
    desk.press(Key.Key_F4)
    desk.register(other)
    desk.sign_out()
    desk.sign_in(SUPERVISOR)
    desk.ready()
    desk.card_read(person)
    assert person.name in desk.words(desk.page.panel)
    desk.fake_reader.lift()
    desk.press(Key.Key_F4)
    desk.sign_out()
    the_officers_own_record_opens_with_a_second_signature(desk, person)


def the_officers_own_record_opens_with_a_second_signature(desk: WindowDesk, person: MadeUpPerson) -> None:
    """The officer's relative: refused, asked for, signed by the supervisor, then opened."""
    desk.sign_in(OFFICER)
    desk.until(lambda: desk.sitting.workplace.sync.state.online)
    list_relative(desk, person)
    me = desk.desk.keys.staff.staff_id
    desk.until(lambda: me in desk.one(person).status.own_of)
    since = desk.next_trace()
    desk.search(person.number)
    desk.press(Key.Key_Return)
    desk.until_caret("opening-reason")
    desk.picture("own-ask")
    desk.press(Key.Key_Right, Key.Key_Right, Key.Key_Right, Key.Key_Return)
    desk.sees("已提请")
    desk.press(Key.Key_Escape)
    assert [e.facts["reason"] for e in desk.traces(since, AuditAct.OPENING_ASKED)] == ["case-at-hand"]
    desk.until(lambda: desk.waiting() == 0)
    desk.sign_out()
    desk.sign_in(SUPERVISOR)
    desk.ready()
    desk.to_page("approvals")
    desk.sign_task("open-own")
    desk.until(lambda: desk.traces(since, AuditAct.OPENING_GRANTED))
    desk.to_page("registration")
    desk.sign_out()
    desk.sign_in(OFFICER)
    desk.until(lambda: desk.sitting.workplace.sync.state.online)
    desk.search(person.number)
    desk.press(Key.Key_Return)
    served = desk.sitting.workplace.registration.identity
    desk.until(lambda: served.form.patient is not None)
    desk.sees(person.name)
    desk.picture("own-opened")
    desk.press(Key.Key_F4)
    a_threshold_waits_for_the_officers_signature(desk, me)
    taken_off_the_list_when_another_person_agrees(desk, person, me)


def a_threshold_waits_for_the_officers_signature(desk: WindowDesk, me: StaffId) -> None:
    """The security administrator proposes at central with the founding key; the officer reads and signs the change."""
    home = desk.central.home
    day = clinic_day(SystemClock().now()) + timedelta(days=1)
    words = ["risk-rules", "propose", "--home", str(home), "--threshold", "walked_people", "--value", "13"]
    assert main([*words, "--effective", day.isoformat(), "--founding-key", str(home / "founding.key")]) == 0
    desk.to_page("sync")
    desk.press(Key.Key_F5)
    waiting = desk.sitting.workplace.approvals
    desk.to_page("approvals")
    desk.task("risk-threshold")
    desk.sees(f"R8 连续翻看的人数：改为 13，自 {day.isoformat()} 起")
    desk.picture("threshold")
    desk.sign_task("risk-threshold")
    signed = "SELECT signed_by, length(signature) FROM risk_thresholds ORDER BY proposed_at DESC LIMIT 1"
    desk.until(lambda: central_rows(desk.central, signed) == [(me, 64)])
    assert waiting.state.note.code == "decided-confirmed"


def taken_off_the_list_when_another_person_agrees(
    desk: WindowDesk, person: MadeUpPerson, me: StaffId
) -> None:
    """Shift+F11, two steps to "off", the number; the supervisor confirms the task and the record is nobody's own."""
    listed = "SELECT count(*) FROM own_people WHERE staff_id = ?"
    desk.press(Key.Key_F11, modifier=Qt.KeyboardModifier.ShiftModifier)
    desk.until_caret("own-number")
    desk.press(Key.Key_Tab, Key.Key_Tab)
    desk.text(person.number)
    desk.press(Key.Key_Return)
    desk.sees("主管同意后才撤下")
    desk.picture("own-off")
    desk.press(Key.Key_Escape)
    assert central_rows(desk.central, listed, me) == [(1,)]
    desk.sign_out()
    desk.sign_in(SUPERVISOR)
    desk.ready()
    desk.to_page("approvals")
    desk.sees("撤下回避登记的号码待同意")
    desk.sign_task("own-off")
    desk.until(lambda: central_rows(desk.central, listed, me) == [(0,)])
    desk.until(lambda: me not in desk.one(person).status.own_of)
    desk.to_page("registration")
