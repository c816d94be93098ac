"""The operating rules of a serial reader, under a virtual clock (DOMAIN §2.1)."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.devices.emulated_sam import NO_DELAYS, EmulatedSam
from desktop.devices.reader_emulator import ReaderEmulator
from desktop.devices.sam_frames import PREAMBLE, Frame, SamCommand, reply
from desktop.devices.serial_id_reader import SerialIdReader
from desktop.devices.system_timing import SystemTiming
from desktop.domain.cards import parse_card_text
from desktop.domain.errors import (
    CardLiftedError,
    CardUnreadableError,
    KnownError,
    NoCardError,
    ReaderError,
    ReaderUnpluggedError,
)
from tests.fakes.timing import FakeTiming

if TYPE_CHECKING:
    from tests.devices.conftest import VirtualBench


@pytest.mark.rows("G7")
def test_a_read_asks_find_select_read_in_this_order(bench: VirtualBench, made_up_block: bytes) -> None:
    bench.sam.place(made_up_block)
    bench.reader.read()
    assert bench.line.asked == [
        command.value
        for command in (SamCommand.SAM_NUMBER, SamCommand.FIND, SamCommand.SELECT, SamCommand.READ)
    ]


def test_the_photo_never_leaves_the_adapter(bench: VirtualBench, made_up_block: bytes) -> None:
    bench.sam.place(made_up_block)
    read = bench.reader.read()
    held = [getattr(read.unverified_card, field) for field in read.unverified_card.__slots__]
    assert max(len(value) for value in held if isinstance(value, bytes)) <= 30


@pytest.mark.parametrize("command", [SamCommand.FIND, SamCommand.SELECT])
def test_a_damaged_answer_is_dropped_and_the_read_starts_again(
    bench: VirtualBench, made_up_block: bytes, command: SamCommand
) -> None:
    bench.sam.place(made_up_block)
    bench.sam.corrupt_next(command)
    assert bench.reader.read().unverified_card == parse_card_text(made_up_block)
    assert bench.line.times_asked(SamCommand.FIND) == 2


def test_a_damaged_read_asks_for_the_card_to_be_placed_again(
    bench: VirtualBench, made_up_block: bytes
) -> None:
    bench.sam.place(made_up_block)
    bench.sam.corrupt_next(SamCommand.READ)
    with pytest.raises(CardLiftedError):
        bench.reader.read()
    bench.sam.lift()
    bench.sam.place(made_up_block)
    assert bench.reader.read().unverified_card == parse_card_text(made_up_block)


def test_garbage_before_an_answer_is_skipped(bench: VirtualBench, made_up_block: bytes) -> None:
    bench.sam.place(made_up_block)
    bench.reader.describe()
    bench.sam.noise_before_next(b"\x00\xff\xaa\xaa" + PREAMBLE + b"\xff\xff" + b"\xaa")
    assert bench.reader.read().unverified_card == parse_card_text(made_up_block)
    assert bench.line.times_asked(SamCommand.FIND) == 1


def test_a_late_answer_to_an_earlier_question_is_thrown_away(bench: VirtualBench) -> None:
    bench.reader.describe()
    bench.line.incoming += reply(0x9F, bytes(4))
    with pytest.raises(NoCardError):
        bench.reader.read()


def test_tries_are_at_least_300_ms_apart_and_at_most_three(bench: VirtualBench, made_up_block: bytes) -> None:
    bench.sam.place(made_up_block)
    bench.sam.fail_next(0x81, times=9)
    with pytest.raises(CardUnreadableError) as caught:
        bench.reader.read()
    assert caught.value.facts == {"status": "81"}
    assert bench.timing.waits == [pytest.approx(0.3), pytest.approx(0.3)]


def test_polls_are_at_least_600_ms_apart(bench: VirtualBench) -> None:
    for _ in range(4):
        bench.reader.poll()
    assert bench.timing.waits == [pytest.approx(0.6)] * 3


@pytest.mark.parametrize("status", [0x31, 0x32])
def test_a_card_that_fails_authentication_is_not_tried_again(
    bench: VirtualBench, made_up_block: bytes, status: int
) -> None:
    bench.sam.place(made_up_block)
    bench.sam.fail_next(status)
    with pytest.raises(CardUnreadableError) as caught:
        bench.reader.read()
    assert caught.value.facts == {"status": f"{status:02X}"}
    with pytest.raises(NoCardError):
        bench.reader.read()
    bench.sam.lift()
    bench.sam.place(made_up_block)
    bench.reader.read()


def test_an_unauthorised_module_is_a_fault_of_the_reader(bench: VirtualBench, made_up_block: bytes) -> None:
    bench.sam.place(made_up_block)
    bench.sam.fail_next(0x66)
    with pytest.raises(ReaderError) as caught:
        bench.reader.read()
    assert (type(caught.value), caught.value.facts) == (ReaderError, {"status": "66"})


def test_a_silent_reader_is_unplugged_after_one_second(bench: VirtualBench) -> None:
    bench.reader.describe()
    bench.line.silent = True
    before = bench.timing.now
    with pytest.raises(ReaderUnpluggedError):
        bench.reader.read()
    assert bench.timing.now - before == pytest.approx(1.0, abs=0.06)


def test_a_lost_line_is_opened_again_by_the_next_call(bench: VirtualBench, made_up_block: bytes) -> None:
    bench.reader.describe()
    bench.line.dead = True
    with pytest.raises(ReaderUnpluggedError):
        bench.reader.poll()
    bench.line.dead = False
    bench.sam.place(made_up_block)
    assert bench.reader.poll() is True


def test_a_port_that_does_not_exist_is_an_unplugged_reader(tmp_path: Path) -> None:
    reader = SerialIdReader(str(tmp_path / "no-such-port"), FakeTiming())
    with pytest.raises(ReaderUnpluggedError):
        reader.describe()


def test_a_card_text_of_another_length_is_unreadable(bench: VirtualBench, made_up_block: bytes) -> None:
    bench.sam.place(made_up_block[:-2])
    with pytest.raises(CardUnreadableError) as caught:
        bench.reader.read()
    assert caught.value.facts == {"status": "length"}


class BabblingLine:
    """A hostile device: answers every question with the bytes it was given."""

    def __init__(self, babble: bytes, timing: FakeTiming) -> None:
        self._babble = babble
        self._timing = timing
        self._rest = b""

    @property
    def in_waiting(self) -> int:
        return len(self._rest)

    def read(self, size: int = 1, /) -> bytes:
        self._timing.wait(0.05)
        taken, self._rest = self._rest[:size], self._rest[size:]
        return taken

    def write(self, data: bytes, /) -> int:
        self._rest = self._babble
        return len(data)

    def close(self) -> None:
        """Nothing is held."""


@given(
    st.one_of(
        st.binary(max_size=400),
        st.builds(reply, st.integers(0, 255), st.binary(max_size=300)),
        st.binary(max_size=600).map(lambda data: reply(0x90, b"\x01\x00\x01\x00" + data)),
    )
)
def test_whatever_a_device_says_only_known_errors_come_out(babble: bytes) -> None:
    timing = FakeTiming()
    reader = SerialIdReader("COM9", timing, lambda _port: BabblingLine(babble, timing))
    for act in (reader.read, reader.poll, reader.describe):
        facts: dict[str, str | int] = {}
        try:
            act()
        except KnownError as error:
            facts = error.facts
        assert set(facts) <= {"status"}
    assert timing.now < 1_000.0 + 90.0


@pytest.mark.rows("G7")
def test_a_reader_plugged_in_again_is_found_under_its_steady_path(
    tmp_path: Path, made_up_block: bytes
) -> None:
    emulator = ReaderEmulator(SystemTiming(), EmulatedSam(NO_DELAYS), link=tmp_path / "reader")
    emulator.start()
    reader = SerialIdReader(emulator.port, SystemTiming())
    try:
        assert reader.poll() is False
        emulator.unplug()
        with pytest.raises(ReaderUnpluggedError):
            reader.read()
        emulator.plug()
        emulator.place(made_up_block)
        assert reader.read().unverified_card == parse_card_text(made_up_block)
    finally:
        reader.close()
        emulator.stop()


class SlowSam(EmulatedSam):
    """Tells when a read has been asked for."""

    def __init__(self) -> None:
        super().__init__({SamCommand.READ: 0.4})
        self.read_asked = threading.Event()

    def seconds_for(self, received: Frame) -> float:
        if received.body == SamCommand.READ.value:
            self.read_asked.set()
        return super().seconds_for(received)


@pytest.mark.rows("G7")
def test_a_card_lifted_while_the_module_works_is_known_as_lifted(made_up_block: bytes) -> None:
    emulator_time, sam = FakeTiming(), SlowSam()
    emulator = ReaderEmulator(emulator_time, sam)
    emulator.start()
    reader = SerialIdReader(emulator.port, SystemTiming())
    try:
        emulator.place(made_up_block)
        with ThreadPoolExecutor(max_workers=1) as lane:
            reading = lane.submit(reader.read)
            assert sam.read_asked.wait(5)
            emulator.lift()
            emulator_time.now += 0.4
            emulator.lift()
            with pytest.raises(CardLiftedError):
                reading.result(5)
    finally:
        reader.close()
        emulator.stop()
