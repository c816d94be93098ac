"""Frames of the queue page with 2,000 rows: the real page, keys and wheel, each frame painted and timed (issue 3)."""

from __future__ import annotations

import os
import time as watch
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar, cast

from bench_lines import HERE, ROWS, BenchDesk
from PySide6.QtCore import QSize, QStringListModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QListView, QWidget

from desktop.domain.errors import KnownError
from desktop.ports.clock import Clock
from desktop.ports.id_reader import IdReader
from desktop.ports.store import Store
from desktop.presenters.needs import Identifies
from desktop.presenters.pick_up import PickUps
from desktop.presenters.queue import QueuePresenter
from desktop.presenters.queue_state import Steps
from desktop.services.desk import Desk
from desktop.services.lines import LinesService
from desktop.ui.pages.queue import QueuePage
from desktop.ui.self_check import start_qt

FRAME_MS = 1000 / 60
FRAMES = 600
SIZE = QSize(1440, 900)
WHEEL_ROWS = 3
Answer = TypeVar("Answer")
Frame = Callable[[int], object]


@dataclass(frozen=True, slots=True)
class Frames:
    """Milliseconds of work in single frames, the share that missed the screen's 60 a second, and the clock's p95.

    Work is counted, not the clock: a frame waits for nothing, so they differ only by what else the PC does meanwhile.
    """

    p50: float
    p95: float
    longest: float
    missed: float
    clock_p95: float

    @property
    def words(self) -> str:
        """Return what stands behind the p95 in the table."""
        share = f"{self.missed:.1%} over {FRAME_MS:.1f} ms"
        return f"p50 {self.p50:.2f}, longest {self.longest:.2f} ms, {share}, by the clock p95 {self.clock_p95:.2f} ms"


class AtOnce:
    """Runs a job in the caller's thread until `over`: a reading in a lane of its own is no part of a frame."""

    over = False

    def run(
        self, lane: str, work: Callable[[], Answer], done: Callable[[Answer], None],
        failed: Callable[[KnownError], None], owner: object | None = None,
    ) -> None:  # fmt: skip
        """Run now."""
        if not self.over:
            done(work())


class NoSteps:
    """Nobody acts while the page scrolls; the clock's no-shows are none."""

    def close_ended(self) -> int:
        """Return that nobody failed to come."""
        return 0


def frames_of(work: Frame, frames: int = FRAMES) -> Frames:
    """Time each frame; the first ones fill caches and are not counted."""
    for at in range(20):
        work(at)
    times, clocked = [], []
    for at in range(frames):
        began, began_work = watch.perf_counter(), watch.thread_time()
        work(at)
        times.append((watch.thread_time() - began_work) * 1000)
        clocked.append((watch.perf_counter() - began) * 1000)
    times.sort()
    late = frames * 95 // 100
    missed = sum(one > FRAME_MS for one in times) / frames
    return Frames(times[frames // 2], times[late], times[-1], missed, sorted(clocked)[late])


def queue_page(store: Store, clock: Clock) -> QueuePage:
    """Return the queue page of the department with 2,000 rows, on the screen."""
    _qt()
    runner = AtOnce()
    presenter = QueuePresenter(
        LinesService(cast("Desk", BenchDesk(store, clock))), cast("Steps", NoSteps()), cast("Identifies", None),
        cast("IdReader", None), runner, clock, cast("PickUps", None),
    )  # fmt: skip
    page = QueuePage(presenter)
    _shown(page)
    presenter.choose_department(HERE)
    QApplication.processEvents()
    if page.model.rowCount() != ROWS:
        raise RuntimeError(f"the page shows {page.model.rowCount()} rows")
    runner.over = True
    return page


def arrow_frames(page: QueuePage) -> Frame:
    """Return one frame of an arrow key held down: the line in hand moves, its detail with it."""
    page.table.setFocus(Qt.FocusReason.OtherFocusReason)
    return _keys(page.table, Qt.Key.Key_Down)


def page_frames(page: QueuePage) -> Frame:
    """Return one frame of Page Down held: a screenful of rows that were never made before."""
    return _keys(page.table, Qt.Key.Key_PageDown)


def wheel_frames(view: QAbstractItemView) -> Frame:
    """Return one frame of the wheel: three rows further, down and up again."""
    bar = view.verticalScrollBar()

    def frame(at: int) -> object:
        top = bar.maximum()
        step = at * WHEEL_ROWS * max(1, top // ROWS) % (2 * top)
        bar.setValue(step if step <= top else 2 * top - step)
        QApplication.processEvents()
        return view

    return frame


def plain_list() -> QAbstractItemView:
    """Return the yardstick: a plain list of 2,000 words, as big as the page."""
    _qt()
    view = QListView()
    view.setModel(QStringListModel([f"某某 {n} 候诊 08:30" for n in range(ROWS)], view))
    _shown(view)
    return view


def _keys(table: QAbstractItemView, key: Qt.Key) -> Frame:
    def frame(at: int) -> object:
        if table.currentIndex().row() >= ROWS - 1:
            QTest.keyClick(table, Qt.Key.Key_Home)
        QTest.keyClick(table, key)
        QApplication.processEvents()
        return at

    return frame


def _shown(widget: QWidget) -> None:
    widget.resize(SIZE)
    widget.show()
    QApplication.processEvents()


def _qt() -> None:
    if QApplication.instance() is None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        start_qt(["bench"], "zh_CN")
