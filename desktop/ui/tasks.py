"""The one door to threads: named lanes, plain data in and out, answers on the GUI thread.

Each lane is a pool of its own, never Qt's global one (DECISIONS 30): on a PC with two cores the exchange with central
would otherwise starve the card reader.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot

from desktop.domain.errors import KnownError
from desktop.presenters.runner import DEVICE, NETWORK, READ, STORE

Answer = TypeVar("Answer")
CrashHandler = Callable[[BaseException], None]
# lane -> threads; the writer is one, so that writes of the window keep their order
LANES = {STORE: 1, READ: 2, NETWORK: 3, DEVICE: 1}


@dataclass(frozen=True, slots=True)
class _Job:
    """One piece of work with whom to tell; kept by the door until it is answered."""

    work: Callable[[], Any]
    done: Callable[[Any], None]
    failed: Callable[[KnownError], None]


class TaskDoor(QObject):
    """Implements presenters.runner.Runner; lives on the GUI thread.

    A known error goes to `failed`; anything else is a bug and goes to the crash handler. After `finish` no answer is
    told any more and no new work is taken; writes that were asked for are still done.
    """

    finished = Signal()
    _answered = Signal(int, object)
    _refused = Signal(int, object)

    def __init__(self, crashed: CrashHandler | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._crashed = crashed or _to_excepthook
        self._jobs: dict[int, _Job] = {}
        self._runs: dict[int, _Run] = {}
        self._last = 0
        self._final = 0
        self._pools = {lane: self._pool(lane, threads) for lane, threads in LANES.items()}
        self._answered.connect(self._on_answered, Qt.ConnectionType.QueuedConnection)
        self._refused.connect(self._on_refused, Qt.ConnectionType.QueuedConnection)

    def _pool(self, lane: str, threads: int) -> QThreadPool:
        pool = QThreadPool(self)
        pool.setObjectName(lane)
        pool.setMaxThreadCount(threads)
        return pool

    def run(
        self,
        lane: str,
        work: Callable[[], Answer],
        done: Callable[[Answer], None],
        failed: Callable[[KnownError], None],
    ) -> None:
        """Run `work` on a lane; `done` or `failed` is called later, on the GUI thread, never from inside this call."""
        if not self._final:
            self._start(lane, _Job(work, done, failed))

    def busy(self) -> bool:
        """Return whether any answer is still awaited."""
        return bool(self._jobs)

    def finish(self, last: Callable[[], None]) -> None:
        """Tell nobody any more, do what is left on the writer's lane, then `last` there; then emit `finished`."""
        if self._final:
            return
        self._jobs.clear()
        for lane, pool in self._pools.items():
            if lane != STORE:
                pool.clear()
        self._start(STORE, _Job(last, _nothing, _nothing))
        self._final = self._last

    def wait(self, wait_ms: int = 10_000) -> bool:
        """Wait until all lanes are at rest, at the very end of the program; returns whether they came to rest."""
        rested = [pool.waitForDone(wait_ms) for pool in self._pools.values()]
        return all(rested)

    def _start(self, lane: str, job: _Job) -> None:
        self._last += 1
        self._jobs[self._last] = job
        run = _Run(self._last, job.work, self._answered.emit, self._refused.emit)
        # Qt runs the C++ half; the Python half must live until the answer is here.
        self._runs[self._last] = run
        self._pools[lane].start(run)

    @Slot(int, object)
    def _on_answered(self, number: int, answer: Any) -> None:
        job = self._ended(number)
        if job is not None:
            job.done(answer)

    @Slot(int, object)
    def _on_refused(self, number: int, error: BaseException) -> None:
        job = self._ended(number)
        if job is None:
            return
        if isinstance(error, KnownError):
            job.failed(error)
        else:
            self._crashed(error)

    def _ended(self, number: int) -> _Job | None:
        self._runs.pop(number, None)
        job = self._jobs.pop(number, None)
        if number == self._final:
            self.finished.emit()
        return job


class _Run(QRunnable):
    """Runs on a lane; touches no widget. Every end of the work is carried over, there the two families part."""

    def __init__(
        self,
        number: int,
        work: Callable[[], Any],
        answered: Callable[[int, Any], None],
        refused: Callable[[int, BaseException], None],
    ) -> None:
        super().__init__()
        self.setAutoDelete(False)
        self._number, self._work, self._answered, self._refused = number, work, answered, refused

    def run(self) -> None:
        """Do the work."""
        try:
            answer = self._work()
        except BaseException as error:  # noqa: BLE001  # nothing may be lost between two threads
            self._refused(self._number, error)
            return
        self._answered(self._number, answer)


def _nothing(_answer: Any) -> None:
    """Nobody waits for this answer."""


def _to_excepthook(error: BaseException) -> None:
    sys.excepthook(type(error), error, error.__traceback__)
