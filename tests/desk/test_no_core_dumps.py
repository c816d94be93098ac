"""A window that dies leaves no memory on the disk (T4)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

resource = pytest.importorskip("resource", reason="Windows keeps no core files")
ROOT = Path(__file__).resolve().parents[2]
TRY = """
import resource, sys
from desktop.bootstrap import window
from desktop.bootstrap.installation import Installation
hard = int(sys.argv[2])
resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
window.self_test = lambda: sys.exit(f"core {resource.getrlimit(resource.RLIMIT_CORE)}")
window.open_window(window.Settings(home=window.Path(sys.argv[1]), vault="file"), demo_reader=None)
"""


@pytest.mark.rows("T4")
def test_a_window_switches_core_dumps_off_before_it_does_anything_else(tmp_path: Path) -> None:
    if resource.getrlimit(resource.RLIMIT_CORE)[1] == 0:
        pytest.skip("core dumps are forbidden for every process here")
    (tmp_path / "installation.json").write_text("{}", "utf-8")
    hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
    words = [sys.executable, "-c", TRY, str(tmp_path), str(hard)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert "core (0, 0)" in done.stderr
