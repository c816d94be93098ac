"""The undertaking of confidentiality: read to its end and signed before anything opens, off line too (P19)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from demo_parts import Central

from central.cli.main import main
from desktop.bootstrap.machine import SystemClock
from desktop.domain.audit import AuditAct
from desktop.domain.made_up import DEMO_STAFF, MadeUpPerson
from desktop.domain.schedules import clinic_day
from tests.journeys.windows.conftest import OpenWindow
from tests.journeys.windows.desk_at_work import CTRL, Key, WindowDesk, central_rows

ME = DEMO_STAFF[0]
MODEL = Path(__file__).resolve().parents[3] / "resources" / "undertaking"
OWED = "还没有签保密承诺"


class Ahead(SystemClock):
    """The PC's own clock, which a test lets run ahead."""

    ahead = timedelta(0)

    def now(self) -> datetime:
        return super().now() + self.ahead


@pytest.fixture
def central(fresh_central: Central) -> Central:
    """A central of its own: nobody else is asked for an undertaking."""
    return fresh_central


def publish(central: Central) -> None:
    today = clinic_day(SystemClock().now()).isoformat()
    files = "--file", str(MODEL / "model-1.zh_CN.md"), "--english", str(MODEL / "model-1.en.md")
    where = "--home", str(central.home), "--version", "2026", "--effective", today
    assert main(["undertaking", "publish", *where, *files]) == 0


def owing(central: Central, capsys: pytest.CaptureFixture[str]) -> set[str]:
    capsys.readouterr()
    assert main(["undertaking", "list", "--home", str(central.home), "--owing", "--json"]) == 0
    return {one["staff"] for one in json.loads(capsys.readouterr().out)}


def passphrase_typed(desk: WindowDesk) -> None:
    desk.until_caret("staff")
    desk.press(Key.Key_A, modifier=CTRL)
    desk.text(ME.initials)
    desk.press(Key.Key_Return)
    desk.until_caret("passphrase")
    desk.text(ME.passphrase)
    desk.press(Key.Key_Return)
    desk.until_caret("undertaking")


@pytest.mark.rows("P19", "P5", "A2")
def test_nothing_opens_before_the_undertaking_was_read_to_its_end_and_signed_by_the_person_each_year(
    open_window: OpenWindow,
    people: Iterator[MadeUpPerson],
    central: Central,
    capsys: pytest.CaptureFixture[str],
) -> None:
    clock = Ahead()
    desk, person = open_window("承诺窗", clock=clock), next(people)
    desk.register(person)
    desk.until(lambda: desk.waiting() == 0)
    publish(central)
    desk.sync()
    desk.until(lambda: desk.desk.reading_closed == "undertaking-owed")
    desk.put_card(person)
    desk.sees(OWED)
    desk.picture("undertaking-owed")
    desk.sees("没有就诊记录", desk.page.panel)
    desk.fake_reader.lift()
    desk.press(Key.Key_F4)
    desk.sign_out()

    passphrase_typed(desk)
    steps = desk.app.sign_in_page.steps.undertake
    desk.press(Key.Key_Return)
    desk.sees("请先读到末尾", steps)
    desk.picture("undertaking")
    assert desk.app.sitting is None
    desk.press(Key.Key_Escape)
    desk.until_caret("staff")
    assert central_rows(central, "SELECT count(*) FROM undertakings") == [(0,)]

    central.stop()
    passphrase_typed(desk)
    desk.press(Key.Key_End)
    desk.picture("undertaking-end")
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.app.sitting is not None and desk.window.face is desk.app.sitting.frame)
    assert [row.facts for row in desk.traces(1, AuditAct.UNDERTAKING_ACCEPTED)] == [{"version": "2026"}]
    desk.search(person.number)
    desk.press(Key.Key_Return)
    desk.sees(person.name, desk.page.panel)
    assert ME.staff_id in owing(central, capsys)
    central.start()
    desk.sync()
    told = "SELECT staff_id, version, length(signature) FROM undertakings"
    assert central_rows(central, told) == [(ME.staff_id, "2026", 64)]
    assert ME.staff_id not in owing(central, capsys)
    desk.press(Key.Key_F4)
    desk.sign_out()

    clock.ahead = timedelta(days=366)
    passphrase_typed(desk)
    desk.press(Key.Key_Escape)
    desk.until_caret("staff")
    clock.ahead = timedelta(0)
    desk.sign_in()
    desk.ready()
