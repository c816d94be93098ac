"""A leaked account frozen at once and thawed by two; a next of kin's case with two reviewers (P23, N13, P27, P39)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import cast

import pytest
from PySide6.QtTest import QTest

from desktop.domain.audit import AuditAct
from desktop.domain.document_kinds import DocumentType
from desktop.domain.drawn import SignedHow
from desktop.domain.ids import CaseId
from desktop.domain.letters import Paper
from desktop.domain.made_up import MadeUpPerson
from desktop.domain.marks import LegalHoldError, Mark
from desktop.domain.request_proofs import RECORDED, papers_of
from desktop.domain.requests import Asker, Channel, Evidence, Part, RequestKind, RequestState
from desktop.presenters.requests import RequestsPresenter
from desktop.presenters.requests_state import TextField
from desktop.ui.pages.document_line import DocumentLine
from desktop.ui.pages.requests import RequestsPage
from tests.journeys.windows.desk_at_work import ALT, CTRL, SUPERVISOR, Key, WindowDesk, central_rows

OpenWindow = Callable[..., WindowDesk]
OFFICER = "zmy"
PNG = b"\x89PNG\r\n\x1a\n"


def page_of(desk: WindowDesk) -> RequestsPage:
    return cast("RequestsPage", desk.frame.pages["requests"])


def requests_of(desk: WindowDesk) -> RequestsPresenter:
    return desk.sitting.workplace.requests


def open_requests(desk: WindowDesk) -> None:
    """Go to the workbench with whoever is in hand."""
    desk.front()
    desk.to_page("requests")
    desk.until(lambda: requests_of(desk).state.loaded)


def choose(desk: WindowDesk, kind: RequestKind, asker: Asker = Asker.SELF) -> None:
    """Choose kind and asker by arrow keys."""
    boxes = page_of(desk).form
    for box, wanted in ((boxes.kind, kind), (boxes.asker, asker)):
        box.setFocus()
        while box.currentData() != wanted.value:
            before = box.currentData()
            desk.press(Key.Key_Down)
            if box.currentData() == before:
                desk.press(Key.Key_Home)


def file(desk: WindowDesk, words: str, *, tick: bool = True) -> CaseId:
    """Type the words, show every proof that is asked for, file; returns the case.

    A second document and an authorisation are scanned into the case that then stands there.
    """
    form, requests = page_of(desk).form, requests_of(desk)
    before = desk.next_trace()
    form.words.setFocus()
    desk.text(words)
    while tick and any(not one & (requests.state.form.seen | RECORDED) for one in requests.state.wanted):
        desk.press(Key.Key_Tab)
        assert desk.caret().startswith("proof-"), desk.caret()
        desk.press(Key.Key_Space)
    desk.sign_on_paper()
    desk.press(Key.Key_N, modifier=CTRL)
    desk.until(lambda: requests.state.note.code == "request-filed")
    (filed,) = desk.traces(before, AuditAct.FILE_REQUEST)  # others' cases may come down meanwhile
    case_id = CaseId(str(filed.object_id))
    desk.until(lambda: any(line.case_id == case_id for line in requests.state.lines))
    desk.sync()
    desk.to_page("requests")
    if tick:
        prove(desk, case_id)
    return case_id


def prove(desk: WindowDesk, case_id: str) -> None:
    """Bring the scans that the case in hand still asks for, and say that it is complete."""
    desk.to_page("requests")
    requests = requests_of(desk)
    desk.until(lambda: (found := requests.state.detail) is not None and found.line.case_id == case_id)
    detail = requests.state.detail
    if detail is None or not detail.missing:
        return
    attach_papers(desk, *papers_of(detail.missing))
    desk.press(Key.Key_E, modifier=CTRL)
    desk.until(lambda: requests.state.note.code == "request-verified")
    desk.until(lambda: (found := requests.state.detail) is not None and not found.missing)
    desk.sync()
    desk.to_page("requests")


def attach_papers(desk: WindowDesk, *papers: Evidence) -> None:
    """Attach a scan of each paper that the case in hand asks for, by keys; the box says which comes next."""
    files, block = desk.sitting.workplace.files, page_of(desk).files
    scan = desk.home / "paper.png"
    for paper in papers:
        scan.write_bytes(PNG + paper.value.encode())
        block.paper.setFocus()
        desk.press(Key.Key_Home)
        while files.state.paper is not paper:
            desk.press(Key.Key_Down)
        if paper is Evidence.SECOND_DOCUMENT:
            block.document.setFocus()
            desk.press(Key.Key_Home)
            while files.state.document != DocumentType.PASSPORT:
                desk.press(Key.Key_Down)
        block.path.setFocus()
        desk.press(Key.Key_A, modifier=CTRL)
        desk.text(str(scan))
        desk.alt("F")
        desk.until(lambda p=paper: p not in files.state.papers)  # type: ignore[misc]  # bound in the loop


def type_number(desk: WindowDesk, number: str, *, fits: bool = True) -> None:
    """Type the number of the document that is seen for the case in hand; Enter compares it."""
    line = next(iter(page_of(desk).detail.findChildren(DocumentLine)))
    line.line.setFocus()
    desk.press(Key.Key_A, modifier=CTRL)
    desk.text(number)
    desk.press(Key.Key_Return)
    said = "proof-number-fits" if fits else "proof-number-differs"
    desk.until(lambda: requests_of(desk).state.case_shown.note.code == said)


def synced(desk: WindowDesk) -> None:
    """Wait until nothing waits here and an exchange after now went well; the officer has no page for it."""
    sync = desk.sitting.workplace.sync
    before = desk.at_rest()
    desk.until(lambda: desk.waiting() == 0 and sync.state.last_success not in (None, before))


def take(desk: WindowDesk, case_id: CaseId) -> None:
    """Take a case in hand at another desk."""
    desk.front()
    synced(desk)
    desk.to_page("requests")
    desk.press(Key.Key_F5)
    requests = requests_of(desk)
    desk.until(lambda: any(line.case_id == case_id for line in requests.state.lines))
    requests.select([line.case_id for line in requests.state.lines].index(case_id))
    desk.until(lambda: requests.state.detail and requests.state.detail.line.case_id == case_id)


def grant(desk: WindowDesk, case_id: CaseId, *parts: Part) -> None:
    """Grant the case in hand by keys."""
    take(desk, case_id)
    for part in parts:
        page_of(desk).detail.parts[part].setFocus()
        desk.press(Key.Key_Space)
    requests = requests_of(desk)
    desk.until(lambda: requests.state.detail and requests.state.detail.reviewers_left)
    desk.press(Key.Key_Y, modifier=CTRL)
    desk.until(lambda: requests_of(desk).state.note.code == "request-decided")
    synced(desk)


def state_at(desk: WindowDesk, case_id: CaseId) -> RequestState:
    """Return what this desk's store says of the case after an exchange."""
    desk.front()
    desk.sync()
    with desk.desk.store.read() as tx:
        stored = tx.requests.get(case_id)
    assert stored is not None
    return stored.case.state


