"""`dev.py pictures`: every page and overlay as pictures: Chinese and English, light and dark, 1366×768 and 150 %."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WALK = "build/tasks/picture_walk.py"
JOURNEYS = ROOT / "tests" / "journeys" / "windows"
FIXTURES = ("tests.rows.plugin", "tests.journeys.conftest", "tests.journeys.windows.conftest")


def main(arguments: list[str] | None = None) -> int:
    """Play the walk, or the journeys that take pictures; returns pytest's exit code."""
    parser = argparse.ArgumentParser(prog="dev.py pictures", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="folder for the pictures")
    parser.add_argument("--journeys", action="store_true", help="the states of all journeys instead (long)")
    parser.add_argument("rest", nargs="*", help="words for pytest: a journey's file, -k NAME")
    chosen, words = parser.parse_known_args(arguments)
    chosen.out.mkdir(parents=True, exist_ok=True)
    paths = chosen.rest or (_with_pictures() if chosen.journeys else [WALK])
    fixtures = [word for plugin in FIXTURES for word in ("-p", plugin)] if paths == [WALK] else []
    env = {
        **os.environ, "CLINIC_PICTURES": str(chosen.out.resolve()), "CLINIC_FORMS": "all",
        "QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8",
    }  # fmt: skip
    run = [sys.executable, "-m", "pytest", "-q", *fixtures, *words, *paths]
    code = subprocess.run(run, cwd=ROOT, env=env, check=False).returncode
    sys.stdout.write(f"{len(list(chosen.out.glob('*.png')))} pictures in {chosen.out}\n")
    return code


def _with_pictures() -> list[str]:
    return [
        str(path) for path in sorted(JOURNEYS.glob("test_*.py")) if ".picture(" in path.read_text("utf-8")
    ]


if __name__ == "__main__":
    raise SystemExit(main())
