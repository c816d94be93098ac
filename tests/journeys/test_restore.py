"""Central is put back from a copy: what it lost comes again from the desks, no number is given twice (DECISIONS 26)."""

from __future__ import annotations

import json
import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from demo_parts import Central, command, wait_until

from desktop.domain.errors import KnownError
from desktop.domain.made_up import DEMO_STAFF
from desktop.domain.staff import Role
from desktop.services.board import BoardCell
from tests.journeys.headless import HeadlessDesk, strangers

BOSS = next(s.staff_id for s in DEMO_STAFF if s.role is Role.SUPERVISOR)


def restore(central: Central, act: str, *words: str) -> str:
    return command("central", "restore", act, "--home", str(central.home), *words)


def waiting(central: Central) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(restore(central, "status", "--json"))["waiting"]
    return found


def live(central: Central) -> dict[str, tuple[str, int]]:
    rows = {b["id"]: (b["session"], b["number"]) for b in central.bookings()["bookings"] if b["live"]}
    assert len(set(rows.values())) == len(rows), "a number has two live bookings"
    return rows


def roomy(desk: HeadlessDesk) -> BoardCell:
    """Return a half-hour of which this desk holds a number and at least four more are free."""
    with desk.desk.store.read() as tx:
        held = {(right.session_id, right.half_hour) for right in tx.rights.held()}
    for department in desk.cases.board.departments():
        for ahead in range(2):
            day = desk.desk.today() + timedelta(days=ahead)
            for line in desk.cases.board.board(department.id, day).rows:
                for cell in line.cells:
                    if cell.kind == "free" and cell.left >= 4 and (cell.session_id, cell.half_hour) in held:
                        return cell
    raise AssertionError("no roomy half-hour")


@pytest.mark.rows("I1", "I2", "I8")
def test_after_a_restore_desks_bring_back_what_was_lost_and_a_lost_desks_numbers_are_given_to_nobody(
    fresh_central: Central, tmp_path: Path
) -> None:
    central, people = fresh_central, strangers()
    first = HeadlessDesk(tmp_path / "one", "one", central)
    second = HeadlessDesk(tmp_path / "two", "two", central)
    copy = tmp_path / "copy"
    copy.mkdir()
    try:
        for desk in (first, second, first):
            assert desk.sync()
        central.stop()
        for path in central.home.glob("central.db*"):
            shutil.copy(path, copy / path.name)
        central.start()
        wait_until(first.sync, "the line")
        wait_until(second.sync, "the line")
        cell = roomy(first)
        claimed = first.register(next(people), cell=cell)
        lost_claim = second.register(next(people), cell=cell)
        assert not claimed.offline
        assert not lost_claim.offline
        first.wire.cut = True
        first.sync()
        promised = first.register(next(people), cell=cell)
        assert promised.offline
        central.stop()
        for path in central.home.glob("central.db*"):
            path.unlink()
        for path in copy.iterdir():
            shutil.copy(path, central.home / path.name)
        restore(central, "begin", "--copied-at", "2020-01-01T00:00", "--by", BOSS)
        central.start()
        names = {first.desk.keys.desk.desk, second.desk.keys.desk.desk}
        assert {desk for desks in waiting(central).values() for desk in desks} == names
        first.wire.cut = False
        wait_until(first.sync, "the line")
        wait_until(lambda: first.sync() and first.cases.sync.status().waiting == 0, "what was lost")
        came = live(central)
        assert came[claimed.booking_id] == (cell.session_id, claimed.slip.number)
        assert came[promised.booking_id] == (cell.session_id, promised.slip.number)
        assert lost_claim.booking_id not in came
        assert waiting(central)[str(cell.session_id)] == [second.desk.keys.desk.desk]
        with pytest.raises(KnownError):
            first.register(next(people), cell=cell)
        said = restore(
            central, "lost", "--desk", second.desk.keys.desk.desk, "--by", BOSS, "--number",
            f"{cell.session_id}/{lost_claim.slip.number}",
        )  # fmt: skip
        assert "numbers set aside" in said
        assert waiting(central) == {}
        later = first.register(next(people), cell=cell)
        assert not later.offline
        taken = {claimed.slip.number, promised.slip.number, lost_claim.slip.number}
        assert later.slip.number not in taken
        wait_until(
            lambda: second.sync() and second.cases.sync.status().waiting == 0, "the desk that was lost"
        )
        assert live(central)[lost_claim.booking_id] == (cell.session_id, lost_claim.slip.number)
    finally:
        first.close()
        second.close()