def marks_of(desk: WindowDesk, person: MadeUpPerson) -> frozenset[Mark]:
    return desk.one(person).status.marks


@pytest.mark.rows("P23", "P39", "G103", "N18", "A3", "P25")
def test_a_leaked_account_is_frozen_by_its_proof_care_goes_on_and_two_people_unfreeze_it(
    open_window: OpenWindow, people: Iterator[MadeUpPerson]
) -> None:
    person = next(people)
    clerk = open_window("3 号窗")
    clerk.register(person)
    clerk.card_read(person)
    open_requests(clerk)
    clerk.until(lambda: requests_of(clerk).state.subject is not None)
    choose(clerk, RequestKind.FREEZE)
    frozen = file(clerk, "my account was used by a stranger")
    assert marks_of(clerk, person) == {Mark.FROZEN}
    patient = clerk.one(person).id
    assert central_rows(clerk.central, "SELECT mark FROM person_marks WHERE patient_id = ?", patient) == [
        ("frozen",)
    ]

    # nothing is shown in full, and a visit is given as before
    clerk.to_page("registration")
    clerk.card_read(person)
    clerk.sees("账户已冻结")
    handle = clerk.window.windowHandle()
    QTest.keyPress(handle, Key.Key_V, ALT)
    clerk.sees("账户已冻结，不能查看")
    assert person.phone not in clerk.words()
    assert person.number not in clerk.words()
    QTest.keyRelease(handle, Key.Key_V, ALT)
    clerk.press(Key.Key_Return)
    clerk.code_later(person)
    clerk.choose("gk")
    assert clerk.confirm().patient_id == patient

    # the clerk files the thaw, and cannot decide it
    clerk.card_read(person)
    open_requests(clerk)
    choose(clerk, RequestKind.UNFREEZE)
    thaw = file(clerk, "the account is mine again")
    assert marks_of(clerk, person) == {Mark.FROZEN}
    supervisor = open_window("主任办公室", SUPERVISOR)
    grant(supervisor, frozen)
    assert marks_of(clerk, person) == {Mark.FROZEN}
    grant(supervisor, thaw)
    assert state_at(clerk, thaw) is RequestState.DECIDED
    assert marks_of(clerk, person) == frozenset()

    # an authority's hold stops a deletion, and the clerk is told what to say
    open_requests(clerk)
    clerk.until(lambda: requests_of(clerk).state.subject is not None)
    choose(clerk, RequestKind.HOLD, Asker.OTHER)
    requests_of(clerk).filing.write(TextField.ASKER_NAME, "Court")
    hold = file(clerk, "order 7 of the court")
    grant(supervisor, hold)
    assert state_at(clerk, hold) is RequestState.DECIDED
    assert marks_of(clerk, person) == {Mark.HOLD}
    with pytest.raises(LegalHoldError):
        clerk.sitting.workplace.rights._rights.file_deletion(patient, "withdrawn", SignedHow.PAPER)
    clerk.front()
    clerk.fake_reader.lift()


