"""What law keeps of a deleted person is read with a recorded reason, a second signature and a noted look only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from central.cli.opened import open_central
from central.store.duties import duty_of
from central.store.rowset import RowSet
from central.store.tables_duties import duties as duties_table
from desktop.domain.audit import AuditAct
from desktop.domain.duties import Duty
from desktop.domain.made_up import MadeUpPerson
from desktop.domain.masking import Surface, mask_name
from desktop.presenters.duties import DutiesPresenter
from desktop.ui.pages.duties import DutiesPage
from tests.fakes.signing_hand import sign
from tests.journeys.windows.conftest import OpenWindow
from tests.journeys.windows.desk_at_work import CTRL, SUPERVISOR, Key, WindowDesk, central_rows

OFFICER = "zmy"
RECEIPT = """select 1 from erasure_receipts natural join erasure_ledger
    where case_id = ? and desk_id = ? and received_at is not null"""


def duties(desk: WindowDesk) -> DutiesPresenter:
    return desk.sitting.workplace.duties


def at_central(desk: WindowDesk, duty_id: str) -> Duty:
    """Open the duty as central keeps it, with central's own keys."""
    opened = open_central(desk.central.home, None)
    try:
        with opened.parts.database.read() as connection:
            rows = RowSet(connection, duties_table, opened.parts.hospital_id)
            return duty_of(rows.get(duty_id), opened.parts.keys)
    finally:
        opened.close()


def press_until(desk: WindowDesk, key: Key, code: str) -> None:
    """Press Ctrl and a key, and wait for what central's answer makes the page say."""
    desk.press(key, modifier=CTRL)
    desk.until(lambda: duties(desk).state.note.code == code and not duties(desk).state.busy)


def to_readings(desk: WindowDesk) -> None:
    """Go to the page and its third tab."""
    desk.to_page("duties")
    desk.until(lambda: duties(desk).state.loaded)
    desk.until_caret("duty-type")
    desk.press(Key.Key_F6)
    desk.until_caret("duty-tab")
    desk.press(Key.Key_4)
    desk.until(lambda: duties(desk).state.tab.value == "legal")


def deleted(clerk: WindowDesk, boss: WindowDesk, person: MadeUpPerson) -> str:
    """Give a number, file the deletion by keys, approve it by keys; returns the case when every desk has confirmed."""
    clerk.front()
    booking = clerk.register(person, "ek")
    patient = booking.patient_id
    with clerk.desk.store.write() as tx:  # in the evening it is tomorrow's, which goes with the request
        tx.bookings.put(replace(booking, day=clerk.desk.today()))
    clerk.card_read(person)
    clerk.to_page("rights")
    clerk.sees(person.name, clerk.rights_page)
    clerk.text("1")
    clerk.ctrl("N")
    clerk.sees("依法保留", clerk.rights_page)
    clerk.alt("Q")
    clerk.until(clerk.frame.signing.isVisible)
    sign(clerk.frame.signing.panel.pad)
    clerk.picture("deletion-signing")
    clerk.press(Key.Key_Return)
    clerk.sees("本人已在屏上签名", clerk.rights_page)
    clerk.picture("deletion-signed")
    clerk.ctrl("N")
    clerk.sees("已提交，等主管审批", clerk.rights_page)
    boss.front()
    boss.to_page("approvals")
    boss.sees(mask_name(person.name, Surface.LIST), boss.approvals_page)
    asked = boss.sitting.workplace.approvals.asked
    boss.go_to_deletion(patient)
    boss.until(lambda: bool(asked.state.strokes))
    boss.sees("本人在 3 号窗 当面提出，已在屏上签名", boss.approvals_page)
    boss.picture("approval-signature")
    boss.text("a")
    state = "select state, case_id from cases where patient_id = ?"
    gone = ("destroyed", "done")
    boss.until(lambda: central_rows(boss.central, state, patient)[0][0] in gone)
    ((_state, case_id),) = central_rows(boss.central, state, patient)
    clerk.until(lambda: not clerk.held(person))
    for desk in (clerk, boss):
        receipt_came(desk, case_id)
    clerk.fake_reader.lift()
    return str(case_id)


