"""The log of messages at a real desk: failures first, masked, for a supervisor alone (G64)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from crash_desk import SUPERVISOR
from PySide6.QtWidgets import QApplication

from desktop.domain.canonical import facts_to_bytes
from desktop.domain.errors import NotPermittedError
from desktop.domain.masking import Surface, mask_name
from desktop.domain.message_log import SENT_MESSAGE, MessageRow
from desktop.domain.message_texts import MOVED, OFFER, STOPPED
from desktop.ui.pages.message_log import MessageLog
from desktop.ui.tables.row_model import CELL
from tests.desk.window import Window


@pytest.mark.rows("G64")
def test_a_failed_message_stands_first_with_the_way_to_call_and_old_ones_are_gone(
    window: Window, qapp: QApplication
) -> None:
    person = window.next_adult()
    patient = window.confirm(window.draft(person)).patient_id
    now = window.desk.clock.now()
    rows = (
        MessageRow("m-1", MOVED, now.isoformat(), "arrived", "", patient),
        MessageRow("m-2", STOPPED, (now - timedelta(days=2)).isoformat(), "failed", "no-phone", "elsewhere"),
        MessageRow("m-3", OFFER, (now - timedelta(days=1)).isoformat(), "failed", "cut-off", patient),
        MessageRow("m-4", STOPPED, (now - timedelta(days=15)).isoformat(), "failed", "cut-off", patient),
    )
    with window.desk.store.write() as tx:
        for row in rows:
            tx.schedules.put_plan(SENT_MESSAGE, row.id, facts_to_bytes(row.to_facts()))
    with pytest.raises(NotPermittedError):
        window.cases.message_log.messages()
    window.sign_in(SUPERVISOR)
    lines = window.cases.message_log.messages()
    assert [line.id for line in lines] == ["m-3", "m-2", "m-1"]
    assert lines[0].name_masked == mask_name(person.name, Surface.LIST)
    assert person.phone not in str(lines)
    page = MessageLog()
    page.render_lines(lines)
    model = page.model
    ways = [model.index(n, 4).data(CELL).text for n in range(3)]
    assert ways[0].startswith(f"打 {lines[0].phone_masked}")
    assert ways[1:] == ["没有电话，到院时告知", "--"]
    page.deleteLater()
