"""Slips as printer bytes, read back by an emulated printer; printers that fail (G56, G59)."""

from __future__ import annotations

import errno
import io
import os
import stat
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.bootstrap.devices import devices
from desktop.devices.escpos import BAND_ROWS, escpos_bytes, parse_escpos
from desktop.devices.ticket_printer import ASK_PAPER, RawTicketPrinter, SpoolTicketPrinter
from desktop.domain.errors import KnownError
from desktop.domain.printing_errors import (
    PaperOutError,
    PrinterAnswerError,
    PrinterNotChosenError,
    PrinterUnreachableError,
    SlipFileError,
)
from desktop.ports.ticket_printer import PrinterState, Raster
from desktop.settings import Settings

STRIPES = Raster(576, 300, bytes(range(72)) * 300)


class Paper(io.BytesIO):
    """A printer's stream that keeps what it got, answers one byte to the paper question, and may break."""

    def __init__(self, answer: bytes = b"", fault: int = 0, chunk: int = 4_096) -> None:
        super().__init__()
        self.got = b""
        self._answer = answer
        self._fault = fault
        self._chunk = chunk

    def write(self, data: Any, /) -> int:
        if self._fault:
            raise OSError(self._fault, "the device says no")
        taken = bytes(data[: self._chunk])
        self.got += taken
        return len(taken)

    def read(self, size: int | None = -1, /) -> bytes:
        return self._answer[:size]


@pytest.mark.rows("G56")
def test_a_slip_goes_out_in_bands_and_comes_back_dot_for_dot() -> None:
    wire = escpos_bytes(STRIPES)
    assert wire.startswith(b"\x1b@\x1dv0\x00" + bytes((72, 0, BAND_ROWS, 0)))
    assert wire.endswith(b"\x1dV\x42\x00")
    assert parse_escpos(wire) == STRIPES


@given(st.integers(1, 72), st.integers(1, 400), st.binary(min_size=1, max_size=97))
def test_every_raster_survives_the_round_trip(width_bytes: int, height: int, pattern: bytes) -> None:
    size = width_bytes * height
    raster = Raster(width_bytes * 8, height, (pattern * size)[:size])
    assert parse_escpos(escpos_bytes(raster)) == raster


@given(
    st.one_of(st.binary(max_size=200), st.binary(max_size=200).map(lambda tail: b"\x1b@\x1dv0\x00" + tail))
)
def test_foreign_bytes_never_upset_the_emulated_printer(stream: bytes) -> None:
    raised: KnownError | None = None
    try:
        parse_escpos(stream)
    except KnownError as error:
        raised = error
    assert raised is None or isinstance(raised, PrinterAnswerError)


def test_a_cut_stream_is_noticed() -> None:
    with pytest.raises(PrinterAnswerError):
        parse_escpos(escpos_bytes(STRIPES)[:-1])


@pytest.mark.rows("G56")
def test_a_device_that_takes_little_at_a_time_gets_everything() -> None:
    paper = Paper(chunk=100)
    RawTicketPrinter(lambda: paper).print_raster(STRIPES, "job-1")
    assert parse_escpos(paper.got) == STRIPES


def test_an_empty_printer_is_told_before_anything_is_printed() -> None:
    paper = Paper(answer=b"\x72")
    printer = RawTicketPrinter(lambda: paper, answers=True)
    with pytest.raises(PaperOutError):
        printer.print_raster(STRIPES, "job-1")
    assert paper.got == ASK_PAPER


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (errno.ENOSPC, PaperOutError),
        (errno.EIO, PrinterUnreachableError),
        (errno.EPIPE, PrinterUnreachableError),
    ],
)
def test_a_failing_device_is_a_known_error(fault: int, expected: type[KnownError]) -> None:
    with pytest.raises(expected):
        RawTicketPrinter(lambda: Paper(fault=fault)).print_raster(STRIPES, "job-1")


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (b"\x12", PrinterState.READY),
        (b"\x1e", PrinterState.PAPER_LOW),
        (b"\x7e", PrinterState.PAPER_OUT),
        (b"", PrinterState.UNKNOWN),
        (b"\xff", PrinterState.UNKNOWN),
    ],
)
def test_the_paper_answer_becomes_a_state(answer: bytes, expected: PrinterState) -> None:
    assert RawTicketPrinter(lambda: Paper(answer=answer), answers=True).state() is expected


