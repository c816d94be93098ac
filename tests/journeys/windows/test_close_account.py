"""An account that is closed, in real windows: two people, gone everywhere, care goes on, a new one later (P2, P25)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta

import pytest
from demo_parts import command

from desktop.bootstrap.installation import Installation
from desktop.bootstrap.opening import line_to_central
from desktop.domain.changes import LEAVES
from desktop.domain.corrections import Field, FieldProof
from desktop.domain.letters import Paper
from desktop.domain.made_up import MadeUpPerson
from desktop.domain.requests import RequestKind
from desktop.domain.task_kinds import MINOR_ACCOUNT, MINOR_ALONE
from desktop.ports.store import SearchRow
from tests.journeys.windows.desk_at_work import (
    A_WHILE_LATER,
    FIRST_SERIAL,
    SUPERVISOR,
    Key,
    WindowDesk,
    card_of,
    central_rows,
    change_central,
    children,
)
from tests.journeys.windows.test_copies import ask, page_of, take_in_hand
from tests.journeys.windows.test_correct import fill_in, freeze, grant_change, open_change
from tests.journeys.windows.test_phone_change import phone_at, with_account

OFFICER = "zmy"
CODE, TAKE_BACK = "/v1/online/erasures/code", "/v1/online/erasures/take-back"
REQUESTS = "/v1/online/requests"
CASES = "SELECT case_id FROM cases WHERE patient_id = ? AND state = ?"
OpenWindow = Callable[..., WindowDesk]


def found(desk: WindowDesk, phone: str) -> tuple[SearchRow, ...]:
    with desk.desk.store.read() as tx:
        return tx.patients.search(phone, 20)


def booked_at_home(clerk: WindowDesk, patient: str) -> str:
    """Let the account book a number of a later day on the platform; returns the booking."""
    with closing(line_to_central(Installation.load(clerk.home))) as line:
        headers = of_platform(clerk, f"order-{patient}")
        days = (clerk.desk.today() + timedelta(days=ahead) for ahead in range(1, 8))
        told = (line.send("GET", f"/v1/online/sessions?day={day}", headers, b"", 10.0).body for day in days)
        session = next(one for body in told for one in json.loads(body)["sessions"] if any(one["left"]))
        half_hour = next(at for at, left in enumerate(session["left"]) if left)
        order = {"patient_id": patient, "session_id": session["id"], "half_hour": half_hour}
        answer = line.send("POST", "/v1/online/bookings", headers, json.dumps(order).encode(), 10.0)
    assert answer.status == 200, answer.body
    return str(json.loads(answer.body)["booking_id"])


def same_number_again(clerk: WindowDesk, case_id: str, booking: str) -> None:
    """The window tells what went with the request, and holds it again by one key."""
    block = clerk.sitting.workplace.taking_back
    clerk.until(lambda: block.state.of == case_id and any(one.free for one in block.state.left))
    clerk.sees("还空着，可挂回", clerk.rights_page.back)
    clerk.picture("take-back-left")
    clerk.ctrl("B")
    clerk.until(lambda: block.state.note.code == "left-held" and not block.state.left)
    clerk.sees("已原号挂回", clerk.rights_page)
    state = "SELECT state FROM bookings WHERE booking_id = ?"
    assert central_rows(clerk.central, state, booking) == [("booked",)]


def take_back(clerk: WindowDesk, supervisor: WindowDesk, person: MadeUpPerson, other: MadeUpPerson) -> None:
    """A whole deletion is filed, approved, and taken back within its hours with the person's own card alone."""
    patient = clerk.one(person).id
    rights, block = clerk.sitting.workplace.rights, clerk.sitting.workplace.taking_back
    clerk.front()
    clerk.fake_reader.lift()
    clerk.to_page("registration")
    clerk.card_read(person)
    booking = booked_at_home(clerk, patient)
    clerk.to_page("rights")
    clerk.text("1")
    clerk.ctrl("N")
    clerk.sees("提交时退号，没有费用要退", clerk.rights_page)
    clerk.alt("P")
    clerk.ctrl("N")
    clerk.sees("已提交，等主管审批", clerk.rights_page)
    clerk.sees("回执已打印", clerk.rights_page)
    clerk.sync()
    gone = "SELECT state, cancel_reason FROM bookings WHERE booking_id = ?"
    clerk.until(lambda: central_rows(clerk.central, gone, booking) == [("cancelled", LEAVES)])
    (hours,) = central_rows(clerk.central, "SELECT cooling_s FROM hospitals")
    change_central(clerk.central, "UPDATE hospitals SET cooling_s = 86400")
    try:
        supervisor.front()
        supervisor.sync()
        supervisor.to_page("approvals")
        supervisor.approve_deletion(patient)
        supervisor.until(
            lambda: supervisor.sitting.workplace.approvals.state.note.code == "decided-confirmed"
        )
        supervisor.sync()
        supervisor.until(lambda: central_rows(clerk.central, CASES, patient, "approved"))
    finally:
        change_central(clerk.central, "UPDATE hospitals SET cooling_s = ?", *hours)
    clerk.front()
    clerk.sync()
    assert clerk.patient(patient).status.restricted
    assert patient not in [row.id for row in found(clerk, person.name)]
    (case_id,) = (row[0] for row in central_rows(clerk.central, CASES, patient, "approved"))
    assert list((clerk.home / "letters").glob(f"{case_id}-{Paper.RECEIPT.value}.pdf"))
    clerk.to_page("rights")
    clerk.press(Key.Key_F5)
    clerk.until(lambda: any(row.case_id == case_id and row.state == "approved" for row in rights.state.cases))
    rights.select([row.case_id for row in rights.state.cases].index(case_id))
    clerk.until(clerk.rights_page.back.card.isVisible)
    clerk.rights_page.back.number.setFocus()
    clerk.text(other.number)
    clerk.press(Key.Key_Return)
    clerk.until(lambda: block.state.note.code == "other-document")
    clerk.fake_reader.lift()
    clerk.fake_reader.place(card_of(person))
    clerk.picture("take-back")
    clerk.ctrl("U")
    clerk.until(lambda: block.state.note.code == "take-back-done")
    assert [row[0] for row in central_rows(clerk.central, CASES, patient, "withdrawn")] == [case_id]
    clerk.until(lambda: not clerk.patient(patient).status.restricted)
    same_number_again(clerk, case_id, booking)
    assert len(found(clerk, person.name)) == 1
    clerk.fake_reader.lift()
    from_home(clerk, person)


