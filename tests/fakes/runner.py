"""Runners for presenter tests: at once, or held back until the test says so."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from desktop.domain.errors import KnownError

Answer = TypeVar("Answer")


class InlineRunner:
    """Does the work at once, in the caller's thread, and remembers which lanes were used."""

    def __init__(self) -> None:
        self.lanes: list[str] = []

    def run(
        self,
        lane: str,
        work: Callable[[], Answer],
        done: Callable[[Answer], None],
        failed: Callable[[KnownError], None],
        owner: object | None = None,
    ) -> None:
        """Run now."""
        self.lanes.append(lane)
        try:
            answer = work()
        except KnownError as error:
            failed(error)
            return
        done(answer)


class HeldRunner(InlineRunner):
    """Keeps jobs per lane until `release`; lanes named in `at_once` run without waiting."""

    def __init__(self, *, at_once: tuple[str, ...] = ()) -> None:
        super().__init__()
        self._at_once = at_once
        self._held: list[tuple[str, Callable[[], None]]] = []

    def run(
        self,
        lane: str,
        work: Callable[[], Answer],
        done: Callable[[Answer], None],
        failed: Callable[[KnownError], None],
        owner: object | None = None,
    ) -> None:
        """Keep the job, or run it when its lane is not held."""
        if lane in self._at_once:
            super().run(lane, work, done, failed)
            return
        self._held.append((lane, lambda: InlineRunner.run(self, lane, work, done, failed)))

    def waiting(self, lane: str) -> int:
        """Return how many jobs of a lane are held."""
        return sum(1 for name, _ in self._held if name == lane)

    def release(self, lane: str | None = None, *, last: bool = False) -> None:
        """Run the held jobs (of one lane), oldest first, or only the newest with `last`."""
        chosen = [job for job in self._held if lane is None or job[0] == lane]
        if last:
            chosen = chosen[-1:]
        self._held = [job for job in self._held if job not in chosen]
        for _, job in chosen:
            job()
