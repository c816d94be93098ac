"""The officer's files by keys: the auditor's, signed and checked, and the figures that name nobody (P13, P42)."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import leaks
import pytest
from demo_parts import Central

from desktop.domain.audit import AuditAct
from desktop.domain.deidentified import LEAST
from desktop.domain.export_asks import EXPORT_TASK
from desktop.domain.made_up import MadeUpPerson
from desktop.domain.registers import RegisterKind
from desktop.presenters.exports import ExportsPresenter
from tests.journeys.windows.conftest import OpenWindow
from tests.journeys.windows.desk_at_work import CTRL, SUPERVISOR, Key, WindowDesk, central_rows
from tests.journeys.windows.test_proof_pack import verified
from tests.journeys.windows.test_registers import OFFICER, Registers


@pytest.fixture
def central(fresh_central: Central) -> Central:
    """A central of its own: no desk with a planted fault (a wrong clock) stands in its traces."""
    return fresh_central


class Exports:
    """The tab of exports under the keyboard."""

    def __init__(self, desk: WindowDesk) -> None:
        self.desk = desk
        self.presenter: ExportsPresenter = desk.sitting.workplace.exports
        Registers(desk).turn_to(list(RegisterKind)[-1])
        desk.press(Key.Key_Tab, Key.Key_Tab, modifier=CTRL)

    def make(self, key: Key) -> str:
        """Press the key on the tab; returns what is said."""
        self.desk.press(key, modifier=CTRL)
        self.desk.until(lambda: not self.presenter.state.busy and self.presenter.state.note.code != "")
        return self.presenter.state.note.code

    def file(self) -> Path:
        return self.desk.home / dict(self.presenter.state.note.facts)["file"]


@pytest.mark.rows("P42", "A1")
def test_the_officer_makes_the_auditors_file_by_keys_and_it_is_signed_and_names_nobody(
    open_window: OpenWindow,
    people: Iterator[MadeUpPerson],
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    person = next(people)
    clerk = open_window("3 号窗")
    clerk.register(person)
    clerk.sync()
    clerk.close()
    desk = open_window("6 号窗", OFFICER)
    tab = Exports(desk)
    before = desk.next_trace()
    assert tab.make(Key.Key_B) == "report-kept"
    desk.picture("audit-export")
    file = tab.file()
    assert [t.facts["kind"] for t in desk.traces(before, AuditAct.EXPORT)] == ["audit"]
    assert central_rows(desk.central, "select kind from exports_made where kind = ?", "audit")
    code, checked = verified(desk, file, capsys)
    assert code == 0, checked
    assert {"signed-by-central", "page-unchanged", "trace-head"} <= set(checked)
    with zipfile.ZipFile(file) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    said = json.loads(content["proof.json"])
    assert said["policies"]
    assert said["traces"]
    for raw in content.values():
        assert not list(leaks.hits(raw, leaks.needles_of([person])))
    output = tmp_path / "audit.zip"
    central = [sys.executable, "-m", "central"]
    home = ["--home", str(desk.central.home)]
    days = ["--from", said["first"], "--to", said["last"]]
    made = subprocess.run(
        [*central, "audit-export", *home, *days, "--output", str(output)], check=False, capture_output=True
    )
    assert made.returncode == 0
    assert (
        subprocess.run(
            [*central, "verify-proof", *home, "--file", str(output)], check=False, capture_output=True
        ).returncode
        == 0
    )


@pytest.mark.rows("P13", "P41", "A1", "A3")
def test_figures_that_name_nobody_leave_by_key_only_registered_and_with_an_exception_chosen(
    open_window: OpenWindow, people: Iterator[MadeUpPerson]
) -> None:
    person = next(people)
    clerk = open_window("3 号窗")
    clerk.register(person)
    clerk.sync()
    clerk.close()
    desk = open_window("6 号窗", OFFICER)
    tab = Exports(desk)
    assert tab.make(Key.Key_J) == "exemption-missing"
    desk.press(Key.Key_Return, Key.Key_Return, *[Key.Key_Down] * 6)
    assert tab.make(Key.Key_J) == "export-not-registered"
    desk.picture("export-not-registered")
    today = desk.desk.today()
    until = (today + timedelta(days=300)).isoformat()
    keep = (today + timedelta(days=1200)).isoformat()
    desk.press(Key.Key_Tab, Key.Key_Tab, modifier=CTRL)
    page, day = Registers(desk), today.isoformat()
    page.put(RegisterKind.ASSESSMENT, "PIA-13", "#4", "deidentified", day, "joined", "wide cells", "#1", keep)
    assert page.said() == "register-put"
    page.put(RegisterKind.EXPORT, "#1", "research", day, until, "PIA-13")
    assert page.said() == "register-put"
    before = desk.next_trace()
    tab = Exports(desk)
    assert tab.make(Key.Key_J) == "export-unsigned"
    desk.picture("deidentified-unsigned")
    assert tab.make(Key.Key_J) == "export-unsigned", "asked once"
    asked = "SELECT state, outcome, asked_by FROM tasks WHERE kind = 'export-figures'"
    desk.until(lambda: central_rows(desk.central, asked) == [("open", "", desk.desk.keys.staff.staff_id)])
    officer = desk.desk.keys.staff.staff_id
    desk.to_page("approvals")
    desk.until(lambda: any(item.kind == EXPORT_TASK for item in desk.sitting.workplace.approvals.state.items))
    desk.sees("自己提交的申请要由另一人审批")
    desk.sign_out()
    desk.sign_in(SUPERVISOR)
    desk.ready()
    desk.to_page("approvals")
    desk.sees("导出去标识化数据待签名")
    desk.picture("deidentified-sign")
    desk.sign_task(EXPORT_TASK)
    desk.until(lambda: central_rows(desk.central, asked) == [("resolved", "signed", officer)])
    desk.sign_out()
    desk.sign_in(OFFICER)
    desk.ready()
    tab = Exports(desk)
    desk.press(Key.Key_Return, Key.Key_Return, *[Key.Key_Down] * 6)
    assert tab.make(Key.Key_J) == "report-kept"
    desk.picture("deidentified-export")
    raw = tab.file().read_bytes()
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))
    assert all(row["exemption"] == "research" and int(row["count"]) >= LEAST for row in rows)
    assert raw.startswith(b"\xef\xbb\xbfexemption,decade,sex,province,quarter,department,count")
    assert not list(leaks.hits(raw, leaks.needles_of([person])))
    steps = [(t.facts["kind"], t.facts["exemption"]) for t in desk.traces(before, AuditAct.EXPORT)]
    assert steps == [("asked", "research"), ("signed", "research"), ("deidentified", "research")]
    assert central_rows(desk.central, "select cells from exports_made where exemption = ?", "research")
