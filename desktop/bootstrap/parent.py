"""The parent of the window: no Qt, no keys, no store. It starts the process that holds them and the next one after it.

DECISIONS 18. The session process shows sign-in, becomes the session and ends at a hard lock with LOCKED; a process
that waited beside it, with its modules loaded and nothing else, then shows the lock page. A crash is started again a
few times, a loop of crashes ends. What the session answers otherwise is the answer of the program.

The parent says over the child's standard input for which reason it begins (one line); the end of that line, also when
the parent was killed, means: leave.
"""

from __future__ import annotations

import argparse
import contextlib
import getpass
import hashlib
import importlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from types import FrameType
from typing import IO, Any

from desktop.bootstrap.complaints import complain
from desktop.bootstrap.machine import SystemClock

# no shell, no Python and no signal ends a program with these
LOCKED, FAULT = 81, 70
# 3 is none of them: with it the C runtime of Windows ends a program that calls abort
PLAIN_ENDS = range(3)
WARM_AFTER_S = 15.0
MOST_CRASHES = 3
CRASHES_WITHIN_S = 300.0
SIGNAL_BASE = 128
SESSION = "--session"
CRASHED_SENTENCE = "The window ended by a fault ({code}) and is started again; what was saved is there."
LOOP_SENTENCE = (
    "The window ended by a fault {count} times within five minutes ({code}) and is not started again."
)
OPEN_SENTENCE = "already-open: the window of this desk is open in this account."


class Why(StrEnum):
    """Why a session process begins; it waits as STANDBY until it is told one of the others."""

    FRESH = "fresh"
    LOCKED = "locked"
    CRASHED = "crashed"
    STANDBY = "standby"


def window_options(parser: argparse.ArgumentParser) -> None:
    """Add what may be said when the window is opened; the same words go on to the session process."""
    parser.add_argument("--reader", help="port of the card reader (for example COM3 or /dev/ttyUSB0)")
    parser.add_argument("--status-file", help="demo only: where the window says what it shows")
    parser.add_argument("--demo-reader", help="demo only: control socket of the reader emulator")
    parser.add_argument(
        "--demo-days-later", type=int, default=0, metavar="DAYS",
        help="demo only: work as if so many days had gone by, as central then does too",
    )  # fmt: skip


def asks_for_window(words: Sequence[str]) -> argparse.Namespace | None:
    """Return the options when the words ask for the window and nothing else; faults are the whole parser's to say."""
    parser = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    window_options(parser)
    for name in ("--home", "--theme", "--language", "--vault"):
        parser.add_argument(name)
    try:
        chosen, others = parser.parse_known_args(list(words))
    except (argparse.ArgumentError, SystemExit):
        return None
    return None if others else chosen


def session_words(words: Sequence[str], why: Why) -> list[str]:
    """Return the command of a session process: this very program, frozen or from source."""
    program = [sys.executable] if _frozen() else [sys.executable, "-P", "-m", "desktop"]
    return [*program, *words, SESSION, why.value]


class Child:
    """One session process and the line on which it is told why it shows itself."""

    def __init__(self, words: Sequence[str], why: Why) -> None:
        self._process = subprocess.Popen(session_words(words, why), stdin=subprocess.PIPE, env=_environment())

    def show(self, why: Why) -> bool:
        """Tell a waiting process to show itself; returns False when it is there no more."""
        try:
            _line(self._process).write(f"{why.value}\n".encode())
            _line(self._process).flush()
        except OSError:
            return False
        return self._process.poll() is None

    def wait(self, timeout_s: float | None = None) -> int | None:
        """Return the exit code (negative: the signal that ended it), None when it still runs after the time."""
        try:
            return self._process.wait(timeout_s)
        except subprocess.TimeoutExpired:
            return None

    def leave(self) -> None:
        """Close its line: the window closes as by its own cross, a waiting process ends."""
        with contextlib.suppress(OSError):
            _line(self._process).close()