def of_platform(clerk: WindowDesk, order_key: str) -> dict[str, str]:
    """Return the headers of an order of the platform."""
    key = command("central", "online-key", "--home", str(clerk.central.home)).strip().splitlines()[-1]
    return {
        "Authorization": f"Bearer {key}",
        "Content-Type": "application/json",
        "Idempotency-Key": order_key,
    }


def asks_at_home(clerk: WindowDesk, patient: str) -> None:
    """What an account asks for on the platform stands in the workbench, still to be proved."""
    clerk.front()
    asked = {"patient_id": patient, "kind": "access", "words": "asked at home", "contact": "0571-00002222"}
    with closing(line_to_central(Installation.load(clerk.home))) as line:
        answer = line.send("POST", REQUESTS, of_platform(clerk, patient), json.dumps(asked).encode(), 10.0)
    assert answer.status == 200, answer.body
    take_in_hand(clerk, json.loads(answer.body)["case_id"])
    clerk.sees("·线上", page_of(clerk).detail)
    clerk.sees("asked at home", page_of(clerk).detail)
    clerk.alt("W")
    clerk.sees("联系方式：0571-00002222", page_of(clerk).detail)
    clerk.picture("asked-on-line")


def from_home(clerk: WindowDesk, person: MadeUpPerson) -> None:
    """They ask again and think better of it at home: receipt's number and a code, over the platform's line."""
    patient, codes = clerk.one(person).id, len(clerk.central.codes())
    clerk.to_page("registration")
    clerk.card_read(person)
    clerk.to_page("rights")
    clerk.file_deletion()
    clerk.sees("已提交，等主管审批", clerk.rights_page)
    clerk.fake_reader.lift()
    clerk.until(lambda: clerk.waiting() == 0)
    change_central(clerk.central, A_WHILE_LATER)
    ((case_id,),) = central_rows(clerk.central, CASES, patient, "filed")
    mine = of_platform(clerk, case_id)
    with closing(line_to_central(Installation.load(clerk.home))) as line:
        asked = line.send("POST", CODE, mine, json.dumps({"case_id": case_id}).encode(), 10.0)
        assert asked.status == 200, asked.body
        clerk.until(lambda: len(clerk.central.codes()) > codes)
        order = {
            "case_id": case_id,
            "code_id": json.loads(asked.body)["code_id"],
            "code": clerk.central.codes()[-1],
        }
        taken = line.send("POST", TAKE_BACK, mine, json.dumps(order).encode(), 10.0)
        assert taken.status == 200, taken.body
        assert json.loads(taken.body)["given_back"] == 1, "the platform tells what a window can hold again"
        stranger = {**mine, "Authorization": "Bearer x"}
        assert line.send("POST", TAKE_BACK, stranger, json.dumps(order).encode(), 10.0).status == 401
    clerk.to_page("rights")
    clerk.press(Key.Key_F5)
    clerk.until(
        lambda: (
            (case_id, "withdrawn")
            in [(case.case_id, case.state) for case in clerk.sitting.workplace.rights.state.cases]
        )
    )


