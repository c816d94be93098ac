"""The line to central as a role, so that a test or a simulation can cut, delay and repeat."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Reply:
    """An HTTP answer: status and body bytes."""

    status: int
    body: bytes


class Network(Protocol):
    """Sends one request and waits for its answer."""

    def send(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes, timeout_s: float
    ) -> Reply:
        """Return the answer; raises CentralUnreachableError when none came in time."""

    def close(self) -> None:
        """Shut every connection down; a waiting request ends at once."""

    def hang_up(self) -> None:
        """End what is under way, from any thread; nothing is sent any more."""
