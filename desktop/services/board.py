"""The slot board: departments, days, doctors × half-hours with what is left (G24, G66, N25)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from desktop.domain.ids import DepartmentId, DoctorId, SessionId
from desktop.domain.operations import Right
from desktop.domain.places import open_on
from desktop.domain.quotas import Channel, ChannelLeft
from desktop.domain.schedules import (
    CHINA,
    HALF_HOUR,
    ClinicSession,
    Department,
    Doctor,
    SessionState,
    clinic_day,
)
from desktop.domain.staff import Action, allowed
from desktop.services.desk import Desk, Line


@dataclass(frozen=True, slots=True)
class DayLeft:
    """One day tile."""

    day: date
    left: int


@dataclass(frozen=True, slots=True)
class BoardCell:
    """One half-hour of one doctor. `kind` is free, full, past, stopped or none."""

    kind: str
    left: int
    session_id: SessionId | None
    half_hour: int
    next_number: int


@dataclass(frozen=True, slots=True)
class BoardLine:
    """One doctor; the cells line up with Board.times."""

    doctor: Doctor
    place: str
    cells: tuple[BoardCell, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """A department's day. `source` is pool (central's counts) or lease (this desk's own numbers).

    `quota` is what each channel has and has left of all open sessions; `returns_at` when online numbers next go to the
    window (N25). `kind` is whose numbers the cells count: "" the window's, a group's, or those that may be added.
    """

    department: Department
    day: date
    times: tuple[time, ...]
    rows: tuple[BoardLine, ...]
    source: str
    updated_at: datetime
    quota: tuple[ChannelLeft, ...] = ()
    returns_at: datetime | None = None
    kind: str = ""


NO_CELL = BoardCell("none", 0, None, 0, 0)
MOST_COLUMNS = 16


class BoardService:
    """Reads what the last exchange brought; while the line is down, counts this desk's leased numbers."""

    def __init__(self, desk: Desk, line: Line) -> None:
        self._desk = desk
        self._line = line

    def departments(self) -> tuple[Department, ...]:
        """Return all departments that work today or later, in display order."""
        today = clinic_day(self._desk.clock.now())
        with self._desk.store.read() as tx:
            return tuple(d for d in tx.schedules.departments() if open_on(d, today))

    def days(self, first: date, count: int) -> tuple[DayLeft, ...]:
        """Return `count` day tiles from `first` on."""
        with self._desk.store.read() as tx:
            return tuple(DayLeft(day, left) for day, left in tx.schedules.day_totals(first, count))

    def next_free(
        self, department_id: DepartmentId, doctor_id: DoctorId | None, after: date, days: int, kind: str = ""
    ) -> date | None:
        """Return the first day from `after` on, within `days`, with a free half-hour of the department or doctor.

        `kind` as for `board`.
        """
        for ahead in range(days):
            day = after + timedelta(days=ahead)
            for line in self.board(department_id, day, kind).rows:
                wanted = doctor_id is None or line.doctor.id == doctor_id
                if wanted and any(cell.kind == "free" for cell in line.cells):
                    return day
        return None

    def board(self, department_id: DepartmentId, day: date, kind: str = "") -> Board:
        """Return the board of a department's day; past half-hours of today are marked.

        With `kind` the cells count a group's numbers (quotas.FOR_GROUPS), or for EXTRA how many may still be added.
        """
        now = self._desk.clock.now()
        online = self._line.online()
        kind = kind if online else ""
        with self._desk.store.read() as tx:
            department = next(d for d in tx.schedules.departments() if d.id == department_id)
            doctors = tx.schedules.doctors(department_id)
            sessions = tx.schedules.sessions(department_id, day)
            rights = () if online else tx.rights.held()
        times = _columns(sessions, now)
        leased = _leased(rights)
        above = allowed(self._desk.role, Action.ADD_EXTRA_OVER)
        if kind:
            sessions = tuple(_counting(session, kind, above=above) for session in sessions)
        lines = []
        for doctor in doctors:
            own = [s for s in sessions if s.doctor_id == doctor.id]
            if own:
                by_time = {t: c for s in own for t, c in _cells(s, now, None if online else leased)}
                cells = tuple(by_time.get(t, NO_CELL) for t in times)
                if any(cell is not NO_CELL for cell in cells):
                    lines.append(BoardLine(doctor, own[0].place, cells))
        source = "pool" if online else "lease"
        open_ones = [s for s in sessions if s.state is SessionState.OPEN and _ends(s, len(s.left) - 1) > now]
        return Board(
            department, day, times, tuple(lines), source, now, _quota(open_ones), _returns_at(open_ones), kind
        )  # fmt: skip


def _counting(session: ClinicSession, kind: str, *, above: bool) -> ClinicSession:
    """Return the session as if it had a group's numbers only, or as many a half-hour as may still be added."""
    halves = len(session.left)
    if kind == Channel.EXTRA:
        room = max(int(above), session.plan.extra_limit - session.plan.extra)
        left = (max(0, room),) * halves
    else:
        by_half = next((c.by_half for c in session.plan.quota if c.channel == kind), ())
        left = (*by_half, *(0,) * halves)[:halves]
    return replace(session, left=left, next_number=(0,) * halves)


def _quota(sessions: list[ClinicSession]) -> tuple[ChannelLeft, ...]:
    """Return what each channel has and has left, summed over sessions, in the order of Channel."""
    found = []
    for channel in Channel:
        own = [c for s in sessions for c in s.plan.quota if c.channel == channel]
        if own:
            found.append(ChannelLeft(channel.value, sum(c.whole for c in own), sum(c.left for c in own)))
    return tuple(found)


def _returns_at(sessions: list[ClinicSession]) -> datetime | None:
    times = [s.plan.release_at for s in sessions if s.plan.release_at is not None and not s.plan.released]
    return min(times, default=None)


def _columns(sessions: tuple[ClinicSession, ...], now: datetime) -> tuple[time, ...]:
    """Return when the half-hours begin: all of the day, or when these are too many, the first from now on."""
    begins = {s.half_hour_start(i): _ends(s, i) for s in sessions for i in range(len(s.left))}
    times = sorted(begins)
    if len(times) > MOST_COLUMNS:
        times = [at for at in times if begins[at] > now] or times
    return tuple(times[:MOST_COLUMNS])


def _ends(session: ClinicSession, index: int) -> datetime:
    """Return when a half-hour is over; the last of a night ends on the next day."""
    return datetime.combine(session.day, session.starts, CHINA) + HALF_HOUR * (index + 1)


def _leased(rights: tuple[Right, ...]) -> dict[tuple[SessionId, int], list[int]]:
    held: dict[tuple[SessionId, int], list[int]] = {}
    for right in sorted(rights):
        held.setdefault((right.session_id, right.half_hour), []).append(right.number)
    return held


def _cells(
    session: ClinicSession, now: datetime, leased: dict[tuple[SessionId, int], list[int]] | None
) -> list[tuple[time, BoardCell]]:
    cells = []
    for index, left in enumerate(session.left):
        number = session.next_number[index]
        if leased is not None:
            numbers = leased.get((session.id, index), [])
            left, number = len(numbers), numbers[0] if numbers else 0
        kind = _kind(session, index, left, now)
        cells.append((session.half_hour_start(index), BoardCell(kind, left, session.id, index, number)))
    return cells


def _kind(session: ClinicSession, index: int, left: int, now: datetime) -> str:
    if _ends(session, index) <= now:
        return "past"
    if session.state is not SessionState.OPEN:
        return "stopped"
    return "free" if left > 0 else "full"
