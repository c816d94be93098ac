"""`dev.py package --windows`: program, setup.exe and MSI in dist/, built and tried under Wine.

What cannot be fetched any more is said in one line and skipped (exit code 0): a lost package is no fault of ours.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path

from bundling import (
    DIST,
    NAME,
    ONE_PC,
    ROOT,
    SUMS,
    PackagingError,
    build_environment,
    commit,
    commit_time,
    same_bytes,
    version,
    write_sums,
)
from lock_entries import LOCK
from lock_entries import WINDOWS as WHEELS
from platformdirs import user_cache_path
from windows_reader import make_reader
from windows_wheels import windows_requirements

WINDOWS = ROOT / "build" / "windows"
CANNOT_FETCH = 4
PYTHON = "C:\\Py313\\python.exe"
# What wixl cannot say: Chinese texts, the condition, which properties reach the elevated part. One statement a line.
AFTERWARDS = WINDOWS / "msi-afterwards.sql"


def bench_folder() -> Path:
    """Return where the bench lies (1.4 GB, kept between builds): CLINIC_BENCH or the user's cache."""
    return Path(os.environ.get("CLINIC_BENCH") or user_cache_path("clinic-front-desk-bench"))


def package(*, accept: bool, smoke: bool, twice: bool = False) -> int:
    """Make the bench, the bundle, both installers; install, use and remove them. Raises PackagingError."""
    bench = made_bench()
    if bench is None:
        return 0
    folder = windows_bundle(bench)
    _gate(folder, accept=accept)
    if twice:
        with tempfile.TemporaryDirectory(prefix="cfd-twice-") as scratch:
            same_bytes(shutil.copytree(folder, Path(scratch) / NAME), windows_bundle(bench))
    installers(bench, folder)
    if smoke:
        from windows_smoke import Smoke

        Smoke(bench).run()
    return 0


def made_bench(**more: AbstractSet[str]) -> Path | None:
    """Make the bench with the desk's wheels; None when something cannot be fetched (said). Raises PackagingError.

    `more` are further wheels by the name that bench.sh knows their folder under (ONE_PC, SUITE).
    """
    bench = bench_folder()
    bench.mkdir(parents=True, exist_ok=True)
    lists = {}
    for name, names in {"WHEELS": WHEELS, **more}.items():
        listed = bench / f"{name.lower()}.txt"
        listed.write_text(windows_requirements(LOCK.read_text("utf-8"), names), "utf-8")
        lists[name] = str(listed)
    done = _run([str(WINDOWS / "bench.sh")], bench, lists)
    if done.returncode == CANNOT_FETCH:
        sys.stdout.write(f"skipped: {done.stdout.strip().splitlines()[-1]}\n")
        return None
    if done.returncode != 0:
        raise PackagingError(f"the bench: {(done.stdout + done.stderr)[-1500:]}")
    return bench


def _run(words: list[str], bench: Path, more: dict[str, str]) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "BENCH": str(bench), **more}
    return subprocess.run(words, env=env, capture_output=True, text=True, errors="replace", check=False)


def windows_bundle(bench: Path, package: str = "desk") -> Path:
    """Build the one-folder program under Wine (`single`: clinic-single); returns its folder. Raises PackagingError."""
    single = package == "single"
    place = bench / "pfx" / "drive_c" / package
    shutil.rmtree(place, ignore_errors=True)
    source = place / "src"
    source.mkdir(parents=True)
    (place / "work").mkdir()
    for room in ("desktop", "resources", "build/tasks", *(["central"] if single else [])):
        shutil.copytree(ROOT / room, source / room, ignore=shutil.ignore_patterns("__pycache__"))
    for paper in ("installer.spec", "pyproject.toml", "LICENSE", "NOTICE", "SECURITY.md"):
        shutil.copyfile(ROOT / paper, source / paper)
    script = (
        f"cd '{source}' && echo | wine '{PYTHON}' -m PyInstaller --noconfirm --log-level ERROR "
        f"--workpath 'C:\\{package}\\work' --distpath 'C:\\{package}\\dist' installer.spec > >(cat) 2>&1"
    )
    env = build_environment(package) | ({"PYTHONPATH": "C:\\one-pc"} if single else {})
    done = _run([str(WINDOWS / "wine.sh"), "bash", "-c", script], bench, env)
    folder = place / "dist" / (ONE_PC if single else NAME)
    if not (folder / f"{NAME}.exe").exists():
        raise PackagingError(f"PyInstaller under Wine: {(done.stdout + done.stderr)[-1500:]}")
    make_reader(folder)
    write_sums(folder, folder / SUMS)
    when = int(commit_time())
    for path in (*folder.rglob("*"), folder):
        os.utime(path, (when, when))
    return folder


def _gate(folder: Path, *, accept: bool) -> None:
    from package_command import passed

    passed(folder, "windows", folder / f"{NAME}.pkg", accept=accept)


def installers(
    bench: Path, folder: Path, number: str = "", target: Path = DIST, sign: str = ""
) -> tuple[Path, Path]:
    """Make setup.exe and MSI from a bundle; unsigned, and the names say so. `number` is another version, for tests.

    `sign` is a command that signs the uninstaller before it is packed.
    """
    number = number or version()
    target.mkdir(exist_ok=True)
    setup = target / f"{NAME}-{number}-setup-x64-unsigned.exe"
    msi = target / f"{NAME}-{number}-x64-unsigned.msi"
    more = [*([] if target == DIST else ["-DQUICK"]), *([f"-DSIGN={sign}"] if sign else [])]
    set_up(folder, setup, number, WINDOWS / "setup.nsi", more)
    _msi(folder, msi, number)
    if target == DIST:
        papers(folder, f"{NAME}-{number}-windows.cdx.json")
    for made in (setup, msi):
        sys.stdout.write(f"{made.name}  {made.stat().st_size // 1_000_000} MB\n")
    return setup, msi


def set_up(folder: Path, target: Path, number: str, script: Path, more: Sequence[str] = ()) -> None:
    """Make a setup.exe from a bundle by an NSIS script; raises PackagingError."""
    _tool(
        ["makensis", "-V2", "-INPUTCHARSET", "UTF8", f"-DVERSION={number}", f"-DCOMMIT={commit()[:12]}",
         f"-DSOURCE={folder}", f"-DTARGET={target}", *more, str(script)],
        folder.parent,
    )  # fmt: skip


def papers(folder: Path, bill: str) -> None:
    """Lay a bundle's bill of materials under that name into dist/, and the sums of all that lies there."""
    shutil.copyfile(folder / "_internal" / "sbom.cdx.json", DIST / bill)
    write_sums(DIST, DIST / SUMS, [path for path in DIST.iterdir() if path.is_file() and path.name != SUMS])


def _msi(folder: Path, msi: Path, number: str) -> None:
    """wixl drops every string that is not ASCII: the code page and the Chinese names are put in afterwards."""
    work = folder.parent
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    listed = subprocess.run(
        ["wixl-heat", "-p", "", "--component-group", "AppFiles", "--var", "var.Src", "--directory-ref", "INSTALLDIR",
         "--win64"],
        input="\n".join(names) + "\n", capture_output=True, text=True, check=False, cwd=work,
    )  # fmt: skip
    (work / "files.wxs").write_text(listed.stdout, "utf-8")
    shutil.copyfile(WINDOWS / "desk.wxs", work / "desk.wxs")
    msi.unlink(missing_ok=True)
    _tool(
        ["wixl", "-a", "x64", "-D", "Win64=yes", "-D", f"Src={folder.name}", "-D", f"Version={number}", "-o", str(msi),
         "desk.wxs", "files.wxs"],
        work,
    )  # fmt: skip
    (work / "_ForceCodepage.idt").write_bytes(b"\r\n\r\n936\t_ForceCodepage\r\n")
    _tool(["msibuild", str(msi), "-i", "_ForceCodepage.idt"], work)
    _tool(["msibuild", str(msi), "-q", *AFTERWARDS.read_text("utf-8").splitlines()], work)


def _tool(words: list[str], folder: Path) -> None:
    done = subprocess.run(
        words, cwd=folder, capture_output=True, text=True, errors="replace", check=False,
        env={**os.environ, "SOURCE_DATE_EPOCH": commit_time(), "LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    if done.returncode != 0:
        raise PackagingError(f"{words[0]}: {(done.stdout + done.stderr)[-1500:]}")
