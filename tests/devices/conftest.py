"""Card readers under test and made-up cards to lay on them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pytest

from desktop.devices.card_encoding import encode_card_text
from desktop.devices.emulated_sam import NO_DELAYS, EmulatedSam
from desktop.devices.helper_port import library_opener
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


class LibraryDesk:
    """The contract's view of a vendor's library in the helper process; the plate is a folder."""

    def __init__(self, program: Path, library: Path, plate: Path) -> None:
        self._plate = plate
        timing = SystemTiming()
        self.reader: IdReader = SerialIdReader(f"dll:{library}:1001", timing, library_opener(program, timing))

    def place(self, block: bytes, /) -> None:
        (self._plate / "next").write_bytes(block)
        (self._plate / "next").replace(self._plate / "card")

    def lift(self) -> None:
        (self._plate / "card").unlink(missing_ok=True)

    def unplug(self) -> None:
        (self._plate / "unplugged").touch()

    def lift_during_read(self) -> None:
        (self._plate / "lift-at-read").touch()

    def make_unreadable(self) -> None:
        (self._plate / "unreadable").touch()


@pytest.fixture(scope="session")
def helper_and_library(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The helper and a made-up vendor's library, compiled for this system."""
    compiler = shutil.which("cc")
    if compiler is None or sys.platform == "win32":
        pytest.skip("no C compiler here (package gcc)")
    folder = tmp_path_factory.mktemp("reader")
    program, library = folder / "reader", folder / "vendor.so"
    root = Path(__file__).resolve().parents[2]
    for words in (
        ["-o", program, root / "build/windows/reader/reader.c", "-ldl"],
        ["-shared", "-fPIC", "-o", library, root / "tests/devices/vendor_library.c"],
    ):
        subprocess.run([compiler, "-Wall", "-Wextra", "-Werror", *map(str, words)], check=True)
    return program, library


@pytest.fixture(params=["fake", "serial on a pseudo-terminal", "a vendor's library in the helper"])
def desk(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[DeskUnderTest]:
    if request.param == "fake":
        yield FakeDesk()
        return
    if request.param.startswith("a vendor"):
        monkeypatch.setenv("READER_PLATE", str(tmp_path))
        in_helper = LibraryDesk(*request.getfixturevalue("helper_and_library"), tmp_path)
        yield in_helper
        in_helper.reader.close()
        return
    emulated = EmulatedDesk(request.getfixturevalue("emulator"))
    yield emulated
    emulated.reader.close()
