"""`dev.py canaries`: unmistakable made-up people through every flow, then every file searched for them: 0 hits.

Two desks without windows over a real central, all below one folder: homes, WAL, logs, temp, spool, letters, sealed
copies, backups, the zip for support, what a crash left. The search runs twice: while stores and central are open, and
after everything ended. Beside it lie planted files in which everybody must be found, in every encoding.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from canary import looking, machine_flows, window_flows
from canary.people import MOST
from canary.rights_flows import Rights
from canary.stage import Stage
from demo_parts import Central, run_here
from PySide6.QtWidgets import QApplication

from central.cli.main import main as central_main
from desktop.bootstrap import commands as desk_commands
from desktop.ui.i18n import Languages


@dataclass(slots=True)
class Run:
    """What one run did and found; faults in words without personal data."""

    people: int
    seconds: float
    flows: dict[str, int]
    refused: dict[str, int]
    searches: dict[str, looking.Looked]
    faults: list[str]


def run(base: Path, people: int, pattern: Central | None = None, *, while_open: bool = True) -> Run:
    """Drive so many canaries through everything below a folder, and search it, `while_open` too or at the end alone."""
    began = time.monotonic()
    stage = Stage(base, people, pattern)
    stage.open()
    try:
        window_flows.register_all(stage)
        window_flows.rest_of_the_day(stage)
        Rights(stage).play()
        missing, back = looking.missing_in_store(stage)
        machine_flows.back_up(stage)
        machine_flows.crash(stage)
        machine_flows.export_diagnostics(stage)
        searches = {"open": looking.look(stage)} if while_open else {}
    finally:
        stage.close()
    searches["closed"] = looking.look(stage)
    faults = [f"{missing} values of living canaries are not in the opened store"] if missing else []
    faults += [f"{back} values of deleted canaries are in the opened store"] if back else []
    faults += [f"nobody went through: {flow}" for flow in expected(people) if not stage.done[flow]]
    faults += [fault for when, found in searches.items() for fault in faults_of(when, found)]
    seconds = round(time.monotonic() - began, 1)
    return Run(people, seconds, dict(stage.done), dict(stage.refused), searches, faults)


def expected(people: int) -> tuple[str, ...]:
    """Return the flows that so many people must have gone through; the line of a day needs a session that runs."""
    return ALWAYS if people >= FULL else ()


FULL = 10
ALWAYS = (
    "booked on line", "booked off line", "account with code", "payment", "refund", "moved", "cancelled",
    "searched and revealed", "request filed", "agent's request", "correction", "phone change", "deletion filed",
    "request decided", "deletion approved", "sealed copy", "letter", "deletion confirmed by every desk",
    "disclosure filed", "disclosure approved", "disclosure handed over", "incident: touched", "incident: told",
    "backup put back", "ended by kill and by crash", "diagnostics exported",
)  # fmt: skip


def faults_of(when: str, found: looking.Looked) -> list[str]:
    """Return what is wrong with one search: a find, a planted value not found, a stranger in an allowed file."""
    faults = [f"{when}: {place}" for place in found.where]
    faults += [
        f"{when}: control {how}: {found.planted.get(how, 0)} of {found.expected} planted values found"
        for how in looking.PLANTS
        if found.planted.get(how, 0) != found.expected
    ]
    if found.strangers_in_allowed:
        faults.append(f"{when}: {found.strangers_in_allowed} other people in files that one may be in")
    return faults


def main(arguments: list[str] | None = None) -> int:
    """Run and report; exit code 1 when anything was found or a control failed."""
    parser = argparse.ArgumentParser(prog="dev.py canaries", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--people", type=int, default=MOST, help=f"how many canaries, at most {MOST}")
    parser.add_argument("--folder", type=Path, help="keep everything there; a temporary folder else")
    parser.add_argument("--json", type=Path, help="write the figures there")
    chosen = parser.parse_args(arguments)
    application = QApplication.instance() or QApplication([])
    Languages(application)  # type: ignore[arg-type]  # the one application
    run_here("central", central_main)
    run_here("desktop", desk_commands.main)
    with tempfile.TemporaryDirectory(prefix="canaries-") as folder:
        figures = run(chosen.folder or Path(folder), min(chosen.people, MOST))
    if chosen.json:
        chosen.json.write_text(json.dumps(asdict(figures), ensure_ascii=False, indent=1) + "\n")
    _say(figures)
    return 1 if figures.faults else 0


def _say(figures: Run) -> None:
    say: Callable[[str], Any] = sys.stdout.write
    say(f"{figures.people} canaries, {figures.seconds:.0f} s\n")
    for flow, count in figures.flows.items():
        say(f"  {count:5} {flow}\n")
    for why, count in figures.refused.items():
        say(f"  {count:5} refused {why}\n")
    for when, found in figures.searches.items():
        say(f"everything {when}: {found.files} files, {found.bytes / 1024**2:.0f} MiB\n")
        for encoding, hits in found.hits.items():
            planted = found.planted.get(encoding)
            control = f"; control {planted} of {found.expected}" if planted is not None else ""
            say(f"  {encoding:10} {found.needles[encoding]:6} forms: {hits} hits{control}\n")
        for why, count in found.allowed.items():
            say(f"  allowed: {count} files: {why}; {found.strangers_in_allowed} other people in them\n")
    for fault in figures.faults:
        say(f"FAULT {fault}\n")


if __name__ == "__main__":
    raise SystemExit(main())
