"""The gate of a bundle: nothing foreign, no secrets, a size budget, a kept list of files (PACKAGING practice 3)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bundle_parts import FOR_CENTRAL

LISTS = Path(__file__).resolve().parents[1] / "lock"
MEGABYTE = 1_000_000
# The budgets: Windows as the issue says; Qt's own ICU and unstripped libraries make Linux bigger.
# Two programs over central's rooms too make one PC's bigger still.
BUDGETS = {
    "windows": 90 * MEGABYTE, "windows-single": 110 * MEGABYTE, "linux": 220 * MEGABYTE, "linux-single": 230 * MEGABYTE,
}  # fmt: skip
# What belongs to Windows itself, or stands in for it under an old Wine.
WINDOWS_OWN = re.compile(
    r"(icu\w*|api-ms-.*|ext-ms-.*|ucrtbase\w*|bcryptprimitives|mscms|kernel32|kernelbase|ntdll|user32|gdi32|advapi32"
    r"|shell32|ole32|msvcrt|opengl32\w*|d3dcompiler\w*)\.dll"
)
WINE_MARKS = (b"Wine builtin DLL", b"Wine placeholder DLL")
OTHER_ROOMS = frozenset(
    {"central", "tests", "build", "uvicorn", "starlette", "psycopg", "pytest", "tkinter", "_wmi"}
)
# the package for one PC is desk and central
ROOMS_OF = dict.fromkeys(("linux-single", "windows-single"), OTHER_ROOMS - FOR_CENTRAL)
SECRET_NAMES = re.compile(
    r"(founding\.key|keys\.json|central\.json|installation\.json|desk\.keys|\.env|.*\.(pfx|p12|secret|db))$"
)
# A whole private key or a one-time code, not the bare words that any crypto library holds.
SECRETS = re.compile(rb"-----BEGIN [A-Z ]*PRIVATE KEY-----\r?\n[A-Za-z0-9+/=]{40,}|CFD1\.[A-Za-z0-9_-]{80,}")
PROGRAMS = (".dll", ".pyd", ".exe", ".com")
NUMBERS = (
    (re.compile(r"cpython-3\d+"), "cpython-*"),
    (re.compile(r"\bcp3\d+-"), "cp*-"),
    (re.compile(r"python3\.?\d+"), "python3*"),
    (re.compile(r"-\d[\w.]*\.dist-info"), ".dist-info"),
    (re.compile(r"(\.so|\.abi3\.so)[.\d]+$"), r"\1.*"),
    # what our own rooms hold changes with every feature and is listed there
    (re.compile(r"(resources)/.+$"), r"\1/*"),
    (re.compile(r"(migrations/versions)/[^/]+$"), r"\1/*"),
    (re.compile(r"(licences/[^/]+)/.+$"), r"\1/*"),
)


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing that must not be in a bundle, or is missing from it."""

    kind: str
    what: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.what}"


def examine(
    folder: Path, system: str, modules: Iterable[str], kept: frozenset[str] | None
) -> list[Complaint]:
    """Return every complaint about a one-folder bundle. `modules` are the dotted names inside the program.

    `system` is windows or linux, with `-single` for one PC's.
    `kept` is the list of files as `kept_files` reads it, None to leave it out.
    """
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    rooms = ROOMS_OF.get(system, OTHER_ROOMS)
    found = [complaint for path in files for complaint in _of_file(path, folder, system, rooms)]
    found += _rooms(modules, rooms)
    size = sum(path.stat().st_size for path in files)
    if size > BUDGETS[system]:
        found.append(Complaint("size", f"{size // MEGABYTE} MB of {BUDGETS[system] // MEGABYTE}"))
    if kept is not None:
        now = frozenset(normal(path.relative_to(folder).as_posix()) for path in files)
        found += [Complaint("new file", name) for name in sorted(now - kept)]
        found += [Complaint("missing file", name) for name in sorted(kept - now)]
    return found


def _of_file(path: Path, folder: Path, system: str, rooms: frozenset[str]) -> list[Complaint]:
    name, place = path.name.lower(), path.relative_to(folder).as_posix()
    content = path.read_bytes()
    found = []
    if system.startswith("windows") and WINDOWS_OWN.fullmatch(name):
        found.append(Complaint("belongs to Windows", place))
    if name.endswith(PROGRAMS) and any(mark in content for mark in WINE_MARKS):
        found.append(Complaint("Wine's own", place))
    if SECRET_NAMES.match(name) or SECRETS.search(content):
        found.append(Complaint("secret", place))
    parts = path.relative_to(folder).parts
    if rooms & set(parts) or (name.endswith(".py") and "desktop" in parts and "versions" not in parts):
        found.append(Complaint("another room or a source", place))
    return found


def _rooms(modules: Iterable[str], rooms: frozenset[str]) -> list[Complaint]:
    strangers = {name.split(".")[0] for name in modules} & rooms
    return [Complaint("another room or a source", name) for name in sorted(strangers)]


def normal(place: str) -> str:
    """Return a path without the numbers that change with every release."""
    for pattern, instead in NUMBERS:
        place = pattern.sub(instead, place)
    return place


def modules_of(program: Path) -> tuple[str, ...]:
    """Return the modules frozen into a program of PyInstaller, of whatever system."""
    from PyInstaller.archive.readers import CArchiveReader

    archive = CArchiveReader(str(program))
    inner = [name for name, entry in archive.toc.items() if entry[4] == "z"]
    return tuple(name for one in inner for name in archive.open_embedded_archive(one).toc)


def list_file(system: str) -> Path:
    """Return where the kept list of a system lies."""
    return LISTS / f"bundle-{system}.txt"


def kept_files(system: str) -> frozenset[str]:
    """Return the kept list."""
    return frozenset(list_file(system).read_text("utf-8").splitlines())


def keep_files(system: str, folder: Path) -> None:
    """Write the list anew from a bundle (`package --accept`, after looking at the difference)."""
    names = {
        normal(path.relative_to(folder).as_posix())
        for path in folder.rglob("*")
        if path.is_file() and not path.is_symlink()
    }
    list_file(system).write_text("\n".join(sorted(names)) + "\n", "utf-8")
