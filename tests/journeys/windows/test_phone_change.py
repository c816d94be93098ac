"""A phone that changes, in real windows: step-up, second person, the old number told, a day to say no (T8, N19)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from desktop.domain.made_up import MadeUpPerson
from desktop.domain.masking import Surface, mask_phone
from desktop.domain.requests import RequestKind
from tests.journeys.windows.desk_at_work import (
    CTRL,
    SUPERVISOR,
    Key,
    WindowDesk,
    central_rows,
    change_central,
)
from tests.journeys.windows.test_copies import page_of, take_in_hand
from tests.journeys.windows.test_correct import changes_of, grant_change, open_change
from tests.journeys.windows.test_freeze import prove
from tests.journeys.windows.test_phone import asked_for_code, retype

OpenWindow = Callable[..., WindowDesk]
SHOWN = ("proof-chip-read",)
SILENT = timedelta(days=730)


def with_account(desk: WindowDesk, person: MadeUpPerson) -> str:
    """Register a person with an account; returns who they are."""
    retype(desk, asked_for_code(desk, person))
    desk.says(desk.page.form.phone.code, "验证码正确")
    desk.alt("P")
    booking = desk.confirm()
    desk.fake_reader.lift()
    return str(booking.patient_id)


def file_by_keys(desk: WindowDesk, person: MadeUpPerson, kind: RequestKind) -> str:
    """File a request of the person whose card lies there, with a second document's scan; returns the case."""
    desk.fake_reader.lift()
    desk.to_page("registration")
    desk.card_read(person)
    desk.to_page("requests")
    requests = desk.sitting.workplace.requests
    desk.until(lambda: requests.state.subject is not None)
    before = {line.case_id for line in requests.state.lines}
    box = page_of(desk).form.kind
    box.setFocus()
    desk.press(Key.Key_Home)
    while box.currentData() != kind.value:
        desk.press(Key.Key_Down)
    page_of(desk).form.words.setFocus()
    desk.text("I lost my phone")
    for _ in range(sum(len(one_of) for one_of in requests.state.wanted)):
        desk.press(Key.Key_Tab)
        if desk.caret() in SHOWN:
            desk.press(Key.Key_Space)
    desk.sign_on_paper()
    desk.press(Key.Key_N, modifier=CTRL)
    desk.until(lambda: requests.state.note.code)
    assert requests.state.note.code == "request-filed", (requests.state.note, requests.state.form)
    desk.until(lambda: {line.case_id for line in requests.state.lines} - before)
    (case_id,) = {line.case_id for line in requests.state.lines} - before
    desk.sync()
    prove(desk, case_id)
    return str(case_id)


def propose_phone(desk: WindowDesk, case_id: str, phone: str) -> None:
    """Type the new number, then the code that it received: the change is frozen."""
    open_change(desk, case_id)
    change_central(desk.central, "UPDATE codes SET sent_at = sent_at - 120000")  # two minutes have gone by
    block, changes, codes = page_of(desk).detail.change, changes_of(desk), len(desk.central.codes())
    block.value.setFocus()
    desk.text(phone)
    desk.press(Key.Key_Return)
    desk.until(lambda: len(desk.central.codes()) > codes and changes.state.ticket)
    desk.until_caret("change-code")
    desk.text(desk.central.codes()[-1])
    desk.until(lambda: not changes.state.busy and changes.state.note.code not in ("", "change-code-sent"))
    assert changes.state.note.code == "change-proposed", changes.state.note


def phone_at(desk: WindowDesk, patient: str) -> str | None:
    """Return the phone that this desk's store holds."""
    account = desk.patient(patient).account  # type: ignore[arg-type]  # a patient's id
    return account.phone if account else None


def others_phone(person: MadeUpPerson) -> str:
    """Return a number that nobody of the journeys has."""
    return "165" + str(person.phone)[3:]


