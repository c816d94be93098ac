"""Lanes that print while windows are taken down: whoever waits for Qt's lock with Python's in hand stands still here.

Run as `python -m tests.ui.printing.two_locks SECONDS`; ends with 0, or with 1 and every thread's place.
"""

from __future__ import annotations

import faulthandler
import os
import sys
import threading
import time
from collections.abc import Callable
from itertools import cycle

from PySide6.QtCore import QCoreApplication, QEvent, QMetaMethod, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from desktop.domain.personal_copies import CopyPerson, PersonalCopy
from desktop.ui.printing.copy_painter import copy_pdf
from desktop.ui.printing.letter_painter import page_pdf, text_html
from desktop.ui.printing.sheet import pdf_of, raster_of
from desktop.ui.printing.system_printers import pdf_of_raster

# so many of Qt's 131 locks are held at once
HOLDERS = 50
HELD_S = 0.02
STUCK_S = 60.0
AT = "2026-11-24T08:00:00+00:00"
COPY = PersonalCopy("case-1", AT, "样例医院", AT, CopyPerson("单样例"))


class Sender(QTimer):
    """Is asked under Qt's lock when a receiver goes, as any widget of ours is; here the answer takes a while."""

    def disconnectNotify(self, _signal: QMetaMethod) -> None:  # noqa: N802  # Qt's name
        threading.Event().wait(HELD_S)


class Told(QObject):
    """Carries answers from a lane as the door to threads does."""

    answered = Signal(int, object)

    def __init__(self) -> None:
        super().__init__()
        self.answered.connect(self.take, Qt.ConnectionType.QueuedConnection)

    def take(self, _number: int, _answer: object) -> None:
        """Nobody runs this thread's loop."""


def take_down() -> None:
    """Make and take down receivers for ever."""
    while True:
        sender, receiver = Sender(), QObject()
        sender.timeout.connect(receiver.deleteLater)
        receiver.deleteLater()
        QCoreApplication.sendPostedEvents(receiver, QEvent.Type.DeferredDelete.value)


def papers() -> tuple[Callable[[], object], ...]:
    """Return what lanes do with Qt."""
    told = Told()
    strip = raster_of(lambda painter: painter.drawText(20, 20, "单") or 40)
    return (
        lambda: page_pdf("letter", text_html("样例", ["一段文字"])),
        lambda: copy_pdf(COPY),
        lambda: pdf_of(lambda painter: painter.drawText(20, 20, "单") or 40, "slip"),
        lambda: pdf_of_raster(strip),
        lambda: told.answered.emit(1, object()),
    )


def main(seconds: float) -> None:
    """Print for so many seconds and leave; the watch needs neither lock."""
    _app = QGuiApplication([])
    work = papers()
    for one in work:
        one()
    faulthandler.dump_traceback_later(seconds + STUCK_S, exit=True)
    for _ in range(HOLDERS):
        threading.Thread(target=take_down, daemon=True).start()  # noqa: TID251  # stand for the GUI thread
    end, done = time.monotonic() + seconds, 0
    for one in cycle(work):
        one()
        done += 1
        if time.monotonic() > end and done >= len(work):
            break
    sys.stdout.write(f"{done}\n")
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main(float(sys.argv[1]))
