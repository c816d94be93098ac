"""The queue page with 2,000 rows: read, ordered and masked by the service; put into the table one screen at a time."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import cast

from PySide6.QtCore import QSize, QStringListModel
from PySide6.QtWidgets import QAbstractItemView, QApplication, QListView

from desktop.domain.bookings import BookingState
from desktop.domain.ids import BookingId, DepartmentId, DoctorId, PatientId, SessionId
from desktop.domain.queue_entry import QueueEntry
from desktop.domain.schedules import (
    CHINA,
    ClinicSession,
    Department,
    Doctor,
    HalfDay,
    SessionState,
    clinic_day,
)
from desktop.domain.staff import Action
from desktop.ports.clock import Clock
from desktop.ports.store import Store, StoredBooking
from desktop.services.desk import Desk
from desktop.services.lines import Choice, LinesService, QueueLine
from desktop.ui.pages.queue import _row
from desktop.ui.self_check import start_qt
from desktop.ui.tables.lazy_rows import LazyRowModel
from desktop.ui.tables.row_table import RowTable

ROWS, SESSIONS, SCREEN = 2000, 20, 20
WIDTHS = (8, 14, 12, 14, 14, 10, 10, 18)
SIZE = QSize(1040, 620)
HERE = DepartmentId("bench-lines")
STATES = (
    BookingState.WAITING,
    BookingState.WAITING,
    BookingState.BOOKED,
    BookingState.CALLED,
    BookingState.DONE,
)


@dataclass(frozen=True, slots=True)
class BenchDesk:
    """What LinesService reads of a desk."""

    store: Store
    clock: Clock

    def require(self, action: Action) -> None:
        """Everything is allowed here."""

    def today(self) -> date:
        """Return the clinic's day."""
        return clinic_day(self.clock.now())


def fill_lines(store: Store, clock: Clock, patient_ids: list[PatientId]) -> None:
    """Put 2,000 bookings of today into 20 doctors' lines of one department."""
    now = clock.now()
    day = clinic_day(now)
    begins = datetime.combine(day, time(8), CHINA)
    with store.write() as tx:
        tx.schedules.put_department(Department(HERE, "内科", "nk", "2 层"))
        for at in range(SESSIONS):
            doctor = DoctorId(f"bench-doctor-{at}")
            tx.schedules.put_doctor(Doctor(doctor, HERE, "某某", "主治医师", "", "mm", 2500))
            tx.schedules.put_session(
                ClinicSession(
                    SessionId(f"bench-session-{at}"), HERE, doctor, day, HalfDay.MORNING, time(8), f"{at} 诊室", 2500,
                    SessionState.OPEN, (0,) * 8, (0,) * 8,
                )
            )  # fmt: skip
        for at in range(ROWS):
            session = SessionId(f"bench-session-{at % SESSIONS}")
            state = STATES[at % len(STATES)]
            booking = StoredBooking(
                BookingId(f"bench-booking-{at}"), patient_ids[at % len(patient_ids)], session, at % 8,
                at // SESSIONS + 1, 0, state.value, "online", False, 2500, day, now,
            )  # fmt: skip
            tx.bookings.put(booking)
            entry = QueueEntry(session, checked_in_at=begins + timedelta(seconds=at), waits_since=begins)
            if state is BookingState.CALLED:
                entry = replace(entry, called_at=now, calls=1)
            if state is not BookingState.BOOKED:
                tx.queue.put(booking.id, entry)


def lines_work(store: Store, clock: Clock) -> tuple[Callable[[int], object], Callable[[int], object]]:
    """Return what is measured: the whole view, and a new list in the table with one screen looked at."""
    service = LinesService(cast("Desk", BenchDesk(store, clock)))
    lines = service.view(Choice(HERE)).lines
    model: LazyRowModel[QueueLine] = LazyRowModel(("",) * 8, _row, lambda line: line.booking_id)

    def view(_: int) -> object:
        return service.view(Choice(HERE))

    def show(round_no: int) -> object:
        turned = round_no * 17 % len(lines)
        model.show_lines((*lines[turned:], *lines[:turned]))
        return [model.data(model.index(row, column)) for row in range(SCREEN) for column in range(8)]

    return view, show


def plain_lines(plain: sqlite3.Connection) -> tuple[Callable[[int], object], Callable[[int], object]]:
    """Return the yardsticks: 2,000 plain rows with their JSON parsed; 2,000 rows of plain tuples copied."""
    plain.execute("create table lines (id integer primary key, name text, entry text)")
    entry = json.dumps({"session_id": "s", "checked_in_at": 1, "waits_since": 1, "calls": 1})
    plain.execute("begin")
    plain.executemany("insert into lines (name, entry) values (?, ?)", [("某某", entry)] * ROWS)
    plain.execute("commit")

    def read(_: int) -> object:
        return [(name, json.loads(raw)) for name, raw in plain.execute("select name, entry from lines")]

    def copy(round_no: int) -> object:
        rows = [(n, str(n), "某某") for n in range(ROWS)]
        return sorted(rows, key=lambda row: (row[0] * 17 + round_no) % ROWS)

    return read, copy


def scroll_work(store: Store, clock: Clock) -> Callable[[int], object]:
    """Return one step of scrolling through the 2,000 rows: three rows further, the list drawn."""
    _qt()
    lines = LinesService(cast("Desk", BenchDesk(store, clock))).view(Choice(HERE)).lines
    model: LazyRowModel[QueueLine] = LazyRowModel(("",) * 8, _row, lambda line: line.booking_id)
    model.show_lines(lines)
    return _scrolled(RowTable(model, WIDTHS, "bench"), 3)


def plain_scroll() -> Callable[[int], object]:
    """Return the yardstick: the same step through a plain list of 2,000 words."""
    _qt()
    view = QListView()
    view.setModel(QStringListModel([f"某某 {n} 候诊 08:30" for n in range(ROWS)], view))
    return _scrolled(view, 3)


def _qt() -> None:
    if QApplication.instance() is None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        start_qt(["bench"], "zh_CN")


def _scrolled(view: QAbstractItemView, rows: int) -> Callable[[int], object]:
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
    view.resize(SIZE)
    view.show()
    QApplication.processEvents()
    bar = view.verticalScrollBar()

    def step(round_no: int) -> object:
        bar.setValue(round_no * rows % (ROWS - SCREEN))
        QApplication.processEvents()
        return view

    return step
