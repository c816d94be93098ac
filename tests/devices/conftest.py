"""Card readers under test and made-up cards to lay on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pytest

from desktop.devices.card_encoding import encode_card_text
from desktop.devices.emulated_sam import NO_DELAYS, EmulatedSam
from desktop.devices.reader_emulator import ReaderEmulator
from desktop.devices.sam_frames import FrameParser, SamCommand
from desktop.devices.serial_id_reader import READ_SLICE_S, SerialIdReader
from desktop.devices.system_timing import SystemTiming
from desktop.domain.cards import parse_card_text
from desktop.ports.id_reader import IdReader
from tests.fakes.id_reader import FakeIdReader
from tests.fakes.timing import FakeTiming

MADE_UP = {
    "name": "单雪·海日古丽",
    "sex_code": "2",
    "ethnic_code": "05",
    "birth": "19900307",
    "address": "虚构省样例市测试区纸上路 1 号",
    "number": "890000199003070028",
    "issuer": "样例市公安局测试分局",
    "valid_from": "20200101",
    "valid_until": "20400101",
}


class LineToSam:
    """A serial port that ends in an emulated module; an empty read lets virtual time pass."""

    def __init__(self, sam: EmulatedSam, timing: FakeTiming) -> None:
        self._sam = sam
        self._timing = timing
        self._parser = FrameParser()
        self.incoming = bytearray()
        self.asked: list[bytes] = []
        self.dead = False
        self.silent = False

    @property
    def in_waiting(self) -> int:
        return len(self.incoming)

    def read(self, size: int = 1, /) -> bytes:
        self._require_life()
        if not self.incoming:
            self._timing.wait(READ_SLICE_S)
        taken = bytes(self.incoming[:size])
        del self.incoming[:size]
        return taken

    def write(self, data: bytes, /) -> int:
        self._require_life()
        for received in self._parser.feed(data):
            self.asked.append(received.body)
            if not self.silent:
                self.incoming += self._sam.answer(received)
        return len(data)

    def close(self) -> None:
        """Nothing is held."""

    def times_asked(self, command: SamCommand) -> int:
        return self.asked.count(command.value)

    def _require_life(self) -> None:
        if self.dead:
            raise OSError("the device is gone")


@dataclass
class VirtualBench:
    """A serial reader, its emulated module and the line between them, all in virtual time."""

    reader: SerialIdReader
    sam: EmulatedSam
    line: LineToSam
    timing: FakeTiming


@pytest.fixture
def bench() -> VirtualBench:
    timing = FakeTiming()
    sam = EmulatedSam(NO_DELAYS)
    line = LineToSam(sam, timing)
    return VirtualBench(SerialIdReader("COM9", timing, lambda _port: line), sam, line, timing)


@pytest.fixture
def made_up_block() -> bytes:
    return encode_card_text(MADE_UP)


class DeskUnderTest(Protocol):
    """A reader and what a hand can do to it."""

    reader: IdReader

    def place(self, block: bytes, /) -> None: ...

    def lift(self) -> None: ...

    def unplug(self) -> None: ...

    def lift_during_read(self) -> None: ...

    def make_unreadable(self) -> None: ...


class FakeDesk:
    """The contract's view of the fake reader."""

    def __init__(self) -> None:
        self.fake = FakeIdReader()
        self.reader: IdReader = self.fake

    def place(self, block: bytes, /) -> None:
        self.fake.place(parse_card_text(block))

    def lift(self) -> None:
        self.fake.lift()

    def unplug(self) -> None:
        self.fake.unplug()

    def lift_during_read(self) -> None:
        self.fake.lift_during_read()

    def make_unreadable(self) -> None:
        self.fake.make_unreadable("41")


class EmulatedDesk:
    """The contract's view of a serial reader on a real pseudo-terminal."""

    def __init__(self, emulator: ReaderEmulator) -> None:
        self.emulator = emulator
        self.reader: IdReader = SerialIdReader(emulator.port, SystemTiming())

    def place(self, block: bytes, /) -> None:
        self.emulator.place(block)

    def lift(self) -> None:
        self.emulator.lift()

    def unplug(self) -> None:
        self.emulator.unplug()

    def lift_during_read(self) -> None:
        self.emulator.lift_during_read()

    def make_unreadable(self) -> None:
        self.emulator.fail_next(0x41, times=3)


@pytest.fixture
def emulator(tmp_path: Path) -> Iterator[ReaderEmulator]:
    # a terminal's own path is given to the next who asks: another test's terminal would look like this reader
    running = ReaderEmulator(SystemTiming(), EmulatedSam(NO_DELAYS), tmp_path / "reader")
    running.start()
    yield running
    running.stop()


@pytest.fixture(params=["fake", "serial on a pseudo-terminal"])
def desk(request: pytest.FixtureRequest) -> Iterator[DeskUnderTest]:
    if request.param == "fake":
        yield FakeDesk()
        return
    emulated = EmulatedDesk(request.getfixturevalue("emulator"))
    yield emulated
    emulated.reader.close()
