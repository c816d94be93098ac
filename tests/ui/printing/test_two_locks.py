"""Printing on a lane and taking windows down never wait for each other; CLINIC_LOCKS_S lets it run for longer."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
SECONDS = os.environ.get("CLINIC_LOCKS_S", "1")


@pytest.mark.rows("A6")
def test_a_lane_that_lays_out_a_letter_never_waits_for_qts_lock_with_pythons_in_hand() -> None:
    words = [sys.executable, "-m", "tests.ui.printing.two_locks", SECONDS]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) >= 5, "every paper was made at least once"
