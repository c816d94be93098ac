"""A call, a longer term, a complaint answered by somebody else, in real windows (P28, P39, N37, N40, G93, G106)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from desktop.domain.letters import Paper
from desktop.domain.request_texts import NoteKind
from desktop.domain.requests import Asker, Channel, Evidence, RequestKind, RequestState
from desktop.presenters.requests_state import TextField
from tests.journeys.windows.desk_at_work import CTRL, SUPERVISOR, Key, WindowDesk, central_rows
from tests.journeys.windows.test_freeze import (
    OFFICER,
    choose,
    file,
    grant,
    open_requests,
    page_of,
    requests_of,
    state_at,
    synced,
    take,
)

OpenWindow = Callable[..., WindowDesk]
SAID = "told that we call back"
WHY = "the archive is being moved"


@pytest.mark.rows("P28", "P39", "P40", "N37", "N40", "G93", "G94", "G106", "A3")
def test_a_caller_without_a_file_is_helped_and_their_complaint_is_answered_by_who_did_not_handle_it(
    open_window: OpenWindow,
) -> None:
    clerk = open_window("3 号窗")
    open_requests(clerk)
    requests, page = requests_of(clerk), page_of(clerk)
    choose(clerk, RequestKind.ACCESS)
    requests.filing.choose(channel=Channel.PHONE)
    page.form.lines[TextField.ASKER_NAME].setFocus()
    clerk.text("Li Si")
    asked = file(clerk, "do you keep anything about me", tick=False)
    take(clerk, asked)
    clerk.sees("来电来函 15 个工作日：核验身份后起算", page.detail)
    clerk.sees("按留存号码回拨", page.detail)
    page.detail.notes.text.setFocus()
    clerk.text(SAID)
    clerk.press(Key.Key_S, modifier=CTRL)
    clerk.until(lambda: requests.state.note.code == "request-noted")
    assert state_at(clerk, asked) is RequestState.FILED

    supervisor = open_window("主任办公室", SUPERVISOR)
    take(supervisor, asked)
    supervisor.sees(SAID, page_of(supervisor).detail)
    theirs = requests_of(supervisor)
    theirs.note(kind=NoteKind.EXTENDED)
    page_of(supervisor).detail.notes.text.setFocus()
    supervisor.text(WHY)
    supervisor.press(Key.Key_S, modifier=CTRL)
    supervisor.until(lambda: theirs.state.note.code == "request-extended")
    supervisor.until(lambda: list((supervisor.home / "letters").glob(f"{asked}-{Paper.NOTICE.value}.pdf")))
    supervisor.sees("含延期 15 天", page_of(supervisor).detail)

    take(clerk, asked)
    clerk.sees(WHY, page.detail)
    # nobody's number is on file for a code: who asked comes and has the card read
    requests.tick(Evidence.CHIP_READ, there=True)
    clerk.press(Key.Key_E, modifier=CTRL)
    clerk.until(lambda: requests.state.note.code == "request-verified")
    synced(clerk)
    grant(supervisor, asked)
    assert state_at(clerk, asked) is RequestState.DECIDED

    # the complaint about it: the supervisor has decided the case and does not answer
    take(clerk, asked)
    clerk.press(Key.Key_T, modifier=CTRL)
    assert clerk.caret() == "request-words"
    requests.filing.choose(asker=Asker.OTHER)
    for field, text in ((TextField.ASKER_NAME, "Li Si"), (TextField.INCIDENT, "E-7")):
        page.form.lines[field].setFocus()
        clerk.text(text)
    clerk.sees("由未经手的人答复", page.form)
    complaint = file(clerk, "nobody called back", tick=False)
    take(supervisor, complaint)
    supervisor.press(Key.Key_Y, modifier=CTRL)
    supervisor.until(lambda: theirs.state.note.code == "self-approval")
    officer = open_window("隐私办公室", OFFICER)
    grant(officer, complaint)
    assert state_at(clerk, complaint) is RequestState.DECIDED

    rows = central_rows(clerk.central, "SELECT request_id, patient_id, facts, sealed FROM requests")
    kept = {row[0]: row for row in rows}
    assert {kept[asked][1], kept[complaint][1]} == {None}
    assert asked.encode() in bytes(kept[complaint][2])
    assert b"E-7" in bytes(kept[complaint][2])
    assert not any(word.encode() in bytes(part) for row in rows for part in row[2:] for word in (SAID, WHY))
