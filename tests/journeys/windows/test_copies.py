"""An access copy in real windows: asked at one desk, granted and made at another, opened at home, gone from the PC."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from typing import cast

import msgspec
import pytest
from open_copy import opened

from desktop.domain.audit import AuditAct
from desktop.domain.made_up import MadeUpPerson
from desktop.domain.personal_copies import PersonalCopy
from desktop.domain.requests import RequestKind, RequestState, missing
from desktop.services.anchoring import mark_end
from desktop.ui.pages.requests import RequestsPage
from tests.journeys.windows.desk_at_work import CTRL, SUPERVISOR, Key, WindowDesk

OpenWindow = Callable[..., WindowDesk]


def page_of(desk: WindowDesk) -> RequestsPage:
    return cast("RequestsPage", desk.frame.pages["requests"])


def ask(
    desk: WindowDesk, person: MadeUpPerson, words: str = "my data", kind: RequestKind = RequestKind.ACCESS
) -> str:
    """File a request of the person whose card lies there, with all proof, by keys; return its id."""
    desk.card_read(person)
    desk.to_page("requests")
    requests = desk.sitting.workplace.requests
    before = {line.case_id for line in requests.state.lines}
    desk.until(lambda: requests.state.subject is not None)
    requests.filing.choose(kind)
    desk.press(Key.Key_Tab, Key.Key_Tab, Key.Key_Tab)
    desk.until_caret("request-words")
    desk.text(words)
    desk.press(Key.Key_Tab, Key.Key_Space)
    assert not missing(requests.state.wanted, requests.state.form.seen)
    desk.sign_on_paper()
    desk.press(Key.Key_N, modifier=CTRL)
    desk.until(lambda: requests.state.note.code == "request-filed")
    desk.until(lambda: {line.case_id for line in requests.state.lines} - before)
    (case_id,) = {line.case_id for line in requests.state.lines} - before
    desk.sync()
    return str(case_id)


def take_in_hand(desk: WindowDesk, case_id: str) -> None:
    """Select a request on the page of requests and wait for it."""
    desk.to_page("requests")
    requests = desk.sitting.workplace.requests
    desk.until(lambda: any(line.case_id == case_id for line in requests.state.lines))
    requests.select([line.case_id for line in requests.state.lines].index(case_id))  # type: ignore[arg-type]
    desk.until(lambda: requests.state.detail and requests.state.detail.line.case_id == case_id)


def grant(desk: WindowDesk, case_id: str) -> None:
    """Take a request in hand and grant it by key; central has taken the decision."""
    take_in_hand(desk, case_id)
    requests = desk.sitting.workplace.requests
    desk.press(Key.Key_Y, modifier=CTRL)
    desk.until(lambda: requests.state.note.code == "request-decided")
    desk.sync()
    desk.to_page("requests")
    desk.press(Key.Key_F5)
    desk.until(
        lambda: [x.state for x in requests.state.lines if x.case_id == case_id] == [RequestState.DECIDED]
    )
    desk.until(lambda: requests.state.detail and requests.state.detail.case.decided_at)


@pytest.mark.rows("P24", "G99", "N16", "G88", "G91", "G97", "A1", "A3")
def test_a_granted_copy_holds_everything_of_every_desk_opens_by_its_passphrase_and_is_gone_when_handed_over(
    open_window: OpenWindow, people: Iterator[MadeUpPerson]
) -> None:
    person = next(people)
    clerk = open_window("3 号窗")
    clerk.register(person)
    case_id = ask(clerk, person)
    held = clerk.one(person)
    mark_end(
        clerk.desk, clerk.session._vault
    )  # a minute has gone by: the end of the trace is signed and sent
    clerk.sync()
    clerk.to_page("requests")
    clerk.press(Key.Key_M, modifier=CTRL)
    assert not clerk.sitting.workplace.copies.state.busy, "a clerk may not export"

    supervisor = open_window("主任办公室", SUPERVISOR)
    take_in_hand(supervisor, case_id)
    copies = supervisor.sitting.workplace.copies
    supervisor.press(Key.Key_M, modifier=CTRL)
    assert not copies.state.busy, "nothing before a decision"
    grant(supervisor, case_id)
    before = supervisor.next_trace()
    supervisor.press(Key.Key_M, modifier=CTRL)
    supervisor.until(lambda: copies.state.note.code not in ("", "copy-making"))
    assert copies.state.note.code == "copy-ready", copies.state.note
    (file,) = (supervisor.home / "copies").glob("*.zip")
    assert copies.state.file == str(file)
    supervisor.sees(copies.state.passphrase, page_of(supervisor))
    raw = file.read_bytes()
    names = {name.rpartition(".")[2]: name for name in zipfile.ZipFile(io.BytesIO(raw)).namelist()}
    plain = opened(raw, names["json"], copies.state.passphrase)
    assert person.number.encode() not in raw
    copy = msgspec.json.decode(plain, type=PersonalCopy)
    assert (copy.person.name, copy.person.document_number) == (person.name, person.number)
    assert copy.account is not None
    assert copy.account.phone == person.phone
    assert {b.id for b in copy.bookings} == {b.id for b in clerk.bookings(held.id)}
    assert [r.id for r in copy.requests] == [case_id]
    assert copy.notices
    opened_at = [(look.window, look.role) for look in copy.seen if look.act == AuditAct.PATIENT_OPENED]
    assert ("3 号窗", "clerk") in opened_at, "what another desk saw is told, by role and window"
    assert clerk.sitting.workplace.frame.staff.staff_id not in json.dumps(msgspec.to_builtins(copy.looks))
    pdf = opened(raw, names["pdf"], copies.state.passphrase)
    assert pdf.startswith(b"%PDF")
    assert b"/FontFile2" in pdf
    (made,) = supervisor.traces(before, AuditAct.COPY_MADE)
    assert made.object_id == case_id

    supervisor.press(Key.Key_G, modifier=CTRL)
    supervisor.until(lambda: copies.state.note.code == "copy-given")
    assert not file.exists()
    assert copies.state.passphrase == ""
    assert len(supervisor.traces(before, AuditAct.COPY_GIVEN)) == 1
    clerk.front()
    clerk.fake_reader.lift()
