"""The board of a big hospital: 60 departments, 600 doctors, 14 days; opened and refreshed as in a window (issue 3)."""

from __future__ import annotations

import json
import sqlite3
import time as watch
from collections.abc import Callable
from datetime import date, time, timedelta
from typing import cast

from bench_lines import BenchDesk

from desktop.domain.ids import DepartmentId, DoctorId, SessionId
from desktop.domain.quotas import Channel, ChannelLeft
from desktop.domain.schedules import (
    ClinicSession,
    Department,
    Doctor,
    HalfDay,
    SessionPlan,
    SessionState,
    clinic_day,
)
from desktop.ports.clock import Clock
from desktop.ports.store import Store
from desktop.services.board import BoardService
from desktop.services.desk import Desk, Line
from desktop.ui.tables.slot_model import SlotModel

DEPARTMENTS, DOCTORS_EACH, DAYS = 60, 10, 14
HALVES = ((HalfDay.MORNING, time(8), 8), (HalfDay.AFTERNOON, time(13, 30), 7))
PLAN = SessionPlan((ChannelLeft(Channel.ONLINE.value, 20, 9), ChannelLeft(Channel.WINDOW.value, 12, 7)))


class OnLine:
    """The line is up: central's counts are shown."""

    def online(self) -> bool:
        """Return that central answers."""
        return True


def fill_board(store: Store, clock: Clock) -> date:
    """Put the hospital's departments, doctors and all their half-days; returns the first day."""
    first = clinic_day(clock.now())
    for at in range(DEPARTMENTS):
        here = _department(at)
        with store.write() as tx:
            tx.schedules.put_department(
                Department(here, f"科室{at}", f"ks{at}", "2 层", at, f"Department {at}")
            )
            for number in range(DOCTORS_EACH):
                doctor = DoctorId(f"board-{at}-{number}")
                tx.schedules.put_doctor(Doctor(doctor, here, "某某", "主治医师", "", "mm", 2500, "Mou Mou"))
                for ahead in range(DAYS):
                    day = first + timedelta(days=ahead)
                    for half, starts, count in HALVES:
                        tx.schedules.put_session(
                            ClinicSession(
                                SessionId(f"{doctor}-{ahead}-{half.value}"), here, doctor, day, half, starts,
                                f"{number} 诊室", 2500, SessionState.OPEN, (4,) * count, (1,) * count, 1,
                                PLAN,
                            )
                        )  # fmt: skip
    return first


def _department(at: int) -> DepartmentId:
    return DepartmentId(f"board-{at % DEPARTMENTS}")


def board_work(
    store: Store, clock: Clock, first: date
) -> tuple[Callable[[int], object], Callable[[int], object]]:
    """Return what is measured: another department opened with its day tiles, and the same one refreshed."""
    service = BoardService(cast("Desk", BenchDesk(store, clock)), cast("Line", OnLine()))
    model = SlotModel()

    def look(department: DepartmentId, day: date) -> object:
        board = service.board(department, day)
        model.show(board, None)
        return [
            model.data(model.index(row, column), 11)
            for row in range(model.rowCount())
            for column in range(model.columnCount())
        ]

    def open_one(round_no: int) -> object:
        service.departments()
        service.days(first, 7)
        return look(_department(round_no * 7), first + timedelta(days=1 + round_no % (DAYS - 1)))

    def refresh(_: int) -> object:
        service.days(first, 7)
        return look(_department(3), first + timedelta(days=1))

    return open_one, refresh


def plain_board(plain: sqlite3.Connection) -> Callable[[int], object]:
    """Return the yardstick: a week's sums and a department's day parsed, out of as many plain rows."""
    plain.execute(
        "create table sessions (id integer primary key, department integer, day integer, body text)"
    )
    plain.execute("create index sessions_at on sessions (day, department)")
    body = json.dumps({"left": [4] * 8, "next": [1] * 8, "place": "诊室"})
    rows = [
        (department, day, body)
        for department in range(DEPARTMENTS)
        for day in range(DAYS)
        for _ in range(DOCTORS_EACH * len(HALVES))
    ]
    plain.execute("begin")
    plain.executemany("insert into sessions (department, day, body) values (?, ?, ?)", rows)
    plain.execute("commit")

    def read(round_no: int) -> object:
        query = "select * from sessions where day = ? and department = ?"
        plain.execute("select day, sum(id) from sessions where day between 0 and 6 group by day").fetchall()
        found = plain.execute(query, (round_no % DAYS, round_no * 7 % DEPARTMENTS))
        return [json.loads(body) for *_, body in found]

    return read


def p95_ms(work: Callable[[int], object], rounds: int = 100) -> float:
    """Return what 95 of 100 single timings do not exceed, in milliseconds."""
    times = []
    for round_no in range(rounds):
        began = watch.perf_counter()
        work(round_no)
        times.append((watch.perf_counter() - began) * 1000)
    return sorted(times)[rounds * 95 // 100]
