"""Marks that requests set on people, read for sets of people."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from central.store.rowset import chunks
from central.store.tables_requests import person_marks
from desktop.domain.marks import Mark


def marks_of(connection: Connection, hospital_id: str, patient_ids: Sequence[str]) -> dict[str, list[Mark]]:
    """Return the marks of each of these people that has any, in the order of their names."""
    found: dict[str, list[Mark]] = {}
    t = person_marks.c
    for part in chunks(sorted(set(patient_ids))):
        query = (
            sa.select(t.patient_id, t.mark)
            .where(t.hospital_id == hospital_id, t.patient_id.in_(part))
            .order_by(t.patient_id, t.mark)
        )
        for patient_id, mark in connection.execute(query):
            found.setdefault(patient_id, []).append(Mark(mark))
    return found


def set_by(connection: Connection, hospital_id: str, case_id: str) -> list[str]:
    """Return everybody who bears a mark that this case or duty set."""
    t = person_marks.c
    query = sa.select(t.patient_id).where(t.hospital_id == hospital_id, t.case_id == case_id)
    return list(connection.scalars(query.order_by(t.patient_id)))


def frozen_otherwise(
    connection: Connection, hospital_id: str, patient_ids: Sequence[str], case_id: str
) -> set[str]:
    """Return who of these is frozen by another case than this one."""
    found: set[str] = set()
    t = person_marks.c
    for part in chunks(sorted(set(patient_ids))):
        query = sa.select(t.patient_id).where(
            t.hospital_id == hospital_id,
            t.patient_id.in_(part),
            t.mark == Mark.FROZEN.value,
            t.case_id != case_id,
        )
        found |= set(connection.scalars(query))
    return found


def marked(connection: Connection, hospital_id: str, mark: Mark) -> list[str]:
    """Return everybody who bears a mark."""
    t = person_marks.c
    query = sa.select(t.patient_id).where(t.hospital_id == hospital_id, t.mark == mark.value)
    return list(connection.scalars(query.order_by(t.patient_id)))
