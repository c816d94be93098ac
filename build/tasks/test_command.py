"""`dev.py test`: the whole suite, with PostgreSQL beside it and windows drawn off screen.

What failed while two workers shared the machine is run once more, alone and by name: a window that was starved for
seconds is told apart from a defect. Both runs are shown; a defect fails twice.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from postgres import running_postgres

ROOT = Path(__file__).resolve().parents[2]
TESTS_FAILED = 1


def main(arguments: list[str] | None = None) -> int:
    """Run pytest with what was given, or everything; returns its exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if not any(word.startswith("-n") for word in words):
        words = ["-n", "2", "--dist", "loadfile", *words]
    with running_postgres() as url:
        env = {
            **os.environ,
            "CLINIC_TEST_POSTGRES": url,
            "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
            "QT_SCALE_FACTOR": "1",
            "LC_ALL": "C.UTF-8",
        }
        code = _pytest(words, env)
        if code == TESTS_FAILED:
            sys.stdout.write("\nOnce more, alone, what failed:\n")
            sys.stdout.flush()
            code = _pytest(["--last-failed", "--last-failed-no-failures", "none", "-v"], env)
        return code


def _pytest(words: list[str], env: dict[str, str]) -> int:
    return subprocess.run([sys.executable, "-m", "pytest", *words], cwd=ROOT, env=env, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())
