"""Part of the one lock: the entries that one kind of machine installs, each with its hashes. Standard library only."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

LOCK = Path(__file__).resolve().parents[1] / "lock" / "requirements.txt"
# What central needs; setuptools makes the wheel. The desk, tests and tools stay out of a server.
SERVER = frozenset({
    "anyio", "cffi", "click", "cryptography", "h11", "idna", "msgspec", "psycopg", "psycopg-binary", "pycparser",
    "pypinyin", "setuptools", "sqlalchemy", "starlette", "typing-extensions", "urllib3", "uvicorn",
})  # fmt: skip
# What the Windows program and PyInstaller need; tests, server and tools stay out of it.
WINDOWS = frozenset({
    "alembic", "altgraph", "cffi", "cryptography", "jaraco-classes", "jaraco-context", "jaraco-functools",
    "keyring", "mako", "markupsafe", "more-itertools", "msgspec", "packaging", "pefile", "platformdirs", "pycparser",
    "pyinstaller", "pyinstaller-hooks-contrib", "pypinyin", "pyserial", "pyside6-essentials", "pywin32-ctypes", "segno",
    "setuptools", "shiboken6", "sqlalchemy", "sqlcipher3", "typing-extensions", "urllib3",
})  # fmt: skip
# clinic-single is desk and central, on SQLite: what central stands on comes to it.
ONE_PC = WINDOWS | {"anyio", "click", "colorama", "h11", "idna", "starlette", "uvicorn"}
# The suite's own tools, for the pair that ships on Windows.
SUITE = frozenset({
    "execnet", "hypothesis", "iniconfig", "pluggy", "pygments", "pytest", "pytest-qt", "pytest-xdist",
    "sortedcontainers", "tzdata",
})  # fmt: skip
_ENTRY = re.compile(
    r"^(?P<name>[a-zA-Z0-9_.-]+)(?:\[[^]]*\])?==(?P<version>[^ ;\\]+)(?: *; *(?P<marker>[^\\]+?))? *\\?$"
)


def chosen(lock: str, wanted: Callable[[str, str], bool], *, markers: bool = True) -> str:
    """Return the entries for which `wanted(name, marker)` holds ("" without a marker); hashes kept."""
    kept: list[str] = []
    taking = False
    for line in lock.splitlines():
        entry = _ENTRY.match(line)
        if entry:
            taking = wanted(entry["name"].lower(), entry["marker"] or "")
            if taking:
                marker = f" ; {entry['marker']}" if markers and entry["marker"] else ""
                kept.append(f"{entry['name']}=={entry['version']}{marker} \\")
        elif taking and line.strip().startswith("--hash"):
            kept.append(line)
        else:
            taking = False
    return "\n".join(kept) + "\n"


def of_machine(lock: str, machine: str) -> str:
    """Return what a `server` or a build PC (`windows`, `one-pc` for clinic-single) installs; pip judges the markers."""
    names = MACHINES[machine]
    return chosen(lock, lambda name, _marker: name in names)


MACHINES = {"server": SERVER, "windows": WINDOWS, "one-pc": ONE_PC}

if __name__ == "__main__":
    sys.stdout.write(of_machine(LOCK.read_text("utf-8"), sys.argv[1]))
