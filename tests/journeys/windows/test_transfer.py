"""Data moved to another body, in real windows: authorised, granted by another, entered in the book (P10, P24, N44)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator

import msgspec
import pytest
from demo_parts import Central

from desktop.domain.ids import CaseId
from desktop.domain.made_up import MadeUpPerson
from desktop.domain.personal_copies import PersonalCopy
from desktop.domain.requests import RequestKind
from desktop.presenters.requests_state import TextField
from tests.crypto.test_sealed_zip import opened
from tests.journeys.windows.desk_at_work import CTRL, SUPERVISOR, Key, WindowDesk, central_rows
from tests.journeys.windows.test_copies import grant, page_of
from tests.journeys.windows.test_freeze import prove

OpenWindow = Callable[..., WindowDesk]
BODY = "City Hospital No. 2"
SHOWN = ("proof-chip-read",)


def file_transfer(desk: WindowDesk, person: MadeUpPerson) -> str:
    """File a transfer by keys; a body must be named first."""
    desk.card_read(person)
    desk.to_page("requests")
    requests, form = desk.sitting.workplace.requests, page_of(desk).form
    desk.until(lambda: requests.state.subject is not None)
    form.kind.setFocus()
    desk.press(Key.Key_Home)
    while form.kind.currentData() != RequestKind.TRANSFER.value:
        desk.press(Key.Key_Down)
    form.words.setFocus()
    desk.text("move my visits to the other hospital")
    for _ in range(sum(len(one_of) for one_of in requests.state.wanted)):
        desk.press(Key.Key_Tab)
        if desk.caret() in SHOWN:
            desk.press(Key.Key_Space)
    desk.press(Key.Key_N, modifier=CTRL)
    desk.sees("请写明接收机构全称", form)
    desk.sign_on_paper()
    form.lines[TextField.RECIPIENT].setFocus()
    desk.text(BODY)
    desk.picture("transfer-form")
    desk.press(Key.Key_N, modifier=CTRL)
    desk.until(lambda: requests.state.note.code == "request-filed")
    desk.until(lambda: requests.state.lines)
    desk.sync()
    case_id = str(requests.state.lines[0].case_id)
    prove(desk, case_id)
    return case_id


@pytest.fixture
def central(fresh_central: Central) -> Central:
    """A central of its own: nobody else's people, numbers and departments."""
    return fresh_central


@pytest.mark.rows("P10", "P24", "N44", "A3", "G99")
def test_a_transfer_names_its_receiver_is_granted_by_another_stands_in_the_book_and_leaves_as_a_sealed_package(
    open_window: OpenWindow, people: Iterator[MadeUpPerson]
) -> None:
    person = next(people)
    clerk = open_window("3 号窗")
    clerk.register(person)
    patient = clerk.one(person).id
    case_id = file_transfer(clerk, person)
    book = "SELECT kind, state FROM disclosures WHERE patient_id = ?"
    supervisor = open_window("主任办公室", SUPERVISOR)
    grant(supervisor, case_id)
    supervisor.sees(f"接收方：{BODY}", page_of(supervisor).detail)
    assert central_rows(clerk.central, book, patient) == [], "entered when the package is made"
    copies = supervisor.sitting.workplace.copies
    supervisor.press(Key.Key_M, modifier=CTRL)
    supervisor.until(lambda: copies.state.note.code not in ("", "copy-making"))
    assert copies.state.note.code == "copy-ready", copies.state.note
    supervisor.picture("transfer-ready")
    assert central_rows(clerk.central, book, patient) == [("consent", "handed")]
    (file,) = (supervisor.home / "copies").glob("*.zip")
    raw = file.read_bytes()
    (name,) = (n for n in zipfile.ZipFile(io.BytesIO(raw)).namelist() if n.endswith(".json"))
    copy = msgspec.json.decode(opened(raw, name, copies.state.passphrase), type=PersonalCopy)
    assert copy.person.document_number == person.number
    assert {b.id for b in copy.bookings} == {b.id for b in clerk.bookings(patient)}
    assert (copy.looks, copy.requests) == ((), ()), "who looked is nobody's but the person's own"
    letter = supervisor.sitting.workplace.requests._letters.answer(CaseId(case_id))
    assert f"接收方：{BODY}" in letter.text
    assert person.name not in letter.text
    supervisor.press(Key.Key_G, modifier=CTRL)
    supervisor.until(lambda: copies.state.note.code == "copy-given")
    assert not file.exists()
    clerk.front()
    clerk.fake_reader.lift()
