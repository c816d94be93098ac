"""The line during a drill: nothing is sent, whoever asks hears at once that central does not answer (N7)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desktop.domain.errors import CentralUnreachableError
from desktop.ports.network import Network, Reply


class DrilledNetwork:
    """A real line behind a switch."""

    def __init__(self, line: Network, running: Callable[[], bool]) -> None:
        self._line = line
        self._running = running

    def send(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes, timeout_s: float
    ) -> Reply:
        """Send it, unless a drill runs; raises CentralUnreachableError."""
        if self._running():
            raise CentralUnreachableError(cause="drill")
        return self._line.send(method, path, headers, body, timeout_s)

    def close(self) -> None:
        """Close the line."""
        self._line.close()

    def hang_up(self) -> None:
        """End what is under way."""
        self._line.hang_up()
