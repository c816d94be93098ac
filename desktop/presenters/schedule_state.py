"""What the schedule page shows: a week of doctors by half-days, and why a dry run makes a session or none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from desktop.domain.planning import Planned, Template, Verdict
from desktop.domain.schedules import ClinicSession, Doctor, HalfDay, SessionState
from desktop.presenters.notes import NOTHING, Note
from desktop.presenters.schedule_forms import Form
from desktop.services.schedule import ScheduleView

HALVES = (HalfDay.MORNING.value, HalfDay.AFTERNOON.value)
COLUMNS = 14


@dataclass(frozen=True, slots=True)
class WeekCell:
    """One half-day of one doctor. `kind`: none, template (no session yet), open, stopped, closed, away."""

    kind: str
    left: int = 0
    whole: int = 0
    session: ClinicSession | None = None
    template: Template | None = None
    substitute: bool = False


NO_CELL = WeekCell("none")


@dataclass(frozen=True, slots=True)
class WeekRow:
    """One doctor and the fourteen half-days."""

    doctor: Doctor
    cells: tuple[WeekCell, ...]


@dataclass(frozen=True, slots=True)
class ScheduleState:
    """The page; `row` and `column` are the half-day in hand."""

    view: ScheduleView | None = None
    rows: tuple[WeekRow, ...] = ()
    row: int = 0
    column: int = 0
    form: Form | None = None
    preview: tuple[Planned, ...] = ()
    busy: bool = False
    note: Note = NOTHING

    @property
    def doctor(self) -> Doctor | None:
        """Return the doctor in hand."""
        return self.rows[self.row].doctor if self.row < len(self.rows) else None

    @property
    def cell(self) -> WeekCell:
        """Return the half-day in hand."""
        return self.rows[self.row].cells[self.column] if self.row < len(self.rows) else NO_CELL

    @property
    def day(self) -> date | None:
        """Return the day in hand."""
        return None if self.view is None else self.view.monday + timedelta(days=self.column // 2)


def rows_of(view: ScheduleView) -> tuple[WeekRow, ...]:
    """Return the doctors of a week with their half-days."""
    return tuple(WeekRow(doctor, _cells(view, doctor)) for doctor in view.doctors)


def made_and_not(lines: tuple[Planned, ...]) -> tuple[int, int]:
    """Return how many sessions a dry run would make, and how many lines make none."""
    made = sum(1 for line in lines if line.makes)
    return made, len(lines) - made


def reasons_not(lines: tuple[Planned, ...]) -> tuple[tuple[Verdict, int], ...]:
    """Return why lines of a dry run make no session, with how many."""
    counts = {verdict: sum(1 for line in lines if line.verdict is verdict) for verdict in Verdict}
    return tuple((v, n) for v, n in counts.items() if n and v is not Verdict.NEW)


def _cells(view: ScheduleView, doctor: Doctor) -> tuple[WeekCell, ...]:
    return tuple(
        _cell(view, doctor, view.monday + timedelta(days=column // 2), HALVES[column % 2])
        for column in range(COLUMNS)
    )


def _cell(view: ScheduleView, doctor: Doctor, day: date, half_day: str) -> WeekCell:
    template = next(
        (
            t
            for t in view.templates
            if t.doctor_id == doctor.id and t.holds_on(day) and t.half_day == half_day
        ),
        None,
    )
    own = [
        s for s in view.sessions if s.doctor_id == doctor.id and s.day == day and s.half_day.value == half_day
    ]
    if own:
        session = own[0]
        kind = {SessionState.OPEN: "open", SessionState.STOPPED: "stopped", SessionState.CLOSED: "closed"}
        left = sum(c.left for c in session.plan.quota) if session.plan.quota else sum(session.left)
        whole = sum(c.whole for c in session.plan.quota)
        return WeekCell(
            kind[session.state], left, whole, session, template, substitute=bool(session.plan.instead_of)
        )
    if any(a.covers(doctor.id, day, half_day) for a in view.absences):
        return WeekCell("away", template=template)
    return WeekCell("template", whole=template.capacity, template=template) if template else NO_CELL
