#!/usr/bin/env python3
"""All commands of the house: sets up what is missing from the lock files, then does its work.

Needs Python 3.11 or newer and nothing else; the real work stands in build/tasks/.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "build" / "lock" / "requirements.txt"
DEBIAN = ROOT / "build" / "lock" / "debian.txt"
VENV = ROOT / ".venv"
STAMP = VENV / "set-up.sha256"

COMMANDS = {
    "run": "the demo: a central with made-up people and the desk; with no screen, or --tour DIR, it plays the main job",
    "test": "the whole suite (starts PostgreSQL by itself); --pair: on Windows' Python and PySide6, under Wine",
    "check": "ruff, mypy, import-linter, deptry, translations and grading complete",
    "rows": "which tests prove which row and what they really reached; --sabotage switches rules off",
    "crash": "kill -9 during registrations; --cycles N, --json FILE",
    "risks": "the risk rules over a made-up hospital; --desks N, --days N, --json FILE",
    "fuzz": "broken input for every parser; --minutes N (each), --target NAME",
    "api": "every operation of central with bodies made from its own OpenAPI; --examples N (each), --seed N",
    "mutations": "random changes of a trace, all found; a million entries walked; --count N, --events N",
    "canaries": "unmistakable people through every flow, then every file searched; --people N, --json FILE",
    "failover": "the fail-over drill: PostgreSQL killed under two central processes; --by-hand, --json FILE",
    "bench": "speeds as ratios within one run; --json FILE",
    "pictures": "every page in both languages and themes, 1366×768 and 150 %; --out DIR",
    "package": "the desk as a bundle in dist/; --windows: program, setup.exe and MSI under Wine; --single: one PC",
    "lock": "make the hashed lock anew from requirements.in (for developers, needs uv)",
    "setup": "only set up",
}


class SetUpError(RuntimeError):
    """Something is missing that this program may not, or cannot, install; the message says what to do."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Set up, then hand over to the task of the command; returns its exit code."""
    parser = argparse.ArgumentParser(
        prog="dev.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="\n".join(f"  {name:9} {text}" for name, text in COMMANDS.items()),
    )  # fmt: skip
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("rest", nargs=argparse.REMAINDER, help="options of the command (each has --help)")
    chosen = parser.parse_args(arguments)
    try:
        python = set_up()
    except SetUpError as error:
        sys.stderr.write(f"{error}\n")
        return 3
    if chosen.command == "setup":
        return 0
    script = ROOT / "build" / "tasks" / f"{chosen.command}_command.py"
    env = {
        **os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(script.parent))), "PYTHONUTF8": "1",
        # compiled once and outside of the tree: the demo and the journeys start a program some hundred times
        "PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(VENV / "bytecode"),
    }  # fmt: skip
    try:
        return subprocess.run(
            [str(python), str(script), *chosen.rest], cwd=ROOT, env=env, check=False
        ).returncode
    except KeyboardInterrupt:
        return 130


def set_up() -> Path:
    """Bring the virtual environment and the system packages to what the lock files say; returns its Python."""
    if sys.version_info < (3, 11):  # noqa: UP036  # an older Python must hear it in words
        raise SetUpError("Python 3.11 or newer is needed; this is " + sys.version.split()[0] + ".")
    system_packages()
    python = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    wanted = hashlib.sha256(LOCK.read_bytes() + sys.version.encode()).hexdigest()
    if not (python.exists() and STAMP.exists() and STAMP.read_text() == wanted):
        _make_environment(python)
        STAMP.write_text(wanted)
    _translations(python)
    return python


def _make_environment(python: Path) -> None:
    sys.stderr.write("Setting up .venv from build/lock/requirements.txt (once) ...\n")
    if not python.exists():
        venv.create(VENV, with_pip=True, clear=VENV.exists())
    done = subprocess.run(
        [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "--no-deps",
         "-r", str(LOCK)],
        cwd=ROOT, check=False,
    )  # fmt: skip
    if done.returncode != 0:
        raise SetUpError("pip could not install the locked packages; its message stands above.")


def _translations(python: Path) -> None:
    """Compile resources/i18n/*.ts where the compiled file is older."""
    for source in sorted((ROOT / "resources" / "i18n").glob("*.ts")):
        compiled = source.with_suffix(".qm")
        if compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime:
            continue
        tool = python.with_name("pyside6-lrelease" + (".exe" if os.name == "nt" else ""))
        subprocess.run([str(tool), "-silent", str(source), "-qm", str(compiled)], cwd=ROOT, check=True)


def system_packages() -> None:
    """Install missing Debian packages when root on Debian; otherwise say exactly which are missing."""
    if sys.platform != "linux":
        if importlib.util.find_spec("ensurepip") is None:
            raise SetUpError("This Python has no ensurepip; install Python from python.org.")
        return
    wanted = [
        line.strip() for line in DEBIAN.read_text("utf-8").splitlines() if line.strip()[:1] not in ("", "#")
    ]
    if shutil.which("dpkg-query") is None:
        sys.stderr.write(
            "Not Debian: make sure that the counterparts of these are there: " + " ".join(wanted) + "\n"
        )
        return
    missing = [name for name in wanted if not _installed(name)]
    if importlib.util.find_spec("ensurepip") is not None and "python3-venv" in missing:
        missing.remove("python3-venv")
    if missing and os.geteuid() != 0:
        raise SetUpError(
            "Missing packages; as root: apt-get install --no-install-recommends " + " ".join(missing)
        )
    if missing:
        _install(missing)


def _install(missing: list[str]) -> None:
    sys.stderr.write("Installing Debian packages: " + " ".join(missing) + "\n")
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing],
    ):
        done = subprocess.run(words, env=env, check=False, stdout=subprocess.DEVNULL)
        if done.returncode != 0:
            raise SetUpError(f"{' '.join(words[:2])} failed; its message stands above.")


def _installed(package: str) -> bool:
    done = subprocess.run(
        ["dpkg-query", "-W", "-f=${Status}", package], capture_output=True, text=True, check=False
    )
    return done.returncode == 0 and done.stdout.endswith("install ok installed")


if __name__ == "__main__":
    raise SystemExit(main())
