"""A badge reader that is a keyboard (USB HID): it types the number, some milliseconds a key, and ends with Enter."""

from __future__ import annotations

from desktop.domain.badges import GAP_MS, MOST, is_badge

ENTER = "\r"


class WedgeBadgeReader:
    """ports.badge_reader.BadgeReader over the keys of a field."""

    def __init__(self) -> None:
        self._typed = bytearray()
        self._last_ms = 0
        self._number: bytearray | None = None

    def heard(self, typed: str, at_ms: int) -> None:
        """Take a key: a pause begins anew, Enter within the burst ends it."""
        if not 0 <= at_ms - self._last_ms <= GAP_MS:
            self._forget()
        self._last_ms = at_ms
        if typed != ENTER:
            # one more than the longest: what is too long is no badge, and no more of it is kept
            if len(self._typed) <= MOST:
                self._typed += typed.encode()
            return
        self._wipe_number()
        if is_badge(self._typed):
            self._number = bytearray(self._typed)
        self._forget()

    def presented(self) -> bytearray | None:
        """Return the number once."""
        number, self._number = self._number, None
        return number

    def _forget(self) -> None:
        self._typed[:] = bytes(len(self._typed))
        self._typed = bytearray()

    def _wipe_number(self) -> None:
        if self._number is not None:
            self._number[:] = bytes(len(self._number))
        self._number = None
