"""A call, a longer term, a complaint answered by somebody else, in real windows (P28, P39, N37, N40, G93, G106)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from desktop.domain.audit import AuditAct
from desktop.domain.clocks import DayUnit
from desktop.domain.letters import Paper
from desktop.domain.made_up import MadeUpPerson
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
PNG = b"\x89PNG\r\n\x1a\n"
SAID = "told that we call back"
TASK = "look in the archive"
WHY = "the archive is being moved"


@pytest.mark.rows("P28", "P35", "P39", "P40", "N37", "N40", "G96", "G93", "G94", "G106", "A3")
def test_a_caller_without_a_file_is_helped_and_their_complaint_is_answered_by_who_did_not_handle_it(
    open_window: OpenWindow, people: Iterator[MadeUpPerson]
) -> None:
    clerk = open_window("3 号窗")
    open_requests(clerk)
    requests, page = requests_of(clerk), page_of(clerk)
    choose(clerk, RequestKind.ACCESS)
    requests.filing.choose(channel=Channel.PHONE)
    page.form.lines[TextField.ASKER_NAME].setFocus()
    clerk.text("Li Si")
    page.form.lines[TextField.CONTACT].setFocus()
    clerk.text("0571-00001111")
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
    supervisor.sees("·电话", page_of(supervisor).detail)
    assert "Li Si" not in supervisor.words(page_of(supervisor).detail)
    since = supervisor.next_trace()
    supervisor.alt("W")
    supervisor.sees("来人：Li Si　联系方式：0571-00001111", page_of(supervisor).detail)
    assert [(t.object_id, t.facts["field"]) for t in supervisor.traces(since, AuditAct.REVEAL)] == [
        (asked, "asker")
    ]
    supervisor.picture("asker-shown")
    theirs.note(kind=NoteKind.EXTENDED)
    page_of(supervisor).detail.notes.text.setFocus()
    supervisor.text(WHY)
    supervisor.press(Key.Key_S, modifier=CTRL)
    supervisor.until(lambda: theirs.state.note.code == "request-extended")
    supervisor.until(lambda: list((supervisor.home / "letters").glob(f"{asked}-{Paper.NOTICE.value}.pdf")))
    supervisor.sees("含延期 15 天", page_of(supervisor).detail)

    # a task for a named colleague with its day, on their list until they say it is done (G96)
    notes, today = page_of(supervisor).detail.notes, supervisor.desk.today().isoformat()
    theirs.note(kind=NoteKind.TASK)
    for part, words in ((notes.text, TASK), (notes.due, today)):
        part.setFocus()
        supervisor.text(words)
    notes.to.setFocus()
    supervisor.press(Key.Key_Home)
    supervisor.until(lambda: theirs.state.task_to == "1001")
    supervisor.picture("task")
    supervisor.press(Key.Key_S, modifier=CTRL)
    supervisor.until(lambda: theirs.state.note.code == "request-noted" and theirs.state.task_to == "")
    supervisor.sees(f"（王晓敏，{today} 前办结）", page_of(supervisor).detail)
    assert theirs.state.mine == 0

    take(clerk, asked)
    clerk.sees(WHY, page.detail)
    clerk.until(lambda: requests.state.mine == 1)
    clerk.press(Key.Key_U, modifier=CTRL)
    clerk.until(
        lambda: requests.state.mine_only and [line.case_id for line in requests.state.lines] == [asked]
    )
    clerk.until(lambda: requests.state.detail is not None)
    requests.note(kind=NoteKind.TASK_DONE)
    page.detail.notes.text.setFocus()
    clerk.text("filed in the archive")
    clerk.press(Key.Key_S, modifier=CTRL)
    clerk.until(lambda: requests.state.note.code == "request-noted")
    clerk.until(lambda: requests.state.mine == 0)
    clerk.press(Key.Key_U, modifier=CTRL)
    clerk.until(lambda: not requests.state.mine_only)
    take(clerk, asked)
    clerk.sees("filed in the archive", page.detail)

    # a scan under the case key: its note goes everywhere, its bytes to central, and back to who looks (G96)
    scan = PNG + b"scanned paper"
    paper = clerk.home / "paper.png"
    for content, code in ((b"no picture", "attachment"), (scan, "file-attached")):
        paper.write_bytes(content)
        page.files.path.setFocus()
        clerk.press(Key.Key_A, modifier=CTRL)
        clerk.text(str(paper))
        clerk.alt("F")
        clerk.until(lambda c=code: clerk.sitting.workplace.files.state.note.code == c)  # type: ignore[misc]
    clerk.picture("attached")
    synced(clerk)
    take(supervisor, asked)
    supervisor.sees("paper.png", page_of(supervisor).detail)
    laid = supervisor.sitting.workplace.files
    supervisor.until(lambda: bool(laid.state.chosen))
    supervisor.press(Key.Key_W, modifier=CTRL)
    supervisor.until(lambda: laid.state.note.code == "file-laid-out")
    assert [one.read_bytes() for one in supervisor.home.rglob(f"{laid.state.chosen}.png")] == [scan]
    ((sealed, size),) = central_rows(
        clerk.central, "SELECT sealed, bytes FROM request_files WHERE case_id = ?", asked
    )
    assert size == len(scan)
    assert b"scanned paper" not in bytes(sealed)
    take(clerk, asked)
    # nobody's number is on file for a code: who asked comes and has the card read
    requests.tick(Evidence.CHIP_READ, there=True)
    assert requests.state.note.code == "proof-no-card"
    clerk.to_page("registration")
    clerk.card_read(next(people))
    take(clerk, asked)
    requests.tick(Evidence.CHIP_READ, there=True)
    clerk.press(Key.Key_E, modifier=CTRL)
    clerk.until(lambda: requests.state.note.code == "request-verified")
    # the second clock begins when it is known who asks: working days, and how the last one was found (P35)
    clerk.until(lambda: requests.state.detail and requests.state.detail.case.verified_at)
    due = next(d for d in requests.state.detail.clocks if d.clock.unit is DayUnit.WORKING)  # type: ignore[union-attr]
    assert (due.clock.length, due.started) == (15, clerk.desk.today())
    clerk.sees(f"{due.last_day} 到期", page.detail)
    clerk.sees("15 个工作日，节假日不计、补班日计入", page.detail)
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
    assert not any(
        word.encode() in bytes(part or b"") for row in rows for part in row[2:] for word in (SAID, WHY, TASK)
    )
