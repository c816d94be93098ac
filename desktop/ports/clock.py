"""Time, identifiers and randomness come in here and nowhere else."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Where the program asks what time it is."""

    def now(self) -> datetime:
        """Return the wall clock as an aware UTC time."""

    def monotonic(self) -> float:
        """Return seconds that never go back, for intervals only."""


class Randomness(Protocol):
    """Where keys, nonces and identifiers take their random bytes."""

    def bytes(self, count: int) -> bytes:
        """Return `count` cryptographically strong random bytes."""
