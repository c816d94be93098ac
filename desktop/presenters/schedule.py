"""The schedule page: doctors by half-days of a week, small forms, a dry run before sessions are made (G19-G26, G31)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Protocol

from desktop.domain.errors import KnownError
from desktop.domain.ids import DepartmentId, DoctorId, SessionId
from desktop.domain.message_texts import STOPPED, MessageText, message_from
from desktop.domain.planning import Absence, Planned, Template
from desktop.domain.quotas import Split
from desktop.domain.schedules import Doctor, clinic_day
from desktop.domain.stopping import StopReason
from desktop.ports.clock import Clock
from desktop.presenters import schedule_forms as forms
from desktop.presenters.notes import NOTHING, Note, NoteKind, error_note, note
from desktop.presenters.publishing import Publisher
from desktop.presenters.runner import NETWORK, READ, Runner
from desktop.presenters.schedule_forms import Form
from desktop.presenters.schedule_state import HALVES, ScheduleState, rows_of
from desktop.services.schedule import MadeSessions, ScheduleView
from desktop.services.stopping import Stopped


class Schedules(Protocol):
    """services.schedule.ScheduleService."""

    def new_id(self) -> str: ...
    def view(self, department_id: DepartmentId | None, day: date) -> ScheduleView: ...
    def preview(self, department_id: str, first: date, last: date) -> tuple[Planned, ...]: ...
    def put_template(self, template: Template) -> None: ...
    def put_message(self, message: MessageText) -> None: ...
    def put_absence(self, absence: Absence) -> None: ...
    def make_sessions(self, department_id: str, first: date, last: date) -> MadeSessions: ...
    def split(self, session_id: SessionId, split: Split) -> None: ...
    def change_session(self, session_id: SessionId, doctor_id: DoctorId, place: str) -> None: ...
    def add_extra(self, session_id: SessionId, half_hour: int, reason: str) -> int: ...


class Stops(Protocol):
    """services.stopping.StoppingService, what the schedule page needs of it."""

    def stop_session(self, session_id: SessionId, reason: StopReason) -> Stopped: ...
    def stop_range(
        self, doctor_id: DoctorId, first: date, last: date, half_day: str, reason: StopReason
    ) -> Stopped: ...


class SchedulePresenter:
    """Publishes ScheduleState; a change is shown when central has taken it."""

    def __init__(self, schedules: Schedules, stops: Stops, runner: Runner, clock: Clock) -> None:
        self._schedules = schedules
        self._stops = stops
        self._runner = runner
        self._clock = clock
        self._asked = 0
        self._department: DepartmentId | None = None
        self._day: date = clinic_day(clock.now())
        self._out = Publisher(ScheduleState(column=2 * self._day.weekday()))
        self.subscribe = self._out.subscribe

    @property
    def state(self) -> ScheduleState:
        """Return the newest state."""
        return self._out.state

    # ------------------------------------------------------------ moving about
    def load(self) -> None:
        """Read the week again."""
        department, day = self._department, self._day
        self._asked += 1
        asked = self._asked
        self._runner.run(
            READ, lambda: self._schedules.view(department, day), lambda view: self._read(asked, view), self._failed
        )  # fmt: skip

    def choose_department(self, department_id: str) -> None:
        """Show another department."""
        self._department = DepartmentId(department_id)
        self._put(row=0, form=None, preview=(), note=NOTHING)
        self.load()

    def turn_week(self, weeks: int) -> None:
        """Show another week."""
        self._day += timedelta(days=7 * weeks)
        self._put(form=None, preview=(), note=NOTHING)
        self.load()

    def turn_day(self, days: int) -> None:
        """Take the same half-day of another day in hand; beyond the week it turns the week."""
        day = (self.state.day or self._day) + timedelta(days=days)
        half, weeks = self.state.column % 2, (day - timedelta(days=day.weekday()) - self._monday()).days // 7
        self._put(column=2 * day.weekday() + half, form=None, note=NOTHING)
        if weeks:
            self.turn_week(weeks)

    def _monday(self) -> date:
        return self._day - timedelta(days=self._day.weekday())

    def select(self, row: int, column: int) -> None:
        """Take a half-day in hand; an open form closes."""
        if (row, column) != (self.state.row, self.state.column):
            self._put(row=row, column=column, form=None, note=NOTHING)

    # ------------------------------------------------------------ forms
    def open_form(self, kind: str) -> None:
        """Open the form of an act on the half-day in hand; one without a session says so."""
        form = self._form(kind)
        if form is None:
            self._put(note=note(NoteKind.ERROR, "no-session-here"))
        else:
            self._put(form=form, preview=(), note=NOTHING)
            if kind == forms.MAKE:
                self._preview()

    def _form(self, kind: str) -> Form | None:
        state = self.state
        view, doctor, day, cell = state.view, state.doctor, state.day, state.cell
        if view is None or doctor is None or day is None:
            return None
        half_day, today = HALVES[state.column % 2], clinic_day(self._clock.now())
        simple: dict[str, Callable[[], Form]] = {
            forms.TEMPLATE: lambda: forms.template_form(
                self._schedules.new_id(), doctor, day.weekday(), half_day, cell.template, today, view.rooms
            ),
            forms.ABSENCE: lambda: forms.absence_form(self._schedules.new_id(), day, view.doctors, doctor),
            forms.STOP: lambda: forms.stop_form(day, cell.session if cell.kind == "open" else None),
            forms.MAKE: lambda: forms.make_form(max(view.monday, today)),
            forms.MESSAGE: lambda: forms.message_form(STOPPED, view.messages),
        }
        if kind in simple:
            return simple[kind]()
        session = cell.session
        if session is None or cell.kind != "open":
            return None
        if kind == forms.EXTRA:
            return forms.extra_form(session)
        return (
            forms.split_form(session)
            if kind == forms.SPLIT
            else forms.session_form(session, view.doctors, view.rooms)
        )

    def type(self, code: str, value: str) -> None:
        """Take what was typed or chosen in a field."""
        form = self.state.form
        if form is not None:
            another = form.kind == forms.MESSAGE and code == "kind" and self.state.view is not None
            changed = form.with_value(code, value)
            if another and self.state.view is not None:
                changed = forms.message_form(value, self.state.view.messages)
            self._put(form=changed, note=NOTHING)
            if form.kind == forms.MAKE:
                self._preview()

    def cancel(self) -> None:
        """Close the form."""
        self._put(form=None, preview=(), note=NOTHING)

    def save(self) -> None:
        """Have the form's act decided by central."""
        form, doctor = self.state.form, self.state.doctor
        if form is None or doctor is None or self.state.busy:
            return
        try:
            act = self._act(form, doctor)
        except KnownError as error:
            self._failed(error)
            return
        self._put(busy=True, note=NOTHING)
        self._runner.run(NETWORK, act, self._done, self._failed)

    def _act(self, form: Form, doctor: Doctor) -> Callable[[], Note]:
        acts: dict[str, Callable[[Form, Doctor], Callable[[], Note]]] = {
            forms.TEMPLATE: self._put_template, forms.ABSENCE: self._put_absence, forms.STOP: self._stop,
            forms.EXTRA: self._add_extra, forms.SPLIT: self._split, forms.SESSION: self._change, forms.MAKE: self._make,
            forms.MESSAGE: self._put_message,
        }  # fmt: skip
        return acts[form.kind](form, doctor)

    def _put_template(self, form: Form, doctor: Doctor) -> Callable[[], Note]:
        state, today = self.state, clinic_day(self._clock.now())
        assert state.day is not None
        half_day = HALVES[state.column % 2]
        template = forms.template_of(form, doctor, state.day.weekday(), half_day, state.cell.template, today)

        def act() -> Note:
            self._schedules.put_template(template)
            return note(NoteKind.OK, "template-saved")

        return act

    def _put_absence(self, form: Form, doctor: Doctor) -> Callable[[], Note]:
        absence = forms.absence_of(form, doctor)

        def act() -> Note:
            self._schedules.put_absence(absence)
            return note(NoteKind.OK, "absence-saved")

        return act

    def _put_message(self, form: Form, _doctor: Doctor) -> Callable[[], Note]:
        message = message_from(form.facts())

        def act() -> Note:
            self._schedules.put_message(message)
            return note(NoteKind.OK, "message-saved")

        return act

    def _stop(self, form: Form, doctor: Doctor) -> Callable[[], Note]:
        reason, first, last = (
            StopReason(form.value("reason")),
            forms.day_of(form, "first"),
            forms.day_of(form, "last"),
        )

        def act() -> Note:
            if form.value("scope") == "session":
                done = self._stops.stop_session(SessionId(form.entity), reason)
            else:
                done = self._stops.stop_range(doctor.id, first, last, form.value("half_day"), reason)
            return note(NoteKind.OK, "clinic-stopped", people=done.people, sessions=done.sessions)

        return act

    def _add_extra(self, form: Form, _doctor: Doctor) -> Callable[[], Note]:
        half_hour, reason = int(form.value("half_hour")), form.value("reason")

        def act() -> Note:
            number = self._schedules.add_extra(SessionId(form.entity), half_hour, reason)
            return note(NoteKind.OK, "extra-added", number=number)

        return act

    def _split(self, form: Form, _doctor: Doctor) -> Callable[[], Note]:
        split = forms.split_of(form)

        def act() -> Note:
            self._schedules.split(SessionId(form.entity), split)
            return note(NoteKind.OK, "split-saved")

        return act

    def _change(self, form: Form, _doctor: Doctor) -> Callable[[], Note]:
        doctor_id, place = DoctorId(form.value("doctor_id")), form.value("place")

        def act() -> Note:
            self._schedules.change_session(SessionId(form.entity), doctor_id, place)
            return note(NoteKind.OK, "session-changed")

        return act

    def _make(self, form: Form, _doctor: Doctor) -> Callable[[], Note]:
        department, first, last = self._width(form), forms.day_of(form, "first"), forms.day_of(form, "last")

        def act() -> Note:
            made = self._schedules.make_sessions(department, first, last)
            return note(NoteKind.OK, "sessions-made", made=made.made, there=made.there)

        return act

    def _width(self, form: Form) -> str:
        view = self.state.view
        return "" if view is None or form.value("width") == "all" else view.department_id

    def _preview(self) -> None:
        form = self.state.form
        assert form is not None
        try:
            department, first, last = (
                self._width(form),
                forms.day_of(form, "first"),
                forms.day_of(form, "last"),
            )
        except KnownError as error:
            self._put(preview=(), note=error_note(error))
            return
        self._runner.run(
            READ, lambda: self._schedules.preview(department, first, last), self._previewed, self._failed
        )

    # ------------------------------------------------------------ what came back
    def _previewed(self, lines: tuple[Planned, ...]) -> None:
        if self.state.form is not None and self.state.form.kind == forms.MAKE:
            self._put(preview=lines)

    def _done(self, said: Note) -> None:
        self._put(busy=False, form=None, preview=(), note=said)
        self.load()

    def _failed(self, error: KnownError) -> None:
        self._put(busy=False, note=error_note(error))

    def _read(self, asked: int, view: ScheduleView) -> None:
        """Two readers may end in either order: only the newest question's answer counts."""
        if asked == self._asked:
            self._loaded(view)

    def _loaded(self, view: ScheduleView) -> None:
        rows = rows_of(view)
        row = min(self.state.row, max(0, len(rows) - 1))
        self._put(view=view, rows=rows, row=row)

    def _put(self, **changes: object) -> None:
        self._out.publish(replace(self.state, **changes))  # type: ignore[arg-type]  # named fields of the state