@pytest.mark.rows("P2", "P25", "P32", "P39", "N14", "N32", "A3", "G84")
def test_an_account_is_closed_by_two_people_is_gone_at_every_desk_and_care_goes_on(
    open_window: OpenWindow, people: Iterator[MadeUpPerson]
) -> None:
    person = next(people)
    clerk = open_window("3 号窗")
    patient = with_account(clerk, person)
    supervisor = open_window("主任办公室", SUPERVISOR)
    asks_at_home(clerk, patient)
    take_back(clerk, supervisor, person, next(people))

    clerk.to_page("registration")
    clerk.card_read(person)
    clerk.to_page("rights")
    clerk.sees(person.name, clerk.rights_page)
    clerk.text("5")
    clerk.ctrl("N")
    clerk.sees("凭证件照常挂号就医", clerk.rights_page)
    clerk.sees("批准后立即停止", clerk.rights_page)
    clerk.alt("P")
    clerk.picture("close-account")
    clerk.ctrl("N")
    clerk.sees("已提交，等主管审批", clerk.rights_page)
    state = "SELECT state FROM cases WHERE patient_id = ? AND state <> 'withdrawn'"
    supervisor.front()
    supervisor.sync()
    supervisor.to_page("approvals")
    supervisor.sees("注销账户", supervisor.approvals_page)
    supervisor.approve_deletion(patient)
    # "done" waits for every window that ever was enrolled here, also for those of other journeys
    supervisor.until(lambda: central_rows(clerk.central, state, patient)[0][0] in ("destroyed", "done"))
    assert central_rows(clerk.central, "SELECT 1 FROM account_members WHERE patient_id = ?", patient) == []
    said_no = central_rows(
        clerk.central,
        "SELECT purpose FROM consents WHERE patient_id = ? AND given = 0 ORDER BY purpose",
        patient,
    )
    assert said_no == [("account",), ("contact",)]
    sealed = central_rows(
        clerk.central,
        "SELECT state, sealed_account, phone_verified FROM patients WHERE patient_id = ?",
        patient,
    )
    assert sealed == [("live", None, 0)]
    clerk.front()
    clerk.sync()
    for desk in (clerk, supervisor):
        desk.until(lambda desk=desk: found(desk, person.phone) == ())  # type: ignore[misc]  # bound in the loop
    assert phone_at(clerk, patient) is None
    assert clerk.one(person).record.name == person.name

    # the next visit needs the card alone, and a new account is the person's own new act
    clerk.to_page("registration")
    clerk.fake_reader.lift()
    clerk.press(Key.Key_F4)
    clerk.until_caret("number")
    change_central(clerk.central, A_WHILE_LATER)
    assert with_account(clerk, person) == patient
    clerk.sync()
    assert phone_at(clerk, patient) == person.phone
    members = central_rows(
        clerk.central, "SELECT COUNT(*) FROM account_members WHERE patient_id = ?", patient
    )
    assert members == [(1,)]
    clerk.fake_reader.lift()

    # later it turns out that somebody's own card was mistaken for their child's: no account under 18
    child = next(children(FIRST_SERIAL + 3000))  # of nobody whom another journey serves
    case_id = ask(clerk, person, kind=RequestKind.CORRECT)
    open_change(clerk, case_id)
    for field, value in ((Field.DOCUMENT_NUMBER, child.number), (Field.BIRTH, child.birth.isoformat())):
        fill_in(clerk, field, value, FieldProof.HOUSEHOLD_BOOKLET)
    freeze(clerk)
    clerk.fake_reader.lift()
    supervisor.front()
    grant_change(supervisor, case_id)
    supervisor.sync()
    supervisor.to_page("approvals")
    approvals = supervisor.sitting.workplace.approvals
    about = "SELECT task_id, kind FROM tasks WHERE patient_id = ? AND kind LIKE 'minor-%' AND state = 'open'"
    tasks = {kind: task for task, kind in central_rows(clerk.central, about, patient)}
    assert set(tasks) == {MINOR_ACCOUNT, MINOR_ALONE}
    supervisor.until(lambda: {item.id for item in approvals.state.items} >= set(tasks.values()))
    approvals.select([item.id for item in approvals.state.items].index(tasks[MINOR_ACCOUNT]))
    supervisor.sees("提交注销账户，由另一人批准", supervisor.approvals_page)
    supervisor.picture("minor-account")
    supervisor.press(Key.Key_A)
    supervisor.until(lambda: approvals.state.note.code == "decided-confirmed")
    supervisor.sync()
    officer = open_window("隐私办公室", OFFICER)
    officer.to_page("approvals")
    officer.approve_deletion(patient)
    officer.until(
        lambda: (
            central_rows(clerk.central, f"{state} ORDER BY filed_at", patient)[-1][0] in ("destroyed", "done")
        )
    )
    assert central_rows(clerk.central, "SELECT 1 FROM account_members WHERE patient_id = ?", patient) == []
    clerk.front()
    clerk.sync()
    assert clerk.patient(patient).record.birth == child.birth.isoformat(), "the care record stays"
