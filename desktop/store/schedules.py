"""Reference rows: departments, doctors, clinic sessions and what is left of them."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa

from desktop.domain.ids import DepartmentId, DoctorId, SessionId
from desktop.domain.quotas import ChannelLeft
from desktop.domain.schedules import ClinicSession, Department, Doctor, HalfDay, SessionPlan, SessionState
from desktop.store import tables

_dep = tables.departments.c
_doc = tables.doctors.c
_ses = tables.sessions.c

_PUT_DEPARTMENT = sa.insert(tables.departments).prefix_with("OR REPLACE")
_PUT_DOCTOR = sa.insert(tables.doctors).prefix_with("OR REPLACE")
_PUT_SESSION = sa.insert(tables.sessions).prefix_with("OR REPLACE")
_row = tables.plan_rows.c
# English name and closing lie beside the row, among the schedule office's own
_DEPARTMENT_WORDS, _DOCTOR_WORDS = "department-words", "doctor-words"


def _with_words(table: sa.Table, kind: str) -> sa.Select[Any]:
    words = sa.and_(_row.kind == kind, _row.id == table.c.id)
    return sa.select(table, _row.body).select_from(table.outerjoin(tables.plan_rows, words))


_DEPARTMENTS = _with_words(tables.departments, _DEPARTMENT_WORDS).order_by(_dep.position, _dep.id)
_ALL_DOCTORS = _with_words(tables.doctors, _DOCTOR_WORDS).order_by(_doc.id)
_DOCTORS = _ALL_DOCTORS.where(_doc.department_id == sa.bindparam("department"))
_DOCTOR = _ALL_DOCTORS.where(_doc.id == sa.bindparam("wanted"))
_SESSIONS = (
    sa.select(tables.sessions)
    .where(_ses.day == sa.bindparam("on"), _ses.department_id == sa.bindparam("department"))
    .order_by(_ses.starts, _ses.doctor_id, _ses.id)
)
_SESSION = sa.select(tables.sessions).where(_ses.id == sa.bindparam("wanted"))
_BETWEEN = (
    sa.select(tables.sessions)
    .where(_ses.day >= sa.bindparam("first"), _ses.day <= sa.bindparam("last"))
    .order_by(_ses.day, _ses.starts, _ses.doctor_id, _ses.id)
)
_PUT_PLAN = sa.insert(tables.plan_rows).prefix_with("OR REPLACE")
_PLANS = sa.select(_row.body).where(_row.kind == sa.bindparam("wanted")).order_by(_row.id)
_PLAN = sa.select(_row.body).where(_row.kind == sa.bindparam("wanted"), _row.id == sa.bindparam("entity"))
_TOTALS = (
    sa.select(_ses.day, sa.func.sum(_ses.open_left))
    .where(_ses.day >= sa.bindparam("first"), _ses.day < sa.bindparam("end"))
    .group_by(_ses.day)
)


class SealedSchedules:
    """Implements ports.store.ScheduleRepository."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def put_department(self, department: Department) -> None:
        """Insert or replace."""
        values = {
            "id": department.id,
            "name": department.name,
            "initials": department.initials,
            "place": department.place,
            "position": department.order,
        }
        self._connection.execute(_PUT_DEPARTMENT, values)
        self.put_plan(_DEPARTMENT_WORDS, department.id, _words_of(department))

    def put_doctor(self, doctor: Doctor) -> None:
        """Insert or replace."""
        values = {
            "id": doctor.id,
            "department_id": doctor.department_id,
            "name": doctor.name,
            "title": doctor.title,
            "skill": doctor.skill,
            "initials": doctor.initials,
            "fee_fen": doctor.fee_fen,
        }
        self._connection.execute(_PUT_DOCTOR, values)
        self.put_plan(_DOCTOR_WORDS, doctor.id, _words_of(doctor))

    def put_session(self, session: ClinicSession) -> None:
        """Insert or replace."""
        open_left = sum(session.left) if session.state is SessionState.OPEN else 0
        values = {
            "id": session.id,
            "department_id": session.department_id,
            "doctor_id": session.doctor_id,
            "day": session.day.isoformat(),
            "half_day": session.half_day.value,
            "starts": session.starts.isoformat(),
            "place": session.place,
            "fee_fen": session.fee_fen,
            "state": session.state.value,
            "left_json": json.dumps(session.left),
            "next_json": json.dumps(session.next_number),
            "open_left": open_left,
            "version": session.version,
            "plan_json": _plan_json(session.plan),
        }
        self._connection.execute(_PUT_SESSION, values)

    def departments(self) -> tuple[Department, ...]:
        """Return all departments in display order."""
        return tuple(
            Department(DepartmentId(r.id), r.name, r.initials, r.place, r.position, *_words(r.body))
            for r in self._connection.execute(_DEPARTMENTS)
        )

    def doctors(self, department_id: DepartmentId) -> tuple[Doctor, ...]:
        """Return a department's doctors by id."""
        found = self._connection.execute(_DOCTORS, {"department": department_id})
        return tuple(_doctor(row) for row in found)

    def all_doctors(self) -> tuple[Doctor, ...]:
        """Return every doctor by id."""
        return tuple(_doctor(row) for row in self._connection.execute(_ALL_DOCTORS))

    def doctor(self, doctor_id: DoctorId) -> Doctor | None:
        """Return one doctor."""
        row = self._connection.execute(_DOCTOR, {"wanted": doctor_id}).one_or_none()
        return None if row is None else _doctor(row)

    def sessions(self, department_id: DepartmentId, day: date) -> tuple[ClinicSession, ...]:
        """Return a department's sessions of a day, the earliest first."""
        values = {"on": day.isoformat(), "department": department_id}
        return tuple(_session(row) for row in self._connection.execute(_SESSIONS, values))

    def session(self, session_id: SessionId) -> ClinicSession | None:
        """Return one session."""
        row = self._connection.execute(_SESSION, {"wanted": session_id}).one_or_none()
        return None if row is None else _session(row)

    def day_totals(self, first: date, days: int) -> tuple[tuple[date, int], ...]:
        """Return what is left in all open sessions of each day (0 for a day without any)."""
        end = first + timedelta(days=days)
        found = self._connection.execute(_TOTALS, {"first": first.isoformat(), "end": end.isoformat()})
        left = {day: int(total) for day, total in found}
        wanted = [first + timedelta(days=offset) for offset in range(days)]
        return tuple((day, left.get(day.isoformat(), 0)) for day in wanted)

    def between(self, first: date, last: date) -> tuple[ClinicSession, ...]:
        """Return every session of some days, by day, time and doctor."""
        values = {"first": first.isoformat(), "last": last.isoformat()}
        return tuple(_session(row) for row in self._connection.execute(_BETWEEN, values))

    def put_plan(self, kind: str, entity: str, body: bytes) -> None:
        """Insert or replace."""
        self._connection.execute(_PUT_PLAN, {"kind": kind, "id": entity, "body": body})

    def plans(self, kind: str) -> tuple[bytes, ...]:
        """Return all rows of a kind by id."""
        return tuple(bytes(row.body) for row in self._connection.execute(_PLANS, {"wanted": kind}))

    def plan(self, kind: str, entity: str) -> bytes | None:
        """Return one row of a kind."""
        body = self._connection.execute(_PLAN, {"wanted": kind, "entity": entity}).scalar_one_or_none()
        return None if body is None else bytes(body)


