"""The server's clock and randomness: the doors through which time and chance enter central."""

from __future__ import annotations

import ctypes
import secrets
import sys
from datetime import UTC, datetime, timedelta

from central.services.ports import ClockState

TODAY = timedelta()
# adjtimex(2): all modes off only asks; the kernel's clock is not in step while it answers TIME_ERROR
TIME_ERROR, NOT_ASKED = 5, -1


class _Timex(ctypes.Structure):
    _fields_ = (
        ("modes", ctypes.c_uint), ("offset", ctypes.c_long), ("freq", ctypes.c_long), ("maxerror", ctypes.c_long),
        ("esterror", ctypes.c_long), ("status", ctypes.c_int), ("rest", ctypes.c_char * 256),
    )  # fmt: skip


class SystemTimeKeeping:
    """Asks Linux' kernel, which whoever sets the clock (chrony, ntpd, systemd) keeps told; others say nothing."""

    def state(self) -> ClockState:
        """Return how the clock stands now."""
        if not sys.platform.startswith("linux"):
            return ClockState("unknown")
        said = _Timex()
        answer = ctypes.CDLL(None).adjtimex(ctypes.byref(said))
        if answer == NOT_ASKED:
            return ClockState("unknown")
        return ClockState("kernel", answer != TIME_ERROR, said.maxerror if answer != TIME_ERROR else None)


class SystemClock:
    """The server's clock; a demonstration may show how things stand some days `later`."""

    def __init__(self, later: timedelta = TODAY) -> None:
        self._later = later

    def now(self) -> datetime:
        """Return the wall clock as an aware UTC time."""
        now = datetime.now(UTC)  # noqa: TID251  # the one door through which time enters central
        return now + self._later


class SystemRandomness:
    """The operating system's random generator."""

    def bytes(self, count: int) -> bytes:
        """Return strong random bytes."""
        return secrets.token_bytes(count)
