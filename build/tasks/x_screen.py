"""A virtual X screen for the tour: real key events in, pictures out, keys counted at the X server itself."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO

ASKED_AT_MOST, LOOKS = 60, 20


class ScreenError(RuntimeError):
    """The screen, the window manager or xdotool did not do what was asked."""


class XScreen:
    """Xvfb with openbox; every tool call has a time limit because xdotool hangs when a window dies."""

    def __init__(self, folder: Path, size: str = "3000x1900x24") -> None:
        self._folder = folder
        self._size = size
        self._children: list[subprocess.Popen[bytes]] = []
        self._keys_file = folder / "x-keys.log"
        self.clicks = 0
        self.display = ""

    def start(self) -> None:
        """Start the X server on a free display, the window manager and the key counter."""
        self._folder.mkdir(parents=True, exist_ok=True)
        read_end, write_end = os.pipe()
        self._spawn(
            ["Xvfb", "-displayfd", str(write_end), "-screen", "0", self._size, "-nolisten", "tcp"],
            keep=(write_end,),
        )
        os.close(write_end)
        with os.fdopen(read_end) as answer:
            self.display = ":" + answer.readline().strip()
        if self.display == ":":
            raise ScreenError("Xvfb did not start")
        os.environ["DISPLAY"] = self.display
        os.environ.pop("QT_QPA_PLATFORM", None)
        self._spawn(["openbox", "--sm-disable"])
        with self._keys_file.open("wb") as out:
            self._spawn(["xinput", "test-xi2", "--root"], out=out)
        self._wait_for_manager()

    def _spawn(self, words: list[str], keep: tuple[int, ...] = (), out: IO[bytes] | None = None) -> None:
        sink = out or subprocess.DEVNULL
        child = subprocess.Popen(
            words, stdin=subprocess.DEVNULL, stdout=sink, stderr=subprocess.DEVNULL, pass_fds=keep,
            env={**os.environ, "LC_ALL": "C.UTF-8"},
        )  # fmt: skip
        self._children.append(child)

    def _wait_for_manager(self) -> None:
        for _ in range(100):
            done = subprocess.run(
                ["xdotool", "getdisplaygeometry"], capture_output=True, check=False, timeout=5
            )
            if done.returncode == 0:
                return
            time.sleep(0.05)
        raise ScreenError("the X server does not answer")

    def stop(self) -> None:
        """End the key counter, the window manager and the server."""
        for child in reversed(self._children):
            child.terminate()
            try:
                child.wait(5)
            except subprocess.TimeoutExpired:
                child.kill()
        self._children.clear()

    def _xdo(self, *words: str) -> str:
        try:
            done = subprocess.run(
                ["xdotool", *words], capture_output=True, text=True, timeout=20, check=False
            )
        except subprocess.TimeoutExpired as error:
            raise ScreenError(f"xdotool {words[0]} hangs") from error
        if done.returncode != 0:
            raise ScreenError(f"xdotool {words[0]}: {done.stderr.strip()}")
        return done.stdout.strip()

    def window(self, pids: Callable[[], Sequence[int]], title_end: str) -> str:
        """Return the id of the visible window of one of the processes whose title ends so."""
        for _ in range(200):
            for window in (window for pid in pids() for window in self._windows(pid)):
                if self._xdo("getwindowname", window).endswith(title_end):
                    return window
            time.sleep(0.05)
        raise ScreenError(f"no window of processes {list(pids())} with a title ending in {title_end}")

    def _windows(self, pid: int) -> list[str]:
        try:
            return self._xdo("search", "--onlyvisible", "--pid", str(pid)).split()
        except ScreenError:
            return []

    def place(self, window: str, x: int, y: int, width: int, height: int) -> None:
        """Move, size and raise a window."""
        self._xdo("windowsize", "--sync", window, str(width), str(height))
        self._xdo("windowmove", window, str(x), str(y))
        self._xdo("windowraise", window)

    def activate(self, window: str) -> None:
        """Give a window the keyboard; a window manager that did not know the window yet is asked again."""
        for _ in range(ASKED_AT_MOST):
            self._xdo("windowactivate", window)
            for _ in range(LOOKS):
                if self._active() == window:
                    return
                time.sleep(0.05)
        raise ScreenError("the window manager does not give the window the keyboard")

    def _active(self) -> str:
        try:
            return self._xdo("getactivewindow")
        except ScreenError:
            return ""

    def keys(self, *names: str) -> None:
        """Press and release keys by X names, one after another."""
        self._xdo("key", "--clearmodifiers", "--delay", "25", *names)

    def text(self, text: str) -> None:
        """Type plain text (ASCII), one key a character."""
        self._xdo("type", "--clearmodifiers", "--delay", "25", text)

    def click(self, window: str, x: int, y: int) -> None:
        """Click inside a window, as the patient does on the second screen."""
        self._xdo("mousemove", "--window", window, str(x), str(y), "click", "1")
        self.clicks += 1

    def key_presses(self, *, modifiers: bool = False) -> int:
        """Return how many key presses the X server has delivered so far; `modifiers` says whether theirs count too."""
        time.sleep(0.15)
        text = self._keys_file.read_text("utf-8", "replace")
        presses = 0
        pending = False
        for line in text.splitlines():
            if "(RawKeyPress)" in line:
                pending = True
            elif pending and line.strip().startswith("detail:"):
                presses += modifiers or int(line.split(":")[1]) not in MODIFIER_CODES
                pending = False
        return presses

    def picture(self, window: str, path: Path) -> None:
        """Save a window as PNG."""
        time.sleep(0.25)
        path.parent.mkdir(parents=True, exist_ok=True)
        done = subprocess.run(
            ["import", "-window", window, str(path)], capture_output=True, timeout=30, check=False
        )
        if done.returncode != 0 or not path.exists():
            raise ScreenError(f"no picture of window {window}: {done.stderr.decode()[-200:]}")


# keycodes of Shift, Control, Alt, Super and Caps Lock on the X keyboard (evdev numbering)
MODIFIER_CODES = frozenset({37, 50, 62, 64, 66, 105, 108, 133, 134})
