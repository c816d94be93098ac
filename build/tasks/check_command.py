"""`dev.py check`: what must hold before a test is run; each tool says in its own words what does not."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
# what a tool says in one line although all holds
NOTE = "note: "

CHECKS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("the Qt that this Python can bear", (sys.executable, "build/tasks/refcount_probe.py")),
    ("ruff: lint", (str(BIN / "ruff"), "check", ".")),
    ("ruff: format", (str(BIN / "ruff"), "format", "--check", ".")),
    ("import-linter: floors", (str(BIN / "lint-imports"),)),
    ("mypy", (str(BIN / "mypy"),)),
    ("deptry: dependencies", (str(BIN / "deptry"), "desktop", "central")),
    ("translations", (sys.executable, "build/tasks/translations.py", "--check")),
    ("grading of stored fields", (sys.executable, "build/tasks/grading_check.py")),
    ("known faults of packages", (sys.executable, "build/tasks/known_faults.py")),
)


def main() -> int:
    """Run all checks; returns 1 when one failed."""
    failed = []
    for name, words in CHECKS:
        began = time.monotonic()
        done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
        verdict = "ok" if done.returncode == 0 else "FAILED"
        sys.stdout.write(f"{verdict:7} {name} ({time.monotonic() - began:.1f} s)\n")
        if done.stdout.startswith(NOTE):
            sys.stdout.write(f"        {done.stdout}")
        if done.returncode != 0:
            failed.append(name)
            sys.stdout.write(done.stdout[-6000:] + done.stderr[-3000:] + "\n")
    sys.stdout.write(
        "check: " + ("all hold\n" if not failed else f"{len(failed)} failed: {', '.join(failed)}\n")
    )
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
