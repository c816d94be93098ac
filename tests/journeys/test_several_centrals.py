"""Central in earnest: two processes on one PostgreSQL, desks at both, one pool of numbers (G30, I1, I5)."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from demo_parts import Central

from desktop.domain.errors import SlotTakenError
from desktop.domain.ids import SessionId
from desktop.domain.made_up import MadeUpPerson
from tests.journeys.headless import HeadlessDesk

POSTGRES = "CLINIC_TEST_POSTGRES"


@pytest.fixture
def postgres_database() -> Iterator[str]:
    """Yield the address of an empty database; it is dropped afterwards."""
    url = os.environ.get(POSTGRES)
    if not url:
        pytest.skip(f"no PostgreSQL here: run `build/dev.py test`, or name one in {POSTGRES}")
    name = "j_" + uuid.uuid4().hex
    admin = sa.create_engine(url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(sa.text(f"create database {name}"))
    yield sa.make_url(url).set(database=name).render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.execute(sa.text(f"drop database {name} with (force)"))
    admin.dispose()


def cell_day(desk: HeadlessDesk, session_id: SessionId | None) -> date:
    """Return the day of a session that this desk knows."""
    assert session_id is not None
    with desk.desk.store.read() as tx:
        session = tx.schedules.session(session_id)
    assert session is not None
    return session.day


@pytest.mark.rows("G24", "G30", "I1", "I5", "P17")
def test_two_processes_on_one_postgresql_share_one_pool(
    postgres_database: str, tmp_path: Path, people: Iterator[MadeUpPerson]
) -> None:
    first = Central(tmp_path, people=20, days=2, online_channel=False, database=postgres_database)
    first.prepare()
    second = first.another_process()
    first.start()
    second.start()
    desks = []
    try:
        for name, central in (("one", first), ("two", second)):
            desks.append(HeadlessDesk(tmp_path / name, name, central))
            assert desks[-1].sync()
        left, right = desks
        left.sync()
        cell = left.free_cell("hx")
        for turn in range(cell.left):
            desks[turn % 2].register(next(people), cell=cell)
        with pytest.raises(SlotTakenError):
            right.register(next(people), cell=replace(cell, left=1))
        right.sync()
        rows = first.bookings()
        assert rows["totals"]["double_booked"] == 0
        numbers = [b["number"] for b in rows["bookings"] if b["live"] and b["session"] == cell.session_id]
        assert len(numbers) == len(set(numbers))
        left.sync()
        board = left.cases.board.board(left.department("hx").id, cell_day(left, cell.session_id))
        shown = {(c.session_id, c.half_hour): c.kind for line in board.rows for c in line.cells}
        assert shown[cell.session_id, cell.half_hour] == "full"
    finally:
        for desk in desks:
            desk.close()
        second.stop()
        first.stop()
