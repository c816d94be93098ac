"""How long after a hard lock the next process shows its page: one that waited, and one begun anew (DECISIONS 18)."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time as watch
from pathlib import Path

from crash_desk import prepare

from desktop import settings
from desktop.bootstrap.parent import SESSION, Why

ROUNDS = 3
# it waits for its word once it does not work any more
QUIET_S = 1.0
LOOK_EVERY_S = 0.005
END_S = 60.0


def lock_page_ms(folder: Path) -> tuple[float, float]:
    """Return the median milliseconds from the parent's word to the page on the screen: waited before, begun anew."""
    home = folder / "locks"
    prepare(home, 1)
    settings.keep(home, vault="file", sign_in_profile="small-clinic")
    waited = [_shown_ms(home, Why.STANDBY) for _ in range(ROUNDS)]
    anew = [_shown_ms(home, Why.LOCKED) for _ in range(ROUNDS)]
    return statistics.median(waited), statistics.median(anew)


def _shown_ms(home: Path, why: Why) -> float:
    status = home / "bench.status"
    status.unlink(missing_ok=True)
    began = watch.perf_counter()
    child = subprocess.Popen(
        [sys.executable, "-m", "desktop", "--home", str(home), "--status-file", str(status), SESSION, why.value],
        stdin=subprocess.PIPE, stderr=subprocess.DEVNULL, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    assert child.stdin is not None
    if why is Why.STANDBY:
        _until_quiet(child.pid)
        began = watch.perf_counter()
        child.stdin.write(f"{Why.LOCKED.value}\n".encode())
        child.stdin.flush()
    while not status.exists():
        if child.poll() is not None or watch.perf_counter() - began > END_S:
            raise SystemExit("the session process did not show its page")
        watch.sleep(LOOK_EVERY_S)
    took = (watch.perf_counter() - began) * 1000
    child.stdin.close()
    child.wait(END_S)
    return took


def _until_quiet(pid: int) -> None:
    """Wait until a process used no processor for a while (Linux)."""
    before = -1
    while (now := _ticks(pid)) != before or not now:
        before = now
        watch.sleep(QUIET_S)


def _ticks(pid: int) -> int:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].split()
    return int(fields[11]) + int(fields[12])
