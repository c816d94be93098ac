"""`dev.py lock`: the hashed lock anew from requirements.in, by uv; versions that still fit stay as they are.

Where a mirror of the package registry is used, uv hears of it by UV_DEFAULT_INDEX; no address is written into the lock.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

FOLDER = Path("build") / "lock"
ROOT = Path(__file__).resolve().parents[2]
WORDS = (
    "pip", "compile", str(FOLDER / "requirements.in"), "--universal", "--generate-hashes", "--python-version", "3.11",
    "--no-header", "--no-config", "--quiet", "-o", str(FOLDER / "requirements.txt"),
)  # fmt: skip


def main() -> int:
    """Resolve; returns uv's exit code."""
    uv = shutil.which("uv")
    if uv is None:
        sys.stderr.write("uv is not installed here\n")
        return 1
    return subprocess.run((uv, *WORDS, *sys.argv[1:]), cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
