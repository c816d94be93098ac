"""The wheel for a server: made from a copy, because setuptools would build into ./build, which is source here."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bundling import DIST, ROOT, PackagingError, build_environment

ROOMS = ("desktop", "central", "resources")
PAPERS = ("pyproject.toml", "README.md", "LICENSE", "NOTICE")


def make_wheel(target: Path = DIST) -> Path:
    """Write the wheel of this tree into a folder; returns it. Needs no network. Raises PackagingError."""
    with tempfile.TemporaryDirectory(prefix="cfd-wheel-") as scratch:
        source, made = Path(scratch) / "source", Path(scratch) / "made"
        source.mkdir()
        for room in ROOMS:
            shutil.copytree(ROOT / room, source / room, ignore=shutil.ignore_patterns("__pycache__"))
        for paper in PAPERS:
            shutil.copyfile(ROOT / paper, source / paper)
        done = subprocess.run(
            [sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check", "--no-deps", "--no-index",
             "--no-build-isolation", "--wheel-dir", str(made), str(source)],
            env={**os.environ, **build_environment()}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        wheels = list(made.glob("*.whl")) if done.returncode == 0 else []
        if len(wheels) != 1:
            raise PackagingError(f"the wheel: {(done.stdout + done.stderr)[-1500:]}")
        target.mkdir(parents=True, exist_ok=True)
        return Path(shutil.copy(wheels[0], target))
