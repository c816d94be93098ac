"""`dev.py test`: the whole suite, with PostgreSQL beside it and windows drawn off screen.

`--pair` runs it on the Python and PySide6 that ship on Windows instead, under Wine (windows_pair).
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from postgres import running_postgres

ROOT = Path(__file__).resolve().parents[2]
# one more than the two cores: a journey waits a third of its time for its own central
WORKERS = 3


def main(arguments: list[str] | None = None) -> int:
    """Run pytest with what was given, or everything; returns its exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if "--pair" in words:
        import windows_pair

        return windows_pair.run([word for word in words if word != "--pair"])
    if not any(word.startswith("-n") for word in words):
        words = ["-n", str(WORKERS), "--dist", "loadfile", *words]
    with running_postgres() as url:
        env = {
            **os.environ,
            "CLINIC_TEST_POSTGRES": url,
            "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
            "QT_SCALE_FACTOR": "1",
            "LC_ALL": "C.UTF-8",
        }
        return subprocess.run(
            [sys.executable, "-m", "pytest", *words], cwd=ROOT, env=env, check=False
        ).returncode


if __name__ == "__main__":
    raise SystemExit(main())
