"""A card reader on a serial or USB-serial port (DOMAIN §2.1: frames, order, intervals, time limits)."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Final, Protocol

import serial

from desktop.devices import sam_frames
from desktop.devices.sam_frames import BadFrameError, FrameParser, Reply, SamCommand
from desktop.domain.cards import parse_card_text
from desktop.domain.errors import (
    CardLiftedError,
    CardUnreadableError,
    NoCardError,
    ReaderError,
    ReaderUnpluggedError,
)
from desktop.ports.id_reader import CardRead, ReaderInfo
from desktop.ports.timing import Timing

if sys.platform == "win32":
    _PORT_FAULTS: tuple[type[Exception], ...] = (OSError,)
else:
    import termios

    # pyserial lets termios.error through when a port vanishes; it is not an OSError.
    _PORT_FAULTS = (OSError, termios.error)

FIND_TIMEOUT_S: Final = 1.0
SELECT_TIMEOUT_S: Final = 1.0
READ_TIMEOUT_S: Final = 3.0
TRY_INTERVAL_S: Final = 0.3
POLL_INTERVAL_S: Final = 0.6
READ_SLICE_S: Final = 0.05
TRIES: Final = 3
_STALE_LIMIT: Final = 65_536

_TRY_AGAIN = frozenset({0x10, 0x11, 0x24, 0x41, 0x80, 0x81})
_CARD_FAULTS = frozenset({0x31, 0x32, 0x33, 0x40, 0x47, 0x91})


class SerialPort(Protocol):
    """The part of pyserial's Serial that a reader needs; `read` may return fewer bytes than asked."""

    @property
    def in_waiting(self) -> int:
        """Return how many bytes have arrived unread."""

    def read(self, size: int = 1, /) -> bytes:
        """Return up to `size` bytes within one slice of time."""

    def write(self, data: bytes, /) -> int | None:
        """Send bytes."""

    def close(self) -> None:
        """Let the port go."""


def open_serial_port(port: str, speed: int = 115_200) -> SerialPort:
    """Open a port 8N1 at `speed` baud (115200 unless the reader was set otherwise)."""
    opened: SerialPort = serial.Serial(port, speed, timeout=READ_SLICE_S, write_timeout=1.0)
    return opened


class _TryAgainError(Exception):
    """The card answered badly; another try from find may do. `status` is SW3 in hex."""

    def __init__(self, status: str) -> None:
        self.status = status
        super().__init__(status)


