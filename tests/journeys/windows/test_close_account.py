"""An account that is closed, in real windows: two people, gone everywhere, care goes on, a new one later (P2, P25)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from desktop.domain.made_up import MadeUpPerson
from desktop.ports.store import SearchRow
from tests.journeys.windows.desk_at_work import (
    A_WHILE_LATER,
    SUPERVISOR,
    Key,
    WindowDesk,
    central_rows,
    change_central,
)
from tests.journeys.windows.test_phone_change import phone_at, with_account

OpenWindow = Callable[..., WindowDesk]


def found(desk: WindowDesk, phone: str) -> tuple[SearchRow, ...]:
    with desk.desk.store.read() as tx:
        return tx.patients.search(phone, 20)


@pytest.mark.rows("P2", "P25", "A3", "G84")
def test_an_account_is_closed_by_two_people_is_gone_at_every_desk_and_care_goes_on(
    open_window: OpenWindow, people: Iterator[MadeUpPerson]
) -> None:
    person = next(people)
    clerk = open_window("3 号窗")
    patient = with_account(clerk, person)
    clerk.to_page("registration")
    clerk.card_read(person)
    clerk.to_page("rights")
    clerk.sees(person.name, clerk.rights_page)
    clerk.text("5")
    clerk.ctrl("N")
    clerk.sees("凭证件照常挂号就医", clerk.rights_page)
    clerk.sees("批准后立即停止", clerk.rights_page)
    clerk.picture("close-account")
    clerk.ctrl("N")
    clerk.sees("已提交，等主管审批", clerk.rights_page)
    state = "SELECT state FROM cases WHERE patient_id = ?"
    supervisor = open_window("主任办公室", SUPERVISOR)
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
