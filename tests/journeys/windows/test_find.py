"""One box finds everybody this desk holds; whoever it does not hold is found exactly, at central (G1, G2, G16, N2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from desktop.domain.audit import AuditAct
from desktop.domain.made_up import MadeUpPerson, person_of
from desktop.domain.masking import Surface, mask_name
from tests.journeys.conftest import PEOPLE
from tests.journeys.windows.desk_at_work import Key, WindowDesk, central_rows

NAME = "单雪"


@pytest.mark.rows("G1", "N2", "A2", "T1", "T14")
def test_one_box_finds_by_name_any_reading_phone_last_four_and_number(
    window_desk: WindowDesk, people: Iterator[MadeUpPerson]
) -> None:
    desk, person = window_desk, replace(next(people), name=NAME)
    desk.register(person)
    since = desk.next_trace()
    # 单 as a surname is Shàn; people type the other reading too
    for text in (NAME, "shan", "shanxue", "dan", "danxue", "sx", person.phone, person.phone[3:],
                 person.number[-4:], person.number):  # fmt: skip
        rows = desk.search(text)
        assert any(row.startswith("单*") and person.birth.isoformat() in row for row in rows), text
        for raw in (NAME, person.number, person.phone):
            assert raw not in " ".join(rows), "rows are masked"
    desk.press(Key.Key_Escape)
    desk.until(lambda: desk.traces(since, AuditAct.SEARCH_CLOSED))
    opened, closed = desk.traces(since, AuditAct.SEARCH_OPENED), desk.traces(since, AuditAct.SEARCH_CLOSED)
    assert len(opened) == len(closed) == 1, "one pair of traces an overlay"
    assert closed[0].facts["rows"] >= 10
    assert not any(word in str(closed + opened) for word in (NAME, "shan", person.phone, person.number))
    desk.ctrl("K")
    desk.until_caret("palette")
    desk.text(NAME)
    desk.press(Key.Key_Return)
    desk.until_caret("search")
    desk.until(lambda: any(row.startswith("单*") for row in desk.rows()))
    assert len(desk.traces(since, AuditAct.SEARCH_OPENED)) == 2, "the palette looks for nobody by itself"
    desk.press(Key.Key_Escape, Key.Key_F1)
    desk.sees("没有手机", desk.frame.help)
    desk.press(Key.Key_Escape)
    desk.until_caret("number")


@pytest.mark.rows("G1")
def test_a_card_number_finds_its_person(window_desk: WindowDesk) -> None:
    desk = window_desk
    with desk.desk.store.read() as tx:
        row = next(row for row in tx.patients.search("0088", 20) if row.card_number)
    rows = desk.search(row.card_number or "")
    assert len(rows) == 1
    assert rows[0].startswith(mask_name(row.name, Surface.LIST))
    assert row.name not in rows[0]


@pytest.mark.rows("G2", "A2")
@pytest.mark.parametrize("field", ["number", "phone"])
def test_a_whole_number_and_one_enter_open_the_record_at_once(
    window_desk: WindowDesk, people: Iterator[MadeUpPerson], field: str
) -> None:
    desk, person = window_desk, next(people)
    booking = desk.register(person)
    since = desk.next_trace()
    desk.press(Key.Key_F3)
    desk.until_caret("search")
    desk.until(desk._overlay_begun)
    desk.text(getattr(person, field))
    desk.press(Key.Key_Return)
    desk.until(desk.page.panel.person.isVisible)
    desk.sees(person.name, desk.page.panel.person)
    assert not desk.frame.search.isVisible()
    subject = desk.patient(booking.patient_id).audit_id
    assert [event.subject for event in desk.traces(since, AuditAct.PATIENT_OPENED)] == [subject]


@pytest.mark.rows("G2")
def test_half_a_number_and_enter_open_nobody(window_desk: WindowDesk, people: Iterator[MadeUpPerson]) -> None:
    desk, person = window_desk, next(people)
    desk.register(person)
    desk.press(Key.Key_F3)
    desk.until_caret("search")
    desk.until(desk._overlay_begun)
    desk.text(person.phone[:9])
    desk.press(Key.Key_Return)
    desk.until(lambda: not desk.sitting.workplace.search.state.searching and desk.rows())
    assert desk.frame.search.isVisible()
    assert not desk.page.panel.person.isVisible()


@pytest.mark.rows("G16", "G10", "N4")
def test_recent_patients_stand_there_before_anything_is_typed(
    window_desk: WindowDesk, people: Iterator[MadeUpPerson]
) -> None:
    desk, older, newer = window_desk, next(people), next(people)
    desk.register(older)
    desk.register(newer)
    desk.press(Key.Key_F3)
    desk.until(lambda: len(desk.rows()) >= 2)
    shown = desk.rows()
    assert shown[0].startswith(mask_name(newer.name, Surface.LIST))
    assert shown[1].startswith(mask_name(older.name, Surface.LIST))
    desk.press(Key.Key_Down, Key.Key_Return)
    desk.until(desk.page.panel.person.isVisible)
    for text in (older.name, "实名已核验", "读过芯片"):
        desk.sees(text, desk.page.panel.person)
    assert desk.one(older).status.name_check == "match"


@pytest.mark.rows("G1", "G73", "T5")
def test_a_desk_holds_only_its_scope_and_finds_others_exactly_at_central(window_desk: WindowDesk) -> None:
    desk = window_desk
    strangers = (person_of(serial) for serial in range(1, PEOPLE + 1))
    person = next(p for p in strangers if p.guardian is None and p.phone and not desk.held(p))
    before = desk.count()
    known = central_rows(desk.central, "select count(*) from patients where state = 'live'")[0][0]
    assert before < known, "not everybody of the hospital lies on this desk"
    assert not any(person.birth.isoformat() in row for row in desk.search(person.name))
    desk.search(person.number)
    assert desk.rows() == []
    desk.alt("C")
    desk.until(lambda: len(desk.rows()) == 1 and "中心" in desk.words(desk.frame.search))
    assert desk.rows()[0].startswith(mask_name(person.name, Surface.LIST))
    assert desk.count() == before, "a masked row brings nobody here"
    desk.press(Key.Key_Return)
    desk.until(desk.page.panel.person.isVisible)
    desk.sees(person.name, desk.page.panel.person)
    assert desk.one(person).status.keep_until is not None, "brought for 24 hours"
    asked = central_rows(desk.central, "select act from lookups where desk_id = ?", desk.desk.keys.desk.desk)
    assert {("document",), ("fetch",)} <= set(asked)
