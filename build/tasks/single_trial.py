"""The frozen clinic-single, tried: made from nothing, central asked, the window opened on it and closed again."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from bundling import ONE_PC, PackagingError
from demo_parts import DemoError, Process, wait_until

PEOPLE = "5"


def tried(folder: Path) -> None:
    """Run it off screen in a home with a Chinese name; raises PackagingError."""
    program = str(folder / ONE_PC)
    with tempfile.TemporaryDirectory(prefix="cfd-single-") as scratch:
        home, status = Path(scratch) / "练习", Path(scratch) / "status"
        _must([program, "--home", str(home), "--people", PEOPLE, "--prepare-only"])
        _must([program, "central", "verify", "--home", str(home / "central")])
        window = Process(
            ONE_PC, [program, "--home", str(home), "--status-file", str(status)], Path(scratch) / "log",
            {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": ""},
        )  # fmt: skip
        window.start()
        try:
            wait_until(lambda: _said(status).get("page") == "sign-in", "the sign-in page", 120)
            port = int((home / "port").read_text())
            answered = _answers(port)
        except DemoError as error:
            raise PackagingError(
                f"the built clinic-single: {error}; {window.log.read_text()[-800:]}"
            ) from error
        finally:
            window.stop()
        if not answered or _answers(port):
            raise PackagingError(
                "the built clinic-single: central did not serve, or did not end with the window"
            )


def _must(words: list[str]) -> None:
    done = subprocess.run(
        words, capture_output=True, text=True, check=False, timeout=300, env={**os.environ, "PYTHONPATH": ""}
    )
    if done.returncode != 0:
        raise PackagingError(f"{' '.join(words[1:3])}: {(done.stdout + done.stderr)[-1500:]}")


def _said(status: Path) -> dict[str, Any]:
    try:
        answer = json.loads(status.read_text())
    except (OSError, ValueError):
        return {}
    return answer if isinstance(answer, dict) else {}


def _answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), 1):
            return True
    except OSError:
        return False
