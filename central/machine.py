"""The server's clock and randomness: the doors through which time and chance enter central."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta

TODAY = timedelta()


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
