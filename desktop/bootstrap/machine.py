"""This machine's clock and randomness: the doors through which time and chance enter."""

from __future__ import annotations

import secrets
import time
from datetime import UTC, datetime


class SystemClock:
    """The PC's clock."""

    def now(self) -> datetime:
        """Return the wall clock as an aware UTC time."""
        return datetime.now(UTC)  # noqa: TID251  # the one door through which time enters the desk

    def monotonic(self) -> float:
        """Return seconds that never go back."""
        return time.monotonic()


class SystemRandomness:
    """The operating system's random generator."""

    def bytes(self, count: int) -> bytes:
        """Return strong random bytes."""
        return secrets.token_bytes(count)
