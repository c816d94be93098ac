"""The door of the readers: a scrub closes it for a moment so that no old snapshot holds the log back."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class ReaderGate:
    """Counts open reads; closing waits at most so long for them to end."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._open_reads = 0
        self._closed = False

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Hold the door open for one read; waits while it is closed (never longer than a pause lasts)."""
        with self._changed:
            self._changed.wait_for(lambda: not self._closed)
            self._open_reads += 1
        try:
            yield
        finally:
            with self._changed:
                self._open_reads -= 1
                self._changed.notify_all()

    @contextmanager
    def paused(self, most_s: float) -> Iterator[bool]:
        """Close the door and wait at most `most_s` for open reads; the value says whether none is left."""
        with self._changed:
            self._closed = True
            quiet = self._changed.wait_for(lambda: self._open_reads == 0, timeout=most_s)
        try:
            yield quiet
        finally:
            with self._changed:
                self._closed = False
                self._changed.notify_all()
