"""One day of a department as a calendar: doctors or rooms down, half-hours across, a session is a block (G31)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from desktop.domain.schedules import ClinicSession, SessionState
from desktop.services.schedule import ScheduleView


class By(StrEnum):
    """Whose calendar it is."""

    DOCTOR = "doctor"
    ROOM = "room"


@dataclass(frozen=True, slots=True)
class Block:
    """Sessions that fill `span` half-hours from column `first` on; two at once in one row are a clash."""

    first: int
    span: int
    sessions: tuple[ClinicSession, ...]

    @property
    def clash(self) -> bool:
        """Return whether more than one session wants the place."""
        return sum(s.state is SessionState.OPEN for s in self.sessions) > 1


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """A doctor or a room; `doctor_id` is "" for a room."""

    name: str
    doctor_id: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class DayCalendar:
    """The half-hours that any session of the day has, and the rows."""

    times: tuple[time, ...]
    rows: tuple[CalendarRow, ...]


def day_calendar(view: ScheduleView, day: date, by: By) -> DayCalendar:
    """Return a day of the week shown; who or what is free all day has a row without blocks."""
    sessions = [s for s in view.sessions if s.day == day]
    times = sorted({s.half_hour_start(i) for s in sessions for i in range(len(s.left))})
    if by is By.DOCTOR:
        rows = [
            CalendarRow(d.name, d.id, _blocks([s for s in sessions if s.doctor_id == d.id], times))
            for d in view.doctors
        ]
    else:
        names = dict.fromkeys([*(r.name for r in view.rooms), *sorted({s.place for s in sessions})])
        rows = [CalendarRow(n, "", _blocks([s for s in sessions if s.place == n], times)) for n in names]
    return DayCalendar(tuple(times), tuple(rows))


def _blocks(sessions: Iterable[ClinicSession], times: list[time]) -> tuple[Block, ...]:
    """Sessions that share a half-hour are one block."""
    found: list[Block] = []
    for session in sorted(sessions, key=lambda s: (s.starts, s.id)):
        columns = [times.index(session.half_hour_start(i)) for i in range(len(session.left))]
        first, end = min(columns), max(columns) + 1
        before = found[-1] if found else None
        if before is not None and first < before.first + before.span:
            span = max(end, before.first + before.span) - before.first
            found[-1] = Block(before.first, span, (*before.sessions, session))
        else:
            found.append(Block(first, end - first, (session,)))
    return tuple(found)
