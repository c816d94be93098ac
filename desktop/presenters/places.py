"""A department on the schedule page, its doctors and its rooms: made, renamed, closed from a day on (G31)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from desktop.domain.errors import KnownError
from desktop.domain.ids import DepartmentId
from desktop.domain.places import PlaceKind, Room
from desktop.domain.schedules import Department, Doctor
from desktop.presenters import place_forms as forms
from desktop.presenters.notes import NOTHING, Note, NoteKind, error_note, note
from desktop.presenters.publishing import Publisher
from desktop.presenters.runner import NETWORK, READ, Runner
from desktop.presenters.schedule_forms import Form
from desktop.services.schedule import PlacesView

Thing = Department | Doctor | Room
NO_PLACES = PlacesView()


class Places(Protocol):
    """services.schedule.ScheduleService, what this list needs of it."""

    def new_id(self) -> str: ...
    def places(self, department_id: DepartmentId | None) -> PlacesView: ...
    def put_department(self, department: Department) -> None: ...
    def put_doctor(self, doctor: Doctor) -> None: ...
    def put_room(self, room: Room) -> None: ...


@dataclass(frozen=True, slots=True)
class PlacesState:
    """The list and the line in hand."""

    view: PlacesView = NO_PLACES
    selected: int = 0
    form: Form | None = None
    busy: bool = False
    note: Note = NOTHING

    @property
    def lines(self) -> tuple[Thing, ...]:
        """Return the department, its doctors, its rooms."""
        view = self.view
        return () if view.department is None else (view.department, *view.doctors, *view.rooms)

    @property
    def current(self) -> Thing | None:
        """Return what is in hand."""
        return self.lines[self.selected] if 0 <= self.selected < len(self.lines) else None


class PlacesPresenter:
    """Publishes PlacesState; a change is shown when central has taken it."""

    def __init__(self, places: Places, runner: Runner) -> None:
        self._places = places
        self._runner = runner
        self._department: DepartmentId | None = None
        self._out = Publisher(PlacesState())
        self.subscribe = self._out.subscribe

    @property
    def state(self) -> PlacesState:
        """Return the newest state."""
        return self._out.state

    def load(self) -> None:
        """Read the list again."""
        department = self._department
        self._runner.run(READ, lambda: self._places.places(department), self._loaded, self._failed)

    def choose_department(self, department_id: str) -> None:
        """Show another department."""
        self._department = DepartmentId(department_id)
        self._put(selected=0, form=None, note=NOTHING)
        self.load()

    def select(self, index: int) -> None:
        """Take a line in hand; an open form closes."""
        if index != self.state.selected:
            self._put(selected=index, form=None, note=NOTHING)

    def open(self) -> None:
        """Enter: change what is in hand."""
        current, departments = self.state.current, self.state.view.departments
        if isinstance(current, Department):
            self._put(form=forms.department_form(current), note=NOTHING)
        elif isinstance(current, Doctor):
            self._put(form=forms.doctor_form(current, departments), note=NOTHING)
        elif current is not None:
            self._put(form=forms.room_form(current, departments), note=NOTHING)

    def begin(self, kind: PlaceKind) -> None:
        """1, 2, 3: a new department, doctor or room."""
        view = self.state.view
        form = forms.new_form(kind, self._places.new_id(), view.department, view.departments)
        self._put(form=form, note=NOTHING)

    def type(self, code: str, value: str) -> None:
        """Take what was typed or chosen in a field."""
        if self.state.form is not None:
            self._put(form=self.state.form.with_value(code, value), note=NOTHING)

    def cancel(self) -> None:
        """Close the form."""
        self._put(form=None, note=NOTHING)

    def save(self) -> None:
        """F9: have central decide."""
        form = self.state.form
        if form is None or self.state.busy:
            return
        try:
            act = self._act(form)
        except KnownError as error:
            self._failed(error)
            return
        self._put(busy=True, note=NOTHING)
        self._runner.run(NETWORK, act, lambda _: self._saved(form), self._failed)

    def _act(self, form: Form) -> Callable[[], None]:
        if form.kind == PlaceKind.DEPARTMENT:
            department = forms.department_of(form)
            return lambda: self._places.put_department(department)
        if form.kind == PlaceKind.DOCTOR:
            doctor = forms.doctor_of(form)
            return lambda: self._places.put_doctor(doctor)
        room = forms.room_of(form)
        return lambda: self._places.put_room(room)

    def _saved(self, form: Form) -> None:
        if form.kind == PlaceKind.DEPARTMENT:
            self._department = DepartmentId(form.entity)
        self._put(busy=False, form=None, note=note(NoteKind.OK, "place-saved"))
        self.load()

    def _failed(self, error: KnownError) -> None:
        self._put(busy=False, note=error_note(error))

    def _loaded(self, view: PlacesView) -> None:
        self._put(view=view)
        self._put(selected=max(0, min(self.state.selected, len(self.state.lines) - 1)))

    def _put(self, **changes: object) -> None:
        self._out.publish(replace(self.state, **changes))  # type: ignore[arg-type]  # named fields of the state
