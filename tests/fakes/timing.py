"""Virtual seconds for device adapters."""

from __future__ import annotations


class FakeTiming:
    """Time passes only by waiting; `waits` keeps what was waited for."""

    def __init__(self) -> None:
        self.now = 1_000.0
        self.waits: list[float] = []

    def monotonic(self) -> float:
        return self.now

    def wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds
