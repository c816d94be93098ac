"""Alt+V in a real window over the sealed store: every value shown stands in the trace before (N18, A2)."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.domain.audit import AuditAct
from desktop.domain.canonical import facts_from_bytes
from desktop.domain.help_mode import HelpModeError
from desktop.domain.made_up import MadeUpPerson
from desktop.domain.masking import Surface, mask_name
from desktop.domain.reveals import RevealField
from desktop.domain.staff import Action
from tests.journeys.windows.desk_at_work import ALT, Key, WindowDesk

SHIFT = Qt.KeyboardModifier.ShiftModifier
PHONE = RevealField.PHONE.value
REGISTERED = (RevealField.DOCUMENT_NUMBER, RevealField.PHONE, RevealField.ADDRESS)


@pytest.mark.rows("N18", "A2", "G83", "T1")
def test_alt_v_shows_what_is_on_file_while_it_is_down_and_leaves_a_trace_for_each(
    window_desk: WindowDesk, people: Iterator[MadeUpPerson]
) -> None:
    desk, person = window_desk, next(people)
    desk.register(person)
    desk.card_read(person)
    desk.picture("watermark")
    rows = desk.page.panel.rows
    values = {
        RevealField.DOCUMENT_NUMBER: person.number,
        RevealField.PHONE: person.phone,
        RevealField.ADDRESS: person.address,
    }
    assert not any(value in desk.words() for value in values.values())
    before = desk.next_trace()
    handle = desk.window.windowHandle()
    QTest.keyPress(handle, Key.Key_V, ALT)
    desk.until(lambda: rows.values[RevealField.PHONE].text() == person.phone)
    assert {field: rows.values[field].text() for field in REGISTERED} == values
    with desk.desk.store.read() as tx:
        events = [facts_from_bytes(raw) for raw, _ in tx.audit.rows(before, 100)]
    reveals = [event for event in events if event["act"] == AuditAct.REVEAL.value]
    assert [event["facts"]["field"] for event in reveals] == [field.value for field in REGISTERED]
    assert {event["subj"] for event in reveals} == {desk.one(person).audit_id}
    QTest.keyRelease(handle, Key.Key_V, ALT)
    assert not any(value in desk.words() for value in values.values())
    helped_from_afar(desk, person)
    desk.fake_reader.lift()


def helped_from_afar(desk: WindowDesk, person: MadeUpPerson) -> None:
    """With the patient in hand begin and end help from afar: what is on the screen meanwhile names nobody."""
    before, handle = desk.next_trace(), desk.window.windowHandle()
    desk.press(Key.Key_F1, modifier=SHIFT)
    desk.sees("患者信息已遮住")
    desk.picture("help-mode")
    assert person.name not in desk.words()
    with pytest.raises(HelpModeError):
        desk.desk.require(Action.OPEN_PATIENT)
    QTest.keyPress(handle, Key.Key_V, ALT)
    QTest.keyRelease(handle, Key.Key_V, ALT)
    desk.press(Key.Key_F1, modifier=SHIFT)
    desk.sees(person.name, desk.page.panel)
    assert [trace.facts for trace in desk.traces(before, AuditAct.HELP_BEGUN)] == [{"minutes": 15}]
    assert [trace.facts for trace in desk.traces(before, AuditAct.HELP_ENDED)] == [{"how": "key"}]
    assert desk.traces(before, AuditAct.REVEAL) == []


@pytest.mark.rows("N18", "A2", "T1")
def test_a_listed_persons_phone_is_shown_only_with_a_reason_while_the_key_is_down(
    window_desk: WindowDesk, people: Iterator[MadeUpPerson]
) -> None:
    desk, person = window_desk, next(people)
    desk.register(person)
    overlay, before = desk.frame.search, desk.next_trace()
    assert len(desk.search(person.number)) == 1
    handle = desk.window.windowHandle()
    QTest.keyPress(handle, Key.Key_V, ALT)
    desk.sees("先按 Alt+R 选理由", overlay)
    QTest.keyRelease(handle, Key.Key_V, ALT)
    assert desk.traces(before, AuditAct.REVEAL) == []
    desk.alt("R")
    desk.sees("回电联系", overlay)
    QTest.keyPress(handle, Key.Key_V, ALT)
    desk.sees(person.phone, overlay)
    QTest.keyRelease(handle, Key.Key_V, ALT)
    assert person.phone not in desk.words(overlay)
    shown = desk.traces(before, AuditAct.REVEAL)
    assert [trace.facts for trace in shown] == [{"field": PHONE, "why": "call-back"}]
    assert shown[0].subject == desk.one(person).audit_id
    with desk.desk.store.read() as tx:
        counted = [tx.state.get(name) for name in tx.state.names("reveals/")]
    assert any(int(made or 0) >= 1 for made in counted), "looks outside a task are counted"
    desk.press(Key.Key_Escape)
    desk.until(lambda: not overlay.isVisible())
    assert desk.sitting.workplace.reveal.listed.state.reason is None, "the next search asks anew"
    desk.sign_out()
    desk.hold_line = Event()
    desk.sign_in()
    desk.press(Key.Key_F3)
    desk.sees("正在与中心核对锁屏期间的删除", desk.frame.search)
    desk.text(person.number)
    desk.hold_line.set()
    desk.until(lambda: len(desk.rows()) == 1)
    assert desk.rows()[0].startswith(mask_name(person.name, Surface.LIST)), (
        "what was deleted meanwhile is known; this person was not"
    )
    desk.press(Key.Key_Escape)
