"""Reading and writing of our binary files: every variable part carries its length (4 bytes, big-endian)."""

from __future__ import annotations

from desktop.domain.errors import StoreDamagedError

LENGTH_BYTES = 4
MOST_BYTES = 64 * 1024


class Parts:
    """Reads parts one after another; raises StoreDamagedError for anything short, long or not text."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def fixed(self, count: int) -> bytes:
        """Return the next `count` bytes."""
        end = self._at + count
        if end > len(self._data):
            raise StoreDamagedError
        part = self._data[self._at : end]
        self._at = end
        return part

    def number(self) -> int:
        """Return the next 4 bytes as a number."""
        return int.from_bytes(self.fixed(LENGTH_BYTES), "big")

    def framed(self) -> bytes:
        """Return a part that carries its length."""
        count = self.number()
        if count > MOST_BYTES:
            raise StoreDamagedError
        return self.fixed(count)

    def text(self) -> str:
        """Return a framed part as text."""
        try:
            return self.framed().decode()
        except UnicodeDecodeError as error:
            raise StoreDamagedError from error

    def end(self) -> None:
        """Raise StoreDamagedError unless everything was read."""
        if self._at != len(self._data):
            raise StoreDamagedError


def number(value: int) -> bytes:
    """Return 4 bytes, big-endian."""
    return value.to_bytes(LENGTH_BYTES, "big")


def framed(part: bytes | str) -> bytes:
    """Return length (4) and bytes (text as UTF-8)."""
    raw = part.encode() if isinstance(part, str) else part
    return number(len(raw)) + raw
