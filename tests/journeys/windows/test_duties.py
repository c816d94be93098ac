"""An incident from the register to the signed end, in real windows over store and central (P22, N34, G107)."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import timedelta

import leaks
import pytest
from PySide6.QtCore import Qt

from desktop.bootstrap.opening import STORE_FILE
from desktop.crypto.key_file import KeyName, decode_file
from desktop.crypto.safe import FOLDER, KEY_FILE
from desktop.domain.audit import AuditAct
from desktop.domain.errors import StoreDamagedError
from desktop.domain.ids import CaseId
from desktop.domain.letters import Paper
from desktop.domain.loss_stops import LossStoppedError, Stop, standing
from desktop.domain.made_up import MadeUpPerson
from desktop.domain.requests import RequestKind, RequestState
from desktop.domain.retention import ground_of
from desktop.domain.schedules import CHINA
from desktop.domain.staff import Action
from desktop.presenters.duties import DutiesPresenter
from desktop.presenters.notes import NoteKind
from desktop.store.store import open_store
from tests.journeys.windows.conftest import OpenWindow
from tests.journeys.windows.desk_at_work import (
    CTRL,
    SUPERVISOR,
    Key,
    WindowDesk,
    central_rows,
    change_central,
)
from tests.journeys.windows.test_copies import ask, take_in_hand
from tests.journeys.windows.test_freeze import (
    OFFICER,
    choose,
    file,
    grant,
    open_requests,
    page_of,
    requests_of,
    take,
)
from tests.journeys.windows.test_proof_pack import verified

LATER = timedelta(seconds=1)


def duties(desk: WindowDesk) -> DutiesPresenter:
    return desk.sitting.workplace.duties


def press_until(desk: WindowDesk, key: Key, code: str) -> None:
    """Press Ctrl and a key, and wait for what central's answer makes the page say."""
    desk.press(key, modifier=CTRL)
    desk.until(lambda: duties(desk).state.note.code == code and not duties(desk).state.busy)


def choose_stop(desk: WindowDesk, what: Stop) -> None:
    """Choose what to stop by the arrow keys of the list."""
    box = desk.frame.pages["duties"].detail.loss.choice  # type: ignore[attr-defined]  # the page of duties
    box.setFocus(Qt.FocusReason.TabFocusReason)
    desk.press(Key.Key_Home, *[Key.Key_Down] * list(Stop).index(what))
    desk.until(lambda: duties(desk).state.values["stop"] == what)


def answered(desk: WindowDesk) -> None:
    """Wait for whom the duty in hand concerns; asked again once, as a person would, when the answer was late."""

    def known() -> bool:
        state = duties(desk).state
        return bool(state.selected) and state.people_of == state.selected

    desk.until(lambda: known() or duties(desk).state.note.kind is NoteKind.ERROR)
    if not known():
        desk.press(Key.Key_F5)
        desk.until(known)


def stands(desk: WindowDesk, what: Stop) -> bool:
    duty = duties(desk).state.current
    return duty is not None and what in standing(duty)


def ordered(desk: WindowDesk, what: Stop) -> bool:
    duty = duties(desk).state.current
    return duty is not None and any(one["what"] == what for one in duty.facts["stops"])


def _whole_file_changed(desk: WindowDesk, incident: str, since: int) -> None:
    """Sign out and in again: the file that an incident ordered changed lies under another key afterwards."""

    def kept() -> set[KeyName]:
        return {name for name, _ in decode_file((desk.home / FOLDER / KEY_FILE).read_bytes()).keys}

    desk.until(lambda: KeyName.NEXT_FILE in kept())
    before = desk.desk.keys
    desk.to_page("sync")
    desk.sees("方便时请退出并重新登录", desk.frame.pages["sync"])
    desk.picture("file-key-owed")
    desk.to_page("registration")
    desk.sign_out()
    desk.sign_in()
    desk.ready()
    assert KeyName.NEXT_FILE not in kept()
    changes = [(t.object_id, t.facts["reason"]) for t in desk.traces(since, AuditAct.KEYS_CHANGED)]
    assert changes == [(incident, "incident"), (incident, "whole-file")]
    with pytest.raises(StoreDamagedError):
        open_store(desk.home / STORE_FILE, before.file_key, before.sealer, desk.desk.randomness)


def fill(window: WindowDesk, **words: str) -> None:
    """Type into the fields of the page, each by its own caret."""
    page = window.frame.pages["duties"]
    parts = {**page.form.parts, **page.detail.lines}  # type: ignore[attr-defined]  # the page of duties
    for code, text in words.items():
        parts[code].setFocus(Qt.FocusReason.TabFocusReason)
        window.press(Key.Key_A, modifier=CTRL)
        window.text(text)


