"""A major change of the policy: read for faults, signed, announced, asked again, proved on paper (P30, P33, N26, N27).

A central of this test alone: a new notice would be felt by every other journey.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from demo_parts import Central, command
from PySide6.QtCore import Qt

from desktop.domain.audit import AuditAct
from desktop.domain.made_up import MadeUpPerson
from desktop.domain.operators import Operator
from desktop.presenters.policies import PoliciesPresenter
from desktop.presenters.registration_state import ConsentStep
from desktop.services.notice import operator_of
from desktop.ui.pages.clause_line import ClauseLine
from desktop.ui.pages.registers import RegistersPage
from tests.journeys.windows.conftest import OpenWindow
from tests.journeys.windows.desk_at_work import CTRL, ClockAhead, Key, WindowDesk, central_rows

OFFICER = "zmy"
OPERATOR, CONTACT = "示例运营有限公司", "021-61234567"
CHANGES = "验证码只保存一天"
FAULTY = """“青禾预约”隐私政策
目录
一、您可以不同意
二、怎样保存
三、您的权利
一、您可以不同意
不同意本告知，挂号照常。您使用红豆之家服务，表示您同意。
三、您的权利
我们将在 15 日内答复您的申请。
我们收到投诉后会在 15 天内反馈，意见在 15 个工作日内处理。
"""


def text_file(folder: Path, name: str, text: str, encoding: str = "utf-8") -> str:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return str(path)


class Policy:
    """The tab of the policy under the officer's keys."""

    def __init__(self, desk: WindowDesk) -> None:
        self.desk = desk
        desk.to_page("registers")
        self.page: RegistersPage = desk.frame.pages["registers"]  # type: ignore[assignment]  # this page
        self.presenter: PoliciesPresenter = desk.sitting.workplace.policies
        while self.page._open != "policy":
            desk.press(Key.Key_Tab, modifier=CTRL)
        desk.until_caret("policy-version")

    def fill(self, *values: str, major: bool = False) -> None:
        """Type the fields in the order of the form; Enter goes on."""
        self.page.policy.start()
        for at, value in enumerate(values):
            self.desk.press(Key.Key_A, modifier=CTRL)
            self.desk.text(value)
            self.desk.press(Key.Key_Return)
            if at == 1:
                self.desk.press(Key.Key_2 if major else Key.Key_1)
                self.page.policy.lines["changes"].setFocus(Qt.FocusReason.TabFocusReason)

    def done(self) -> str:
        self.desk.until(lambda: not self.presenter.state.working)
        return self.presenter.state.note.code


def account_of(desk: WindowDesk, person: MadeUpPerson) -> None:
    """Register somebody who opens an account by code and paper."""
    desk.card_read(person)
    desk.press(Key.Key_Return)
    code = desk.send_code(person.phone)
    desk.choose("xxg")
    desk.until_caret("code")
    desk.text(code)
    desk.until(lambda: desk.state.phone.step.value == "verified")
    desk.alt("P")
    desk.confirm()
    desk.fake_reader.lift()


