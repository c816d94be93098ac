"""The notice in force and earlier versions are read, compared and printed from the keyboard (P30)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict

import pytest

from desktop.domain.audit import AuditAct
from desktop.domain.made_up import MadeUpPerson
from tests.journeys.windows.desk_at_work import Key, WindowDesk

ADDED = "本版新增：凭条上不再印手机尾号"


def publish_next(desk: WindowDesk, version: str, day: str) -> None:
    """Put a later version into the store, as an exchange does."""
    first = desk.sitting.workplace.registration.consent.notice
    assert first is not None
    row = asdict(first) | {"version": version, "effective": day}
    row["text"] = first.text + "\n\n" + ADDED
    raw = json.dumps(row, ensure_ascii=False).encode()
    with desk.desk.store.write() as tx:
        tx.state.set("notice/" + version, raw)


@pytest.mark.rows("P30", "G62")
def test_every_version_of_the_notice_is_read_compared_and_printed_by_keys(
    window_desk: WindowDesk, people: Iterator[MadeUpPerson]
) -> None:
    desk, person = window_desk, next(people)
    desk.until(lambda: desk.sitting.workplace.registration.consent.notice)
    with desk.desk.store.read() as tx:
        before = {name: tx.state.get(name) for name in tx.state.names("notice/")}
    publish_next(desk, "M9", "2026-11-02")
    desk.card_read(person)
    caret = desk.caret()
    since, slips = desk.next_trace(), len(desk.slips())
    desk.alt("I")
    desk.until_caret("notice-versions")
    overlay = desk.frame.notice
    desk.until(lambda: overlay.list.count() == 2)
    assert "M9" in overlay.list.item(0).text()
    assert "现行" in overlay.list.item(0).text()
    assert ADDED in overlay.text.toPlainText()
    assert "新增" not in overlay.text.toPlainText().replace(ADDED, "")
    desk.press(Key.Key_D)
    assert "＋ 新增 " + ADDED in overlay.text.toPlainText()
    desk.press(Key.Key_Down)
    assert ADDED not in overlay.text.toPlainText()
    desk.press(Key.Key_D)
    desk.sees("这是最早的版本", overlay)
    desk.press(Key.Key_P)
    desk.sees("隐私告知已打印", overlay)
    assert len(desk.slips()) > slips
    printed = desk.traces(since, AuditAct.PRINT)
    assert printed[-1].facts["kind"] == "notice"
    desk.press(Key.Key_Escape)
    desk.until(lambda: desk.caret() == caret)
    desk.press(Key.Key_F4)
    with desk.desk.store.write() as tx:
        for name in ("notice/M9", *before):
            tx.state.set(name, before.get(name))
