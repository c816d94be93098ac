"""Nothing of a person lies in clear at desk or central; the line, the file and the roles hold (P17, G72, G73)."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from leaks import found_in_store, search

from central.crypto import authority
from central.machine import SystemClock
from desktop.bootstrap.installation import Installation
from desktop.bootstrap.opening import STORE_FILE
from desktop.domain.errors import CentralUnreachableError, StoreDamagedError
from desktop.domain.made_up import MadeUpPerson
from desktop.domain.masking import Surface, mask_name
from desktop.store.engine import connector, known_errors
from desktop.sync.transport import HttpsNetwork
from tests.journeys.windows.desk_at_work import Key, WindowDesk, central_rows

OpenWindow = Callable[..., WindowDesk]


@pytest.mark.rows("P17", "G72", "T3", "T9", "A1")
def test_after_a_registration_nothing_lies_in_clear_anywhere_and_the_opened_store_has_it_all(
    window_desk: WindowDesk, people: Iterator[MadeUpPerson], tmp_path: Path
) -> None:
    desk, person = window_desk, next(people)
    booking = desk.register(person)
    desk.press(Key.Key_F3)
    desk.until(lambda: desk.rows() and desk.rows()[0].startswith(mask_name(person.name, Surface.LIST)))
    words = desk.words()
    for raw in (person.name, person.number, person.phone):
        assert raw not in words, "a list is masked"
    desk.press(Key.Key_Escape)
    assert found_in_store(desk.desk.store, [person]) == (), (
        "control: the search finds all of it when it is opened"
    )
    rows = central_rows(desk.central, "select state from patients where patient_id = ?", booking.patient_id)
    assert rows == [("live",)]
    report = search([desk.home, desk.central.home.parent], [person])
    assert report.files > 10
    assert report.leaks == ()

    file = desk.home / STORE_FILE
    with closing(sqlite3.connect(file)) as plain, pytest.raises(sqlite3.DatabaseError):
        plain.execute("select count(*) from sqlite_master")
    with pytest.raises(StoreDamagedError), known_errors():
        connector(file, bytes(32), 2000, 100)().execute("select count(*) from sqlite_master")

    foreign = tmp_path / "foreign"
    foreign.mkdir()
    authority.create(foreign, SystemClock().now(), ())
    installation = Installation.load(desk.home)
    for ca, answers in ((installation.ca_pem, True), ((foreign / "ca.pem").read_text(), False)):
        network = HttpsNetwork(installation.url, ca)
        if answers:
            assert network.send("GET", "/v1/ca", {}, b"", 5.0).status == 200
        else:
            with pytest.raises(CentralUnreachableError):
                network.send("GET", "/v1/ca", {}, b"", 5.0)
        network.close()


@pytest.mark.rows("P17", "G75", "T12")
def test_only_people_with_a_slot_open_the_desk_and_each_sees_the_pages_of_their_role(
    open_window: OpenWindow,
) -> None:
    desk = open_window()
    assert "approvals" not in desk.sitting.workplace.pages
    assert "审批" not in desk.words(desk.frame.rail)
    desk.sign_out()
    desk.until_caret("staff")
    desk.text("zwg")
    desk.press(Key.Key_Return)
    desk.sees("没有这个工号或姓名首字母")
    desk.sign_in("chl")
    desk.ready()
    desk.sees("审批", desk.frame.rail)
    with desk.desk.store.read() as tx:
        assert tx.audit.next_seq() > 1
