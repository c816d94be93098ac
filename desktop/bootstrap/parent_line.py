"""The session's end of the line to its parent: why it begins, and whether the parent is still there."""

from __future__ import annotations

import importlib
import os
import select
import sys
from typing import Any

from desktop.bootstrap.parent import Why

STDIN = 0
MOST_WORD = 32
_STD_INPUT_HANDLE = -10


class ParentLine:
    """Standard input as the parent gave it; on Windows by its handle: without a console there is no `stdin`."""

    def wait(self) -> Why | None:
        """Wait until the parent says why; None when it ended instead."""
        word = b""
        while not word.endswith(b"\n"):
            more = self._read()
            if not more or len(word) > MOST_WORD:
                return None
            word += more
        return Why(word.decode().strip())

    def gone(self) -> bool:
        """Return whether the parent closed the line, or is no more."""
        if sys.platform == "win32":
            return not self._peeked()
        ready, _, _ = select.select([STDIN], [], [], 0)
        return bool(ready) and not self._read()

    def _read(self) -> bytes:
        if sys.platform == "win32":
            return self._windows_read()
        return os.read(STDIN, 1)

    def _windows_read(self) -> bytes:
        ctypes: Any = importlib.import_module("ctypes")
        one, count = ctypes.create_string_buffer(1), ctypes.c_ulong()
        kernel, handle = _kernel_and_handle(ctypes)
        done = kernel.ReadFile(handle, one, 1, ctypes.byref(count), None)
        return bytes(one.raw[: count.value]) if done else b""

    def _peeked(self) -> bool:
        ctypes: Any = importlib.import_module("ctypes")
        kernel, handle = _kernel_and_handle(ctypes)
        return bool(kernel.PeekNamedPipe(handle, None, 0, None, None, None))


def _kernel_and_handle(ctypes: Any) -> tuple[Any, Any]:
    kernel = ctypes.windll.kernel32
    kernel.GetStdHandle.restype = ctypes.c_void_p
    return kernel, ctypes.c_void_p(kernel.GetStdHandle(_STD_INPUT_HANDLE))
