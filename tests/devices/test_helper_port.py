"""A vendor's library in a process of its own: its faults never reach the desk, the photo never leaves it (G7)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.bootstrap.devices import devices
from desktop.devices import sam_frames
from desktop.devices.helper_port import HelperPort, library_opener
from desktop.devices.sam_frames import FrameParser, Reply, SamCommand
from desktop.devices.serial_id_reader import SerialIdReader, SerialPort
from desktop.devices.system_timing import SystemTiming
from desktop.domain.cards import parse_card_text
from desktop.domain.errors import ReaderUnpluggedError
from desktop.settings import Settings


@pytest.fixture
def plate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("READER_PLATE", str(tmp_path))
    return tmp_path


@pytest.fixture
def line(helper_and_library: tuple[Path, Path], plate: Path) -> Iterator[HelperPort]:
    program, library = helper_and_library
    port = HelperPort([str(program), str(library), "1001"], SystemTiming())
    yield port
    port.close()


def answer(port: SerialPort, request: bytes) -> Reply:
    """Send bytes and wait for one answer."""
    port.write(request)
    parser = FrameParser()
    while True:
        for frame in parser.feed(port.read(parser.wanted)):
            return sam_frames.to_reply(frame)


@pytest.mark.rows("G7")
def test_the_photo_stays_in_the_helper_and_the_text_comes_whole(
    line: HelperPort, plate: Path, made_up_block: bytes
) -> None:
    (plate / "card").write_bytes(made_up_block)
    assert answer(line, sam_frames.request(SamCommand.FIND)).status == sam_frames.FOUND
    assert answer(line, sam_frames.request(SamCommand.SELECT)).status == sam_frames.OK
    read = answer(line, sam_frames.request(SamCommand.READ))
    assert read.data == len(made_up_block).to_bytes(2, "big") + bytes(2) + made_up_block


@pytest.mark.rows("G7", "T16")
def test_noise_a_false_length_and_a_wrong_sum_harm_nothing(line: HelperPort) -> None:
    wrong = bytearray(sam_frames.request(SamCommand.FIND))
    wrong[-1] ^= 0xFF
    assert answer(line, b"\xaa\xaa\x00noise" + bytes(wrong)).status == sam_frames.BAD_CHECKSUM
    endless = sam_frames.PREAMBLE + b"\xff\xff"
    assert answer(line, endless + sam_frames.request(SamCommand.FIND)).status == sam_frames.NO_CARD
    assert answer(line, sam_frames.frame(b"\x40\x01\x02")).status == sam_frames.BAD_COMMAND


@pytest.mark.rows("G7")
def test_a_library_that_crashed_is_a_reader_pulled_out_and_begins_anew(
    helper_and_library: tuple[Path, Path], plate: Path, made_up_block: bytes
) -> None:
    program, library = helper_and_library
    opened: list[HelperPort] = []
    real = library_opener(program, SystemTiming())

    def noted(setting: str) -> SerialPort:
        port = real(setting)
        assert isinstance(port, HelperPort)
        opened.append(port)
        return port

    reader = SerialIdReader(f"dll:{library}:1001", SystemTiming(), noted)
    assert not reader.poll()
    opened[0]._process.kill()
    with pytest.raises(ReaderUnpluggedError):
        reader.poll()
    (plate / "card").write_bytes(made_up_block)
    assert reader.read().unverified_card == parse_card_text(made_up_block)
    assert len(opened) == 2
    reader.close()
    assert opened[1]._process.returncode == 0, "it leaves by itself when the desk does"


@pytest.mark.rows("G7")
@pytest.mark.parametrize(
    "setting", ["dll:sdtapi.dll:1001", "dll:/vendor/sdtapi.dll", "dll:/not/there.so:1001"]
)
def test_a_library_that_is_not_there_or_not_named_wholly_is_no_reader(
    helper_and_library: tuple[Path, Path], setting: str
) -> None:
    reader = SerialIdReader(setting, SystemTiming(), library_opener(helper_and_library[0], SystemTiming()))
    with pytest.raises(ReaderUnpluggedError):
        reader.describe()


@pytest.mark.rows("G7")
@pytest.mark.parametrize(
    "setting", ["dll:sdtapi.dll:1001", "dll:../sdtapi.dll:1001", "dll:/vendor/sdtapi.dll:COM1"]
)
def test_a_library_is_loaded_by_its_whole_path_only(tmp_path: Path, setting: str) -> None:
    with pytest.raises(OSError, match="WHOLE PATH"):
        library_opener(tmp_path / "never-started", SystemTiming())(setting)


@pytest.mark.rows("G7")
def test_the_setting_chooses_the_helper_beside_the_program(tmp_path: Path) -> None:
    reader = devices(Settings(home=tmp_path, reader="dll:/vendor/sdtapi.dll:1001"), demo=True).reader
    with pytest.raises(ReaderUnpluggedError):
        reader.describe()
