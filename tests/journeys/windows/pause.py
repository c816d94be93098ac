"""Waiting for a condition while Qt's loop runs."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QEventLoop, QTimer
from pytestqt.exceptions import TimeoutError as QtBotTimeout

EVERY_MS = 10
WAIT_MS = 30_000


class Pause:
    """One loop and one timer, connected once.

    pytest-qt connects and disconnects a signal every 10 ms of waiting. PySide asks for Python's lock inside Qt's then,
    while a lane that lays out a letter may hold the two the other way round: seen once, with py-spy, in a whole run.
    """

    def __init__(self) -> None:
        self._loop, self._timer = QEventLoop(), QTimer()
        self._timer.setSingleShot(True)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self._loop.quit)

    def until(self, condition: Callable[[], object]) -> None:
        """Return once the condition holds; raises QtBotTimeout after WAIT_MS."""
        end = monotonic() + WAIT_MS / 1000
        while not condition():
            if monotonic() > end:
                raise QtBotTimeout(f"waited {WAIT_MS} ms")
            self._timer.start()
            self._loop.exec()