@pytest.mark.rows("P22", "P40", "N34", "G107", "A3")
def test_an_incident_finds_exactly_whom_a_clerk_printed_tells_them_and_is_closed_by_another_person(
    open_window: OpenWindow, people: Iterator[MadeUpPerson], capsys: pytest.CaptureFixture[str]
) -> None:
    clerk = open_window()
    begun = clerk.desk.clock.now().astimezone(CHINA).replace(microsecond=0) + LATER
    clerk.until(lambda: clerk.desk.clock.now() >= begun)  # what another journey printed is before it
    assert "duties" not in clerk.sitting.workplace.pages
    persons, printed_from = [next(people) for _ in range(2)], clerk.next_trace()
    touched = [clerk.register(person) for person in persons]
    printed = {booking.id for booking in touched}
    clerk.until(lambda: printed <= {trace.object_id for trace in clerk.traces(printed_from, AuditAct.PRINT)})
    ended = clerk.desk.clock.now().astimezone(CHINA) + LATER
    clerk.close()
    clerk = open_window()
    clerk.until(lambda: _witnessed(clerk))
    clerk.close()

    desk = open_window("5 号窗", SUPERVISOR)
    since = desk.next_trace()
    desk.to_page("duties")
    desk.until(lambda: duties(desk).state.loaded)
    desk.sees("还没有做过事件演练")
    fill(
        desk, desk="3 号窗", staff="wxm", since=f"{begun:%Y-%m-%d %H:%M:%S}", until=f"{ended:%Y-%m-%d %H:%M:%S}",
        summary="收费窗凭条外带",
    )  # fmt: skip
    desk.press(Key.Key_F9)
    answered(desk)
    traced = "select act, actor, subject, at from trace_events where act = 'print' order by at desc limit 4"
    assert len(duties(desk).state.people) == 2, (begun, ended, central_rows(desk.central, traced))
    found = {row.patient_id: row.exposure for row in duties(desk).state.people}
    assert found == {booking.patient_id: "printed" for booking in touched}
    fill(
        desk,
        what="两张凭条被带出",
        done="已收回",
        guard="留意诈骗电话",
        remedy="免费换号",
        contact="021-60000000",
    )
    press_until(desk, Key.Key_S, "duty-stepped")
    for what in (Stop.EXPORTS, Stop.ACCOUNTS, Stop.KEYS, Stop.FILE):
        choose_stop(desk, what)
        press_until(desk, Key.Key_I, "duty-stepped")
        desk.until(lambda w=what: ordered(desk, w))  # type: ignore[misc]  # bound in the loop
    choose_stop(desk, Stop.EXPORTS)
    desk.picture("incident")
    frozen = "select count(*) from person_marks where case_id = ? and mark = 'frozen'"
    assert central_rows(desk.central, frozen, duties(desk).state.selected) == [(2,)]
    desk.until(lambda: Action.MAKE_COPY in desk.desk.stopped.actions)
    with pytest.raises(LossStoppedError):
        desk.desk.require(Action.MAKE_COPY)
    press_until(desk, Key.Key_R, "central-refused")
    desk.sees("要由另一人签字")
    press_until(desk, Key.Key_M, "duty-stepped")

    sent = "select count(*) from duty_people where duty_id = ? and state = 'told'"
    desk.until(lambda: central_rows(desk.central, sent, duties(desk).state.selected) == [(2,)])
    desk.press(Key.Key_F5)
    desk.until(lambda: {row.state for row in duties(desk).state.people} == {"told"})
    press_until(desk, Key.Key_N, "central-refused")
    desk.sees("有必填的内容没有写")
    press_until(desk, Key.Key_B, "duty-stepped")
    press_until(desk, Key.Key_P, "report-kept")
    press_until(desk, Key.Key_D, "central-refused")
    desk.sees("结案前请写下教训和改进")
    fill(desk, lesson="凭条当面清点，王主管 12 月 1 日前")
    press_until(desk, Key.Key_E, "duty-stepped")
    desk.sees("收费窗凭条外带；教训：凭条当面清点，王主管 12 月 1 日前")
    press_until(desk, Key.Key_D, "duty-stepped")
    desk.until(lambda: (duty := duties(desk).state.current) is not None and duty.state == "closing")
    press_until(desk, Key.Key_Y, "central-refused")
    desk.sees("要由另一人签字")
    (paper,) = (desk.home / "duties").glob("incident_report-*.pdf")
    assert paper.read_bytes().startswith(b"%PDF")
    assert [t.facts["what"] for t in desk.traces(since, AuditAct.DUTY_READ)][-1] != ""
    duty_id = duties(desk).state.selected
    desk.close()

    clerk = open_window()
    clerk.until(lambda: [t.object_id for t in clerk.traces(printed_from, AuditAct.KEYS_CHANGED)] == [duty_id])
    assert [t.facts["reason"] for t in clerk.traces(printed_from, AuditAct.KEYS_CHANGED)] == ["incident"]
    clerk.card_read(persons[0])
    open_requests(clerk)
    clerk.until(lambda: requests_of(clerk).state.subject is not None and requests_of(clerk).state.incidents)
    choose(clerk, RequestKind.HARM)
    assert requests_of(clerk).state.form.incident == duty_id
    clerk.picture("harm-claim")
    claim = file(clerk, "有人冒用我的姓名")
    _whole_file_changed(clerk, duty_id, printed_from)
    clerk.close()

    officer = open_window("5 号窗", OFFICER)
    take(officer, claim)
    officer.sees("15 日内答复", page_of(officer).detail)
    officer.press(Key.Key_Y, modifier=CTRL)
    officer.until(lambda: requests_of(officer).state.note.code == "decision-incomplete")
    page_of(officer).detail.reason.setFocus()
    officer.text("补办证件费用由本院承担")
    grant(officer, claim)
    officer.until(lambda: requests_of(officer).state.detail.case.state is RequestState.DECIDED)  # type: ignore[union-attr]
    officer.press(Key.Key_P, modifier=CTRL)
    officer.until(lambda: requests_of(officer).state.note.code != "request-decided")
    assert requests_of(officer).state.note.code == "request-answered", requests_of(officer).state.note
    officer.until(lambda: list((officer.home / "letters").glob(f"{claim}-{Paper.ANSWER.value}.pdf")))
    row = "select patient_id, facts from requests where request_id = ?"
    ((whose, facts),) = central_rows(officer.central, row, claim)
    assert whose == touched[0].patient_id
    assert duty_id.encode() in bytes(facts)
    officer.to_page("duties")
    officer.until(lambda: bool(duties(officer).state.lines))
    officer.until_caret("duty-type")
    officer.press(Key.Key_F6, Key.Key_F6)
    officer.until_caret("duties")
    officer.press(Key.Key_Return)
    officer.until(lambda: duties(officer).state.selected == duty_id)
    officer.until(lambda: duties(officer).state.claims[0] == 1)
    officer.sees("索赔 1 件")
    press_until(officer, Key.Key_Y, "central-refused")
    officer.sees("还有止损措施没有恢复")
    for what in (Stop.EXPORTS, Stop.ACCOUNTS):
        choose_stop(officer, what)
        press_until(officer, Key.Key_R, "duty-stepped")
        officer.until(lambda w=what: not stands(officer, w))  # type: ignore[misc]  # bound in the loop
    assert central_rows(officer.central, frozen, duty_id) == [(0,)]
    officer.sees("证据保全中")
    press_until(officer, Key.Key_Y, "duty-signed")
    officer.until(lambda: (duty := duties(officer).state.current) is not None and duty.state == "closed")
    press_until(officer, Key.Key_H, "duty-stepped")
    officer.until(lambda: (duty := duties(officer).state.current) is not None and not duty.facts["held"])
    press_until(officer, Key.Key_O, "report-kept")
    (evidence,) = (officer.home / "duties").glob("evidence-*.zip")
    code, checked = verified(officer, evidence, capsys)
    assert code == 0
    assert {"signed-by-central", "roster-signed", "closed", "people-traced", "trace-whole"} <= set(checked)
    assert not list(leaks.hits(evidence.read_bytes(), leaks.needles_of(persons)))
    with zipfile.ZipFile(evidence) as archive:
        said = archive.read("proof.json")
    assert not list(leaks.hits(said, leaks.needles_of(persons))), "the evidence names nobody"
    assert not any(booking.patient_id.encode() in said for booking in touched)
    officer.picture("incident-closed")
    kept = central_rows(officer.central, "select state from duties where duty_id = ?", duty_id)
    assert kept == [("closed",)]


def over_for_years(clerk: WindowDesk, person: MadeUpPerson) -> str:
    """Let a person ask for their data and take it back; at central it was over long ago. Returns the case."""
    clerk.register(person)
    clerk.fake_reader.lift()
    case_id = ask(clerk, person, "which windows")
    take_in_hand(clerk, case_id)
    requests_of(clerk).withdraw()
    clerk.until(lambda: requests_of(clerk).state.note.code == "request-withdrawn")
    ended = "select state from requests where request_id = ?"
    clerk.until(lambda: central_rows(clerk.central, ended, case_id) == [("withdrawn",)])
    clerk.fake_reader.lift()
    aged = "facts = cast(json_set(cast(facts as text), '$.ended_at', '2023-01-05T02:00:00+00:00') as blob)"
    change_central(
        clerk.central, f"update requests set filed_at = 1672800000000, {aged} where request_id = ?", case_id
    )
    return case_id


@pytest.mark.rows("P14", "G104", "A3", "N36")
def test_what_is_over_is_counted_then_deleted_when_another_person_signed_and_certified(
    open_window: OpenWindow, people: Iterator[MadeUpPerson]
) -> None:
    clerk, person = open_window(), next(people)
    case_id = over_for_years(clerk, next(people))
    clerk.to_page("registration")
    patient = clerk.register(person).patient_id
    clerk.sync()
    long_ago = "update bookings set day = '2005-03-01' where patient_id = ?"
    change_central(clerk.central, long_ago, patient)

    desk = open_window("5 号窗", OFFICER)
    old = "insert into lookups (hospital_id, lookup_id, desk_id, at, act, found) select hospital_id, ?, '', 0, '', 0"
    change_central(desk.central, f"{old} from hospitals", desk.desk.new_id())  # our own words
    over = "select count(*) from lookups where at = 0"
    ((before,),) = central_rows(desk.central, over)
    assert before >= 1
    desk.to_page("duties")
    desk.until(lambda: duties(desk).state.loaded)
    desk.until_caret("duty-type")
    desk.press(Key.Key_F6)
    desk.until_caret("duty-tab")
    desk.press(Key.Key_2)
    desk.until(lambda: duties(desk).state.tab.value == "retention")
    desk.press(Key.Key_F9)
    desk.until(lambda: duties(desk).state.current is not None)
    run = duties(desk).state.selected
    assert central_rows(desk.central, over) == [(before,)], "a dry run deletes nothing"
    desk.until(lambda: [one.patient_id for one in duties(desk).state.people] == [patient])
    press_until(desk, Key.Key_Y, "central-refused")
    desk.sees("还有到期档案没有提交删除")
    press_until(desk, Key.Key_N, "duty-stepped")
    desk.until(lambda: [one.state for one in duties(desk).state.people] == ["filed"])
    desk.picture("retention-files")
    desk.until(lambda: len(filed_here(desk, run)) == 1)
    press_until(desk, Key.Key_Y, "self-approval")
    assert central_rows(desk.central, over) == [(before,)]
    desk.close()

    other = open_window("5 号窗", SUPERVISOR)
    other.to_page("duties")
    other.until(lambda: duties(other).state.loaded)
    other.until_caret("duty-type")
    other.press(Key.Key_F6)
    other.until_caret("duty-tab")
    other.press(Key.Key_2)
    other.until(lambda: bool(duties(other).state.lines))
    other.press(Key.Key_F6)
    other.until_caret("duties")
    other.press(Key.Key_Return)
    other.until(lambda: duties(other).state.selected == run)
    other.until(lambda: len(filed_here(other, run)) == 1)
    press_until(other, Key.Key_Y, "duty-signed")
    other.until(lambda: (duty := duties(other).state.current) is not None and duty.state == "done")
    other.picture("retention")
    state = "select state from patients where patient_id = ?"
    other.until(lambda: central_rows(other.central, state, patient) == [("erased",)])
    clerk.front()
    clerk.until(lambda: clerk.held(person) == [])
    clerk.until(lambda: spent_here(clerk, case_id))
    clerk.close()
    other.front()
    other.until(lambda: spent_here(other, case_id))
    take_in_hand(other, case_id)
    other.sees("按保存期限销毁", page_of(other).detail)
    other.press(Key.Key_H, modifier=CTRL)
    other.until(lambda: other.sitting.workplace.proofs.state.note.code == "case-spent")
    other.picture("case-spent")
    other.to_page("duties")
    assert central_rows(other.central, over) == [(0,)]
    press_until(other, Key.Key_P, "report-kept")
    (paper,) = (other.home / "duties").glob("retention_certificate-*.pdf")
    assert paper.read_bytes().startswith(b"%PDF")


def spent_here(desk: WindowDesk, case_id: str) -> bool:
    """Return whether a desk holds no key of a case, and nothing that it once sent under it."""
    with desk.desk.store.read() as tx:
        kept = tx.requests.get(CaseId(case_id))
        sent = [one.operation for one in tx.outbox.items(200) if one.operation.entity == case_id]
        scrubbed = not tx.state.names("case-spent/")
    return kept is not None and not kept.key and scrubbed and not any(one.sealed for one in sent)


def filed_here(desk: WindowDesk, run: str) -> list[str]:
    """Return the run's deletions that wait at this desk for the second person."""
    with desk.desk.store.read() as tx:
        return [case.id for case in tx.cases.cases(("filed",)) if case.ground == ground_of(run)]


def _witnessed(desk: WindowDesk) -> bool:
    with desk.desk.store.read() as tx:
        return not tx.trace_heads.unwitnessed(1)
