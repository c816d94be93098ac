"""From sources to a one-folder bundle and its archive, the same bytes every time for one commit."""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tomllib
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DIST = ROOT / "dist"
WORK = ROOT / ".pyinstaller"
NAME, ONE_PC = "clinic-desk", "clinic-single"
SUMS = "SHA256SUMS"


class PackagingError(RuntimeError):
    """A step of packaging failed; the message says which and what to do."""


def version() -> str:
    """Return the version that pyproject.toml names."""
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"])


def commit() -> str:
    """Return the commit, with `-changed` when the tree differs from it, `unknown` without git."""
    try:
        head = _git("rev-parse", "HEAD")
        return head + ("-changed" if _git("status", "--porcelain", "--untracked-files=no") else "")
    except (OSError, subprocess.CalledProcessError):
        return "unknown"


def commit_time() -> str:
    """Return the commit's time in seconds since 1970; a fixed time without git."""
    try:
        return _git("log", "-1", "--format=%ct")
    except (OSError, subprocess.CalledProcessError):
        return "1700000000"


def _git(*words: str) -> str:
    return subprocess.run(
        ["git", *words], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.strip()


def build_environment(package: str = "desk") -> dict[str, str]:
    """Return which package is made, and what makes two builds equal: time, hash order, commit, signing state."""
    return {
        "CLINIC_PACKAGE": package,
        "SOURCE_DATE_EPOCH": commit_time(),
        "PYTHONHASHSEED": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "CLINIC_COMMIT": commit(),
        "CLINIC_SIGNED": "no",
    }


def freeze(dist: Path, work: Path, package: str = "desk") -> Path:
    """Run PyInstaller on the spec; returns the bundle's folder. Raises PackagingError with the end of its log."""
    folder = dist / (ONE_PC if package == "single" else NAME)
    shutil.rmtree(folder, ignore_errors=True)
    work.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        [sys.executable, "-m", "PyInstaller", "installer.spec", "--noconfirm", "--clean", "--log-level", "ERROR",
         "--workpath", str(work), "--distpath", str(dist)],
        cwd=ROOT, env={**os.environ, **build_environment(package)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode != 0:
        raise PackagingError(f"PyInstaller: {(done.stdout + done.stderr).strip()[-1500:]}")
    write_sums(folder, folder / SUMS)
    return folder


def write_sums(folder: Path, target: Path, only: Iterable[Path] | None = None) -> None:
    """Write `sha256  path` of every file, as sha256sum -c reads it."""
    files = sorted(only if only is not None else (path for path in folder.rglob("*") if path.is_file()))
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}\n"
        for path in files
        if path != target
    ]
    target.write_text("".join(lines), "utf-8", newline="\n")  # sha256sum on Linux reads it too


def archive(folder: Path, target: Path) -> None:
    """Pack the folder as tar.gz: names sorted, one time, no owner; the same bytes for the same content."""
    when = int(commit_time())

    def plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.mtime, entry.uid, entry.gid, entry.uname, entry.gname = when, 0, 0, "", ""
        return entry

    with (
        target.open("wb") as out,
        gzip.GzipFile("", "wb", 9, out, mtime=when) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as tar,
    ):
        for path in sorted(folder.rglob("*")):
            name = f"{folder.name}/{path.relative_to(folder).as_posix()}"
            tar.add(path, name, recursive=False, filter=plain)


def same_bytes(one: Path, other: Path) -> None:
    """Say that two builds are the same, or raise PackagingError with the files that are not."""
    others = differing(one, other)
    if others:
        raise PackagingError(f"two builds differ in: {', '.join(others[:10])}")
    sys.stdout.write("two builds are the same bytes\n")


def differing(one: Path, other: Path) -> list[str]:
    """Return the files of two bundles that are not the same bytes."""
    names = {
        path.relative_to(root).as_posix()
        for root in (one, other)
        for path in root.rglob("*")
        if path.is_file()
    }
    return sorted(
        name
        for name in names
        if not ((one / name).is_file() and (other / name).is_file())
        or (one / name).read_bytes() != (other / name).read_bytes()
    )
