"""An access request in real windows: filed at one desk with its receipt, granted at another, answered and verified."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import cast

import pytest
from keystroke_model import Acts, in_time

from desktop.bootstrap.devices import SPOOL
from desktop.domain.audit import AuditAct
from desktop.domain.consent import ConsentAct
from desktop.domain.drawn import DrawnSignature, SignedHow
from desktop.domain.letters import Paper
from desktop.domain.made_up import MadeUpPerson
from desktop.domain.requests import Asker, Channel, Evidence, RequestKind, RequestState
from desktop.presenters.requests_state import TextField
from desktop.ui.pages.code_line import CodeLine
from desktop.ui.pages.requests import RequestsPage
from tests.fakes.signing_hand import sign
from tests.journeys.windows.desk_at_work import (
    A_WHILE_LATER,
    ALT,
    CTRL,
    SUPERVISOR,
    Key,
    WindowDesk,
    central_rows,
    change_central,
)
from tests.journeys.windows.test_freeze import (
    attach_papers,
    choose,
    file,
    grant,
    open_requests,
    state_at,
    synced,
    take,
    type_number,
)

OpenWindow = Callable[..., WindowDesk]
WORDS = "see what is kept about me"
# card, page, words, tick, code sent, wrong code, right code, signing, its end, filing (once too early)
DECISIONS = 11


def page_of(desk: WindowDesk) -> RequestsPage:
    return cast("RequestsPage", desk.frame.pages["requests"])


@pytest.mark.rows(
    "P24", "P31", "P35", "P37", "N11", "N12", "N28", "N38", "A3", "G84", "G85", "G88", "G90", "G91", "G92", "G95",
    "G97",
    "G98", "G105", "A1",
)  # fmt: skip
def test_a_request_is_filed_granted_by_another_person_at_another_desk_answered_and_its_paper_verified(
    open_window: OpenWindow, people: Iterator[MadeUpPerson]
) -> None:
    person = next(people)
    clerk = open_window("3 号窗")
    clerk.register_with_account(person)
    change_central(clerk.central, A_WHILE_LATER)
    clerk.sync()
    patient = clerk.one(person).id
    (consent,) = central_rows(
        clerk.central, "SELECT c.act, s.sealed FROM consents c JOIN consent_signatures s USING (consent_id)"
        " WHERE c.patient_id = ?", patient,
    )  # fmt: skip
    assert consent[0] == ConsentAct.SIGNATURE
    assert re.search(rb"\d+,\d+ \d+,\d+", bytes(consent[1])) is None, "strokes lie in clear"
    keys, chords = clerk.keys, clerk.chords
    clerk.card_read(person)
    before = clerk.next_trace()
    clerk.to_page("requests")
    page, requests = page_of(clerk), clerk.sitting.workplace.requests
    clerk.until(lambda: requests.state.subject is not None)
    clerk.press(Key.Key_Tab, Key.Key_Tab, Key.Key_Tab)
    clerk.until_caret("request-words")
    clerk.text(WORDS)
    clerk.press(Key.Key_Tab, Key.Key_Space)
    code = clerk.code_on_file(requests.filing.code)
    assert Evidence.CODE_ON_FILE in requests.state.form.seen
    clerk.press(Key.Key_N, modifier=CTRL)
    clerk.until(lambda: requests.state.note.code == "request-unsigned")
    clerk.press(Key.Key_Q, modifier=ALT)
    clerk.until(clerk.frame.signing.isVisible)
    clerk.picture("request-signing")
    clerk.press(Key.Key_Return)
    assert clerk.sitting.workplace.signing.state.note.code == "signature-drawn", "nothing was drawn yet"
    sign(clerk.frame.signing.panel.pad)
    clerk.picture("request-signed")
    clerk.press(Key.Key_Return)
    clerk.until(lambda: requests.state.form.signed is SignedHow.DRAWN)
    drawn = DrawnSignature.from_text(requests.state.form.signature)
    assert len(drawn.strokes) == 2
    assert clerk.caret() == "proof-code-on-file", "the caret is where it was"
    clerk.press(Key.Key_N, modifier=CTRL)
    clerk.until(lambda: requests.state.note.code == "request-filed")
    (filed,) = clerk.traces(before, AuditAct.FILE_REQUEST)
    clerk.until(lambda: any(x.case_id == filed.object_id for x in requests.state.lines))
    (line,) = [x for x in requests.state.lines if x.case_id == filed.object_id]
    receipts = clerk.home / "letters"
    clerk.until(lambda: list(receipts.glob(f"{line.case_id}-{Paper.RECEIPT.value}.pdf")))
    clerk.until((clerk.home / SPOOL / f"{line.case_id}-{Paper.RECEIPT.value}.escpos").exists)
    # the card and the pen take the hands off the keys; each choice, text, proof and command is a thought (N12)
    pressed = clerk.keys - keys + clerk.chords - chords
    counted = Acts(pressed, homings=4, thoughts=DECISIONS, signatures=1)
    assert pressed > len(WORDS), "something was counted"
    assert in_time({"access": counted.figures()}), counted
    kept = clerk.case_text(line.case_id)
    assert DrawnSignature.from_text(kept.signature) == drawn
    assert code not in clerk.words()
    assert (line.state, line.days_left) == (RequestState.VERIFIED, 15)
    clerk.sees("15 日内答复", page)
    last_day = clerk.desk.today() + timedelta(days=15)
    clerk.sees(f"{last_day:%m-%d}", page.table)
    clerk.sees(f"自 {clerk.desk.today():%m-%d} 次日起 15 天；隐私政策第五条", page.detail)
    clerk.press(Key.Key_O, modifier=CTRL)
    clerk.until(lambda: line.case_id not in {x.case_id for x in requests.state.lines})
    assert requests.state.late_only
    clerk.press(Key.Key_O, modifier=CTRL)
    clerk.until(lambda: line.case_id in {x.case_id for x in requests.state.lines})
    assert person.name not in clerk.words(page.table)
    assert clerk.traces(before, AuditAct.FILE_REQUEST)
    clerk.sync()

    supervisor = open_window("主任办公室", SUPERVISOR)
    supervisor.to_page("requests")
    theirs = supervisor.sitting.workplace.requests
    supervisor.until(lambda: any(x.case_id == line.case_id for x in theirs.state.lines))
    theirs.select([x.case_id for x in theirs.state.lines].index(line.case_id))
    supervisor.until(lambda: theirs.state.detail and theirs.state.detail.line.case_id == line.case_id)
    assert WORDS in supervisor.words(page_of(supervisor))
    supervisor.sees("本人已在屏上签名", page_of(supervisor).detail)
    supervisor.press(Key.Key_Y, modifier=CTRL)
    supervisor.until(lambda: theirs.state.note.code == "request-decided")
    supervisor.sync()

    clerk.front()
    clerk.sync()
    clerk.to_page("requests")
    clerk.press(Key.Key_F5)
    clerk.until(
        lambda: [x.state for x in requests.state.lines if x.case_id == line.case_id] == [RequestState.DECIDED]
    )
    requests.select([x.case_id for x in requests.state.lines].index(line.case_id))
    clerk.until(lambda: requests.state.detail and requests.state.detail.line.case_id == line.case_id)
    clerk.until(lambda: requests.state.detail and requests.state.detail.case.decided_at)
    clerk.press(Key.Key_P, modifier=CTRL)
    clerk.until(lambda: list(receipts.glob(f"{line.case_id}-{Paper.ANSWER.value}.pdf")))
    clerk.until(lambda: requests.state.note.code == "request-answered")

    letter = clerk.sitting.workplace.requests._letters.answer(line.case_id)
    supervisor.front()
    supervisor.to_page("requests")
    supervisor.press(Key.Key_F, modifier=CTRL)
    supervisor.text(letter.code)
    supervisor.press(Key.Key_Return)
    supervisor.until(lambda: theirs.state.verified)
    assert "同意办理" in supervisor.words(page_of(supervisor))
    assert "真：" in supervisor.words(page_of(supervisor))
    supervisor.press(Key.Key_F, modifier=CTRL)
    supervisor.text(letter.code[:-1] + ("A" if letter.code[-1] != "A" else "B"))
    supervisor.press(Key.Key_Return)
    supervisor.until(lambda: theirs.state.note.code == "letter-code-invalid")

    clerk.front()
    clerk.sync()
    (row,) = central_rows(
        clerk.central, "SELECT state, facts, sealed FROM requests WHERE request_id = ?", line.case_id
    )
    assert row[0] == RequestState.ANSWERED
    assert WORDS.encode() not in bytes(row[2])
    assert kept.signature.encode() not in bytes(row[2])
    assert json.loads(row[1])["signed_how"] == "drawn"
    assert "code-on-file" in json.loads(row[1])["evidence"]
    assert json.loads(row[1])["outcome"] == "approved"
    with pytest.raises(sqlite3.IntegrityError):
        change_central(clerk.central, "DELETE FROM requests WHERE request_id = ?", line.case_id)
    asked_again(clerk, supervisor)
    by_an_agent(clerk, supervisor, person)
    by_telephone(clerk, person)
    clerk.fake_reader.lift()


def asked_again(clerk: WindowDesk, supervisor: WindowDesk) -> None:
    """The same request a second time: recognised at both windows, refused with a ground, a fee needs its reason."""
    open_requests(clerk)
    choose(clerk, RequestKind.ACCESS)
    clerk.sees("此前同类请求 1 次", page_of(clerk).form)
    again = file(clerk, "once more")
    take(supervisor, again)
    theirs, detail = supervisor.sitting.workplace.requests, page_of(supervisor).detail
    supervisor.sees("此前同类请求 1 次", detail)
    supervisor.picture("request-again")
    detail.fee.setFocus()
    supervisor.text("12.50")
    supervisor.press(Key.Key_Y, modifier=CTRL)
    supervisor.until(lambda: theirs.state.note.code == "decision-incomplete")
    detail.reason.setFocus()
    supervisor.text("the second copy this month")
    supervisor.press(Key.Key_Y, modifier=CTRL)
    supervisor.until(lambda: theirs.state.note.code == "request-decided")
    synced(supervisor)
    rows = central_rows(supervisor.central, "SELECT facts FROM requests WHERE request_id = ?", again)
    assert json.loads(rows[0][0])["fee_fen"] == 1250


def by_telephone(clerk: WindowDesk, person: MadeUpPerson) -> None:
    """Somebody telephones: a code to the number on file and a call to it, whose note says when, where and by whom."""
    change_central(clerk.central, A_WHILE_LATER)
    clerk.front()
    clerk.to_page("registration")
    clerk.card_read(person)
    open_requests(clerk)
    requests, page, phone = clerk.sitting.workplace.requests, page_of(clerk), str(person.phone)
    clerk.until(lambda: requests.state.subject is not None)
    choose(clerk, RequestKind.CORRECT)
    requests.filing.choose(channel=Channel.PHONE)
    clerk.sees("按留存号码回拨：提交后在右侧办理", page.form)
    page.form.lines[TextField.ASKER_NAME].setFocus()
    clerk.text("Li Si")
    asked = file(clerk, "my address is wrong", tick=False)
    clerk.until(lambda: requests.state.detail and requests.state.detail.line.case_id == asked)
    page.detail.proofs.findChildren(CodeLine)[0].line.setFocus()
    clerk.code_on_file(requests.case_code)
    before = clerk.next_trace()
    clerk.press(Key.Key_Tab)
    clerk.until_caret("proof-call-back")
    clerk.press(Key.Key_Space)
    clerk.until(lambda: requests.state.case_call.number == phone)
    clerk.picture("call-back")
    assert [t.facts for t in clerk.traces(before, AuditAct.REVEAL)] == [
        {"field": "phone", "why": "call-back"}
    ]
    requests.case_call.hide()  # the ten seconds are over
    assert phone not in clerk.words()
    clerk.press(Key.Key_Tab)
    clerk.until_caret("call-answered")
    clerk.press(Key.Key_Space)
    clerk.until(lambda: requests.state.note.code == "request-called")
    clerk.until(
        lambda: (found := requests.state.detail) is not None and Evidence.CALL_BACK in found.case.evidence
    )
    clerk.sees(f"尾号 {phone[-4:]}，王晓敏 拨打", page.detail)
    clerk.picture("called-back")
    clerk.press(Key.Key_E, modifier=CTRL)
    clerk.until(lambda: requests.state.note.code == "request-verified")
    synced(clerk)
    ((facts, sealed),) = central_rows(
        clerk.central, "SELECT facts, sealed FROM requests WHERE request_id = ?", asked
    )
    assert json.loads(facts)["evidence"] == ["call-back", "code-on-file"]
    assert b"called" not in bytes(sealed)


def by_an_agent(clerk: WindowDesk, supervisor: WindowDesk, person: MadeUpPerson) -> None:
    """Somebody else asks: without the mandate nothing is verified, with it one reviewer alone does not decide."""
    open_requests(clerk)
    requests = clerk.sitting.workplace.requests
    choose(clerk, RequestKind.ACCESS, Asker.AGENT)
    page_of(clerk).form.lines[TextField.ASKER_NAME].setFocus()
    clerk.text("Li Si")
    asked = file(clerk, "for my neighbour", tick=False)
    clerk.until(lambda: requests.state.detail and requests.state.detail.line.case_id == asked)
    attach_papers(clerk, Evidence.RELATION)
    requests.tick(Evidence.ASKER_DOCUMENT, there=True)
    type_number(clerk, person.number)
    requests.tick(Evidence.MANDATE, there=True)
    clerk.press(Key.Key_E, modifier=CTRL)
    clerk.until(lambda: requests.state.note.code == "evidence-missing")
    attach_papers(clerk, Evidence.MANDATE)
    clerk.picture("request-agent")
    clerk.press(Key.Key_E, modifier=CTRL)
    clerk.until(lambda: requests.state.note.code == "request-verified")
    clerk.sync()
    grant(supervisor, asked)
    assert state_at(clerk, asked) is RequestState.REVIEWED, "the second reviewer has not looked"
    ((facts,),) = central_rows(clerk.central, "SELECT facts FROM requests WHERE request_id = ?", asked)
    for proof in ("asker-document", "subject-document", "relation", "mandate"):
        assert proof in json.loads(facts)["evidence"]
