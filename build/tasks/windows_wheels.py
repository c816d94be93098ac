"""The one lock, read for Windows: which wheels the bench or a Windows build machine installs, each with its hashes."""

from __future__ import annotations

import re
from pathlib import Path

from packaging.markers import Marker

LOCK = Path(__file__).resolve().parents[1] / "lock" / "requirements.txt"
TARGET = {
    "sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "python_version": "3.13",
    "python_full_version": "3.13.2", "implementation_name": "cpython", "platform_python_implementation": "CPython",
    "platform_machine": "AMD64",
}  # fmt: skip
# What the desk and PyInstaller need; tests, server and tools stay out of the bench.
WANTED = frozenset({
    "alembic", "altgraph", "cffi", "cryptography", "jaraco-classes", "jaraco-context", "jaraco-functools",
    "keyring", "mako", "markupsafe", "more-itertools", "msgspec", "packaging", "pefile", "platformdirs", "pycparser",
    "pyinstaller", "pyinstaller-hooks-contrib", "pypinyin", "pyserial", "pyside6-essentials", "pywin32-ctypes", "segno",
    "setuptools", "shiboken6", "sqlalchemy", "sqlcipher3", "typing-extensions", "urllib3",
})  # fmt: skip
_ENTRY = re.compile(r"^(?P<name>[a-zA-Z0-9_.-]+)==(?P<version>[^ ;\\]+)(?: *; *(?P<marker>[^\\]+?))? *\\?$")


def windows_requirements(lock: str) -> str:
    """Return the entries that apply to the desk on Windows, markers resolved, hashes kept."""
    kept: list[str] = []
    taking = False
    for line in lock.splitlines():
        entry = _ENTRY.match(line)
        if entry:
            fits = entry["marker"] is None or Marker(entry["marker"]).evaluate(dict(TARGET))
            taking = entry["name"].lower() in WANTED and fits
            if taking:
                kept.append(f"{entry['name']}=={entry['version']} \\")
        elif taking and line.strip().startswith("--hash"):
            kept.append(line)
        else:
            taking = False
    return "\n".join(kept) + "\n"
