"""Known faults of the locked packages, asked of pip-audit where it and its database can be reached; else it says so.

Exit code 1 when a package has a fault that is published. An answer is waited for so long and no longer.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "build" / "lock" / "requirements.txt"
TOOL = Path(sys.executable).with_name("pip-audit" + (".exe" if os.name == "nt" else ""))
TIMEOUT_S = 20.0
WORDS = (
    "--disable-pip",
    "--require-hashes",
    "--progress-spinner",
    "off",
    "--timeout",
    "5",
    "--format",
    "json",
)
NOT_ASKED = "note: known faults of packages were not looked up: "


def verdict(report: dict[str, Any]) -> tuple[int, str]:
    """Return exit code and what is said of a report of pip-audit."""
    packages = report["dependencies"]
    asked = [one for one in packages if "skip_reason" not in one]
    faults = [
        f"{one['name']} {one['version']}: {fault['id']} (mended in {', '.join(fault['fix_versions']) or 'none'})"
        for one in asked
        for fault in one["vulns"]
    ]
    if faults:
        return 1, "\n".join(faults)
    if not asked:
        return 0, NOT_ASKED + "the database does not answer here"
    unknown = len(packages) - len(asked)
    rest = f", {unknown} are not in the database" if unknown else ""
    return 0, f"note: {len(asked)} packages have no fault that is known{rest}"


def main() -> int:
    """Ask, and say the answer in one line, or every fault in one."""
    if not TOOL.exists():
        sys.stdout.write(NOT_ASKED + "pip-audit is not installed here; `dev.py setup` does it\n")
        return 0
    try:
        done = subprocess.run(
            (str(TOOL), "-r", str(LOCK), *WORDS),
            capture_output=True,
            text=True,
            timeout=TIMEOUT_S,
            check=False,
        )
        code, said = verdict(json.loads(done.stdout))
    except (subprocess.TimeoutExpired, ValueError, KeyError):
        code, said = 0, NOT_ASKED + "the database does not answer here"
    sys.stdout.write(said + "\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
