"""`dev.py package`: the desk as a bundle in dist/, through the gate and tried; --windows: the Windows programs."""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import bundle_gate
from bundling import (
    DIST,
    NAME,
    ONE_PC,
    SUMS,
    WORK,
    PackagingError,
    archive,
    freeze,
    same_bytes,
    version,
    write_sums,
)
from server_wheel import make_wheel

NONCE = "packaged-and-read-back"


def main(arguments: list[str] | None = None) -> int:
    """Build; returns 1 when the gate or the self-test refuses."""
    parser = argparse.ArgumentParser(prog="dev.py package", description=__doc__)
    parser.add_argument(
        "--windows", action="store_true", help="Windows program, setup.exe and MSI, under Wine"
    )
    parser.add_argument(
        "--accept", action="store_true", help="write the kept list of files anew (look at it first)"
    )
    parser.add_argument("--twice", action="store_true", help="build a second time and compare every byte")
    parser.add_argument(
        "--gate",
        type=Path,
        metavar="FOLDER",
        help="sums and gate of a Windows bundle that was built elsewhere",
    )
    parser.add_argument("--wheel", action="store_true", help="the wheel for central's server, nothing else")
    parser.add_argument(
        "--single", action="store_true", help="clinic-single: desk and central for one PC; with --windows too"
    )
    parser.add_argument("--no-smoke", action="store_true", help="with --windows: do not install and use it")
    chosen = parser.parse_args(arguments)
    try:
        if chosen.gate:
            write_sums(chosen.gate, chosen.gate / SUMS)
            single = chosen.gate.resolve().name == ONE_PC
            program = chosen.gate / f"{ONE_PC if single else NAME}.pkg"
            passed(chosen.gate, "windows-single" if single else "windows", program, accept=chosen.accept)
            return 0
        if chosen.wheel:
            sys.stdout.write(f"{make_wheel().name}\n")
            return 0
        if chosen.windows and chosen.single:
            import windows_single

            return windows_single.package(accept=chosen.accept, smoke=not chosen.no_smoke)
        if chosen.windows:
            from windows_package import package

            return package(accept=chosen.accept, smoke=not chosen.no_smoke, twice=chosen.twice)
        if chosen.single:
            return one_pc(accept=chosen.accept)
        return linux(accept=chosen.accept, twice=chosen.twice)
    except PackagingError as error:
        sys.stderr.write(f"{error}\n")
        return 1


def linux(*, accept: bool, twice: bool) -> int:
    """Build the Linux bundle."""
    DIST.mkdir(exist_ok=True)
    folder = freeze(DIST, WORK)
    passed(folder, "linux", folder / NAME, accept=accept)
    tried(folder)
    if twice:
        with tempfile.TemporaryDirectory(prefix="cfd-twice-") as scratch:
            # the same work folder: PyInstaller writes its path nowhere, but the comparison shall not depend on it
            same_bytes(folder, freeze(Path(scratch), WORK))
    target = DIST / f"{NAME}-{version()}-linux-x86_64-unsigned.tar.gz"
    archive(folder, target)
    shutil.copyfile(folder / "_internal" / "sbom.cdx.json", DIST / f"{NAME}-{version()}-linux.cdx.json")
    write_sums(DIST, DIST / SUMS, [path for path in DIST.iterdir() if path.is_file() and path.name != SUMS])
    sys.stdout.write(f"{target.name}  {target.stat().st_size // 1_000_000} MB\n")
    return 0


def one_pc(*, accept: bool) -> int:
    """Build clinic-single for Linux: the same spec with central's rooms in it."""
    import single_trial

    DIST.mkdir(exist_ok=True)
    folder = freeze(DIST, WORK, "single")
    passed(folder, "linux-single", folder / ONE_PC, accept=accept)
    single_trial.tried(folder)
    sys.stdout.write("clinic-single: made from nothing, served, opened its window and closed: ok\n")
    target = DIST / f"{ONE_PC}-{version()}-linux-x86_64-unsigned.tar.gz"
    archive(folder, target)
    sys.stdout.write(f"{target.name}  {target.stat().st_size // 1_000_000} MB\n")
    return 0


def passed(folder: Path, system: str, program: Path, *, accept: bool) -> None:
    """Ask the gate; raises PackagingError with every complaint."""
    if accept:
        bundle_gate.keep_files(system, folder)
    complaints = bundle_gate.examine(
        folder, system, bundle_gate.modules_of(program), bundle_gate.kept_files(system)
    )
    if complaints:
        raise PackagingError("the gate refuses:\n" + "\n".join(f"  {one}" for one in complaints))
    count = sum(path.is_file() for path in folder.rglob("*"))
    sys.stdout.write(f"gate: {count} files, nothing foreign\n")


def tried(folder: Path) -> None:
    """Run the self-test of the built program; raises PackagingError."""
    with tempfile.TemporaryDirectory(prefix="cfd-selftest-") as home:
        done = subprocess.run(
            [str(folder / NAME), "--home", home, "--vault", "file", "--selftest", "--nonce", NONCE],
            capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
    if done.returncode != 0 or json.loads(done.stdout)["checks"]["store"]["nonce"] != NONCE:
        raise PackagingError(f"the built program's self-test: {(done.stdout + done.stderr)[-1500:]}")
    sys.stdout.write("self-test of the built program: ok\n")


if __name__ == "__main__":
    raise SystemExit(main())
