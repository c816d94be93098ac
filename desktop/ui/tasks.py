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

    A known error goes to `failed`; anything else is a bug and goes to the crash handler. After `close` no answer is
    told any more, work that has not begun is dropped, and new work is not taken.
    """

    _answered = Signal(int, object)
    _refused = Signal(int, object)

    def __init__(self, crashed: CrashHandler | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._crashed = crashed or _to_excepthook
        self._jobs: dict[int, _Job] = {}
        self._last = 0
        self._open = True
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
        if not self._open:
            return
        self._last += 1
        self._jobs[self._last] = _Job(work, done, failed)
        self._pools[lane].start(_Run(self._last, work, self))

    def busy(self) -> bool:
        """Return whether any answer is still awaited."""
        return bool(self._jobs)

    def close(self, wait_ms: int = 5000) -> bool:
        """Drop what has not begun, wait for what runs, tell nobody; returns whether all lanes came to rest."""
        self._open = False
        self._jobs.clear()
        for pool in self._pools.values():
            pool.clear()
        return all([pool.waitForDone(wait_ms) for pool in self._pools.values()])

    def tell(self, number: int, answer: Any) -> None:
        """Bring an answer over from a lane."""
        self._answered.emit(number, answer)

    def tell_error(self, number: int, error: BaseException) -> None:
        """Bring an error over from a lane."""
        self._refused.emit(number, error)

    @Slot(int, object)
    def _on_answered(self, number: int, answer: Any) -> None:
        job = self._jobs.pop(number, None)
        if job is not None:
            job.done(answer)

    @Slot(int, object)
    def _on_refused(self, number: int, error: BaseException) -> None:
        job = self._jobs.pop(number, None)
        if job is None:
            return
        if isinstance(error, KnownError):
            job.failed(error)
        else:
            self._crashed(error)


class _Run(QRunnable):
    """Runs on a lane; touches no widget."""

    def __init__(self, number: int, work: Callable[[], Any], door: TaskDoor) -> None:
        super().__init__()
        self._number, self._work, self._door = number, work, door

    def run(self) -> None:
        """Do the work; every end of it is carried over to the GUI thread, where the two families of error part."""
        try:
            answer = self._work()
        except BaseException as error:  # noqa: BLE001  # nothing may be lost between two threads
            self._door.tell_error(self._number, error)
            return
        self._door.tell(self._number, answer)


def _to_excepthook(error: BaseException) -> None:
    sys.excepthook(type(error), error, error.__traceback__)
