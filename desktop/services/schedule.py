"""The schedule office at the desk: what stands, what would follow, and every change as a signed act (G19-G31)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta

from desktop.domain.audit import AuditAct
from desktop.domain.canonical import facts_from_bytes
from desktop.domain.ids import DepartmentId, DoctorId, HospitalId, SessionId
from desktop.domain.message_texts import MESSAGE, USUAL, MessageText, message_from, usual
from desktop.domain.operations import OperationKind, OperationResult
from desktop.domain.places import (
    PlaceKind,
    Room,
    closing_text,
    closings,
    english_names,
    open_on,
    room_from,
)
from desktop.domain.planning import Absence, Planned, Standing, Template, absence_from, plan, template_from
from desktop.domain.quotas import Split
from desktop.domain.schedules import ClinicSession, Department, Doctor
from desktop.domain.staff import Action
from desktop.ports.store import Transaction
from desktop.services.desk import Desk
from desktop.services.pushing import Pushes
from desktop.services.special_numbers import record_extra

WEEK = 7
TEMPLATE, ABSENCE, ROOM = "template", "absence", PlaceKind.ROOM.value


@dataclass(frozen=True, slots=True)
class ScheduleView:
    """Everything that the schedule page shows of one department and one week."""

    departments: tuple[Department, ...]
    doctors: tuple[Doctor, ...]
    department_id: DepartmentId
    monday: date
    templates: tuple[Template, ...]
    absences: tuple[Absence, ...]
    sessions: tuple[ClinicSession, ...]
    rooms: tuple[Room, ...] = ()
    messages: tuple[MessageText, ...] = ()

    def doctor(self, doctor_id: str) -> Doctor | None:
        """Return one of the doctors shown."""
        return next((d for d in self.doctors if d.id == doctor_id), None)


@dataclass(frozen=True, slots=True)
class PlacesView:
    """One department with its doctors and rooms, closed ones too, among all departments."""

    departments: tuple[Department, ...] = ()
    department: Department | None = None
    doctors: tuple[Doctor, ...] = ()
    rooms: tuple[Room, ...] = ()


@dataclass(frozen=True, slots=True)
class MadeSessions:
    """How many sessions were made, and how many of the plan stood there already."""

    made: int
    there: int


class ScheduleService:
    """Reads what the exchange brought; changes are claims, so nothing is shown that central has not taken."""

    def __init__(self, desk: Desk, pushing: Pushes, hospital_id: HospitalId) -> None:
        self._desk = desk
        self._pushing = pushing
        self._hospital_id = hospital_id

    def new_id(self) -> str:
        """Return a fresh id for a template or a day off."""
        return self._desk.new_id()

    # ------------------------------------------------------------ reading
    def view(self, department_id: DepartmentId | None, day: date) -> ScheduleView:
        """Return a department's week around a day; the first department when none is named."""
        self._desk.require(Action.SCHEDULE)
        monday = day - timedelta(days=day.weekday())
        with self._desk.store.read() as tx:
            departments = tuple(d for d in tx.schedules.departments() if open_on(d, monday))
            chosen = department_id or (departments[0].id if departments else DepartmentId(""))
            doctors = tuple(d for d in tx.schedules.doctors(chosen) if open_on(d, monday))
            ids = {doctor.id for doctor in doctors}
            templates = [template_from(facts_from_bytes(raw)) for raw in tx.schedules.plans(TEMPLATE)]
            absences = [absence_from(facts_from_bytes(raw)) for raw in tx.schedules.plans(ABSENCE)]
            rooms = _rooms(tx)
            sessions = tx.schedules.between(monday, monday + timedelta(days=WEEK - 1))
            own = [message_from(facts_from_bytes(raw)) for raw in tx.schedules.plans(MESSAGE)]
        return ScheduleView(
            departments, doctors, chosen, monday,
            tuple(t for t in templates if t.doctor_id in ids and not t.removed),
            tuple(a for a in absences if a.doctor_id in {*ids, ""} and not a.removed),
            tuple(s for s in sessions if s.department_id == chosen),
            tuple(r for r in rooms if r.department_id == chosen and open_on(r, monday)),
            tuple(({kind: usual(kind) for kind in USUAL} | {text.kind: text for text in own}).values()),
        )  # fmt: skip

    def places(self, department_id: DepartmentId | None) -> PlacesView:
        """Return a department with everybody and every room of it; the first department when none is named."""
        self._desk.require(Action.SCHEDULE)
        with self._desk.store.read() as tx:
            departments = tx.schedules.departments()
            chosen = next((d for d in departments if d.id == department_id), None) or next(
                iter(departments), None
            )
            if chosen is None:
                return PlacesView()
            doctors = tx.schedules.doctors(chosen.id)
            rooms = tuple(r for r in _rooms(tx) if r.department_id == chosen.id)
        return PlacesView(departments, chosen, doctors, rooms)

    def english_names(self) -> dict[str, str]:
        """Return the English name of every department, doctor and room that has one, by its Chinese name."""
        with self._desk.store.read() as tx:
            return english_names(tx.schedules.departments(), tx.schedules.all_doctors(), _rooms(tx))

    def preview(self, department_id: str, first: date, last: date) -> tuple[Planned, ...]:
        """Return what making these sessions would do, by the rule that central will use; changes nothing."""
        self._desk.require(Action.SCHEDULE)
        with self._desk.store.read() as tx:
            departments = tx.schedules.departments()
            doctors = tx.schedules.all_doctors()
            templates = [template_from(facts_from_bytes(raw)) for raw in tx.schedules.plans(TEMPLATE)]
            absences = [absence_from(facts_from_bytes(raw)) for raw in tx.schedules.plans(ABSENCE)]
            there = [
                Standing(s.id, s.doctor_id, s.day, s.starts, len(s.left))
                for s in tx.schedules.between(first, last)
            ]
        own = {d.id for d in doctors if department_id in ("", d.department_id)}
        templates = [t for t in templates if t.doctor_id in own]
        return plan(
            self._hospital_id, templates, absences, there, first, last, closings(departments, doctors)
        )  # fmt: skip

    # ------------------------------------------------------------ changing
    def put_template(self, template: Template) -> None:
        """Keep a template; raises PlanInvalidError and what central refuses."""
        facts = template_from(template.to_facts()).to_facts()
        self._act(OperationKind.PUT_TEMPLATE, template.id, facts)

    def put_absence(self, absence: Absence) -> None:
        """Keep a day off; raises PlanInvalidError and what central refuses."""
        facts = absence_from(absence.to_facts()).to_facts()
        self._act(OperationKind.PUT_ABSENCE, absence.id, facts)

    def put_message(self, message: MessageText) -> None:
        """Keep the hospital's own text of a message; raises PlanInvalidError and what central refuses."""
        self._act(OperationKind.PUT_MESSAGE, message.kind, message_from(message.to_facts()).to_facts())

    def make_sessions(self, department_id: str, first: date, last: date) -> MadeSessions:
        """Make what the templates say; the same again makes nothing."""
        facts = {"first": first.isoformat(), "last": last.isoformat(), "department_id": department_id}
        result = self._act(OperationKind.MAKE_SESSIONS, self._desk.new_id(), facts)
        return MadeSessions(result.number, result.epoch)

    def split(self, session_id: SessionId, split: Split) -> None:
        """Split what is free of a session anew."""
        self._act(OperationKind.SPLIT_SESSION, session_id, asdict(split))

    def change_session(self, session_id: SessionId, doctor_id: DoctorId, place: str) -> None:
        """Let another doctor take a session (替诊), or move it to another room."""
        facts = {"doctor_id": doctor_id, "place": place}
        self._act(OperationKind.CHANGE_SESSION, session_id, facts)

    def add_extra(self, session_id: SessionId, half_hour: int, reason: str) -> int:
        """Add a number to a half-hour (加号) and return it; above the limit only a supervisor may."""
        desk = self._desk
        desk.require(Action.ADD_EXTRA)
        self._pushing.ready()
        with desk.store.write() as tx:
            operation = record_extra(desk, tx, session_id, half_hour, reason)
        return self._pushing.answer(operation.id).number

    def put_department(self, department: Department) -> None:
        """Make, rename or close a department."""
        facts = {
            "name": department.name, "initials": department.initials, "place": department.place,
            "order": department.order, "english": department.english,
            "closed_from": closing_text(department.closed_from),
        }  # fmt: skip
        self._act(OperationKind.PUT_DEPARTMENT, department.id, facts)

    def put_doctor(self, doctor: Doctor) -> None:
        """Make, change or close a doctor."""
        facts = {name: value for name, value in asdict(doctor).items() if name != "id"}
        facts["closed_from"] = closing_text(doctor.closed_from)
        self._act(OperationKind.PUT_DOCTOR, doctor.id, facts)

    def put_room(self, room: Room) -> None:
        """Make, rename or close a room; raises PlanInvalidError and what central refuses."""
        self._act(OperationKind.PUT_ROOM, room.id, room_from(room.to_facts()).to_facts())

    def _act(self, kind: OperationKind, entity: str, facts: Mapping[str, object]) -> OperationResult:
        """Record the act with its trace, push it, and return central's answer."""
        desk = self._desk
        desk.require(Action.SCHEDULE)
        self._pushing.ready()
        with desk.store.write() as tx:
            operation = desk.record(tx, kind, entity, facts=facts)
            told = {"kind": kind.value}
            desk.trace(tx, AuditAct.SCHEDULE, object_id=entity, facts=told)
        return self._pushing.answer(operation.id)


def _rooms(tx: Transaction) -> tuple[Room, ...]:
    return tuple(room_from(facts_from_bytes(raw)) for raw in tx.schedules.plans(ROOM))
