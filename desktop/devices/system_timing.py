"""Real time for devices."""

from __future__ import annotations

import threading
import time


class SystemTiming:
    """Waits in real seconds; `stop` ends all present and later waits at once, so that closing never hangs."""

    def __init__(self) -> None:
        self._stopped = threading.Event()

    def monotonic(self) -> float:
        """Return the system's monotonic seconds."""
        return time.monotonic()

    def wait(self, seconds: float) -> None:
        """Return after `seconds`, or at once after `stop`."""
        self._stopped.wait(max(0.0, seconds))

    def stop(self) -> None:
        """End every wait."""
        self._stopped.set()
