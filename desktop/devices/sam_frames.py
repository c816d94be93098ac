"""Frames of the SAM_V security module in resident-card readers (GA 450 / GA 467 family, DOMAIN §2.1).

Frame: AA AA AA 96 69 | Len (2, big-endian) | body | CHK. Len counts body and CHK; CHK is the XOR of both.
A request's body is CMD, Para, data; a reply's body is SW1, SW2, SW3, data.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import reduce
from operator import xor

PREAMBLE = b"\xaa\xaa\xaa\x96\x69"
HEADER_BYTES = len(PREAMBLE) + 2
# The longest documented reply counts 0x090A; anything far beyond follows a false preamble.
MAX_LENGTH = 4_096
_MIN_LENGTH = 3

FOUND = 0x9F
OK = 0x90
NO_CARD = 0x80
SELECT_FAILED = 0x81
READ_FAILED = 0x41
BAD_CHECKSUM = 0x10
BAD_COMMAND = 0x21

STATUS_MEANINGS = {
    0x90: "ok",
    0x9F: "card found",
    0x10: "checksum error in request",
    0x11: "length error in request",
    0x21: "bad command or parameter",
    0x23: "no permission",
    0x24: "unknown error",
    0x31: "card could not authenticate the reader",
    0x32: "reader could not authenticate the card",
    0x33: "verification error",
    0x40: "wrong card",
    0x41: "reading the card failed",
    0x47: "random number failed",
    0x60: "self-test of the security module failed",
    0x66: "security module not authorised",
    0x80: "no card found",
    0x81: "selecting the card failed",
    0x91: "item absent on this card",
}


class SamCommand(Enum):
    """What the desk asks of the module: CMD and Para; the fingerprint command is left out on purpose."""

    RESET = b"\x10\xff"
    STATUS = b"\x11\xff"
    SAM_NUMBER = b"\x12\xff"
    FIND = b"\x20\x01"
    SELECT = b"\x20\x02"
    READ = b"\x30\x01"


class BadFrameError(Exception):
    """A frame arrived damaged or is not what the protocol allows; the sequence starts again from find."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame as it came: its body, or an empty body and `intact` False when the checksum was wrong."""

    body: bytes
    intact: bool = True


@dataclass(frozen=True, slots=True)
class Reply:
    """SW3 and the data after it; SW1 and SW2 come from the card itself and decide nothing."""

    status: int
    data: bytes


def checksum(covered: bytes) -> int:
    """Return the XOR over length and body."""
    return reduce(xor, covered, 0)


def frame(body: bytes) -> bytes:
    """Return the whole frame around a body; raises ValueError when it is too long."""
    length = len(body) + 1
    if not _MIN_LENGTH <= length <= MAX_LENGTH:
        raise ValueError("a frame's body has 2 to 4095 bytes")
    covered = length.to_bytes(2, "big") + body
    return PREAMBLE + covered + bytes((checksum(covered),))


def request(command: SamCommand) -> bytes:
    """Return the frame that asks for `command`."""
    return frame(command.value)


def reply(status: int, data: bytes = b"") -> bytes:
    """Return the frame with which a module answers."""
    return frame(bytes((0, 0, status)) + data)


def to_reply(received: Frame) -> Reply:
    """Read a reply's body; raises BadFrameError when the frame is damaged or has no status."""
    if not received.intact or len(received.body) < 3:
        raise BadFrameError
    return Reply(status=received.body[2], data=received.body[3:])


def text_block(data: bytes) -> bytes:
    """Return the text part of a read reply by its own length fields and leave the photo behind (DECISIONS 6).

    `data` is text length (2, big-endian) | photo length (2) | text | photo; raises BadFrameError when the
    lengths disagree with it.
    """
    if len(data) < 4:
        raise BadFrameError
    text_length, photo_length = int.from_bytes(data[0:2], "big"), int.from_bytes(data[2:4], "big")
    if len(data) != 4 + text_length + photo_length:
        raise BadFrameError
    return data[4 : 4 + text_length]


def sam_number_text(data: bytes) -> str:
    """Return a module's number as on its plate (five little-endian numbers), "" for another length."""
    if len(data) != 16:
        return ""
    maker, model = int.from_bytes(data[0:2], "little"), int.from_bytes(data[2:4], "little")
    made, serial, check = (int.from_bytes(data[at : at + 4], "little") for at in (4, 8, 12))
    return f"{maker:02d}.{model:02d}-{made:08d}-{serial:010d}-{check:010d}"


class FrameParser:
    """Turns a stream of bytes into frames: finds the preamble anywhere, trusts lengths only within limits.

    It never holds more than one longest frame between two calls.
    """

    def __init__(self) -> None:
        self._buffer = bytearray()

    @property
    def wanted(self) -> int:
        """Return how many bytes are at least missing for the next frame (1 or more)."""
        if len(self._buffer) < HEADER_BYTES:
            return HEADER_BYTES - len(self._buffer)
        return HEADER_BYTES + self._length() - len(self._buffer)

    @property
    def started(self) -> bool:
        """Return whether part of a frame has arrived."""
        return bool(self._buffer)

    def feed(self, chunk: bytes) -> list[Frame]:
        """Take bytes as they come and return the frames that are now complete, damaged ones included."""
        self._buffer += chunk
        frames: list[Frame] = []
        while self._align() and len(self._buffer) >= HEADER_BYTES + self._length():
            frames.append(self._take())
        return frames

    def _align(self) -> bool:
        """Drop what cannot begin a frame; return whether a plausible header stands at the start."""
        while True:
            start = self._buffer.find(PREAMBLE)
            if start < 0:
                del self._buffer[: len(self._buffer) - self._hopeful_tail()]
                return False
            del self._buffer[:start]
            if len(self._buffer) < HEADER_BYTES:
                return False
            if _MIN_LENGTH <= self._length() <= MAX_LENGTH:
                return True
            del self._buffer[:1]

    def _hopeful_tail(self) -> int:
        longest = min(len(PREAMBLE) - 1, len(self._buffer))
        return next((size for size in range(longest, 0, -1) if PREAMBLE.startswith(self._buffer[-size:])), 0)

    def _length(self) -> int:
        return int.from_bytes(self._buffer[len(PREAMBLE) : HEADER_BYTES], "big")

    def _take(self) -> Frame:
        end = HEADER_BYTES + self._length()
        covered = bytes(self._buffer[len(PREAMBLE) : end - 1])
        if checksum(covered) != self._buffer[end - 1]:
            # Its length may be what was damaged, so only the preamble goes and the rest is searched again.
            del self._buffer[: len(PREAMBLE)]
            return Frame(b"", intact=False)
        del self._buffer[:end]
        return Frame(covered[2:])
