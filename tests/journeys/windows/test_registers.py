"""The officer's registers in real windows: signed, kept at central in every version, read here (P10, P38, P41, P43)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtTest import QTest

from desktop.domain.audit import AuditAct
from desktop.domain.canonical import facts_from_bytes
from desktop.domain.made_up import MadeUpPerson
from desktop.domain.registers import RegisterKind
from desktop.presenters.registers import RegistersPresenter
from tests.journeys.windows.conftest import OpenWindow
from tests.journeys.windows.desk_at_work import ALT, CTRL, Key, WindowDesk, central_rows

OFFICER = "zmy"


class Registers:
    """The page of registers under the keyboard."""

    def __init__(self, desk: WindowDesk) -> None:
        self.desk = desk
        desk.to_page("registers")
        self.presenter: RegistersPresenter = desk.sitting.workplace.registers
        desk.until(lambda: self.presenter.state.loaded)

    def turn_to(self, kind: RegisterKind) -> None:
        for _ in range(2 * len(RegisterKind)):
            if self.presenter.state.kind is kind:
                return
            self.desk.press(Key.Key_Tab, modifier=CTRL)

    def put(self, kind: RegisterKind, *values: str) -> None:
        """Type an entry field by field; a choice is taken by its place in the list."""
        self.turn_to(kind)
        self.desk.press(Key.Key_N, modifier=CTRL)
        for value in values:
            if value.startswith("#"):
                self.desk.press(*[Key.Key_Down] * int(value[1:]))
            else:
                self.desk.text(value)
            self.desk.press(Key.Key_Return)
        self.desk.press(Key.Key_F9)
        self.desk.until(lambda: not self.presenter.state.sending)

    def said(self) -> str:
        return self.presenter.state.note.code


@pytest.mark.rows("P10", "P41", "P43", "I7")
def test_the_officer_signs_entries_by_keys_and_a_recipient_needs_its_assessment_first(
    open_window: OpenWindow,
) -> None:
    desk = open_window("6 号窗", OFFICER)
    today = desk.desk.today()
    day, late = today.isoformat(), today + timedelta(days=1200)
    soon = (today + timedelta(days=20)).isoformat()
    page = Registers(desk)
    before = desk.next_trace()
    recipient = ("CDC", "0571-00000000", "report", "bookings", "XY-7", day, soon, "PIA-7")
    page.put(RegisterKind.RECIPIENT, *recipient)
    assert page.said() == "assessment-missing"
    page.put(RegisterKind.ASSESSMENT, "PIA-7", "#2", "CDC", day, "leak", "sealed", "#1", late.isoformat())
    assert page.said() == "register-put"
    desk.picture("registers-assessment")
    page.put(RegisterKind.RECIPIENT, *recipient)
    assert page.said() == "register-put"
    desk.until(lambda: page.presenter.state.shown)
    desk.until(lambda: any(e.values["agreement"] == "XY-7" for e in page.presenter.state.shown))
    shown = page.presenter.state.shown
    at = next(i for i, entry in enumerate(shown) if entry.values["agreement"] == "XY-7")
    entry_id = shown[at].id
    page.presenter.select(at)
    page.presenter.type("agreement", "XY-8")
    desk.sees("CDC·快到期")
    desk.picture("registers-recipient")
    desk.press(Key.Key_F9)
    desk.until(lambda: any(e.values.get("agreement") == "XY-8" for e in page.presenter.state.entries))
    kept = central_rows(
        desk.central,
        "select version, body, signature from register_entries where entry_id = ? order by version",
        entry_id,
    )
    assert [facts_from_bytes(body)["values"]["agreement"] for _, body, _ in kept] == ["XY-7", "XY-8"]
    assert all(len(signature) == 64 for _, _, signature in kept)
    assert [t.facts["kind"] for t in desk.traces(before, AuditAct.REGISTER_PUT)] == [
        "assessment", "recipient", "recipient",
    ]  # fmt: skip


@pytest.mark.rows("P38", "T1")
def test_training_overdue_for_long_stops_a_reveal_then_only_warns_then_is_silent(
    open_window: OpenWindow, people: Iterator[MadeUpPerson]
) -> None:
    desk, person = open_window("6 号窗", OFFICER), next(people)
    today = desk.desk.today()
    page = Registers(desk)

    def trained(who: str, due: int) -> None:
        days = [(today + timedelta(days=n)).isoformat() for n in (-400, due)]
        page.put(RegisterKind.TRAINING, who, days[0], "v3", "#1", days[1])
        assert page.said() == "register-put"

    trained("1001", -40)
    desk.picture("registers-training")
    clerk = open_window("7 号窗")
    clerk.register(person)
    clerk.sync()

    def looked() -> tuple[bool, bool]:
        """Lay the card on, hold Alt+V: is the phone shown, is there a warning?"""
        clerk.card_read(person)
        handle = clerk.window.windowHandle()
        QTest.keyPress(handle, Key.Key_V, ALT)
        clerk.until(lambda: person.phone in clerk.words() or "补训前不能查看" in clerk.words())
        seen = person.phone in clerk.words(), "培训已到期" in clerk.words()
        QTest.keyRelease(handle, Key.Key_V, ALT)
        clerk.picture(f"training-{seen[0]}")
        clerk.fake_reader.lift()
        clerk.press(Key.Key_F4)
        return seen

    def later(who: str, due: int) -> None:
        desk.front()
        trained(who, due)
        clerk.front()
        clerk.sync()

    before = clerk.next_trace()
    assert looked() == (False, True)
    assert clerk.traces(before, AuditAct.REVEAL) == []
    later("1001", -1)
    assert looked() == (True, True)
    for who in ("1002", "2001", "3001", "1001"):
        later(who, 300)
    assert looked() == (True, False)