def receipt_came(desk: WindowDesk, case_id: str) -> None:
    """Wait until central has this desk's signed receipt of the deletion."""
    desk.until(lambda: central_rows(desk.central, RECEIPT, case_id, desk.desk.keys.desk.desk))


def fill(desk: WindowDesk, parts: Mapping[str, QWidget], **words: str) -> None:
    """Type into fields, each by its own caret."""
    for code, text in words.items():
        parts[code].setFocus(Qt.FocusReason.TabFocusReason)
        desk.press(Key.Key_A, modifier=CTRL)
        desk.text(text)


@pytest.mark.rows("P25", "P14", "G101", "A2", "A3")
def test_the_kept_part_of_a_deleted_person_opens_only_with_a_reason_a_second_signature_and_a_noted_look(
    open_window: OpenWindow, people: Iterator[MadeUpPerson]
) -> None:
    clerk, boss = open_window("3 号窗"), open_window("5 号窗", SUPERVISOR)
    person = next(people)
    case_id = deleted(clerk, boss, person)
    clerk.close()
    boss.close()

    officer = open_window("5 号窗", OFFICER)
    since = officer.next_trace()
    to_readings(officer)
    page = cast("DutiesPage", officer.frame.pages["duties"])
    fill(
        officer, page.reading.parts, authority="市中级人民法院", paper="（2026）调字 8 号",
        why="核对就诊日期和费用",
    )  # fmt: skip
    officer.press(Key.Key_F9)
    officer.until(lambda: (duty := duties(officer).state.current) is not None and duty.kind == "legal")
    reading = duties(officer).state.selected
    press_until(officer, Key.Key_Y, "central-refused")
    officer.sees("要由另一人签字")
    officer.press(Key.Key_O, modifier=CTRL)
    officer.until(lambda: duties(officer).state.note.code == "central-refused")
    assert duties(officer).state.kept is None
    assert person.name not in officer.words()
    officer.close()

    boss = open_window("5 号窗", SUPERVISOR)
    to_readings(boss)
    boss.until(lambda: bool(duties(boss).state.lines))
    boss.press(Key.Key_F6)
    boss.until_caret("duties")
    boss.press(Key.Key_Return)
    boss.until(lambda: duties(boss).state.selected == reading)
    press_until(boss, Key.Key_Y, "duty-signed")
    press_until(boss, Key.Key_O, "not-permitted")
    assert duties(boss).state.kept is None, "who signs does not read"
    boss.close()

    officer = open_window("5 号窗", OFFICER)
    to_readings(officer)
    officer.until(lambda: bool(duties(officer).state.lines))
    officer.press(Key.Key_F6)
    officer.until_caret("duties")
    officer.press(Key.Key_Return)
    officer.until(lambda: duties(officer).state.selected == reading)
    page = cast("DutiesPage", officer.frame.pages["duties"])
    press_until(officer, Key.Key_O, "central-refused")
    officer.sees("没有删除案号时，请填文书上的证件号")
    fill(officer, {"number": page.legal.number}, number=person.number)
    press_until(officer, Key.Key_O, "kept-read")
    officer.sees(person.name)
    officer.sees(person.number)
    officer.picture("legal-reading")
    (record,) = duties(officer).state.kept or ()
    assert (record.case_id, record.person.document_number) == (case_id, person.number)
    assert [visit.state for visit in record.bookings] == ["booked"]
    assert person.phone not in officer.words(), "the phone died with the account"
    looks = [t for t in officer.traces(since, AuditAct.DUTY) if t.facts.get("step") == "read"]
    assert {t.object_id for t in looks} == {reading}
    assert len(at_central(officer, reading).facts["reads"]) == 2
    press_until(officer, Key.Key_P, "report-kept")
    (paper,) = (officer.home / "duties").glob("legal_reading-*.pdf")
    assert paper.read_bytes().startswith(b"%PDF")
    officer.to_page("sync")
    officer.to_page("duties")
    assert person.name not in officer.words(), "what was read leaves the screen with the page"
    press_until(officer, Key.Key_E, "duty-stepped")
    officer.press(Key.Key_O, modifier=CTRL)
    officer.until(lambda: duties(officer).state.note.code == "central-refused")
    assert duties(officer).state.kept is None
