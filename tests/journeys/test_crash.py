"""kill -9 during registrations: what was acknowledged is there afterwards, and nothing is half (DECISIONS 35)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from crash_check import Acknowledged, verify
from crash_desk import MOST_PER_CYCLE, leased, unlocked
from leaks import found_in_store, search

from desktop.domain.made_up import MadeUpPerson, person_of

ROOT = Path(__file__).resolve().parents[2]
KILLS = 20


@pytest.mark.rows("A4", "G72", "T3")
@pytest.mark.skipif(not hasattr(os, "fork"), reason="the clerk is forked from a warmed parent")
def test_twenty_kills_during_registrations_lose_nothing_and_leave_nothing_half(tmp_path: Path) -> None:
    home, result = tmp_path / "desk", tmp_path / "result.json"
    done = subprocess.run(
        [sys.executable, "build/tasks/crash_command.py", "--cycles", str(KILLS), "--home", str(home),
         "--json", str(result)],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    outcome = json.loads(result.read_text())
    assert outcome["cycles"] == KILLS
    assert outcome["acknowledged"] >= KILLS
    told = Acknowledged(
        tuple((booking, serial) for booking, serial in outcome["told"]["booked"]),
        tuple(outcome["told"]["undone"]),
    )
    assert verify(home, told, len(leased(KILLS * MOST_PER_CYCLE))).faults == []
    some = [person_of(serial) for _booking, serial in told.booked[:: max(1, len(told.booked) // 8)]]
    result.unlink()
    assert search([tmp_path], some).leaks == ()
    assert found_in_store_of(home, some) == ()


def found_in_store_of(home: Path, people: list[MadeUpPerson]) -> tuple[str, ...]:
    """Return whom the same search does not find in the opened store (control)."""
    desk = unlocked(home)
    try:
        return found_in_store(desk.store, people)
    finally:
        desk.store.close()
