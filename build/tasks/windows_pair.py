"""`dev.py test --pair`: the suite on the very Python and PySide6 that ship on Windows: the bench's, under Wine.

What cannot be there stands aside by name or skips itself with its reason; a room that is named is run all the same.
PostgreSQL is not part of it: what ships on Windows is the desk, and for training a central on SQLite.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from bundling import ROOT, PackagingError
from lock_entries import ONE_PC, SUITE
from lock_entries import WINDOWS as DESK
from windows_package import PYTHON, WINDOWS, made_bench

# rooms of the suite that are not run unless they are named
ASIDE = {
    "tests/devices": "its emulators are pseudo-terminals",
    "tests/journeys": "a window and its central under Wine are `package --windows`; each is slow there",
    "tests/proof": "it tries the tools of this system: bundles, servers, drills",
}
WORKERS = 2
# Debian's fonts-noto-cjk
FONTS = Path("/usr/share/fonts/opentype/noto")


def run(words: Sequence[str]) -> int:
    """Run pytest with what was given, or every room that can be there; returns its exit code."""
    try:
        bench = made_bench(SUITE=(ONE_PC | SUITE) - DESK)
    except PackagingError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    if bench is None:
        return 0
    paths = [word for word in words if word.startswith("tests")]
    chosen = list(words) if paths else [*rooms(), *words]
    if not any(word.startswith("-n") for word in words):
        chosen = ["-n", str(WORKERS), "--dist", "loadfile", *chosen]
    for room, why in ASIDE.items():
        sys.stdout.write(f"aside: {room}: {why}\n")
    sys.stdout.flush()
    # Python 3.13 under Wine 8 wants a pipe before and behind it (wine.sh)
    script = 'echo | wine "$0" -m pytest -p no:cacheprovider --hypothesis-profile=ci "$@" > >(cat) 2>&1'
    line = [str(WINDOWS / "wine.sh"), "bash", "-c", script, PYTHON, *chosen]
    return subprocess.run(line, cwd=ROOT, env=environment(bench), check=False).returncode


def rooms() -> list[str]:
    """Return the rooms of the suite that run there."""
    found = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "tests").iterdir() if path.is_dir())
    return [room for room in found if room not in ASIDE and any((ROOT / room).rglob("test_*.py"))]


def fonts(bench: Path) -> Path:
    """Return a folder with the fonts that the suite measures with: off screen Qt asks no system for them there."""
    folder = bench / "pfx" / "drive_c" / "suite-fonts"
    folder.mkdir(exist_ok=True)
    for found in FONTS.glob("NotoSansCJK-*.ttc"):
        # of collections Qt's own search knows no name, but reads them
        shutil.copyfile(found, folder / f"{found.stem}.otf")
    return folder


def environment(bench: Path) -> dict[str, str]:
    """Return what the suite is started with: its wheels and this tree, seen through Wine's Z: drive."""
    tree = "Z:" + str(ROOT).replace("/", "\\")
    return os.environ | {
        "BENCH": str(bench),
        "PYTHONPATH": f"{tree}\\build\\windows\\standins\\python;C:\\suite;{tree};{tree}\\build\\tasks",
        "PYTHONPYCACHEPREFIX": "C:\\bytecode",
        "PYTHONDONTWRITEBYTECODE": "",
        # Wine keeps variables of Qt from its programs, unless they come so
        "WINEQT_QPA_PLATFORM": "offscreen",
        "WINEQT_SCALE_FACTOR": "1",
        "WINEQT_QPA_FONTDIR": f"C:\\{fonts(bench).name}",
    }