class Parent:
    """Keeps exactly one session process, and one that waits."""

    def __init__(
        self, begin: Callable[[Why], Child], say: Callable[[str, str], None], monotonic: Callable[[], float]
    ) -> None:
        self._begin, self._say, self._monotonic = begin, say, monotonic
        self._now: Child | None = None
        self._spare: Child | None = None
        self._ending = False
        self._crashes: list[float] = []

    def keep(self) -> int:
        """Run until the window is closed for good; returns the exit code."""
        self._now = self._begin(Why.FRESH)
        while True:
            code = self._ended(self._now)
            if self._ending or code in PLAIN_ENDS or (code != LOCKED and self._loops(code)):
                return self._finish(code)
            why = Why.LOCKED if code == LOCKED else Why.CRASHED
            self._now = self._next(why)

    def end(self) -> None:
        """Close the window as by its own cross; called by a signal."""
        self._ending = True
        for child in (self._now, self._spare):
            if child is not None:
                child.leave()

    def _ended(self, child: Child) -> int:
        code = child.wait(WARM_AFTER_S) if self._spare is None else child.wait()
        if code is None:
            if not self._ending:
                self._spare = self._begin(Why.STANDBY)
            code = child.wait()
        assert code is not None
        return code

    def _next(self, why: Why) -> Child:
        spare, self._spare = self._spare, None
        if spare is not None and spare.show(why):
            return spare
        return self._begin(why)

    def _loops(self, code: int) -> bool:
        now = self._monotonic()
        self._crashes = [at for at in self._crashes if now - at < CRASHES_WITHIN_S] + [now]
        if len(self._crashes) < MOST_CRASHES:
            # shown by the next window too; a box of its own would stand before it
            if sys.stderr is not None:
                sys.stderr.write(CRASHED_SENTENCE.format(code=code) + "\n")
            return False
        self._say("crash-loop", LOOP_SENTENCE.format(count=MOST_CRASHES, code=code))
        return True

    def _finish(self, code: int) -> int:
        if self._spare is not None:
            self._spare.leave()
            self._spare.wait()
        # ended while a hard lock was under way: that is a plain end
        plain = 0 if code == LOCKED else code
        return SIGNAL_BASE - plain if plain < 0 else plain


def keep_window(words: Sequence[str], home: Path) -> int:
    """Open the window of one desk until it is closed; returns the exit code, 1 when it is open in this account."""
    guard = _only_one(home)
    if guard is None:
        complain("already-open", OPEN_SENTENCE)
        return 1
    parent = Parent(lambda why: Child(words, why), complain, SystemClock().monotonic)

    def ended(_number: int, _frame: FrameType | None) -> None:
        parent.end()

    for name in ("SIGTERM", "SIGINT", "SIGHUP", "SIGBREAK"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), ended)
    with guard:
        return parent.keep()


def _only_one(home: Path) -> IO[bytes] | None:
    """Return the locked file of this account's window, None when another one holds it.

    The store is shared by the permitted accounts (DECISIONS 15); after a user switch each has a lock page.
    """
    if not home.is_dir():
        return Path(os.devnull).open("ab")
    account = hashlib.sha256(getpass.getuser().encode()).hexdigest()[:8]
    file = (home / f"window-{account}.lock").open("ab")
    try:
        _lock(file)
    except OSError:
        file.close()
        return None
    return file


def _lock(file: IO[bytes]) -> None:
    if sys.platform == "win32":
        windows: Any = importlib.import_module("msvcrt")
        file.seek(0)
        windows.locking(file.fileno(), windows.LK_NBLCK, 1)
        return
    posix: Any = importlib.import_module("fcntl")
    posix.flock(file.fileno(), posix.LOCK_EX | posix.LOCK_NB)


def _line(process: subprocess.Popen[bytes]) -> IO[bytes]:
    assert process.stdin is not None
    return process.stdin


def _frozen() -> bool:
    return bool(getattr(sys, "frozen", False))


def _environment() -> dict[str, str]:
    """From source the child finds this very package, wherever the parent was started (`-P`: not in that folder)."""
    if _frozen():
        return dict(os.environ)
    root = str(Path(__file__).resolve().parents[2])
    path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH", ""))))
    return {**os.environ, "PYTHONPATH": path}
