"""Waiting comes in here, so that device rules run under a virtual clock in tests."""

from __future__ import annotations

from typing import Protocol


class Timing(Protocol):
    """How a device adapter measures and waits out its intervals."""

    def monotonic(self) -> float:
        """Return seconds that never go back."""

    def wait(self, seconds: float) -> None:
        """Return when `seconds` have passed."""
