"""The end of the operation from draft to certificate, in windows over a central of its own (P15, P29, N35).

The days in between go by at the desks and in the run by clocks of their own; central's process keeps the real one.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from demo_parts import Central, DemoError, command
from PySide6.QtCore import Qt

from central.cli.opened import open_central
from central.crypto.founding import FoundingKey
from central.machine import SystemClock as CentralClock
from central.services.wind_down import Progress, WindDownRun
from desktop.bootstrap.machine import SystemClock
from desktop.domain.audit import AuditAct
from desktop.domain.duties import DutyRefusedError
from desktop.domain.made_up import MadeUpPerson
from desktop.domain.wind_down import DESTROYING, ENDED, ORDERED
from desktop.presenters.duties import DutiesPresenter
from desktop.services.paper_templates import versions_of
from desktop.ui.pages.duties import DutiesPage
from tests.journeys.windows.conftest import OpenWindow
from tests.journeys.windows.desk_at_work import (
    CTRL,
    SUPERVISOR,
    Key,
    WindowDesk,
    central_rows,
    change_central,
)
from tests.journeys.windows.test_paper_templates import Papers

OFFICER = "zmy"
AHEAD = timedelta(days=2)


class InTwoDays(SystemClock):
    """A desk two days from now."""

    def now(self) -> datetime:
        return super().now() + AHEAD


class CentralInTwoDays(CentralClock):
    """The run two days from now."""

    def now(self) -> datetime:
        return super().now() + AHEAD


def to_end(desk: WindowDesk) -> tuple[DutiesPage, DutiesPresenter]:
    """Open the tab of the end of operation by keys."""
    return to_tab(desk, Key.Key_5, "wind-down")


def to_tab(desk: WindowDesk, key: Key, tab: str) -> tuple[DutiesPage, DutiesPresenter]:
    """Open a tab of the page of duties by keys."""
    desk.to_page("duties")
    page: DutiesPage = desk.frame.pages["duties"]  # type: ignore[assignment]  # this page
    presenter = desk.sitting.workplace.duties
    desk.until(lambda: presenter.state.loaded)
    page.tabs.setFocus(Qt.FocusReason.TabFocusReason)
    desk.press(key)
    desk.until(lambda: presenter.state.tab.value == tab)
    return page, presenter


def done(desk: WindowDesk, key: Key, code: str) -> None:
    desk.press(key, modifier=CTRL)
    presenter = desk.sitting.workplace.duties
    desk.until(lambda: presenter.state.note.code == code and not presenter.state.busy)


def run_again(central: Central) -> Progress:
    """Run the destruction as `clinic-central wind-down run` does, two days from now."""
    key = FoundingKey.load(central.home / "founding.key")
    opened = open_central(central.home, None)
    with closing(opened):
        work = WindDownRun(replace(opened.parts, clock=CentralInTwoDays()))
        work.begin()
        after = work.destroy_some()
        while after:
            after = work.destroy_some(after)
        return work.end(key.sign_certificate)


def file_handover(officer: WindowDesk) -> None:
    """Draft by keys that another body takes over."""
    page, duties = to_tab(officer, Key.Key_6, "handover")
    day = officer.desk.today() + timedelta(days=30)
    for code, words in (
        ("from-day", day.isoformat()), ("receiver", "江城医院集团"), ("receiver-contact", "021-60000001"),
        ("terms", "承诺书 2026-7"),
    ):  # fmt: skip
        page.handover.parts[code].setFocus(Qt.FocusReason.TabFocusReason)
        officer.text(words)
    officer.press(Key.Key_F9)
    officer.until(lambda: duties.state.current is not None and not duties.state.busy)
    done(officer, Key.Key_Y, "central-refused")


def hand_over(boss: WindowDesk) -> None:
    """Sign as the second person, tell everybody, hand over."""
    _page, duties = to_tab(boss, Key.Key_6, "handover")
    boss.until(lambda: bool(duties.state.lines))
    duties.select(0)
    boss.until(lambda: duties.state.current is not None)
    done(boss, Key.Key_Y, "duty-signed")
    boss.until(lambda: (duty := duties.state.current) is not None and duty.state == "handover-ordered")
    done(boss, Key.Key_M, "duty-stepped")
    told = "select count(*) from duty_people where duty_id = ? and state in ('told', 'not-reached')"
    everybody = "select count(*) from patients where state = 'live' and same_as is null"
    case = duties.state.selected
    boss.until(lambda: central_rows(boss.central, told, case) == central_rows(boss.central, everybody))
    boss.press(Key.Key_F5)
    boss.until(lambda: duties.state.people and all(p.state != "sending" for p in duties.state.people))
    done(boss, Key.Key_J, "duty-stepped")
    boss.until(lambda: (duty := duties.state.current) is not None and duty.facts["announced_at"])
    boss.picture("handover")
    done(boss, Key.Key_D, "duty-stepped")
    boss.until(lambda: (duty := duties.state.current) is not None and duty.state == "handed-over")
    say_so_in_the_notice(boss, "handover_notice")
    to_tab(boss, Key.Key_6, "handover")
    duties.select(0)
    boss.until(lambda: duties.state.current is not None and duties.state.people_of == duties.state.selected)
    since = boss.next_trace()
    done(boss, Key.Key_P, "report-kept")
    boss.until(lambda: [t.facts["paper"] for t in boss.traces(since, AuditAct.PRINT)] == ["handover_notice"])
    (paper,) = (boss.home / "duties").glob("handover_notice-*.pdf")
    assert paper.read_bytes().startswith(b"%PDF")


def say_so_in_the_notice(boss: WindowDesk, name: str) -> None:
    """Put the hospital's own words into the template of a duty's paper and publish it; look at the sample."""
    papers = Papers(boss)
    papers.take(f"letter-{name}.zh_CN")
    boss.until(lambda: papers.presenter.state.preview)
    papers.find("{receiver_contact}")
    boss.text("（电话略）")
    boss.sees("必须有 {receiver_contact}（接收方联系方式）")
    papers.find("（电话略）")
    boss.text("{receiver_contact}，工作日接听")
    boss.until(lambda: papers.presenter.state.fault is None)
    boss.picture("papers-handover")
    papers.publish()
    boss.sees("第 1 版已发布")
    kept = "select text from paper_versions where paper = ?"
    ((text,),) = central_rows(boss.central, kept, f"letter-{name}.zh_CN")
    assert "工作日接听" in text
    boss.sync()
    boss.until(lambda: versions_here(boss, f"letter-{name}") == [text])


def versions_here(desk: WindowDesk, name: str) -> list[str]:
    """Return the texts of a paper's versions that this desk holds."""
    with desk.desk.store.read() as tx:
        return [one.text for one in versions_of(tx, name, "zh_CN")]


