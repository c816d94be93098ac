"""This machine's clock and randomness: the doors through which time and chance enter."""

from __future__ import annotations

import secrets
import time
from datetime import UTC, datetime, timedelta

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
