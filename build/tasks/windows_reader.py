"""The helper for vendors' reader libraries: a 32-bit Windows program in C, made by mingw on either system."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bundling import ROOT, PackagingError, build_environment, commit, version

SOURCE = ROOT / "build" / "windows" / "reader"
NAME = "clinic-desk-reader.exe"
TOOLS = "i686-w64-mingw32-"


def make_reader(folder: Path, *, tools: str = TOOLS) -> Path:
    """Compile the helper into a bundle's folder; the same bytes for the same commit. Raises PackagingError.

    `tools` is the prefix of compiler and resource compiler (a 32-bit w64devkit on Windows has none: "").
    """
    signed = os.environ.get("CLINIC_SIGNED", "no")
    numbers = ",".join((*version().split("."), "0"))
    with tempfile.TemporaryDirectory(prefix="cfd-reader-") as scratch:
        facts = Path(scratch) / "facts.h"
        facts.write_text(
            f'#define NUMBERS {numbers}\n#define VERSION "{version()}+{commit()[:12]}"\n'
            f'#define COMMENTS "commit {commit()}; signed: {signed}"\n'
        )
        resource, target = Path(scratch) / "reader.o", folder / NAME
        _run(
            f"{tools}windres",
            "--include-dir",
            scratch,
            str(SOURCE / "reader.rc"),
            "-o",
            str(resource),
        )
        _run(
            f"{tools}gcc", "-O2", "-s", "-static", "-Wall", "-Wextra", "-Werror", "-Wl,--no-insert-timestamp",
            "-Wl,--dynamicbase", "-Wl,--nxcompat", "-o", str(target), str(SOURCE / "reader.c"), str(resource),
        )  # fmt: skip
    return target


def _run(*words: str) -> None:
    try:
        done = subprocess.run(
            words, env={**os.environ, **build_environment(), "LC_ALL": "C.UTF-8"}, capture_output=True, text=True,
            errors="replace", check=False,
        )  # fmt: skip
    except OSError as error:
        raise PackagingError(f"{words[0]}: {error.strerror}") from error
    if done.returncode != 0:
        raise PackagingError(f"{words[0]}: {(done.stdout + done.stderr)[-1500:]}")


def main() -> int:
    """For build.ps1: compile into a folder."""
    parser = argparse.ArgumentParser(prog="windows_reader.py", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--tools", default=TOOLS, help="prefix of gcc and windres")
    chosen = parser.parse_args()
    try:
        sys.stdout.write(f"{make_reader(chosen.folder, tools=chosen.tools).name}\n")
    except PackagingError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
