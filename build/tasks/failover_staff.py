"""The clerks of the fail-over drill: their processes, and every word of theirs with its time."""

from __future__ import annotations

import os
import selectors
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from demo_parts import ROOT, DemoError

SERIALS_APART = 100_000
ENDED_WITHIN_S = 120.0
CHUNK_BYTES = 65_536


@dataclass(frozen=True, slots=True)
class Told:
    """One booking that a clerk saw confirmed; `how` is central or promise, `at` seconds since the drill began."""

    desk: str
    booking: str
    session: str
    number: int
    how: str
    at: float


@dataclass(slots=True)
class _Voice:
    """What one clerk's pipe brought, cut into lines."""

    desk: str
    _begun: bytes = b""

    def lines(self, said: bytes) -> list[str]:
        """Return the lines that are whole now."""
        *whole, self._begun = (self._begun + said).split(b"\n")
        return [line.decode() for line in whole]


class Clerks:
    """The clerks' processes, and what each said with its time."""

    def __init__(self) -> None:
        self.began = time.monotonic()
        self.told: list[Told] = []
        self.refused: Counter[str] = Counter()
        self.left = 0
        self._ending = False
        self._waiting = selectors.DefaultSelector()
        self._children: list[subprocess.Popen[bytes]] = []

    def start(self, home: Path, turn: int, log: Path) -> None:
        """Let one clerk begin."""
        words = [
            sys.executable, str(Path(__file__).with_name("failover_clerk.py")), "--home", str(home), "--first",
            str(turn * SERIALS_APART),
        ]  # fmt: skip
        with log.open("ab") as errors:
            child = subprocess.Popen(
                words, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors, bufsize=0,
                env={**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(Path(__file__).parent)))},
            )  # fmt: skip
        self._children.append(child)
        assert child.stdout is not None
        os.set_blocking(child.stdout.fileno(), False)
        self._waiting.register(child.stdout, selectors.EVENT_READ, _Voice(home.name))

    def listen(self, until: Callable[[], bool], what: str, timeout_s: float) -> None:
        """Take down what they say until `until` holds; raises DemoError when a clerk ends or the time is over."""
        end = time.monotonic() + timeout_s
        while not until():
            if time.monotonic() > end:
                raise DemoError(f"waited {timeout_s:.0f} s for {what}")
            for key, _ in self._waiting.select(0.1):
                said = os.read(key.fd, CHUNK_BYTES)
                if not said:
                    self._waiting.unregister(key.fileobj)
                    self._ended(key.data.desk)
                for line in key.data.lines(said):
                    self._take(key.data.desk, line.split())

    def end(self) -> None:
        """Ask all to push what waits and end; listens to the last word."""
        self._ending = True
        for child in self._children:
            child.send_signal(signal.SIGTERM)
        self.listen(lambda: not self._waiting.get_map(), "the clerks' end", ENDED_WITHIN_S)

    def _ended(self, desk: str) -> None:
        if not self._ending:
            raise DemoError(f"the clerk at {desk} ended by themselves")

    def stop(self) -> None:
        """End whoever still runs."""
        for child in self._children:
            child.kill()
            child.wait()
            if child.stdout:
                child.stdout.close()

    def since(self, moment: float, how: str = "") -> list[Told]:
        """Return what was acknowledged after a moment, all or one way."""
        return [told for told in self.told if told.at > moment and how in ("", told.how)]

    def desks(self, told: list[Told]) -> set[str]:
        """Return which desks are among them."""
        return {one.desk for one in told}

    def now(self) -> float:
        """Return the seconds since the drill began."""
        return time.monotonic() - self.began

    def _take(self, desk: str, words: list[str]) -> None:
        if words[0] == "booked":
            self.told.append(Told(desk, words[1], words[2], int(words[3]), words[4], self.now()))
        elif words[0] == "refused":
            self.refused[words[1]] += 1
        else:
            self.left += int(words[1])
