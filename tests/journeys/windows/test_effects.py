"""What a granted request changes, in real windows: a withdrawn consent stops at central, restricted people are gone."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from desktop.domain.audit import AuditAct
from desktop.domain.effects import Effect
from desktop.domain.made_up import MadeUpPerson
from desktop.domain.requests import RequestKind
from tests.journeys.windows.desk_at_work import CTRL, SUPERVISOR, Key, WindowDesk, central_rows
from tests.journeys.windows.test_copies import ask, grant, page_of, take_in_hand
from tests.journeys.windows.test_phone import asked_for_code, retype

OpenWindow = Callable[..., WindowDesk]


def carry_out(desk: WindowDesk, case_id: str, effect: Effect) -> None:
    """Carry out a granted request by key and wait until central's answer came back."""
    take_in_hand(desk, case_id)
    effects = desk.sitting.workplace.effects
    desk.until(lambda: effects.state.current is not None)
    effects.choose(effect)
    desk.press(Key.Key_J, modifier=CTRL)
    desk.until(lambda: effects.state.note.code == "effect-sent")
    desk.sync()
    take_in_hand(desk, case_id)
    requests = desk.sitting.workplace.requests
    desk.press(Key.Key_F5)
    desk.until(lambda: requests.state.detail and requests.state.detail.case.effected_at)


@pytest.mark.rows("P8", "N15", "G86", "G87", "G89")
def test_a_withdrawal_tells_what_stops_adds_a_row_and_ends_the_account_at_central_and_at_every_desk(
    open_window: OpenWindow, people: Iterator[MadeUpPerson]
) -> None:
    person = next(people)
    clerk = open_window("3 号窗")
    code = asked_for_code(clerk, person)
    retype(clerk, code)
    clerk.says(clerk.page.form.phone.code, "验证码正确")
    clerk.alt("P")
    clerk.confirm()
    clerk.fake_reader.lift()
    patient = clerk.one(person)
    assert patient.account is not None
    assert patient.account.is_account
    case_id = ask(clerk, person, kind=RequestKind.WITHDRAW)
    supervisor = open_window("主任办公室", SUPERVISOR)
    grant(supervisor, case_id)
    effects = supervisor.sitting.workplace.effects
    supervisor.until(lambda: effects.state.current is not None)
    supervisor.sees("将停止：平台账户的登录和线上预约", page_of(supervisor))
    supervisor.sees("仍有效：窗口挂号就医不受影响", page_of(supervisor))
    before = supervisor.next_trace()
    carry_out(supervisor, case_id, Effect.WITHDRAW_ACCOUNT)
    assert effects.state.previews == (), "done once"
    assert supervisor.traces(before, AuditAct.EFFECT_REQUEST)[0].facts == {"effect": "withdraw-account"}
    rows = central_rows(
        clerk.central, "SELECT purpose, given FROM consents WHERE patient_id = ? ORDER BY at", patient.id
    )
    assert [(purpose, bool(given)) for purpose, given in rows] == [("account", True), ("account", False)]
    assert central_rows(clerk.central, "SELECT 1 FROM account_members WHERE patient_id = ?", patient.id) == []
    clerk.front()
    clerk.sync()
    after = clerk.one(person)
    assert after.account is not None
    assert not after.account.is_account
    assert after.account.phone == person.phone, "the phone stays for care"
    with clerk.desk.store.read() as tx:
        assert [c.given for c in tx.cases.consents(patient.id)] == [True, False]
    clerk.fake_reader.lift()


@pytest.mark.rows("G89")
def test_a_restricted_person_leaves_search_at_every_desk_and_comes_back_when_it_is_lifted(
    open_window: OpenWindow, people: Iterator[MadeUpPerson]
) -> None:
    person = next(people)
    clerk = open_window("3 号窗")
    clerk.register(person)

    def found() -> int:
        with clerk.desk.store.read() as tx:
            return len(tx.patients.search(person.name, 20))

    assert found() == 1
    supervisor = open_window("主任办公室", SUPERVISOR)
    for effect, there in ((Effect.RESTRICT, 0), (Effect.LIFT, 1)):
        clerk.front()
        case_id = ask(clerk, person, kind=RequestKind.RESTRICT)
        supervisor.front()
        grant(supervisor, case_id)
        carry_out(supervisor, case_id, effect)
        clerk.front()
        clerk.sync()
        assert found() == there, effect
    clerk.fake_reader.lift()