@pytest.mark.rows("N13", "P27", "P31", "T7", "A3", "G90")
def test_a_next_of_kin_is_answered_after_every_proof_and_two_reviewers_within_the_scope_alone(
    open_window: OpenWindow, people: Iterator[MadeUpPerson]
) -> None:
    person = next(people)
    clerk = open_window("3 号窗")
    clerk.register(person)
    clerk.card_read(person)
    open_requests(clerk)
    requests = requests_of(clerk)
    clerk.until(lambda: requests.state.subject is not None)
    choose(clerk, RequestKind.KIN, Asker.KIN)
    assert (requests.state.form.asker, requests.state.form.channel) == (Asker.KIN, Channel.WINDOW)
    page_of(clerk).form.lines[TextField.ASKER_NAME].setFocus()
    clerk.text("Li Si")
    requests.filing.see(Evidence.DEATH, there=True)
    case_id = file(clerk, "what my father paid, for the insurer", tick=False)
    assert marks_of(clerk, person) == frozenset(), "a tick is no death certificate"
    clerk.until(lambda: requests.state.detail and requests.state.detail.line.case_id == case_id)
    papers = (Evidence.DEATH, Evidence.RELATION, Evidence.OWN_INTEREST)
    attach_papers(clerk, *papers)
    clerk.picture("kin-papers")
    clerk.sees("死亡证明（paper.png）", page_of(clerk).detail)
    assert marks_of(clerk, person) == {Mark.FROZEN}
    clerk.sync()
    ((facts,),) = central_rows(clerk.central, "SELECT facts FROM requests WHERE request_id = ?", case_id)
    assert set(json.loads(facts)["evidence"]) == set(papers)

    # the question about the person's own wishes is open: nothing can be decided
    clerk.to_page("requests")
    clerk.until(lambda: requests.state.detail and requests.state.detail.line.case_id == case_id)
    clerk.sees("已问明：生前无相反安排", page_of(clerk).detail)
    requests.tick(Evidence.ASKER_DOCUMENT, there=True)
    type_number(clerk, next(people).number, fits=False)
    clerk.picture("kin-number")
    type_number(clerk, person.number)
    clerk.press(Key.Key_E, modifier=CTRL)
    clerk.until(lambda: requests.state.note.code == "evidence-missing")
    requests.tick(Evidence.NO_CONTRARY_WISH, there=True)
    clerk.press(Key.Key_E, modifier=CTRL)
    clerk.until(lambda: requests.state.note.code == "request-verified")
    clerk.sync()

    supervisor = open_window("主任办公室", SUPERVISOR)
    take(supervisor, case_id)
    supervisor.press(Key.Key_Y, modifier=CTRL)
    supervisor.until(lambda: requests_of(supervisor).state.note.code == "decision-incomplete")
    grant(supervisor, case_id, Part.FEES)
    assert state_at(clerk, case_id) is RequestState.REVIEWED
    officer = open_window("隐私办公室", OFFICER)
    grant(officer, case_id, Part.FEES)
    assert state_at(clerk, case_id) is RequestState.DECIDED
    assert marks_of(clerk, person) == {Mark.FROZEN}

    clerk.front()
    letter = requests._letters.answer(case_id)
    assert letter.paper is Paper.ANSWER
    assert "仅告知以下部分：费用" in letter.text
    assert "挂号就诊" not in letter.text
    clerk.fake_reader.lift()
