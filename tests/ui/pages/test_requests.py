"""The workbench under keys: filed with a receipt, verified, decided, answered; a code is checked (N12, N28, P31)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel

from desktop.domain.letters import Paper
from desktop.domain.printing_errors import PaperOutError
from desktop.domain.request_texts import NoteKind
from desktop.domain.requests import Asker, Channel, Evidence, RefusalGround, RequestKind, RequestState
from desktop.presenters.requests_state import TextField
from desktop.services.letters import Letter
from desktop.ui.pages.document_line import DocumentLine
from tests.fakes.front_desk import MONDAY, RIGHT_CODE
from tests.fakes.requests_desk import NUMBER
from tests.ui.pages.desk_window import DeskWindow
from tests.ui.pages.workplace import FakeWorkplace

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
Opened = Callable[..., DeskWindow]


def words(window: DeskWindow) -> str:
    return " ".join(w.text() for w in window.page.findChildren(QLabel) if w.isVisible())


def filed(work: FakeWorkplace, open_page: Opened, *, proof: bool = True) -> DeskWindow:
    """File an access request of the person in hand, by keys."""
    work.clerk.known_card()
    window = open_page(work, "requests")
    window.press(Key.Key_Tab, Key.Key_Tab, Key.Key_Tab)
    assert window.caret() == "request-words"
    window.text("see my data")
    window.press(Key.Key_Tab)
    if proof:
        window.press(Key.Key_Space)
        window.press(Key.Key_Tab, Key.Key_Tab)
        if window.caret() == "proof-code-on-file":
            window.press(Key.Key_Return)
            window.text(RIGHT_CODE)
            assert Evidence.CODE_ON_FILE in work.workplace.requests.state.form.seen
    window.press(Key.Key_P, modifier=ALT)
    window.press(Key.Key_N, modifier=CTRL)
    return window


@pytest.mark.rows("N12", "P24")
def test_a_request_is_filed_by_keys_and_its_receipt_comes_at_once(
    open_page: Opened, work: FakeWorkplace
) -> None:
    window = filed(work, open_page)
    state = work.workplace.requests.state
    assert [line.kind for line in state.lines] == ["access"]
    assert [letter.paper for letter in work.desk.papers] == [Paper.RECEIPT]
    assert state.note.code == "request-filed"
    assert "15 日内答复" in words(window)
    assert window.keys < 30


@pytest.mark.rows("N12", "A4")
def test_without_paper_the_request_stands_the_form_is_empty_and_the_page_says_what_is_wrong(
    open_page: Opened, work: FakeWorkplace
) -> None:
    def no_paper(_letter: Letter) -> None:
        raise PaperOutError

    work.workplace.requests._paper = no_paper
    filed(work, open_page)
    state = work.workplace.requests.state
    assert (len(state.lines), state.form.words, state.filing) == (1, "", False)
    assert state.note.code == PaperOutError.code


@pytest.mark.rows("P31", "A3")
def test_a_supervisor_grants_and_the_answer_is_printed_by_keys(
    open_page: Opened, work: FakeWorkplace
) -> None:
    window = filed(work, open_page)
    window.press(Key.Key_Y, modifier=CTRL)
    assert work.workplace.requests.state.lines[0].state == RequestState.DECIDED
    window.press(Key.Key_P, modifier=CTRL)
    assert work.workplace.requests.state.lines[0].state == RequestState.ANSWERED
    assert [letter.paper for letter in work.desk.papers] == [Paper.RECEIPT, Paper.ANSWER]


@pytest.mark.rows("P31", "N38")
def test_a_refusal_without_ground_and_reason_says_what_is_missing_and_keeps_the_form(
    open_page: Opened, work: FakeWorkplace
) -> None:
    window = filed(work, open_page)
    window.press(Key.Key_R, modifier=CTRL)
    assert work.workplace.requests.state.note.code == "decision-incomplete"
    work.workplace.requests.give(RefusalGround.GROUNDLESS, "本月第四次")
    window.press(Key.Key_R, modifier=CTRL)
    assert work.workplace.requests.state.lines[0].state == RequestState.DECIDED
    assert work.workplace.requests.state.note.code == "request-decided", (
        "emptying the reason takes nothing back"
    )


@pytest.mark.rows("T8", "N40")
@pytest.mark.parametrize("page", ["requests", "rights"])
def test_who_left_the_window_is_no_longer_who_asks_when_the_page_is_opened_again(
    open_page: Opened, work: FakeWorkplace, page: str
) -> None:
    work.clerk.known_card()
    window = open_page(work, page)
    asks = {"requests": work.workplace.requests, "rights": work.workplace.rights}[page]
    assert asks.state.subject is not None
    window.page.hide()
    work.workplace.registration.new_patient()
    window.page.show()
    assert asks.state.subject is None


@pytest.mark.rows("T8", "P31")
def test_missing_proof_is_listed_and_verifying_without_it_says_so(
    open_page: Opened, work: FakeWorkplace
) -> None:
    window = filed(work, open_page, proof=False)
    window.press(Key.Key_E, modifier=CTRL)
    assert work.workplace.requests.state.note.code == "evidence-missing"
    presenter = work.workplace.requests
    for proof in (Evidence.DOCUMENT_SEEN, Evidence.CODE_ON_FILE, Evidence.MANDATE):
        presenter.tick(proof, there=True)
    assert not presenter.state.seen, "a code, a number and a paper are never ticked"
    (line,) = window.page.detail.findChildren(DocumentLine)  # type: ignore[attr-defined]  # the page of requests
    line.line.setFocus()
    for number, said in (("8900", "proof-number-differs"), (NUMBER, "proof-number-fits")):
        window.press(Key.Key_A, modifier=CTRL)
        window.text(number)
        window.press(Key.Key_Return)
        assert presenter.state.case_shown.note.code == said
    window.press(Key.Key_E, modifier=CTRL)
    assert presenter.state.lines[0].state == RequestState.VERIFIED


@pytest.mark.rows("P39", "P31")
def test_a_proof_that_stands_for_two_has_one_box_and_keeps_it(open_page: Opened, work: FakeWorkplace) -> None:
    window = open_page(work, "requests")
    filing = work.workplace.requests.filing
    filing.choose(channel=Channel.PHONE)
    boxes = [box for box in window.page.findChildren(QCheckBox) if "proof-" in str(box.property("focusName"))]
    filing.write(TextField.WORDS, "x")
    shown = [str(box.property("focusName")) for box in boxes if box.isVisible()]
    assert shown == ["proof-chip-read"], "a call is noted when there is a case"


@pytest.mark.rows("N40", "P28")
def test_somebody_who_was_never_a_patient_files_a_complaint(open_page: Opened, work: FakeWorkplace) -> None:
    window = open_page(work, "requests")
    presenter = work.workplace.requests
    presenter.filing.choose(kind=RequestKind.COMPLAINT, asker=Asker.OTHER)
    window.press(Key.Key_N, modifier=CTRL)
    assert presenter.state.note.code == "request-no-asker"
    window.press(Key.Key_Tab, Key.Key_Tab, Key.Key_Tab)
    window.text("Li")
    window.press(Key.Key_Return, Key.Key_Return, Key.Key_Return, Key.Key_Return)
    assert window.caret() == "request-words"
    window.text("queue too long")
    window.press(Key.Key_N, modifier=CTRL)
    assert [line.kind for line in presenter.state.lines] == ["complaint"]


def test_without_a_person_or_words_the_page_says_what_is_missing(
    open_page: Opened, work: FakeWorkplace
) -> None:
    window = open_page(work, "requests")
    window.press(Key.Key_N, modifier=CTRL)
    assert work.workplace.requests.state.note.code == "request-no-person"
    work.clerk.known_card()
    window.press(Key.Key_N, modifier=CTRL)
    assert work.workplace.requests.state.note.code == "request-no-words"


@pytest.mark.rows("N28")
def test_a_code_is_typed_and_checked(open_page: Opened, work: FakeWorkplace) -> None:
    window = open_page(work, "requests")
    window.press(Key.Key_F, modifier=CTRL)
    assert window.caret() == "letter-code"
    window.text("CFL1:ABC")
    window.press(Key.Key_Return)
    assert "真：编号" in words(window)
    window.press(Key.Key_F, modifier=CTRL)
    window.text("X")
    window.press(Key.Key_Return)
    assert work.workplace.requests.state.note.code == "letter-code-invalid"


@pytest.mark.rows("G92", "P31", "N11", "G93", "G106")
def test_what_is_late_is_listed_by_one_key_and_a_note_and_a_longer_term_are_kept_in_the_case(
    open_page: Opened, work: FakeWorkplace
) -> None:
    window = filed(work, open_page)
    presenter = work.workplace.requests
    assert "自 11-24 次日起 15 天；隐私政策第五条" in words(window)
    presenter.note(text="told by phone")
    window.press(Key.Key_S, modifier=CTRL)
    assert presenter.state.note.code == "request-noted"
    assert "已告知请求人：told by phone" in words(window)
    window.press(Key.Key_S, modifier=CTRL)
    assert presenter.state.note.code == "request-no-note"
    assert presenter.state.late == 0
    for days, reached in ((7, 7), (10, 10), (13, 13)):
        work.desk.clock.at = MONDAY + timedelta(days=days)
        presenter.load()
        assert (presenter.state.late, presenter.state.lines[0].warned) == (1, reached)
    work.desk.clock.at = MONDAY + timedelta(days=20)
    window.press(Key.Key_O, modifier=CTRL)
    assert presenter.state.late_only
    assert [line.days_left for line in presenter.state.lines] == [-5]
    presenter.note(kind=NoteKind.EXTENDED, text="the archive is being moved")
    window.press(Key.Key_S, modifier=CTRL)
    assert presenter.state.note.code == "request-extended"
    assert work.desk.papers[-1].paper is Paper.NOTICE
    assert presenter.state.lines[0].days_left == 10
    assert "含延期 15 天" in words(window)
    presenter.note(kind=NoteKind.EXTENDED, text="again")
    window.press(Key.Key_S, modifier=CTRL)
    assert presenter.state.note.code == "request-step"


@pytest.mark.rows("G95", "N38")
def test_the_same_request_again_is_recognised_and_its_fee_needs_a_reason(
    open_page: Opened, work: FakeWorkplace
) -> None:
    window = filed(work, open_page)
    presenter = work.workplace.requests
    assert presenter.state.earlier
    assert "此前同类请求 1 次" in words(window)
    presenter.charge("1.5.0")
    window.press(Key.Key_Y, modifier=CTRL)
    assert presenter.state.note.code == "amount-unreadable"
    presenter.charge("12.50")
    window.press(Key.Key_Y, modifier=CTRL)
    assert presenter.state.note.code == "decision-incomplete"
    presenter.give(None, "the third copy this month")
    presenter.charge("12.50")
    window.press(Key.Key_Y, modifier=CTRL)
    assert presenter.state.detail is not None
    assert presenter.state.detail.case.fee_fen == 1250


@pytest.mark.rows("N12", "A3")
def test_what_was_just_filed_is_in_hand_and_nothing_typed_for_the_case_before_stays(
    open_page: Opened, work: FakeWorkplace
) -> None:
    window = filed(work, open_page)
    presenter = work.workplace.requests
    presenter.give(RefusalGround.GROUNDLESS, "for the first one")
    presenter.note(kind=NoteKind.EXTENDED, text="for the first one")
    presenter.filing.write(TextField.WORDS, "a second one")
    window.press(Key.Key_N, modifier=CTRL)
    assert presenter.state.note.code == "request-unsigned"
    window.press(Key.Key_P, modifier=ALT)
    window.press(Key.Key_N, modifier=CTRL)
    state = presenter.state
    assert state.current is not None
    assert (state.current.case_id, len(state.lines)) == ("request-2", 2)
    assert state.detail is not None
    assert state.detail.text.words == "a second one"
    assert (state.reason, state.ground, state.note_text, state.note_kind) == (
        "",
        None,
        "",
        NoteKind.TO_PERSON,
    )
