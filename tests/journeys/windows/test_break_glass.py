"""A sealed record is found and not read; in need the glass is broken, by keys, on line and off (G79, G82)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt

from desktop.bootstrap.machine import SystemClock
from desktop.domain.audit import AuditAct
from desktop.domain.canonical import facts_from_bytes
from desktop.domain.made_up import DEMO_STAFF, MadeUpPerson
from desktop.domain.marks import Mark
from tests.journeys.windows.conftest import OpenWindow
from tests.journeys.windows.desk_at_work import CLERK, SUPERVISOR, Key, WindowDesk, central_rows

OFFICER = "zmy"
SEALED = "密封档案，确需查看"


class Ahead(SystemClock):
    """The PC's own clock, which a test lets run ahead."""

    ahead = timedelta(0)

    def now(self) -> datetime:
        return super().now() + self.ahead


def seal(desk: WindowDesk, person: MadeUpPerson) -> None:
    """The officer finds somebody and seals the record with Shift+F12."""
    desk.sign_out()
    desk.sign_in(OFFICER)
    desk.until(lambda: desk.sitting.workplace.sync.state.online)
    desk.search(person.number)
    desk.press(Key.Key_Return)
    served = desk.sitting.workplace.registration.identity
    desk.until(lambda: served.form.patient is not None)
    desk.press(Key.Key_F12, modifier=Qt.KeyboardModifier.ShiftModifier)
    desk.until_caret("seal-record")
    desk.picture("seal")
    desk.press(Key.Key_Return)
    desk.sees("已密封")
    desk.press(Key.Key_Escape)
    desk.until(lambda: Mark.SEALED in desk.one(person).status.marks)
    desk.sign_out()


def pick(desk: WindowDesk, person: MadeUpPerson) -> None:
    desk.search(person.number)
    desk.press(Key.Key_Return)


def secret(initials: str) -> str:
    return next(s.passphrase for s in DEMO_STAFF if s.initials == initials)


def broken(desk: WindowDesk, since: int) -> list[str]:
    """Return the acts of the trace about one record, in their order."""
    with desk.desk.store.read() as tx:
        rows = [facts_from_bytes(raw) for raw, _ in tx.audit.rows(since, 5000)]
    return [row["act"] for row in rows if row["act"] in ("glass.broken", "patient.opened")]


@pytest.mark.rows("G79", "G82", "N17", "A2", "P6")
def test_a_sealed_record_opens_by_breaking_the_glass_alone_and_another_person_reviews_it(
    open_window: OpenWindow, people: Iterator[MadeUpPerson]
) -> None:
    clock = Ahead()
    desk, person = open_window("17 号窗", clock=clock), next(people)
    desk.register(person)
    desk.until(lambda: desk.waiting() == 0)
    seal(desk, person)
    desk.sign_in(CLERK)
    desk.ready()
    pick(desk, person)
    desk.sees(SEALED)
    assert person.name not in desk.words(desk.page.panel), "found, not read"
    since = desk.next_trace()
    desk.wire.cut = True
    desk.press(Key.Key_F12, modifier=Qt.KeyboardModifier.ShiftModifier)
    desk.until_caret("glass-reason")
    desk.press(Key.Key_Right, Key.Key_Return)
    desk.until_caret("glass-passphrase")
    desk.text("not-my-passphrase")
    desk.press(Key.Key_Return)
    desk.sees("口令不正确")
    assert broken(desk, since) == []
    desk.text(secret(CLERK))
    desk.picture("glass")
    desk.press(Key.Key_Return)
    desk.sees("破窗查看中")
    desk.sees(person.name, desk.page.panel)
    desk.picture("glass-broken")
    assert broken(desk, since) == ["glass.broken", "patient.opened"]
    assert desk.traces(since, AuditAct.GLASS_BROKEN)[0].subject == desk.one(person).audit_id
    desk.wire.cut = False
    told = "SELECT state, reason, asked_by FROM tasks WHERE kind = 'break-glass' AND patient_id = ?"
    desk.until(lambda: central_rows(desk.central, told, desk.one(person).id))
    desk.press(Key.Key_F4)
    desk.sign_out()
    desk.sign_in(OFFICER)
    desk.until(lambda: desk.sitting.workplace.sync.state.online)
    desk.to_page("approvals")
    desk.sees("破窗查看待复核")
    desk.picture("glass-review")
    waiting = desk.sitting.workplace.approvals
    at = next(i for i, item in enumerate(waiting.state.items) if item.kind == "break-glass")
    assert waiting.state.items[at].days_left is not None
    while waiting.state.selected != at:
        desk.press(Key.Key_Down if waiting.state.selected < at else Key.Key_Up)
    desk.press(Key.Key_A)
    desk.until(lambda: central_rows(desk.central, told, desk.one(person).id)[0][0] == "resolved")
    desk.sign_out()
    desk.sign_in(CLERK)
    desk.ready()
    desk.sees("破窗查看中")
    pick(desk, person)
    desk.sees(person.name, desk.page.panel)
    clock.ahead = timedelta(minutes=31)
    desk.until(lambda: not desk.frame.banner.isVisible())
    desk.until(lambda: person.name not in desk.words(desk.page.panel))
    pick(desk, person)
    desk.sees(SEALED)


@pytest.mark.rows("G82", "G79")
def test_a_sealed_person_who_lays_the_own_card_down_is_served_like_anybody(
    open_window: OpenWindow, people: Iterator[MadeUpPerson]
) -> None:
    desk, person = open_window("16 号窗"), next(people)
    desk.register(person)
    desk.until(lambda: desk.waiting() == 0)
    seal(desk, person)
    desk.sign_in(SUPERVISOR)
    desk.ready()
    desk.card_read(person)
    assert person.name in desk.words(desk.page.panel)
    desk.sees("密封档案", desk.page.panel)
    desk.picture("sealed-card")
    desk.fake_reader.lift()
    desk.press(Key.Key_F4)
    pick(desk, person)
    desk.sees(SEALED)
    desk.press(Key.Key_F4)