class SerialIdReader:
    """Reads cards by find, select, read; opens its port when first used and again after it was lost."""

    def __init__(
        self, port: str, timing: Timing, open_serial: Callable[[str], SerialPort] = open_serial_port
    ) -> None:
        self._port_name = port
        self._timing = timing
        self._open_serial = open_serial
        self._port: SerialPort | None = None
        self._sam_number = ""
        self._card_seen = False
        self._last_try: float | None = None
        self._last_poll: float | None = None

    def read(self) -> CardRead:
        """Read the card on the plate; up to three tries from find, at least 300 ms apart."""
        self._card_seen = False
        status = ""
        for _ in range(TRIES):
            self._pause_since(self._last_try, TRY_INTERVAL_S)
            try:
                return self._try_to_read()
            except BadFrameError:
                status = "checksum"
            except _TryAgainError as fault:
                status = fault.status
            finally:
                self._last_try = self._timing.monotonic()
        raise CardUnreadableError(status=status)

    def poll(self) -> bool:
        """Return whether a fresh card lies on the plate; asks the module at most every 600 ms."""
        self._pause_since(self._last_poll, POLL_INTERVAL_S)
        try:
            status = self._ask(SamCommand.FIND, FIND_TIMEOUT_S).status
        except BadFrameError:
            return False
        finally:
            self._last_poll = self._timing.monotonic()
        if status == sam_frames.FOUND:
            return True
        if status not in _TRY_AGAIN:
            raise ReaderError(status=f"{status:02X}")
        return False

    def describe(self) -> ReaderInfo:
        """Return port and SAM number, opening the port if need be."""
        self._opened()
        return ReaderInfo(self._port_name, self._sam_number)

    def close(self) -> None:
        """Let the port go."""
        port, self._port = self._port, None
        if port is not None:
            try:
                port.close()
            except _PORT_FAULTS as error:
                raise ReaderUnpluggedError from error

    def _try_to_read(self) -> CardRead:
        found = self._ask(SamCommand.FIND, FIND_TIMEOUT_S)
        if found.status == sam_frames.NO_CARD:
            # After a card was seen, "none" means lifted or not placed afresh: the same act mends both.
            raise CardLiftedError if self._card_seen else NoCardError
        _expect(found, sam_frames.FOUND)
        self._card_seen = True
        _expect(self._ask(SamCommand.SELECT, SELECT_TIMEOUT_S), sam_frames.OK)
        answer = self._ask(SamCommand.READ, READ_TIMEOUT_S)
        _expect(answer, sam_frames.OK)
        card = parse_card_text(sam_frames.text_block(answer.data))
        return CardRead(card, self._sam_number, self._port_name)

    def _ask(self, command: SamCommand, timeout_s: float) -> Reply:
        return self._exchange(self._opened(), command, timeout_s)

    def _opened(self) -> SerialPort:
        if self._port is None:
            try:
                self._port = self._open_serial(self._port_name)
            except _PORT_FAULTS as error:
                raise ReaderUnpluggedError from error
            self._sam_number = self._ask_sam_number(self._port)
        return self._port

    def _ask_sam_number(self, port: SerialPort) -> str:
        for _ in range(TRIES):
            try:
                answer = self._exchange(port, SamCommand.SAM_NUMBER, FIND_TIMEOUT_S)
            except BadFrameError:
                continue
            return sam_frames.sam_number_text(answer.data) if answer.status == sam_frames.OK else ""
        return ""

    def _exchange(self, port: SerialPort, command: SamCommand, timeout_s: float) -> Reply:
        try:
            _drop_stale(port)
            port.write(sam_frames.request(command))
            answer = self._await_reply(port, timeout_s)
        except _PORT_FAULTS as error:
            self._lose_port()
            raise ReaderUnpluggedError from error
        if answer is None:
            self._lose_port()
            raise ReaderUnpluggedError
        return answer

    def _await_reply(self, port: SerialPort, timeout_s: float) -> Reply | None:
        parser = FrameParser()
        heard = False
        deadline = self._timing.monotonic() + timeout_s
        while self._timing.monotonic() < deadline:
            chunk = port.read(parser.wanted)
            heard = heard or bool(chunk)
            for received in parser.feed(chunk):
                return sam_frames.to_reply(received)
        if heard:
            raise BadFrameError
        return None

    def _lose_port(self) -> None:
        try:
            self.close()
        except ReaderUnpluggedError:
            # The device is gone, and so is its handle; the caller reports it.
            self._port = None

    def _pause_since(self, last: float | None, interval_s: float) -> None:
        if last is None:
            return
        left = last + interval_s - self._timing.monotonic()
        if left > 0:
            self._timing.wait(left)


def _drop_stale(port: SerialPort) -> None:
    """Throw away what came late or unasked, within a limit so that a babbling device cannot hold us."""
    dropped = 0
    while dropped < _STALE_LIMIT and (waiting := port.in_waiting):
        dropped += len(port.read(waiting)) or waiting


def _expect(answer: Reply, wanted: int) -> None:
    status = answer.status
    if status == wanted:
        return
    if status in _TRY_AGAIN:
        raise _TryAgainError(f"{status:02X}")
    if status in _CARD_FAULTS:
        raise CardUnreadableError(status=f"{status:02X}")
    raise ReaderError(status=f"{status:02X}")
