"""A supervisor changes the desk's keys from the sync page; the clerk's next patient and the old ones stay readable."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from desktop.crypto.key_file import decode_file
from desktop.crypto.safe import FOLDER, KEY_FILE
from desktop.domain.audit import AuditAct
from desktop.domain.made_up import MadeUpPerson
from tests.journeys.windows.desk_at_work import SUPERVISOR, Key, WindowDesk

OpenWindow = Callable[..., WindowDesk]
WINDOW = "换密钥窗"


@pytest.mark.rows("T6", "T11")
def test_a_supervisor_changes_the_desks_keys_and_the_day_goes_on(
    open_window: OpenWindow, people: Iterator[MadeUpPerson]
) -> None:
    desk, person = open_window(WINDOW), next(people)
    booking = desk.register(person)
    desk.to_page("sync")
    assert not desk.frame.pages["sync"].change_keys.isVisible(), "not a clerk's"
    desk.sign_out()
    desk.sign_in(SUPERVISOR)
    desk.ready()
    since = desk.next_trace()
    before = decode_file((desk.home / FOLDER / KEY_FILE).read_bytes()).epoch
    desk.to_page("sync")
    page = desk.frame.pages["sync"]
    page.change_keys.setFocus()
    desk.press(Key.Key_Return)
    desk.sees(f"本机密钥已更换，第 {before + 1} 期", page)
    desk.picture("keys-changed")
    assert decode_file((desk.home / FOLDER / KEY_FILE).read_bytes()).epoch == before + 1
    assert [row.facts["reason"] for row in desk.traces(since, AuditAct.KEYS_CHANGED)] == ["asked"]
    assert desk.patient(booking.patient_id).record.document_number == person.number
    desk.sign_out()
    desk.sign_in()
    desk.ready()
    assert desk.patient(booking.patient_id).record.document_number == person.number
    desk.register(next(people))
