"""An outside driver puts cards on the reader of a running desk."""

from __future__ import annotations

import json
import socket
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from desktop.devices import reader_control
from desktop.devices.emulated_sam import NO_DELAYS, EmulatedSam
from desktop.devices.reader_emulator import ReaderEmulator
from desktop.devices.serial_id_reader import SerialIdReader
from desktop.devices.system_timing import SystemTiming
from desktop.domain.cards import CardLayout
from desktop.domain.errors import CardLiftedError

CARD = {"name": "覃子轩", "sex_code": "1", "birth": "19900307", "number": "890000199003070028"}


class Driver:
    """One end of the control socket."""

    def __init__(self, path: Path) -> None:
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._socket.connect(str(path))
        self._lines = self._socket.makefile("rwb")

    def order(self, **order: Any) -> dict[str, Any]:
        self._lines.write(json.dumps(order).encode() + b"\n")
        self._lines.flush()
        answer: dict[str, Any] = json.loads(self._lines.readline())
        return answer

    def close(self) -> None:
        self._lines.close()
        self._socket.close()


@pytest.mark.rows("G7")
def test_a_driver_lays_a_card_on_a_reader_that_runs_as_its_own_program(tmp_path: Path) -> None:
    control = tmp_path / "control"
    command = [sys.executable, "-m", "desktop.devices.reader_emulator", "--control", str(control)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        port = program.stdout.readline().strip()
        reader = SerialIdReader(port, SystemTiming())
        assert reader.poll() is False
        driver = Driver(control)
        try:
            assert stat.S_IMODE(control.stat().st_mode) == 0o600
            assert driver.order(do="place", card=CARD) == {"ok": True}
            assert reader.read().unverified_card.number == CARD["number"]
            assert driver.order(do="stop") == {"ok": True}
            assert program.wait(30) == 0
        finally:
            driver.close()
            reader.close()
            if program.poll() is None:
                program.terminate()
    assert not control.exists()


def test_orders_are_done_one_by_one(emulator: ReaderEmulator) -> None:
    reader = SerialIdReader(emulator.port, SystemTiming())

    def order(**order: Any) -> bool:
        _, answer = reader_control.obey(emulator, json.dumps(order).encode())
        return bool(answer["ok"])

    try:
        permit = CARD | {"layout": "hmt-residence", "permit_number": "H12345678"}
        assert order(do="place", card=permit)
        assert order(do="fail-next", status="81")
        assert reader.read().unverified_card.layout is CardLayout.HMT_RESIDENCE
        assert order(do="lift")
        assert order(do="place", card=CARD)
        assert order(do="lift-during-read")
        with pytest.raises(CardLiftedError):
            reader.read()
    finally:
        reader.close()


@pytest.mark.parametrize(
    "line",
    [
        b"", b"[]", b"no json", b'{"do": "dance"}', b'{"do": "place"}',
        b'{"do": "place", "card": {"name": 7}}',
        b'{"do": "place", "card": {"nickname": "\xe8\xa6\x83"}}', b'{"do": "fail-next", "status": "xyz"}',
        b'{"do": ["lift"]}',
    ],
)  # fmt: skip
@pytest.mark.rows("A1")
def test_a_strange_order_is_refused_without_repeating_it(line: bytes) -> None:
    emulator = ReaderEmulator(SystemTiming(), EmulatedSam(NO_DELAYS))
    going_on, answer = reader_control.obey(emulator, line)
    assert going_on
    assert answer["ok"] is False
    assert answer["error"] in {"ValueError", "TypeError", "KeyError", "JSONDecodeError"}
