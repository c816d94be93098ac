"""A serial port that ends in an emulated module inside this process: the reader's own code without a cable.

Works where there are no pseudo-terminals (Windows); used by the self-test.
"""

from __future__ import annotations

from desktop.devices.emulated_sam import EmulatedSam
from desktop.devices.sam_frames import FrameParser


class LoopLine:
    """serial_id_reader.SerialPort whose other end answers at once."""

    def __init__(self, sam: EmulatedSam) -> None:
        self._sam = sam
        self._parser = FrameParser()
        self._incoming = bytearray()

    @property
    def in_waiting(self) -> int:
        """Return how many bytes have arrived unread."""
        return len(self._incoming)

    def read(self, size: int = 1, /) -> bytes:
        """Return what has arrived, at most `size`."""
        taken = bytes(self._incoming[:size])
        del self._incoming[:size]
        return taken

    def write(self, data: bytes, /) -> int:
        """Hand the frames over and keep the answers."""
        for received in self._parser.feed(data):
            self._incoming += self._sam.answer(received)
        return len(data)

    def close(self) -> None:
        """Nothing is held."""
