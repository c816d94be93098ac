"""The queue page with 2,000 rows: read, ordered and masked by the service; put into the table one screen at a time."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import cast

from desktop.domain.audit import AuditAct
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
from desktop.domain.staff import Action, Role
from desktop.ports.clock import Clock
from desktop.ports.store import Store, StoredBooking, Transaction
from desktop.services.desk import Desk
from desktop.services.lines import Choice, LinesService, QueueLine
from desktop.ui.pages.queue import _row
from desktop.ui.tables.lazy_rows import LazyRowModel

ROWS, SESSIONS, SCREEN = 2000, 20, 20
A_DAY = 20_000
ELSEWHERE = SessionId("bench-elsewhere")
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
    """What the services that are measured read of a desk."""

    store: Store
    clock: Clock

    @property
    def role(self) -> Role:
        """Return the role of a clerk."""
        return Role.CLERK

    def require(self, action: Action) -> None:
        """Everything is allowed here."""

    def trace(self, tx: Transaction, act: AuditAct) -> None:
        """No trace is part of what is measured."""

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


def fill_day(store: Store, clock: Clock, patient_ids: list[PatientId], batch: int = 3000) -> None:
    """Put the rest of the day's 20,000 bookings, in other departments: every reading has to pass them by."""
    now = clock.now()
    day = clinic_day(now)
    for first in range(ROWS, A_DAY, batch):
        with store.write() as tx:
            for at in range(first, min(first + batch, A_DAY)):
                tx.bookings.put(
                    StoredBooking(
                        BookingId(f"bench-other-{at}"), patient_ids[at % len(patient_ids)], ELSEWHERE, at % 8, at, 0,
                        BookingState.BOOKED.value, "online", False, 2500, day, now,
                    )
                )  # fmt: skip


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
