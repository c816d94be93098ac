"""Our windows are left out of pictures, recordings and shared screens where the system can do so (T14).

Windows 10 2004 and later leave a window out; earlier ones show it black. Cameras see everything (SECURITY §7).
"""

from __future__ import annotations

import importlib
import logging
import os
import sys
from typing import Any, Protocol

from PySide6.QtGui import QWindow

WDA_NONE, WDA_MONITOR, WDA_EXCLUDEFROMCAPTURE = 0x00, 0x01, 0x11
FIRST_BUILD_THAT_EXCLUDES = 19041


def affinities(build: int, *, allowed: bool) -> tuple[int, ...]:
    """Return what to ask of Windows for a window, the best first; `build` is Windows' own number."""
    if allowed:
        return (WDA_NONE,)
    return (WDA_EXCLUDEFROMCAPTURE, WDA_MONITOR) if build >= FIRST_BUILD_THAT_EXCLUDES else (WDA_MONITOR,)


class WindowSystem(Protocol):
    """What the system can do about captures."""

    def build(self) -> int | None:
        """Return Windows' build number, None on a system that hides no window from captures."""

    def set_affinity(self, handle: int, affinity: int) -> bool:
        """Ask for it; returns whether it was done."""


class ThisWindowSystem:
    """user32 on Windows, nothing elsewhere."""

    def build(self) -> int | None:
        """Return the running system's build."""
        if os.name != "nt":
            return None
        known: Any = sys
        return int(known.getwindowsversion().build)

    def set_affinity(self, handle: int, affinity: int) -> bool:
        """SetWindowDisplayAffinity."""
        ctypes: Any = importlib.import_module("ctypes")
        return bool(ctypes.windll.user32.SetWindowDisplayAffinity(ctypes.c_void_p(handle), affinity))


class CaptureShield:
    """Covers every window it is given; `allowed` by policy, and for as long as somebody helps from afar."""

    def __init__(self, system: WindowSystem | None = None, *, allowed: bool = False) -> None:
        self._system = system or ThisWindowSystem()
        self._allowed, self._helped = allowed, False
        self._build = self._system.build()
        self._windows: list[QWindow] = []
        if self._build is None:
            _log("this system keeps no window out of screen captures")
        elif allowed:
            _log("screen captures are allowed by the settings")

    def cover(self, window: QWindow) -> None:
        """Leave this window out of captures from now on."""
        self._windows.append(window)
        window.destroyed.connect(lambda: self._forget(window))
        self._apply(window)

    def help(self, begun: bool) -> None:
        """Let captures see the windows while remote help goes on; what is personal is covered then."""
        self._helped = begun
        for window in self._windows:
            self._apply(window)

    def _forget(self, window: QWindow) -> None:
        self._windows = [each for each in self._windows if each is not window]

    def _apply(self, window: QWindow) -> None:
        if self._build is None:
            return
        wanted = affinities(self._build, allowed=self._allowed or self._helped)
        handle = int(window.winId())
        if not any(self._system.set_affinity(handle, each) for each in wanted):
            _log("a window could not be kept out of screen captures")


def _log(words: str) -> None:
    logging.getLogger("desktop").info(words)