def test_a_printer_that_is_away_is_unreachable() -> None:
    def nothing_there() -> Paper:
        raise FileNotFoundError(errno.ENOENT, "no device")

    printer = RawTicketPrinter(nothing_there)
    assert printer.state() is PrinterState.UNREACHABLE
    with pytest.raises(PrinterUnreachableError):
        printer.print_raster(STRIPES, "job-1")


@pytest.mark.rows("G56")
def test_the_spool_holds_one_private_file_per_job_named_by_its_id_only(tmp_path: Path) -> None:
    printer = SpoolTicketPrinter(tmp_path)
    printer.print_raster(STRIPES, "0192f3c1-0000-7000-8000-000000000001")
    printer.print_raster(STRIPES, "0192f3c1-0000-7000-8000-000000000001")
    printer.print_raster(STRIPES, "0192f3c1-0000-7000-8000-000000000002")
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == [f"0192f3c1-0000-7000-8000-00000000000{number}.escpos" for number in (1, 2)]
    one = tmp_path / names[0]
    assert stat.S_IMODE(one.stat().st_mode) == 0o600
    assert parse_escpos(one.read_bytes()) == STRIPES
    assert printer.state() is PrinterState.READY


def test_the_spool_keeps_its_newest_files_and_never_grows_without_end(tmp_path: Path) -> None:
    printer = SpoolTicketPrinter(tmp_path, most=3)
    (tmp_path / "other.txt").write_text("not a slip")
    for place in range(6):
        printer.print_raster(STRIPES, f"job-{place}")
        os.utime(tmp_path / f"job-{place}.escpos", ns=(place, place))
    printer.print_raster(STRIPES, "job-6")
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "job-4.escpos", "job-5.escpos", "job-6.escpos", "other.txt",
    ]  # fmt: skip


@pytest.mark.rows("G56")
def test_only_a_demo_prints_into_a_folder_and_a_window_in_earnest_says_that_no_printer_is_set(
    tmp_path: Path,
) -> None:
    settings = Settings(home=tmp_path)
    assert settings.printer == "spool"
    printer = devices(settings, demo=False).printer
    assert printer.state() is PrinterState.NOT_CHOSEN
    with pytest.raises(PrinterNotChosenError):
        printer.print_raster(STRIPES, "job-1")
    assert list(tmp_path.iterdir()) == [], "nothing is put anywhere"
    demo = devices(settings, demo=True).printer
    demo.print_raster(STRIPES, "job-1")
    assert [path.name for path in (tmp_path / "spool").iterdir()] == ["job-1.escpos"]


@pytest.mark.parametrize("job_id", ["", "../slip", "张三", "a b", "x" * 65])
def test_a_job_id_that_could_be_a_path_or_a_name_is_refused(tmp_path: Path, job_id: str) -> None:
    with pytest.raises(ValueError, match="job"):
        SpoolTicketPrinter(tmp_path).print_raster(STRIPES, job_id)
    assert list(tmp_path.iterdir()) == []


def test_a_spool_folder_that_is_gone_is_a_known_error(tmp_path: Path) -> None:
    printer = SpoolTicketPrinter(tmp_path / "gone")
    assert printer.state() is PrinterState.UNREACHABLE
    with pytest.raises(SlipFileError):
        printer.print_raster(STRIPES, "job-1")


@pytest.mark.parametrize(("width", "height", "octets"), [(0, 1, 0), (8, 0, 0), (8, 2, 1), (9, 1, 1)])
def test_a_raster_that_does_not_add_up_is_refused(width: int, height: int, octets: int) -> None:
    with pytest.raises(ValueError, match="raster"):
        Raster(width, height, bytes(octets))
