"""The waiting list on the page of bookings: on it, off it, the held number taken by one key (G29)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import TypeVar

from desktop.domain.errors import KnownError
from desktop.domain.ids import DepartmentId
from desktop.domain.schedules import Department, Doctor
from desktop.domain.waiting import Wanted
from desktop.presenters.bookings_needs import WaitsFor
from desktop.presenters.days import day_typed
from desktop.presenters.needs import Prints
from desktop.presenters.notes import NOTHING, Note, NoteKind, error_note, note
from desktop.presenters.publishing import Publisher
from desktop.presenters.runner import DEVICE, NETWORK, READ, Runner
from desktop.presenters.schedule_forms import HALF_DAYS, Form, FormField
from desktop.services.drafts import PatientCard
from desktop.services.waiting import OfferBooked
from desktop.services.waiting_lines import WaitingLine

FORM = "waiting"
USUAL_DAYS = 7
Answer = TypeVar("Answer")
Clinics = tuple[tuple[Department, tuple[Doctor, ...]], ...]


@dataclass(frozen=True, slots=True)
class WaitingState:
    """The list, the line in hand (-1: none), the form of who is put on it (None: closed)."""

    lines: tuple[WaitingLine, ...] = ()
    selected: int = -1
    form: Form | None = None
    person: str = ""
    loaded: bool = False
    busy: bool = False
    note: Note = NOTHING

    @property
    def current(self) -> WaitingLine | None:
        """Return the line in hand."""
        return self.lines[self.selected] if 0 <= self.selected < len(self.lines) else None

    @property
    def held(self) -> int:
        """Return for how many people a number is held."""
        return sum(line.held is not None for line in self.lines)


class WaitingPresenter:
    """Publishes WaitingState; an act goes to central at once, or is told when there is a line again."""

    def __init__(self, waits: WaitsFor, slips: Prints, runner: Runner, today: Callable[[], date]) -> None:
        self._waits = waits
        self._slips = slips
        self._runner = runner
        self._today = today
        self._served: PatientCard | None = None
        self._department: DepartmentId | None = None
        self._clinics: Clinics = ()
        self._out = Publisher(WaitingState())
        self.subscribe = self._out.subscribe

    @property
    def state(self) -> WaitingState:
        """Return the newest state."""
        return self._out.state

    def serve(self, patient: PatientCard | None, department: DepartmentId | None) -> None:
        """Take note who is in hand and which department they are likely to want; the list is read again."""
        self._served, self._department = patient, department
        self._put(form=None, person=patient.name if patient else "", note=NOTHING)
        self.load()

    def load(self) -> None:
        """Read the list again; the line in hand stays in hand."""
        self._runner.run(READ, self._waits.lines, self._loaded, self._failed)

    def select(self, index: int) -> None:
        """Take a line in hand."""
        if 0 <= index < len(self.state.lines) and index != self.state.selected:
            self._put(selected=index, note=NOTHING)

    # ------------------------------------------------------------ the form
    def begin_add(self) -> None:
        """A: put who is in hand on the list."""
        if self._served is None:
            self._put(note=note(NoteKind.WARN, "waiting-nobody"))
        elif self.state.form is None:
            self._runner.run(READ, self._waits.clinics, self._have_clinics, self._failed)

    def typed(self, code: str, value: str) -> None:
        """Keep what stands in a field; another department has other doctors."""
        form = self.state.form
        if form is None:
            return
        changed = form.with_value(code, value)
        if code == "department_id" and value != form.entity:
            changed = self._form(value, changed)
        self._put(form=changed, note=NOTHING)

    def close_form(self) -> bool:
        """Esc: nothing is put on the list; False when no form was open."""
        if self.state.form is None:
            return False
        self._put(form=None, note=NOTHING)
        return True

    def confirm(self) -> None:
        """F9: save the form, or take the number held for the line in hand."""
        form, served = self.state.form, self._served
        if form is None or served is None:
            self.book()
            return
        wanted = Wanted(
            form.value("department_id"), form.value("doctor_id"), day_typed(form.value("first")) or date.min,
            day_typed(form.value("last")) or date.min, form.value("half_day"),
        )  # fmt: skip
        self._act(lambda: self._waits.put(served.patient_id, wanted), partial(self._heard, "waiting-put"))

    # ------------------------------------------------------------ the line in hand
    def book(self) -> None:
        """V: take the held number for this person."""
        line = self.state.current
        if line is None or self.state.form is not None:
            return
        if line.held is None:
            self._put(note=note(NoteKind.WARN, "waiting-no-offer"))
            return
        wish_id = line.wish.wish_id
        self._act(lambda: self._waits.book(wish_id), self._booked)

    def drop(self) -> None:
        """X: take this person off the list."""
        line = self.state.current
        if line is not None and self.state.form is None:
            wish_id = line.wish.wish_id
            self._act(lambda: self._waits.drop(wish_id), partial(self._heard, "waiting-dropped"))

    def _act(self, act: Callable[[], Answer], done: Callable[[Answer], None]) -> None:
        if self.state.busy:
            return
        self._put(busy=True, note=NOTHING)
        self._runner.run(NETWORK, act, done, self._failed)

    def _heard(self, code: str, central_knows: bool) -> None:
        """Say what was done, or that central hears of it later."""
        said = note(NoteKind.OK, code) if central_knows else note(NoteKind.WARN, f"{code}-later")
        self._acted(said)

    def _booked(self, done: OfferBooked) -> None:
        self._acted(note(NoteKind.OK, "waiting-booked", number=done.slip.number))
        self._runner.run(
            DEVICE, lambda: self._slips.print_slip(done.slip, done.booking_id), lambda _: None, self._failed
        )

    def _acted(self, said: Note) -> None:
        self._put(busy=False, form=None, note=said)
        self.load()

    def _have_clinics(self, clinics: Clinics) -> None:
        self._clinics = clinics
        if clinics:
            known = {department.id for department, _ in clinics}
            first = self._department if self._department in known else clinics[0][0].id
            self._put(form=self._form(first, None), note=NOTHING)

    def _form(self, department_id: str, before: Form | None) -> Form:
        today = self._today()
        doctors = next((doctors for d, doctors in self._clinics if d.id == department_id), ())
        chosen = ("", "any-doctor"), *((doctor.id, doctor.name) for doctor in doctors)
        last = (today + timedelta(days=USUAL_DAYS)).isoformat()
        return Form(
            FORM, department_id,
            (
                FormField("department_id", department_id, tuple((d.id, d.name) for d, _ in self._clinics)),
                FormField("doctor_id", "", chosen),
                FormField("first", before.value("first") if before else today.isoformat()),
                FormField("last", before.value("last") if before else last),
                FormField("half_day", before.value("half_day") if before else "", HALF_DAYS),
            ),
        )  # fmt: skip

    def _loaded(self, lines: tuple[WaitingLine, ...]) -> None:
        kept = self.state.current.wish.wish_id if self.state.current else None
        at = next((i for i, line in enumerate(lines) if line.wish.wish_id == kept), None)
        if at is None:
            at = min(max(self.state.selected, 0), len(lines) - 1)
        self._put(lines=lines, selected=at, loaded=True)

    def _failed(self, error: KnownError) -> None:
        self._put(busy=False, note=error_note(error))

    def _put(self, **changes: object) -> None:
        self._out.publish(replace(self.state, **changes))  # type: ignore[arg-type]  # named fields of the state
