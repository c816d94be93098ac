"""`dev.py package --windows --single`: clinic-single for one Windows PC as a setup.exe in dist/, tried under Wine."""

from __future__ import annotations

import sys

from bundling import DIST, ONE_PC, version
from lock_entries import ONE_PC as WHEELS
from lock_entries import WINDOWS as DESK
from package_command import passed
from windows_package import WINDOWS, made_bench, papers, set_up, windows_bundle


def package(*, accept: bool, smoke: bool) -> int:
    """Make the bench, the bundle and its setup.exe; install, use and remove it. Raises PackagingError."""
    bench = made_bench(ONE_PC=WHEELS - DESK)
    if bench is None:
        return 0
    folder = windows_bundle(bench, "single")
    passed(folder, "windows-single", folder / f"{ONE_PC}.pkg", accept=accept)
    DIST.mkdir(exist_ok=True)
    target = DIST / f"{ONE_PC}-{version()}-setup-x64-unsigned.exe"
    set_up(folder, target, version(), WINDOWS / "single.nsi")
    papers(folder, f"{ONE_PC}-{version()}-windows.cdx.json")
    sys.stdout.write(f"{target.name}  {target.stat().st_size // 1_000_000} MB\n")
    if smoke:
        from windows_single_smoke import tried

        tried(bench, target)
    return 0
