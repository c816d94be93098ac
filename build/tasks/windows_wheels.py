"""The one lock, read for Windows: which wheels the bench or a Windows build machine installs, each with its hashes."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from lock_entries import WINDOWS, chosen
from packaging.markers import Marker

TARGET = {
    "sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "python_version": "3.13",
    "python_full_version": "3.13.2", "implementation_name": "cpython", "platform_python_implementation": "CPython",
    "platform_machine": "AMD64",
}  # fmt: skip


def windows_requirements(lock: str, names: AbstractSet[str] = WINDOWS) -> str:
    """Return the entries that apply to the desk (or to those `names`) on Windows, markers resolved, hashes kept."""

    def fits(name: str, marker: str) -> bool:
        return name in names and (not marker or Marker(marker).evaluate(dict(TARGET)))

    return chosen(lock, fits, markers=False)
