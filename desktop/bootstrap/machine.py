"""This machine's clock and randomness: the doors through which time and chance enter."""

from __future__ import annotations

import importlib
import secrets
import sys
import time
from datetime import UTC, datetime, timedelta
from typing import Any

TODAY = timedelta()
# larger than the kernel's struct timex; all zeros only asks
TIMEX_BYTES, TIME_ERROR = 512, 5
W32TIME = "SYSTEM\\CurrentControlSet\\Services\\W32Time\\Parameters"


class SystemClock:
    """The PC's clock; a demonstration may show how things stand some days `later`."""

    def __init__(self, later: timedelta = TODAY) -> None:
        self._later = later

    def now(self) -> datetime:
        """Return the wall clock as an aware UTC time."""
        now = datetime.now(UTC)  # noqa: TID251  # the one door through which time enters the desk
        return now + self._later

    def monotonic(self) -> float:
        """Return seconds that never go back."""
        return time.monotonic()


def clock_source() -> str:
    """Return who sets this PC's clock: what Windows' time service follows, or whether Linux' kernel is in step.

    w32time-nt5ds (the domain), w32time-ntp, w32time-nosync, kernel-synchronized, kernel-free, or unknown.
    """
    if sys.platform == "win32":
        return _windows_time()
    ctypes: Any = importlib.import_module("ctypes")
    state = ctypes.CDLL(None).adjtimex(ctypes.create_string_buffer(TIMEX_BYTES))
    return {-1: "unknown", TIME_ERROR: "kernel-free"}.get(state, "kernel-synchronized")


def _windows_time() -> str:
    winreg: Any = importlib.import_module("winreg")
    try:
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, W32TIME) as key:
            kind = str(winreg.QueryValueEx(key, "Type")[0]).lower()
    except OSError:
        return "unknown"
    return f"w32time-{kind}" if kind in ("nt5ds", "ntp", "nosync", "allsync") else "unknown"


class SystemRandomness:
    """The operating system's random generator."""

    def bytes(self, count: int) -> bytes:
        """Return strong random bytes."""
        return secrets.token_bytes(count)


def no_core_dumps() -> None:
    """Let the system write no memory of this process to disk when it dies (T4); Windows asks nobody here."""
    if sys.platform == "win32":
        return
    resource: Any = importlib.import_module("resource")
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