def _words_of(place: Department | Doctor) -> bytes:
    closed = place.closed_from.isoformat() if place.closed_from else None
    return json.dumps([place.english, closed]).encode()


def _words(body: bytes | None) -> tuple[str, date | None]:
    """Rows that came before there were words have none."""
    english, closed = json.loads(body) if body else ("", None)
    return english, date.fromisoformat(closed) if closed else None


def _doctor(row: sa.Row[Any]) -> Doctor:
    return Doctor(
        DoctorId(row.id),
        DepartmentId(row.department_id),
        row.name,
        row.title,
        row.skill,
        row.initials,
        row.fee_fen,
        *_words(row.body),
    )


def _session(row: sa.Row[Any]) -> ClinicSession:
    return ClinicSession(
        id=SessionId(row.id),
        department_id=DepartmentId(row.department_id),
        doctor_id=DoctorId(row.doctor_id),
        day=date.fromisoformat(row.day),
        half_day=HalfDay(row.half_day),
        starts=time.fromisoformat(row.starts),
        place=row.place,
        fee_fen=row.fee_fen,
        state=SessionState(row.state),
        left=tuple(json.loads(row.left_json)),
        next_number=tuple(json.loads(row.next_json)),
        version=row.version,
        plan=_plan(row.plan_json),
    )


def _plan_json(plan: SessionPlan) -> str:
    values = asdict(plan)
    values["release_at"] = plan.release_at.isoformat() if plan.release_at else None
    return json.dumps(values)


def _plan(text: str) -> SessionPlan:
    values = json.loads(text)
    if values.get("release_at"):
        values["release_at"] = datetime.fromisoformat(values["release_at"])
    values["quota"] = tuple(
        ChannelLeft(**{**channel, "by_half": tuple(channel.get("by_half", ()))})
        for channel in values.get("quota", ())
    )
    return SessionPlan(**values)