@pytest.mark.rows("P11", "P15", "P29", "N35", "A3", "I6", "G58")
def test_the_operation_ends_nobody_is_booked_everybody_is_told_and_destroyed_and_it_is_certified(
    open_window: OpenWindow, fresh_central: Central, people: Iterator[MadeUpPerson], tmp_path: Path
) -> None:
    central, person = fresh_central, next(people)
    clerk = open_window(central=central)
    clerk.register(person)
    patient = clerk.one(person)

    officer = open_window("5 号窗", OFFICER, central=central)
    file_handover(officer)
    page, duties = to_end(officer)
    last = officer.desk.today() + timedelta(days=1)
    for code, words in (
        ("last-day", last.isoformat()),
        ("end-why", "合同期满"),
        ("end-contact", "021-60000000"),
    ):
        page.end.parts[code].setFocus(Qt.FocusReason.TabFocusReason)
        officer.text(words)
    officer.press(Key.Key_F9)
    officer.until(lambda: duties.state.current is not None and not duties.state.busy)
    done(officer, Key.Key_Y, "duty-signed")
    officer.until(lambda: (duty := duties.state.current) is not None and duty.state == "half-signed")
    done(officer, Key.Key_Y, "central-refused")
    officer.close()

    boss = open_window("5 号窗", SUPERVISOR, central=central)
    hand_over(boss)
    page, duties = to_end(boss)
    boss.until(lambda: bool(duties.state.lines))
    duties.select(0)
    boss.until(lambda: duties.state.current is not None)
    done(boss, Key.Key_Y, "duty-signed")
    boss.until(lambda: (duty := duties.state.current) is not None and duty.state == ORDERED)
    done(boss, Key.Key_M, "duty-stepped")
    living = central_rows(central, "select count(*) from patients where state = 'live' and same_as is null")
    told = "select count(*) from duty_people where duty_id = ? and state in ('told', 'not-reached')"
    boss.until(lambda: central_rows(central, told, duties.state.selected) == living)
    boss.press(Key.Key_F5)
    boss.until(lambda: duties.state.people and all(p.state != "sending" for p in duties.state.people))
    boss.picture("wind-down-told")
    done(boss, Key.Key_J, "duty-stepped")
    boss.close()

    clerk.front()
    clerk.sync()
    clerk.sees(f"平台服务到 {last:%Y-%m-%d} 为止", clerk.frame.news)
    clerk.close()
    later = open_window(central=central, clock=InTwoDays())
    later.ready()
    later.card_read(next(people))
    later.press(Key.Key_Return)
    later.until_caret("phone")
    later.alt("N")
    later.choose("xxg")
    before = later.count()
    later.press(Key.Key_F9)
    later.sees("平台到那天已停止运营，不再挂号", later.page.panel.order)
    assert later.count() == before, "nobody is registered either"
    later.picture("wind-down-refused")
    later.press(Key.Key_F4)
    later.close()

    with pytest.raises(DemoError, match="last-day-ahead"):
        command(
            "central", "wind-down", "run", "--home", str(central.home), "--founding-key",
            str(central.home / "founding.key"),
        )  # fmt: skip
    with pytest.raises(DutyRefusedError, match="bookings-ahead"):
        run_again(central)
    # as after the schedule office stopped these clinics, see test_schedule.py
    change_central(central, "update bookings set state = 'cancelled' where day > ?", last.isoformat())
    first = run_again(central)
    assert (first.state, first.held) == (DESTROYING, 0)
    assert first.destroyed == living[0][0]
    assert set(first.waiting) == {"3 号窗", "5 号窗"}
    assert central_rows(central, "select count(*) from patient_keys where key_kind != 'record-legal'") == [
        (0,)
    ]
    for window, who in (("3 号窗", "wxm"), ("5 号窗", OFFICER)):
        desk = open_window(window, who, central=central)
        desk.until(lambda d=desk: _gone(d))  # type: ignore[misc]  # bound in the loop
        if window == "3 号窗":
            assert desk.held(person) == []
        desk.until(lambda d=desk: d.waiting() == 0)  # type: ignore[misc]  # bound in the loop
        desk.close()
    ended = run_again(central)
    assert (ended.state, ended.waiting, ended.destroyed) == (ENDED, (), first.destroyed)
    key = ("--founding-key", str(central.home / "founding.key"))
    for words in (("status",), ("run", *key)):
        said = command("central", "wind-down", words[0], "--home", str(central.home), *words[1:])
        assert "ended and certified" in said
    kept = central_rows(central, "select state from patients where patient_id = ?", patient.id)
    assert kept == [("kept",)], "the visit of that day is a record that law keeps"

    officer = open_window("5 号窗", OFFICER, central=central)
    page, duties = to_end(officer)
    officer.until(lambda: bool(duties.state.lines) and duties.state.lines[0].state == ENDED)
    duties.select(0)
    officer.until(lambda: duties.state.current is not None)
    officer.sees(f"已删除 {first.destroyed} 人")
    officer.sees(f"要告知 {first.destroyed} 人")
    done(officer, Key.Key_P, "report-kept")
    officer.picture("wind-down-ended")
    (paper,) = (officer.home / "duties").glob("wind_down_certificate-*.pdf")
    assert paper.read_bytes().startswith(b"%PDF")


def _gone(desk: WindowDesk) -> bool:
    """Return whether this desk holds nobody any more and owes no receipt."""
    with desk.desk.store.read() as tx:
        return tx.patients.count() == 0 and not tx.state.names("erasure/due/")
