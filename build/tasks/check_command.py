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
)
# waits for a database on the network: asked first, heard last
FAULTS = "known faults of packages"
ASK_FAULTS = (sys.executable, "build/tasks/known_faults.py")


def main() -> int:
    """Run all checks; returns 1 when one failed."""
    with _begun(ASK_FAULTS) as asked:
        held = {name: _held(name, words) for name, words in CHECKS}
        began = time.monotonic()
        out, err = asked.communicate()
        held[FAULTS] = _said(FAULTS, began, asked.returncode, out, err)
    failed = [name for name, holds in held.items() if not holds]
    sys.stdout.write(
        "check: " + ("all hold\n" if not failed else f"{len(failed)} failed: {', '.join(failed)}\n")
    )
    return 1 if failed else 0


def _begun(words: tuple[str, ...]) -> subprocess.Popen[str]:
    return subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def _held(name: str, words: tuple[str, ...]) -> bool:
    began = time.monotonic()
    with _begun(words) as running:
        out, err = running.communicate()
    return _said(name, began, running.returncode, out, err)


def _said(name: str, began: float, code: int, out: str, err: str) -> bool:
    verdict = "ok" if code == 0 else "FAILED"
    sys.stdout.write(f"{verdict:7} {name} ({time.monotonic() - began:.1f} s)\n")
    if out.startswith(NOTE):
        sys.stdout.write(f"        {out}")
    if code != 0:
        sys.stdout.write(out[-6000:] + err[-3000:] + "\n")
    return code == 0


if __name__ == "__main__":
    raise SystemExit(main())
