"""Does this PySide6 lose references to None? 6.12.0 does on Python before 3.12 and aborts after some 5,000 calls."""

from __future__ import annotations

import os
import subprocess
import sys

CALLS = """
import sys
from PySide6.QtCore import QObject
thing = QObject()
before = sys.getrefcount(None)
for _ in range(2000):
    thing.setObjectName("x")
lost = before - sys.getrefcount(None)
sys.exit(1 if lost > 1000 else 0)
"""


def main() -> int:
    """Ask in a child, which may abort; returns 0 when the pair is sound."""
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, "-c", CALLS], env=env, check=False)
    if done.returncode != 0:
        sys.stderr.write(
            "This PySide6 loses references to None here: take PySide6 < 6.12 or Python >= 3.12.\n"
        )
    return 0 if done.returncode == 0 else 1


if __name__ == "__main__":
    raise SystemExit(main())
