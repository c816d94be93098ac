"""The vault of a PC is lost: two holders open the desk, central's roster takes the new keys, the day goes on."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from demo_parts import Central
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.bootstrap import commands
from desktop.bootstrap.installation import Installation
from desktop.bootstrap.recovery import DEMO_HOLDERS
from desktop.crypto.safe import FOLDER
from desktop.domain.audit import AuditAct
from desktop.domain.made_up import MadeUpPerson
from tests.journeys.windows.desk_at_work import CTRL, Key, WindowDesk, central_rows

OpenWindow = Callable[..., WindowDesk]
WINDOW = "恢复窗"
NEW = "mangzhong-xiaoman-2001"


@pytest.mark.rows("T3", "T6")
def test_a_desk_whose_vault_is_lost_is_opened_by_two_holders_and_registers_on(
    open_window: OpenWindow,
    qtbot: QtBot,
    qapp: QApplication,
    central: Central,
    people: Iterator[MadeUpPerson],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk, person = open_window(WINDOW), next(people)
    booking = desk.register(person)
    desk.sign_out()
    home = desk.home
    shutil.rmtree(home / "vault")
    desk.text("wxm")
    desk.press(Key.Key_Return)
    desk.until_caret("passphrase")
    desk.text("chunjiang-huayue-1001")
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.app.sign_in_page.f_passphrase.kind == "error")
    desk.picture("vault-lost")

    before = keys_at_central(central, home)
    ceremony(home, monkeypatch)
    central.sign_roster()
    after = keys_at_central(central, home)
    assert before != after, "central holds the recovered person's new keys"

    desk.until_caret("passphrase")
    again = WindowDesk(qtbot, qapp, home, central)
    try:
        again.until_caret("staff")
        again.press(Key.Key_A, modifier=CTRL)
        again.text("chl")
        again.press(Key.Key_Return)
        again.until_caret("passphrase")
        again.text(NEW)
        again.press(Key.Key_Return)
        again.until(lambda: again.app.sitting is not None)
        again.ready()
        assert again.patient(booking.patient_id).record.document_number == person.number
        assert len(again.traces(1, AuditAct.RECOVERED)) == 1
        again.register(next(people))
    finally:
        again.close()


def keys_at_central(central: Central, home: Path) -> list[tuple[object, ...]]:
    """Return the supervisor's public keys at this desk as central has them."""
    desk_id = Installation.load(home).desk_id
    query = "select sign_public, seal_public from staff_keys where staff_id = '2001' and desk_id = ?"
    return central_rows(central, query, desk_id)


def ceremony(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Request at the desk, two turns, answer at the desk."""
    words = {"now": NEW}
    monkeypatch.setattr("getpass.getpass", lambda _prompt: words["now"])
    at = ("--home", str(home))
    assert commands.main(["recovery", "begin", "--out", str(home / "step-0"), *at]) == 0
    for step, (holder, passphrase) in enumerate(DEMO_HOLDERS):
        words["now"] = passphrase
        files = ("--request", str(home / f"step-{step}"), "--out", str(home / f"step-{step + 1}"))
        assert commands.main(["recovery", "turn", *files, "--holder", str(home / FOLDER / holder), *at]) == 0
    words["now"] = NEW
    finish = ("finish", "--answer", str(home / "step-2"), "--person", "2001:陈慧兰:chl:supervisor")
    assert commands.main(["recovery", *finish, *at]) == 0
