"""A badge reader with a line of its own: a test lays a badge on it."""

from __future__ import annotations

from desktop.domain.badges import is_badge


class FakeBadgeReader:
    """ports.badge_reader.BadgeReader; keys are none of its business."""

    def __init__(self) -> None:
        self._number: bytearray | None = None

    def lay(self, number: str) -> None:
        """Present a badge."""
        self._number = bytearray(number.encode()) if is_badge(number.encode()) else None

    def heard(self, typed: str, at_ms: int) -> None:
        """Keys come from the keyboard alone."""

    def presented(self) -> bytearray | None:
        number, self._number = self._number, None
        return number
