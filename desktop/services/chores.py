"""What a desk tidies up by itself before each exchange, on line and off."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from desktop.domain.errors import StoreBusyError, StoreFullError
from desktop.services.desk import Desk

FORGET_EVERY = timedelta(minutes=10)


class Chores:
    """Runs each chore in turn; what a busy or full store refuses is left for the next time."""

    def __init__(self, *chores: Callable[[], object]) -> None:
        self._chores = list(chores)

    def add(self, chore: Callable[[], object]) -> None:
        """Take one more chore on."""
        self._chores.append(chore)

    def run(self) -> None:
        """Do what is due."""
        for chore in self._chores:
            try:
                chore()
            except (StoreBusyError, StoreFullError):
                continue


class Forgetting:
    """Drops people looked up at central more than 24 hours ago, also while the desk stays open (DECISIONS 4)."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._last: datetime | None = None

    def __call__(self) -> int:
        """Return how many were dropped; looks every ten minutes, and at once when the clock was set back."""
        now = self._desk.clock.now()
        if self._last is not None and timedelta(0) <= now - self._last < FORGET_EVERY:
            return 0
        gone = self._desk.store.forget_expired(self._desk.clock)
        self._last = now
        return gone
