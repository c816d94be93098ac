"""A correction in real windows: old and new side by side, proof, a second person, every desk (P26, G100)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from desktop.domain.audit import AuditAct
from desktop.domain.corrections import Field, FieldProof
from desktop.domain.ids import CaseId
from desktop.domain.made_up import MadeUpPerson
from desktop.domain.requests import RequestKind, RequestState
from desktop.presenters.corrections import CorrectionPresenter
from tests.journeys.windows.desk_at_work import CTRL, SUPERVISOR, Key, WindowDesk, central_rows
from tests.journeys.windows.test_copies import ask, page_of, take_in_hand

OpenWindow = Callable[..., WindowDesk]
NEW_ADDRESS = "Jianguo Rd 9"


def changes_of(desk: WindowDesk) -> CorrectionPresenter:
    return desk.sitting.workplace.corrections


def open_change(desk: WindowDesk, case_id: str) -> None:
    """Take a case in hand and open its change by key."""
    take_in_hand(desk, case_id)
    changes = changes_of(desk)
    desk.until(lambda: changes.state.case_id == case_id)
    if changes.state.view is None:
        desk.press(Key.Key_B, modifier=CTRL)
    desk.until(lambda: changes.state.view is not None)


def fill_in(desk: WindowDesk, field: Field, text: str, proof: FieldProof) -> None:
    """Choose a field by arrow keys, type its new value, take the proof, add it."""
    block = page_of(desk).detail.change
    for box, wanted in ((block.field, field.value), (block.proof, proof.value)):
        box.setFocus()
        while box.currentData() != wanted:
            before = box.currentData()
            desk.press(Key.Key_Down)
            if box.currentData() == before:
                desk.press(Key.Key_Home)
    block.value.setFocus()
    desk.text(text)
    desk.press(Key.Key_Return)


def freeze(desk: WindowDesk) -> None:
    """Freeze what was filled in; central has taken it."""
    changes = changes_of(desk)
    desk.press(Key.Key_B, modifier=CTRL)
    desk.until(lambda: changes.state.note.code not in ("", "change-empty"))
    assert changes.state.note.code == "change-proposed", changes.state.note
    desk.until(lambda: changes.state.changed)


def grant_change(desk: WindowDesk, case_id: str) -> None:
    """Open the change at another desk and grant it by key."""
    requests = desk.sitting.workplace.requests
    open_change(desk, case_id)
    desk.until(lambda: requests.state.detail and requests.state.detail.reviewers_left)
    desk.until(lambda: changes_of(desk).looked(case_id))  # nobody signs before old and new stand there
    desk.press(Key.Key_Y, modifier=CTRL)
    desk.until(lambda: requests.state.note.code == "request-decided")
    desk.sync()
    desk.to_page("requests")
    desk.press(Key.Key_F5)
    desk.until(
        lambda: [x.state for x in requests.state.lines if x.case_id == case_id] == [RequestState.DECIDED]
    )


def found(desk: WindowDesk, text: str) -> int:
    with desk.desk.store.read() as tx:
        return len(tx.patients.search(text, 20))


@pytest.mark.rows("P26", "G100", "A3", "G88")
def test_a_name_is_corrected_by_two_people_arrives_at_every_desk_and_in_search_and_the_letter_names_no_content(
    open_window: OpenWindow, people: Iterator[MadeUpPerson]
) -> None:
    person, new_name = next(people), "欧阳更正"
    clerk = open_window("3 号窗")
    clerk.register(person)
    patient = clerk.one(person)
    case_id = ask(clerk, person, kind=RequestKind.CORRECT)
    assert person.name not in clerk.words(page_of(clerk).detail), "nothing is shown before the key"
    before = clerk.next_trace()
    open_change(clerk, case_id)
    assert len(clerk.traces(before, AuditAct.CHANGE_SHOWN)) == 1
    fill_in(clerk, Field.NAME, new_name, FieldProof.HOUSEHOLD_BOOKLET)
    fill_in(clerk, Field.ADDRESS, NEW_ADDRESS, FieldProof.OWN_WORD)
    clerk.sees(person.name, page_of(clerk).detail)
    clerk.sees(new_name, page_of(clerk).detail)
    clerk.picture("correct-filled")
    freeze(clerk)
    clerk.sees("已固定", page_of(clerk).detail)

    supervisor = open_window("主任办公室", SUPERVISOR)
    take_in_hand(supervisor, case_id)
    supervisor.press(Key.Key_Y, modifier=CTRL)
    requests = supervisor.sitting.workplace.requests
    supervisor.until(lambda: requests.state.note.code == "change-not-seen")
    open_change(supervisor, case_id)
    supervisor.sees(new_name, page_of(supervisor).detail)
    supervisor.picture("correct-compare")
    grant_change(supervisor, case_id)
    supervisor.sees("已更改：姓名、住址", page_of(supervisor).detail)

    clerk.front()
    clerk.sync()
    held = clerk.patient(patient.id)
    assert (held.record.name, held.record.address) == (new_name, NEW_ADDRESS)
    assert held.record.document_number == person.number
    assert (found(clerk, new_name), found(clerk, "oygz")) == (1, 1)
    assert not [row for row in clerk.held(person) if row.record.name == person.name]
    letter = requests._letters.answer(CaseId(case_id))
    assert "姓名、住址" in letter.text
    for secret in (new_name, person.name, NEW_ADDRESS, person.number):
        assert secret not in letter.text
    ((facts,),) = central_rows(clerk.central, "SELECT facts FROM requests WHERE request_id = ?", case_id)
    assert new_name.encode() not in facts
    assert person.name.encode() not in facts
    clerk.fake_reader.lift()


@pytest.mark.rows("G100", "G4")
def test_a_number_of_another_file_is_refused_and_the_clerk_is_sent_to_the_list_of_duplicates(
    open_window: OpenWindow, people: Iterator[MadeUpPerson]
) -> None:
    person, other = next(people), next(people)
    clerk = open_window("3 号窗")
    clerk.register(other)
    clerk.register(person)
    clerk.sync()
    case_id = ask(clerk, person, kind=RequestKind.CORRECT)
    open_change(clerk, case_id)
    fill_in(clerk, Field.DOCUMENT_NUMBER, other.number, FieldProof.DOCUMENT_SEEN)
    clerk.press(Key.Key_B, modifier=CTRL)
    clerk.sees("已列入疑似重复", page_of(clerk).detail)
    assert clerk.one(person).record.document_number == person.number
    pairs = central_rows(
        clerk.central, "SELECT state, reasons FROM people_pairs WHERE first_id = ? OR second_id = ?",
        clerk.one(person).id, clerk.one(person).id,
    )  # fmt: skip
    assert pairs == [("open", "same-document")]
    supervisor = open_window("主任办公室", SUPERVISOR)
    supervisor.sync()
    with supervisor.desk.store.read() as tx:
        assert any(
            p.state == "open" and p.reasons == ("same-document",) for p in tx.pairs.in_states(("open",))
        )
    clerk.front()
    clerk.fake_reader.lift()
