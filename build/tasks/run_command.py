"""`dev.py run`: a central with made-up people and the desk; with --tour the same job is played and pictured."""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from demo_parts import ROOT, Central, DemoError, Desk, Reader
from platformdirs import user_state_path

ALL_PARTS = ("main", "day", "rights")


def main(arguments: list[str] | None = None) -> int:
    """Run the demo until its window is closed, or play the tour; returns the exit code."""
    parser = argparse.ArgumentParser(prog="dev.py run", description=__doc__)
    parser.add_argument("--home", type=Path, help="where the demo keeps its data (kept between runs)")
    parser.add_argument("--tour", type=Path, metavar="DIR", help="play the main job and save pictures here")
    parser.add_argument(
        "--part", action="append", choices=ALL_PARTS, help="with --tour: only this part (repeat for more)"
    )
    chosen = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, _ended)
    tour = chosen.tour
    if tour is None and _no_screen():
        tour = ROOT / "dist" / "tour"
        sys.stderr.write(f"No screen here: playing the main job on a virtual one; pictures go to {tour}\n")
    try:
        if tour is not None:
            return _tour(chosen.home, tour, [one for one in ALL_PARTS if one in (chosen.part or ALL_PARTS)])
        return _demo(chosen.home or user_state_path("clinic-front-desk-demo"))
    except DemoError as error:
        sys.stderr.write(f"The demo did not come up: {error}\n")
        return 1


def _no_screen() -> bool:
    return sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _ended(_number: int, _frame: object) -> None:
    """Whoever ends the command ends what it started too."""
    raise SystemExit(143)


def _tour(home: Path | None, folder: Path, parts: Sequence[str]) -> int:
    import tempfile

    import tour

    def play(at: Path) -> int:
        figures = tour.play(at.resolve(), folder.resolve(), parts)
        sys.stdout.write(json.dumps(figures, ensure_ascii=False, indent=2) + "\n")
        return 0 if tour.sound(figures) else 1

    if home is not None:
        home.mkdir(parents=True, exist_ok=True)
        return play(home)
    with tempfile.TemporaryDirectory(prefix="cfd-tour-") as scratch:
        return play(Path(scratch))


def _demo(home: Path) -> int:
    home.mkdir(parents=True, exist_ok=True)
    central = Central(home)
    reader = Reader(home, "reader-a")
    desk = Desk(home, "desk-a", "3 号窗", reader.port)
    sys.stdout.write(f"Preparing the demo in {home.name} (the first time takes about half a minute)...\n")
    try:
        central.prepare()
        central.start()
        reader.start()
        desk.enroll(central.enroll_code(desk.window))
        central.sign_roster()
        desk.start("--demo-reader", str(reader.control))
        sys.stdout.write(f"Codes that patients would get by SMS appear in {central.log}\n")
        assert desk.process is not None
        assert desk.process.child is not None
        return desk.process.child.wait()
    except KeyboardInterrupt:
        return 130
    finally:
        desk.stop()
        reader.process.stop()
        central.stop()


if __name__ == "__main__":
    raise SystemExit(main())
