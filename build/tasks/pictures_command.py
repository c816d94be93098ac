"""`dev.py pictures`: every page and overlay as pictures: Chinese and English, light and dark, 1366×768 and 150 %."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGES, WALK = "build/tasks/picture_pages.py", "build/tasks/picture_walk.py"
JOURNEYS = ROOT / "tests" / "journeys" / "windows"
FIXTURES = ("tests.rows.plugin", "tests.journeys.conftest", "tests.journeys.windows.conftest")


def main(arguments: list[str] | None = None) -> int:
    """Draw the pages, or play a desk or the journeys that take pictures; returns pytest's exit code."""
    parser = argparse.ArgumentParser(prog="dev.py pictures", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="folder for the pictures")
    parser.add_argument(
        "--walk", action="store_true", help="three people at a real desk with a real central instead"
    )
    parser.add_argument("--journeys", action="store_true", help="the states of all journeys instead (long)")
    parser.add_argument("-k", default="", help="only what has this in its name (pytest's -k)")
    parser.add_argument("rest", nargs="*", help="files of journeys")
    chosen = parser.parse_args(arguments)
    chosen.out.mkdir(parents=True, exist_ok=True)
    paths = chosen.rest or (_with_pictures() if chosen.journeys else [WALK if chosen.walk else PAGES])
    plugins = FIXTURES if paths == [WALK] else FIXTURES[:1] if paths == [PAGES] else ()
    fixtures = [word for plugin in plugins for word in ("-p", plugin)]
    env = {
        **os.environ, "CLINIC_PICTURES": str(chosen.out.resolve()), "CLINIC_FORMS": "all",
        "QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8",
    }  # fmt: skip
    run = [sys.executable, "-m", "pytest", "-q", *fixtures, *(["-k", chosen.k] if chosen.k else []), *paths]
    code = subprocess.run(run, cwd=ROOT, env=env, check=False).returncode
    sys.stdout.write(f"{len(list(chosen.out.glob('*.png')))} pictures in {chosen.out}\n")
    return code


def _with_pictures() -> list[str]:
    return [
        str(path) for path in sorted(JOURNEYS.glob("test_*.py")) if ".picture(" in path.read_text("utf-8")
    ]


if __name__ == "__main__":
    raise SystemExit(main())
