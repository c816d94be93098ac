"""The line to a vendor's reader library: a small process of its own, mostly 32 bit, that speaks the serial frames.

Source and interface: build/windows/reader/reader.c. A crash of the library ends the helper, never the desk.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import select
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, Any

from desktop.devices.serial_id_reader import READ_SLICE_S, SerialPort
from desktop.ports.timing import Timing

PREFIX = "dll:"
END_S = 2.0


def is_library(port: str) -> bool:
    """Return whether a reader's setting names a library: `dll:C:\\Vendor\\sdtapi.dll:1001`."""
    return port.startswith(PREFIX)


def library_opener(program: Path, timing: Timing) -> Callable[[str], SerialPort]:
    """Return how a library's setting is opened by the helper program; raises OSError when it cannot be started."""

    def open_library(setting: str) -> SerialPort:
        library, _, port = setting.removeprefix(PREFIX).rpartition(":")
        if not Path(library).is_absolute() or not port.isdecimal():
            raise OSError("the reader's setting must be dll:WHOLE PATH:PORT")
        return HelperPort([str(program), library, port], timing)

    return open_library


class HelperPort:
    """The helper's two pipes as a serial port; an ended helper is a port that was pulled out (OSError)."""

    def __init__(self, words: Sequence[str], timing: Timing) -> None:
        self._timing = timing
        flags: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)
        self._process = subprocess.Popen(
            words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0,
            creationflags=flags,
        )  # fmt: skip

    @property
    def in_waiting(self) -> int:
        """Return 1 or more when an answer lies unread."""
        return self._ready(0)

    def read(self, size: int = 1, /) -> bytes:
        """Return up to `size` bytes within one slice; raises OSError when the helper has ended."""
        ready = self._ready(READ_SLICE_S)
        if not ready:
            return b""
        got = os.read(self._from.fileno(), size)
        if not got:
            raise OSError("the reader's helper has ended")
        return got

    def write(self, data: bytes, /) -> int | None:
        """Send bytes; raises OSError when the helper has ended."""
        return self._to.write(data)

    def close(self) -> None:
        """Let the library go; a helper that does not end by itself is ended."""
        with contextlib.suppress(OSError):
            self._to.close()
        try:
            self._process.wait(END_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._from.close()

    def _ready(self, within_s: float) -> int:
        if os.name != "nt":
            return len(select.select([self._from], [], [], within_s)[0])
        ready = self._peeked()
        if not ready and within_s:
            self._timing.wait(within_s)
            ready = self._peeked()
        return ready

    def _peeked(self) -> int:
        """Return how many bytes lie in the pipe; raises OSError when its other end is gone."""
        windows: Any = importlib.import_module("_winapi")
        runtime: Any = importlib.import_module("msvcrt")
        return int(windows.PeekNamedPipe(runtime.get_osfhandle(self._from.fileno()), 0)[0])

    @property
    def _to(self) -> IO[bytes]:
        assert self._process.stdin is not None
        return self._process.stdin

    @property
    def _from(self) -> IO[bytes]:
        assert self._process.stdout is not None
        return self._process.stdout
