"""A real central in a process of its own, and desks enrolled with it by one-time codes."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "build" / "tasks"))

from demo_parts import Central, run_here  # the tour's own parts, found through the line above

from central.cli.main import main as central_main
from desktop.bootstrap import commands as desk_commands
from desktop.domain.made_up import MadeUpPerson
from desktop.domain.staff import Role
from tests.journeys.headless import HeadlessDesk, strangers

PEOPLE = 40
DAYS = 3
# the night clinic's last hour takes what a whole day's journeys book, with a block for each of their windows
LAST_HOUR = (11, 12)
MORE_NUMBERS = 60

run_here("central", central_main)
run_here("desktop", desk_commands.main)


@pytest.fixture(scope="session")
def pattern_central(tmp_path_factory: pytest.TempPathFactory) -> Central:
    """A prepared central that is never served: every other one of a worker starts as its copy."""
    central = Central(tmp_path_factory.mktemp("pattern"), people=PEOPLE, days=DAYS, online_channel=False)
    central.prepare()
    more_at_night(central)
    return central


def more_at_night(central: Central) -> None:
    """Give the last hour of the first day more numbers: there is something to book today at any hour of the tests."""
    add = (
        "insert into slots (hospital_id, session_id, number, half_hour, epoch, state, turn, channel) select"
        " s.hospital_id, s.session_id, (select max(number) from slots where session_id = s.session_id) + 1, ?, 0,"
        " 'pool', 0, 'shared' from sessions s where s.day = (select min(day) from sessions) and s.half_hours > ?"
    )
    with closing(sqlite3.connect(central.home / "central.db", timeout=10)) as database, database:
        for half_hour in LAST_HOUR * MORE_NUMBERS:
            database.execute(add, (half_hour, max(LAST_HOUR)))


@pytest.fixture(scope="session")
def prepared_central(pattern_central: Central, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Central]:
    """One central for all journeys of a worker; journeys take different departments and people."""
    central = Central(tmp_path_factory.mktemp("central"), online_channel=False)
    central.prepare_like(pattern_central)
    central.start()
    yield central
    central.stop()


@pytest.fixture
def central(prepared_central: Central) -> Central:
    """The central, running."""
    if not prepared_central.process.alive():
        prepared_central.start()
    return prepared_central


@pytest.fixture
def make_desk(central: Central, tmp_path: Path) -> Iterator[Callable[..., HeadlessDesk]]:
    """Enrol desks; they are closed afterwards."""
    made: list[HeadlessDesk] = []

    def make(name: str, role: Role = Role.CLERK) -> HeadlessDesk:
        desk = HeadlessDesk(tmp_path / name, name, central, role)
        made.append(desk)
        assert desk.sync()
        return desk

    yield make
    for desk in made:
        desk.close()


@pytest.fixture
def fresh_central(pattern_central: Central, tmp_path: Path) -> Iterator[Central]:
    """A central of this test alone: its desks are all the desks there are."""
    central = Central(tmp_path / "fresh", online_channel=False)
    central.prepare_like(pattern_central)
    central.start()
    yield central
    central.stop()


_people = strangers()


@pytest.fixture
def people() -> Iterator[MadeUpPerson]:
    """Fresh strangers, never the same twice in a worker."""
    return _people
