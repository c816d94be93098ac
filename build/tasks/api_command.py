"""`dev.py api --examples N`: each operation of central's OpenAPI with N bodies, and none open to whom it is not."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TESTS = "tests/central/test_api_forms.py"


def main() -> int:
    """Run the tests of the suite in their long form; returns their exit code."""
    parser = argparse.ArgumentParser(prog="dev.py api", description=__doc__)
    parser.add_argument("--examples", type=int, default=500, help="bodies an operation (500)")
    parser.add_argument("--seed", type=int, default=0, help="another seed makes other bodies")
    chosen = parser.parse_args()
    environment = {
        **os.environ,
        "CLINIC_API_EXAMPLES": str(chosen.examples),
        "CLINIC_API_SEED": str(chosen.seed),
    }
    command = [sys.executable, str(ROOT / "build" / "tasks" / "test_command.py"), "-q", "-n0", TESTS]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
