"""What a clerk does for one request, counted from outside: from the card to the printed receipt (N12)."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from keystroke_model import Acts
from x_screen import XScreen


class Counter:
    """Counts from when it is made; keys and clicks come from the X server, the rest is told by who plays."""

    def __init__(self, screen: XScreen) -> None:
        self._screen = screen
        self._keys, self._clicks = screen.key_presses(modifiers=True), screen.clicks
        self._thoughts = self._homings = self._signatures = 0
        self._waited = 0.0

    def card(self) -> None:
        """The hand lays a card on the reader and goes back to the keys."""
        self._thoughts += 1
        self._homings += 2

    def think(self) -> None:
        """A decision: what comes next, which choice, what to write."""
        self._thoughts += 1

    def signed(self) -> None:
        """The person signs; the hands go to the paper and back."""
        self._thoughts += 1
        self._homings += 2
        self._signatures += 1

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Measure how long nobody could go on."""
        begun = time.monotonic()
        yield
        self._waited += time.monotonic() - begun

    def acts(self) -> Acts:
        """Return what was counted so far."""
        return Acts(
            keys=self._screen.key_presses(modifiers=True) - self._keys,
            pointer_moves=self._screen.clicks - self._clicks, homings=self._homings, thoughts=self._thoughts,
            signatures=self._signatures, system_s=self._waited,
        )  # fmt: skip
