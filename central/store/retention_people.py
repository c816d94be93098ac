"""Whose file has outlived every need, and the part that law kept and keeps no longer (P14, DOMAIN §4.3)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from central.store.kept import LEGAL
from central.store.people import ERASED, HOLDING, KEPT, LIVE
from central.store.tables import bookings, cases, patient_keys, patients
from central.store.tables_duties import duties, duty_people
from central.store.tables_requests import person_marks, requests
from desktop.domain.marks import Mark
from desktop.domain.requests import ENDED
from desktop.domain.retention import MOST_PEOPLE, UNUSED_RECORDS
from desktop.domain.rights import CaseState
from desktop.domain.schedules import clinic_day

OPEN_CASES = tuple(
    state.value for state in (CaseState.FILED, CaseState.APPROVED, CaseState.DESTROYED, CaseState.BACKUP)
)


def due_people(
    connection: Connection, hospital_id: str, code: str, before: str, held: list[str]
) -> list[str]:
    """Return whose file is due by a rule, the oldest first; `held` are incidents whose people stay as evidence.

    Nobody is due whom a legal hold, an open request or deletion, or a booking since keeps.
    """
    p = patients.c
    query = _due(hospital_id, code, before, held, "").order_by(p.made_at, p.patient_id).limit(MOST_PEOPLE)
    return list(connection.scalars(query))


def is_due(
    connection: Connection,
    hospital_id: str,
    code: str,
    before: str,
    held: list[str],
    patient_id: str,
    case_id: str,
) -> bool:
    """Return whether one person's file is due; a deletion by the run itself does not keep it."""
    query = _due(hospital_id, code, before, held, case_id).where(patients.c.patient_id == patient_id)
    return connection.scalar(query) is not None


def _due(hospital_id: str, code: str, before: str, held: list[str], case_id: str) -> sa.Select[tuple[str]]:
    p = patients.c
    return sa.select(p.patient_id).where(
        p.hospital_id == hospital_id, p.state == LIVE, p.same_as.is_(None), *_rule(code, before),
        *(~one for one in _kept_by(held, case_id)),
    )  # fmt: skip


def expired(connection: Connection, hospital_id: str, before: str) -> list[str]:
    """Return deleted people whose kept visits law does not keep any more."""
    p = patients.c
    query = sa.select(p.patient_id).where(
        p.hospital_id == hospital_id, p.state == KEPT, ~_booked(bookings.c.day >= _day(before))
    )
    return list(connection.scalars(query.order_by(p.patient_id)))


def drop_kept(connection: Connection, hospital_id: str, people: list[str]) -> int:
    """Destroy the legal key and the sealed part of these people; what was paid stays and names nobody."""
    for patient_id in people:
        connection.execute(
            sa.delete(patient_keys).where(
                patient_keys.c.hospital_id == hospital_id, patient_keys.c.patient_id == patient_id,
                patient_keys.c.key_kind == LEGAL,
            )
        )  # fmt: skip
        connection.execute(
            sa.update(patients)
            .where(patients.c.hospital_id == hospital_id, patients.c.patient_id == patient_id)
            .values(state=ERASED, sealed_record=None)
        )
    return len(people)


def states(connection: Connection, hospital_id: str, duty_id: str, state: str) -> dict[str, int]:
    """Return how many people of a run stand in a state, by rule."""
    query = (
        sa.select(duty_people.c.exposure, sa.func.count())
        .where(
            duty_people.c.hospital_id == hospital_id, duty_people.c.duty_id == duty_id, duty_people.c.state == state
        )
        .group_by(duty_people.c.exposure)
    )  # fmt: skip
    return {row[0]: row[1] for row in connection.execute(query)}


def rule_of(connection: Connection, hospital_id: str, duty_id: str, patient_id: str) -> str:
    """Return by which rule a run lists a person, "" when it does not."""
    query = sa.select(duty_people.c.exposure).where(
        duty_people.c.hospital_id == hospital_id, duty_people.c.duty_id == duty_id,
        duty_people.c.patient_id == patient_id,
    )  # fmt: skip
    return str(connection.scalar(query) or "")


def _rule(code: str, before: str) -> tuple[Any, ...]:
    if code == UNUSED_RECORDS:
        return patients.c.made_at < datetime.fromisoformat(before), ~_booked()
    return _booked(bookings.c.state.in_(HOLDING)), ~_booked(bookings.c.day >= _day(before))


def _kept_by(held: list[str], case_id: str) -> tuple[Any, ...]:
    p = patients.c
    return (
        _of_person(person_marks, person_marks.c.mark == Mark.HOLD.value),
        _of_person(requests, requests.c.state.not_in([state.value for state in ENDED])),
        _of_person(cases, cases.c.state.in_(OPEN_CASES), cases.c.case_id != case_id),
        sa.exists().where(
            duty_people.c.hospital_id == p.hospital_id, duty_people.c.patient_id == p.patient_id,
            duty_people.c.duty_id == duties.c.duty_id, duties.c.hospital_id == p.hospital_id,
            duties.c.duty_id.in_(held),
        ),
    )  # fmt: skip


def _booked(*more: Any) -> Any:
    return _of_person(bookings, *more)


def _of_person(table: sa.Table, *more: Any) -> Any:
    p = patients.c
    return sa.exists().where(table.c.hospital_id == p.hospital_id, table.c.patient_id == p.patient_id, *more)


def _day(before: str) -> Any:
    return clinic_day(datetime.fromisoformat(before))