@pytest.mark.rows("P30", "P33", "P36", "P37", "N26", "N27", "I7")
def test_a_major_change_is_announced_then_asked_again_of_each_patient_who_says_yes_or_no(
    open_window: OpenWindow, fresh_central: Central, people: Iterator[MadeUpPerson], tmp_path: Path
) -> None:
    central, stays, leaves = fresh_central, next(people), next(people)
    clerk = open_window(central=central)
    for person in (stays, leaves):
        account_of(clerk, person)
    command("central", "operator", "--home", str(central.home), "--name", OPERATOR, "--contact", CONTACT)
    clerk.until(lambda: _operator(clerk) == Operator(OPERATOR, CONTACT))
    first = clerk.sitting.workplace.registration.consent.notice
    assert first is not None
    clerk.sync()
    clerk.close()

    officer = open_window("5 号窗", OFFICER, central=central)
    day = officer.desk.today() + timedelta(days=1)
    since = officer.next_trace()
    policy = Policy(officer)
    policy.fill("M2", officer.desk.today().isoformat(), CHANGES, text_file(tmp_path, "m2.txt", FAULTY, "gbk"))
    officer.press(Key.Key_T, modifier=CTRL)
    assert policy.done() == "policy-read"
    officer.sees("15 日 / 15 天 / 15 个工作日")
    officer.sees("红豆之家")
    officer.sees("二 怎样保存")
    officer.picture("policy-faults")
    officer.press(Key.Key_F9)
    assert policy.done() == "policy-too-soon"
    policy.fill(
        "M2",
        day.isoformat(),
        CHANGES,
        text_file(tmp_path, "m2.txt", first.text + "\n\n" + CHANGES),
        major=True,
    )
    officer.picture("policy-form")
    officer.press(Key.Key_F9)
    assert policy.done() == "policy-published"
    kept = central_rows(central, "select weight, signed_by, length(signature) from policy_versions")
    assert kept == [("major", officer.desk.keys.staff.staff_id, 64)]
    assert [t.object_id for t in officer.traces(since, AuditAct.POLICY_PUBLISHED)] == ["M2"]
    officer.sees(f"隐私告知 M2 版将于 {day:%Y-%m-%d} 施行", officer.frame.news)
    officer.close()

    today = open_window(central=central)
    today.sees("隐私告知 M2 版将于", today.frame.news)
    today.card_read(stays)
    assert today.state.consent.step is ConsentStep.HAS_ACCOUNT, "nobody is asked before the day"
    assert today.state.consent.notice_version == "M1"
    today.alt("I")
    today.until_caret("notice-versions")
    overlay = today.frame.notice
    today.until(lambda: overlay.list.count() == 2)
    assert [overlay.list.item(row).text()[-3:] for row in range(2)] == ["待施行", "·现行"]
    today.sees(f"运营：{OPERATOR}　{CONTACT}", overlay)
    today.picture("notice-upcoming")
    today.press(Key.Key_Escape)
    today.fake_reader.lift()
    today.close()

    later = open_window(central=central, clock=ClockAhead())
    begun = later.next_trace()
    for person, key in ((stays, "P"), (leaves, "D")):
        later.card_read(person)
        later.until(lambda: later.state.consent.notice_version == "M2")
        assert later.state.consent.step is ConsentStep.ASK_AGAIN
        later.sees("新版告知，请再问")
        later.press(Key.Key_Return)
        later.choose("xxg")
        assert "consent" in later.state.order.missing
        later.picture(f"ask-again-{key}")
        later.alt(key)
        later.confirm()
        later.fake_reader.lift()
    later.sync()
    answers = "select given, act from consents where notice_version = 'M2' and patient_id = ?"
    said = [central_rows(central, answers, later.one(person).id) for person in (stays, leaves)]
    assert said == [[(1, "paper")], [(0, "spoken")]]
    shown = central_rows(central, "select count(*) from notices_shown where version = 'M2'")
    assert shown == [(2,)]
    later.until(lambda: not _has_account(later, leaves))
    assert _has_account(later, stays)

    since_when = f"（{day:%Y-%m-%d} 起）："
    assert later.page.panel.clause.whole.startswith("依据告知 M2 第一章“您可以不同意”" + since_when)
    for page in ("rights", "requests"):
        later.to_page(page)
        shown = later.frame.pages[page].findChildren(ClauseLine)
        rests_on = "依据告知 M2 第五章“您的权利”" + since_when
        assert [line.whole.startswith(rests_on) for line in shown if line.isVisible()] == [True]
        later.picture(f"clause-{page}")
    later.to_page("registration")

    later.card_read(stays)
    later.until(lambda: later.state.consent.step is ConsentStep.HAS_ACCOUNT)
    later.picture("clause-registration")
    slips = len(later.slips())
    later.alt("I")
    later.until_caret("notice-versions")
    later.press(Key.Key_C)
    later.sees("同意记录已打印")
    later.press(Key.Key_D)
    later.until(lambda: "＋ 新增 " + CHANGES in later.frame.notice.text.toPlainText())
    later.picture("notice-compared")
    later.press(Key.Key_L)
    later.sees("隐私告知已打印")
    assert len(later.slips()) > slips + 2, "large type takes more paper"
    kinds = [t.facts["kind"] for t in later.traces(begun, AuditAct.PRINT) if "kind" in t.facts]
    assert kinds[-2:] == ["agreements", "notice"]
    later.press(Key.Key_Escape)


def _has_account(desk: WindowDesk, person: MadeUpPerson) -> bool:
    account = desk.one(person).account
    return account is not None and account.is_account


def _operator(desk: WindowDesk) -> Operator | None:
    with desk.desk.store.read() as tx:
        return operator_of(tx, desk.desk.today())