@pytest.mark.rows("P26", "G100", "T8", "A3", "A1")
def test_a_lost_phone_is_replaced_after_step_up_second_person_notice_and_a_day_in_which_the_person_can_say_no(
    open_window: OpenWindow, people: Iterator[MadeUpPerson]
) -> None:
    person = next(people)
    old, new = str(person.phone), others_phone(person)
    clerk = open_window("3 号窗")
    patient = with_account(clerk, person)
    supervisor = open_window("主任办公室", SUPERVISOR)
    change_central(clerk.central, "UPDATE hospitals SET cooling_s = 86400")
    try:
        clerk.front()
        stopped = file_by_keys(clerk, person, RequestKind.PHONE_CHANGE)
        clerk.picture("second-document")
        clerk.sees("第二种证件原件（中国护照", page_of(clerk).detail)
        propose_phone(clerk, stopped, new)
        assert old not in clerk.words(), "who has only lost a phone never learns the number on file"
        clerk.sees("（不显示）", page_of(clerk).detail)
        clerk.picture("phone-proposed")
        supervisor.front()
        supervisor.sync()
        grant_change(supervisor, stopped)
        assert old not in supervisor.words()
        supervisor.sees("已通知原号码", page_of(supervisor).detail)
        told = f"SMS {mask_phone(old, Surface.LIST)} 您在本院留存的手机号将于24小时后更换"
        clerk.until(lambda: told in clerk.central.log.read_text("utf-8"))

        # the person comes to the other window and says no
        clerk.front()
        clerk.sync()
        take_in_hand(clerk, stopped)
        clerk.press(Key.Key_F5)
        clerk.until(lambda: changes_of(clerk).state.waits)
        clerk.picture("phone-waits")
        clerk.press(Key.Key_I, modifier=CTRL)
        clerk.sees("已停止更换", page_of(clerk).detail)
        change_central(clerk.central, "UPDATE held_changes SET due_at = 0 WHERE request_id = ?", stopped)

        again = file_by_keys(clerk, person, RequestKind.PHONE_CHANGE)
        propose_phone(clerk, again, new)
        supervisor.front()
        supervisor.sync()
        grant_change(supervisor, again)
        clerk.front()
        clerk.sync()
        assert phone_at(clerk, patient) == old
        change_central(clerk.central, "UPDATE held_changes SET due_at = 0 WHERE request_id = ?", again)

        def changed() -> bool:
            clerk.sync()
            return phone_at(clerk, patient) == new

        clerk.until(changed)
    finally:
        change_central(clerk.central, "UPDATE hospitals SET cooling_s = 0")
    held = clerk.patient(patient)  # type: ignore[arg-type]  # a patient's id
    assert held.account is not None
    assert (held.account.is_account, held.status.phone_verified) == (True, True)
    states = dict(
        central_rows(
            clerk.central, "SELECT request_id, state FROM held_changes WHERE patient_id = ?", patient
        )
    )
    assert states == {stopped: "stopped", again: "done"}
    members = central_rows(
        clerk.central, "SELECT COUNT(*) FROM account_members WHERE patient_id = ?", patient
    )
    assert members == [(1,)]
    clerk.fake_reader.lift()


@pytest.mark.rows("N19", "A1")
def test_a_number_that_changed_hands_leaves_the_former_owners_file_and_no_window_shows_whose_it_was(
    open_window: OpenWindow, people: Iterator[MadeUpPerson]
) -> None:
    former, person = next(people), next(people)
    clerk = open_window("3 号窗")
    was = with_account(clerk, former)
    patient = with_account(clerk, person)
    case_id = file_by_keys(clerk, person, RequestKind.PHONE_MINE)
    propose_phone(clerk, case_id, str(former.phone))
    for secret in (former.name, former.number):
        assert secret not in clerk.words()
    supervisor = open_window("主任办公室", SUPERVISOR)
    grant_change(supervisor, case_id)
    assert former.name not in supervisor.words(page_of(supervisor).detail)
    clerk.front()
    clerk.sync()
    assert (phone_at(clerk, was), phone_at(clerk, patient)) == (None, former.phone)
    assert central_rows(clerk.central, "SELECT 1 FROM account_members WHERE patient_id = ?", was) == []
    # at the next visit the former owner is asked for a phone as anybody else
    clerk.card_read(former)
    clerk.until(lambda: clerk.state.phone.phone.text == "")
    clerk.fake_reader.lift()


@pytest.mark.rows("N19", "P1")
def test_after_a_year_of_silence_a_proved_number_is_asked_for_a_code_again_and_the_page_says_why(
    open_window: OpenWindow, people: Iterator[MadeUpPerson]
) -> None:
    person = next(people)
    clerk = open_window("3 号窗")
    patient = with_account(clerk, person)
    clerk.press(Key.Key_F4)
    held = clerk.patient(patient)  # type: ignore[arg-type]  # a patient's id
    assert held.account is not None
    assert held.account.verified_at is not None
    # the last visit and the last proof were long ago; what was under way has come before
    clerk.until(lambda: clerk.waiting() == 0)
    clerk.sync()
    clerk.sync()
    with clerk.desk.store.write() as tx:
        long_ago = datetime.fromisoformat(held.account.verified_at) - SILENT
        tx.patients.put(
            held.id, held.record, replace(held.account, verified_at=long_ago.isoformat()), tx.patients.keys(held.id),
            replace(held.status, served_at=long_ago),
        )  # fmt: skip
        for booking in tx.bookings.of_patient(held.id, 20):
            tx.bookings.put(replace(booking, day=booking.day - SILENT))
    clerk.until_caret("number")
    clerk.card_read(person)
    clerk.sees("久未来院，手机号须重新验证", clerk.page.panel.person)
    assert clerk.page.form.phone.phone.text() == ""
    clerk.picture("phone-silent")
    clerk.press(Key.Key_Return)
    clerk.until_caret("phone")
    clerk.fake_reader.lift()
