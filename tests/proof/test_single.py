"""Desk and central on one PC, with nothing else: made, opened in a real window, and closed again (G114, N41)."""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import package_command
import pytest
from demo_parts import wait_until

ROOT = Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"^```one-pc\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def handbook(place: Path) -> list[list[str]]:
    """Return the words of the handbook's commands for one PC, after the program's name."""
    text = (ROOT / "resources" / "help" / "it.zh_CN.md").read_text("utf-8")
    lines = [line for body in BLOCK.findall(text) for line in body.splitlines()]
    assert all(line.startswith("clinic-single ") for line in lines)
    return [shlex.split(line.replace("$ONE_PC", str(place)))[1:] for line in lines]


def start(home: Path, *words: str) -> subprocess.Popen[bytes]:
    """Start `clinic-single` off screen, in a group of its own."""
    return started("--home", str(home), "--people", "5", *words)


def started(*words: str) -> subprocess.Popen[bytes]:
    """Start it with all its words."""
    return subprocess.Popen(
        [sys.executable, "-m", "central.single", *words], cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, start_new_session=True,
    )  # fmt: skip


def said(status: Path) -> dict[str, Any]:
    try:
        answer = json.loads(status.read_text())
    except (OSError, ValueError):
        return {}
    return answer if isinstance(answer, dict) else {}


@pytest.mark.rows("G114", "B10")
def test_one_pc_makes_its_own_central_and_desk_opens_the_window_and_leaves_nothing_running(
    tmp_path: Path, reached_outside: Callable[[str, str], None]
) -> None:
    home, status = tmp_path / "练习", tmp_path / "status"
    make, open_it = handbook(home)
    assert started(*make).wait(90) == 0
    child = started(*open_it, "--status-file", str(status))
    try:
        wait_until(lambda: said(status).get("page") == "sign-in", "the sign-in page", 90)
        port = int((home / "port").read_text())
        assert (home / "central" / "central.db").read_bytes().startswith(b"SQLite format 3")
        assert json.loads((home / "desk" / "installation.json").read_text())["demo"]
        with socket.create_connection(("127.0.0.1", port), 2):
            pass
        reached_outside(
            "store", "the desk's own enrolment made key file and installation, its window shows sign-in"
        )
    finally:
        child.send_signal(signal.SIGTERM)
        child.wait(30)
    with pytest.raises(OSError, match="refused"), socket.create_connection(("127.0.0.1", port), 1):
        pass
    identity = (home / "desk" / "installation.json").read_bytes()
    again = start(home, "--prepare-only")
    assert again.wait(60) == 0
    assert (home / "desk" / "installation.json").read_bytes() == identity


@pytest.mark.rows("G114", "B1", "B3")
def test_the_package_for_one_pc_is_built_passes_its_gate_and_works_without_a_python_beside_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    if not os.environ.get("CLINIC_SINGLE"):
        pytest.skip("the long form: set CLINIC_SINGLE=1 (2 minutes, writes dist/)")
    assert package_command.main(["--single"]) == 0
    assert "opened its window and closed: ok" in capsys.readouterr().out


@pytest.mark.rows("G114")
def test_a_single_pc_is_for_training_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "latin-1")  # nor does a pipe that cannot carry Chinese end it
    child = start(tmp_path, "--prepare-only")
    assert child.wait(90) == 0
    # the demo mark is bound into the keys: altering the public file makes a desk that opens nothing
    code = subprocess.run(
        [sys.executable, "-m", "central", "enroll-code", "--home", str(tmp_path / "central"), "--window", "1", "--url",
         "https://127.0.0.1:1"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert code.returncode == 0
    assert json.loads((tmp_path / "desk" / "installation.json").read_text())["demo"] is True
