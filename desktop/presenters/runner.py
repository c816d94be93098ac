"""How a presenter has slow work done: the shape of the one door to threads (ui/tasks.py), without Qt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from desktop.domain.errors import KnownError

Answer = TypeVar("Answer")

STORE = "store"
READ = "read"
NETWORK = "network"
DEVICE = "device"


class Runner(Protocol):
    """Runs work on a named lane and brings the answer back to the caller's own thread."""

    def run(
        self,
        lane: str,
        work: Callable[[], Answer],
        done: Callable[[Answer], None],
        failed: Callable[[KnownError], None],
    ) -> None:
        """Run `work` on `lane`; then call `done` with its answer, or `failed` with the known error it raised."""
