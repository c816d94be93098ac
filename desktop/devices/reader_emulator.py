"""A card reader on a pseudo-terminal, for demo and tests: real frames, errors and timings (POSIX only).

`python -m desktop.devices.reader_emulator --control PATH [--link PATH]` prints the terminal's path and then
takes commands on a Unix socket (see reader_control).
"""

from __future__ import annotations

import argparse
import os
import select
import signal
import sys
import tty
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from types import FrameType

from desktop.devices import reader_control
from desktop.devices.emulated_sam import EmulatedSam
from desktop.devices.sam_frames import Frame, FrameParser, SamCommand
from desktop.devices.system_timing import SystemTiming
from desktop.ports.timing import Timing

_PIECE_BYTES = 200
_ACTION_TIMEOUT_S = 5.0


class ReaderEmulator:
    """Serves one emulated module on a pseudo-terminal; its worker owns all state, the methods ask it."""

    def __init__(self, timing: Timing, sam: EmulatedSam | None = None, link: Path | None = None) -> None:
        """With `link` the terminal is also reachable under that steady path, across unplug and plug."""
        self._timing = timing
        self._sam = sam or EmulatedSam()
        self._link = link
        self._port = ""
        self._master: int | None = None
        self._slave: int | None = None
        self._parser = FrameParser()
        self._waiting: list[tuple[float, Frame]] = []
        self._actions: SimpleQueue[tuple[Callable[[], None], Future[None]]] = SimpleQueue()
        self._wake_out = self._wake_in = -1
        self._running = False
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="reader-emulator")
        self._serving: Future[None] | None = None

    @property
    def port(self) -> str:
        """Return the path to open as a serial port."""
        return str(self._link) if self._link else self._port

    def start(self) -> None:
        """Plug the reader in and begin to answer."""
        self._wake_out, self._wake_in = os.pipe()
        self._plug()
        self._running = True
        self._serving = self._pool.submit(self._serve)

    def stop(self) -> None:
        """Unplug and end the worker."""
        if self._serving is not None:
            self._do(self._end)
            self._serving.result(_ACTION_TIMEOUT_S)
            self._serving = None
            os.close(self._wake_out)
            os.close(self._wake_in)
        self._pool.shutdown()

    def place(self, block: bytes) -> None:
        """Put a card with this 256-byte text block on the plate."""
        self._do(lambda: self._sam.place(block))

    def lift(self) -> None:
        """Take the card away, also in the middle of a read."""
        self._do(self._sam.lift)

    def unplug(self) -> None:
        """Pull the cable: the terminal vanishes."""
        self._do(self._unplug)

    def plug(self) -> None:
        """Plug the reader in again; without a `link` it has another path now."""
        self._do(self._plug)

    def fail_next(self, status: int, times: int = 1) -> None:
        """Let the next fitting step end with `status` (SW3)."""
        self._do(lambda: self._sam.fail_next(status, times))

    def lift_during_read(self) -> None:
        """Let the card be lifted while the next read is under way."""
        self._do(self._sam.lift_during_read)

    def corrupt_next(self, command: SamCommand | None = None) -> None:
        """Damage the next answer (to `command` if given)."""
        self._do(lambda: self._sam.corrupt_next(command))

    def noise_before_next(self, noise: bytes) -> None:
        """Send `noise` in front of the next answer."""
        self._do(lambda: self._sam.noise_before_next(noise))

    def _do(self, action: Callable[[], None]) -> None:
        done: Future[None] = Future()
        self._actions.put((action, done))
        os.write(self._wake_in, b"!")
        done.result(_ACTION_TIMEOUT_S)

    def _serve(self) -> None:
        while self._running:
            watched = [self._wake_out] if self._master is None else [self._wake_out, self._master]
            ready, _, _ = select.select(watched, [], [], self._seconds_to_next_answer())
            if self._wake_out in ready:
                os.read(self._wake_out, 1)
                self._act()
            elif self._master is not None and self._master in ready:
                self._listen(self._master)
            self._answer_due()

    def _act(self) -> None:
        action, done = self._actions.get_nowait()
        try:
            action()
        except Exception as error:  # noqa: BLE001  # handed over to whoever waits for the answer
            done.set_exception(error)
        else:
            done.set_result(None)

    def _listen(self, master: int) -> None:
        now = self._timing.monotonic()
        for received in self._parser.feed(os.read(master, 4_096)):
            self._waiting.append((now + self._sam.seconds_for(received), received))

    def _seconds_to_next_answer(self) -> float | None:
        if not self._waiting:
            return None
        return max(0.0, self._waiting[0][0] - self._timing.monotonic())

    def _answer_due(self) -> None:
        while self._waiting and self._waiting[0][0] <= self._timing.monotonic():
            _, received = self._waiting.pop(0)
            self._send(self._sam.answer(received))

    def _send(self, wire: bytes) -> None:
        # In pieces, as a slow line delivers them; what nobody reads is lost, as on a real line.
        for at in range(0, len(wire), _PIECE_BYTES):
            if self._master is None:
                return
            try:
                os.write(self._master, wire[at : at + _PIECE_BYTES])
            except BlockingIOError:
                return

    def _plug(self) -> None:
        if self._master is not None:
            return
        self._master, self._slave = os.openpty()
        tty.setraw(self._slave)
        os.set_blocking(self._master, False)
        self._port = os.ttyname(self._slave)
        if self._link:
            fresh = self._link.with_name(self._link.name + ".new")
            fresh.unlink(missing_ok=True)
            fresh.symlink_to(self._port)
            fresh.replace(self._link)

    def _unplug(self) -> None:
        # The emulator holds the far end open too: otherwise each closing reader would end the line.
        for end in (self._master, self._slave):
            if end is not None:
                os.close(end)
        self._master = self._slave = None
        self._parser = FrameParser()
        self._waiting.clear()
        if self._link:
            self._link.unlink(missing_ok=True)

    def _end(self) -> None:
        self._unplug()
        self._running = False


def _announce(port: str) -> None:
    sys.stdout.write(port + "\n")
    sys.stdout.flush()


def _leave(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)


def main(arguments: list[str] | None = None) -> int:
    """Run an emulator until told to stop or terminated."""
    parser = argparse.ArgumentParser(
        description="An emulated card reader on a pseudo-terminal, for demo and tests."
    )
    parser.add_argument(
        "--control", type=Path, required=True, help="path of the Unix socket that takes commands"
    )
    parser.add_argument("--link", type=Path, help="a steady path that points to the terminal")
    chosen = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, _leave)
    emulator = ReaderEmulator(SystemTiming(), link=chosen.link)
    emulator.start()
    try:
        reader_control.serve(emulator, chosen.control, lambda: _announce(emulator.port))
    except KeyboardInterrupt:
        return 130
    finally:
        emulator.stop()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
