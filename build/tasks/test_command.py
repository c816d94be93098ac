"""`dev.py test`: the whole suite, with PostgreSQL beside it and windows drawn off screen.

A journey drives a desk, its session and central by real time on two cores, beside other journeys. When nothing but one
or two of them failed in a whole run, each is looked at once more, alone: the run is green only when that passes, and
its last lines name them. They are defects to be mended all the same (ARCHITECTURE.md).

`--pair` runs it on the Python and PySide6 that ship on Windows instead, under Wine (windows_pair).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Collection, Mapping
from pathlib import Path

from postgres import running_postgres

ROOT = Path(__file__).resolve().parents[2]
# one more than the two cores: a journey waits a third of its time for its own central
WORKERS = 3
LAST_FAILED = Path(".pytest_cache") / "v" / "cache" / "lastfailed"
JOURNEYS = "tests/journeys/"
MOST_AGAIN = 2
TESTS_FAILED = 1


def main(arguments: list[str] | None = None) -> int:
    """Run pytest with what was given, or everything; returns its exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if "--pair" in words:
        import windows_pair

        return windows_pair.run([word for word in words if word != "--pair"])
    whole = not words
    if not any(word.startswith("-n") for word in words):
        words = ["-n", str(WORKERS), "--dist", "loadfile", *words]
    (ROOT / LAST_FAILED).unlink(missing_ok=True)
    with running_postgres() as url:
        env = {
            **os.environ,
            "CLINIC_TEST_POSTGRES": url,
            "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
            "QT_SCALE_FACTOR": "1",
            "LC_ALL": "C.UTF-8",
        }
        code = _pytest(words, env)
        again = looked_at_again(_failed()) if whole and code == TESTS_FAILED else []
        if not again:
            return code
        _say("once more, alone:", again)
        code = _pytest(["-n0", *again], env)
    _say("passed alone, failed beside others; to be mended:" if code == 0 else "failed alone too:", again)
    return code


def looked_at_again(failed: Collection[str]) -> list[str]:
    """Return which of the failed tests are run once more: journeys, one or two of them, and nothing else beside."""
    if len(failed) > MOST_AGAIN or not all(test.startswith(JOURNEYS) for test in failed):
        return []
    return sorted(failed)


def _say(words: str, tests: list[str]) -> None:
    sys.stdout.write("\n  ".join([words, *tests]) + "\n")
    sys.stdout.flush()


def _failed() -> list[str]:
    try:
        return list(json.loads((ROOT / LAST_FAILED).read_text(encoding="utf-8")))
    except FileNotFoundError:
        return []


def _pytest(words: list[str], env: Mapping[str, str]) -> int:
    return subprocess.run(
        [sys.executable, "-m", "pytest", *words], cwd=ROOT, env=dict(env), check=False
    ).returncode


if __name__ == "__main__":
    raise SystemExit(main())
