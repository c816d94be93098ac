"""A stand-in for help from afar: no desk, no trace, a time that a test sets."""

from __future__ import annotations

from desktop.domain.help_mode import HELP_FOR, HelpEnd


class FakeHelp:
    """Lasts until `left` is set to 0."""

    def __init__(self) -> None:
        self.left = 0.0

    def begin(self) -> None:
        self.left = HELP_FOR.total_seconds()

    def left_s(self) -> float:
        return self.left

    def end(self, how: HelpEnd) -> None:
        self.left = 0.0
