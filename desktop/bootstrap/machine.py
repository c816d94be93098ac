"""This machine's clock and randomness: the doors through which time and chance enter."""

from __future__ import annotations

import importlib
import secrets
import sys
import time
from datetime import UTC, datetime, timedelta
from typing import Any

TODAY = timedelta()


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
