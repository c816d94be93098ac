"""Departments, doctors and rooms, their English names and the day from which one is closed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from central.store.tables import departments, doctors, sessions
from central.store.tables_planning import place_words, rooms
from desktop.domain.canonical import facts_from_bytes, facts_to_bytes
from desktop.domain.ids import DepartmentId, DoctorId
from desktop.domain.places import PlaceKind, Room, closings, room_from
from desktop.domain.schedules import Department, Doctor, SessionState


class Words(NamedTuple):
    """What a department or a doctor has besides its row."""

    english: str = ""
    closed_from: date | None = None


def put_department(connection: Connection, hospital_id: str, department_id: str, **values: object) -> None:
    """Insert or replace a department."""
    _put_row(connection, hospital_id, departments, "department_id", department_id, values)


def put_doctor(connection: Connection, hospital_id: str, doctor_id: str, **values: object) -> None:
    """Insert or replace a doctor."""
    _put_row(connection, hospital_id, doctors, "doctor_id", doctor_id, values)


def _put_row(
    connection: Connection,
    hospital_id: str,
    table: sa.Table,
    key: str,
    entity: str,
    values: Mapping[str, object],
) -> None:
    here = (table.c.hospital_id == hospital_id, table.c[key] == entity)
    if not connection.execute(sa.update(table).where(*here).values(**values)).rowcount:
        connection.execute(sa.insert(table).values(**{"hospital_id": hospital_id, key: entity, **values}))


def has_department(connection: Connection, hospital_id: str, department_id: str) -> bool:
    """Return whether there is such a department."""
    here = (departments.c.hospital_id == hospital_id, departments.c.department_id == department_id)
    return bool(connection.scalar(sa.select(sa.func.count()).select_from(departments).where(*here)))


def put_words(connection: Connection, hospital_id: str, kind: PlaceKind, entity: str, words: Words) -> None:
    """Keep the English name and the closing of a department or doctor."""
    here = (
        place_words.c.hospital_id == hospital_id, place_words.c.kind == kind.value, place_words.c.entity == entity,
    )  # fmt: skip
    values = words._asdict()
    if not connection.execute(sa.update(place_words).where(*here).values(**values)).rowcount:
        key = {"hospital_id": hospital_id, "kind": kind.value, "entity": entity}
        connection.execute(sa.insert(place_words).values(**key, **values))


def words(connection: Connection, hospital_id: str, kind: PlaceKind) -> Mapping[str, Words]:
    """Return the words of all departments or doctors; who has none has empty ones."""
    query = sa.select(place_words.c.entity, place_words.c.english, place_words.c.closed_from).where(
        place_words.c.hospital_id == hospital_id, place_words.c.kind == kind.value
    )
    found: dict[str, Words] = defaultdict(Words)
    found.update({row.entity: Words(row.english, row.closed_from) for row in connection.execute(query)})
    return found


def put_room(connection: Connection, hospital_id: str, room: Room) -> None:
    """Insert or replace a room."""
    here = (rooms.c.hospital_id == hospital_id, rooms.c.room_id == room.id)
    values = {"department_id": room.department_id, "body": facts_to_bytes(room.to_facts())}
    if not connection.execute(sa.update(rooms).where(*here).values(**values)).rowcount:
        connection.execute(sa.insert(rooms).values(hospital_id=hospital_id, room_id=room.id, **values))


def rooms_of(connection: Connection, hospital_id: str, department_id: str) -> list[Room]:
    """Return a department's rooms, closed ones too."""
    query = sa.select(rooms.c.body).where(
        rooms.c.hospital_id == hospital_id, rooms.c.department_id == department_id
    )
    return [room_from(facts_from_bytes(bytes(body))) for body in connection.scalars(query)]


def room(connection: Connection, hospital_id: str, room_id: str) -> Room | None:
    """Return one room."""
    query = sa.select(rooms.c.body).where(rooms.c.hospital_id == hospital_id, rooms.c.room_id == room_id)
    body = connection.scalar(query)
    return None if body is None else room_from(facts_from_bytes(bytes(body)))


def closed_doctors(connection: Connection, hospital_id: str) -> dict[str, date]:
    """Return from which day on doctors see nobody (domain.places.closings)."""
    shut, gone = (words(connection, hospital_id, kind) for kind in (PlaceKind.DEPARTMENT, PlaceKind.DOCTOR))
    query = sa.select(doctors.c.doctor_id, doctors.c.department_id).where(
        doctors.c.hospital_id == hospital_id
    )
    return closings(
        (Department(DepartmentId(d), "", "", "", closed_from=w.closed_from) for d, w in shut.items()),
        [
            Doctor(DoctorId(row.doctor_id), DepartmentId(row.department_id), "", "", "", "", 0,
                   closed_from=gone[row.doctor_id].closed_from)
            for row in connection.execute(query)
        ],
    )  # fmt: skip


def open_sessions(connection: Connection, hospital_id: str, first: date, **where: str) -> int:
    """Return how many sessions take bookings from a day on; `where` names columns (department_id, doctor_id, place)."""
    query = sa.select(sa.func.count()).select_from(sessions).where(
        sessions.c.hospital_id == hospital_id, sessions.c.day >= first,
        sessions.c.state == SessionState.OPEN.value, *(sessions.c[name] == value for name, value in where.items()),
    )  # fmt: skip
    return int(connection.scalar(query) or 0)
