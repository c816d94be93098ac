"""The reader of staff badges at the window (DECISIONS 18)."""

from __future__ import annotations

from typing import Protocol


class BadgeReader(Protocol):
    """Says which badge was presented; never blocks."""

    def heard(self, typed: str, at_ms: int) -> None:
        """A key came to a field that waits for a badge, at that time of the window system; Enter is "\\r".

        Readers with a line of their own have no use for it.
        """

    def presented(self) -> bytearray | None:
        """Return the number of the badge that was presented last, once; None when none was. The caller wipes it."""
