"""Rows of the blinded list: whose own or relative's record a person's is (N39)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from central.store.rowset import chunks
from central.store.tables import patient_index
from central.store.tables_guards import own_people, own_people_leaving

DOCUMENT = "document"


def put(
    connection: Connection, hospital_id: str, staff_id: str, token: bytes, relation: str, since: datetime
) -> None:
    """List a token, or say anew of what relation it is."""
    o = own_people.c
    this = (o.hospital_id == hospital_id, o.staff_id == staff_id, o.token == token)
    if connection.execute(sa.update(own_people).where(*this).values(relation=relation)).rowcount:
        return
    connection.execute(
        sa.insert(own_people).values(
            hospital_id=hospital_id, staff_id=staff_id, token=token, relation=relation, since=since
        )
    )


def listed(connection: Connection, hospital_id: str, staff_id: str) -> dict[bytes, str]:
    """Return what one person listed: token -> relation."""
    o = own_people.c
    query = sa.select(o.token, o.relation).where(o.hospital_id == hospital_id, o.staff_id == staff_id)
    return {bytes(row.token): row.relation for row in connection.execute(query)}


def ask_off(connection: Connection, hospital_id: str, task_id: str, staff_id: str, token: bytes) -> bool:
    """Note that a listed token waits to be taken off by a task; False when it waits already."""
    w = own_people_leaving.c
    waiting = sa.select(sa.func.count()).where(
        w.hospital_id == hospital_id, w.staff_id == staff_id, w.token == token
    )
    if connection.scalar(waiting):
        return False
    connection.execute(
        sa.insert(own_people_leaving).values(
            hospital_id=hospital_id, task_id=task_id, staff_id=staff_id, token=token
        )
    )
    return True


def settle_off(connection: Connection, hospital_id: str, task_id: str, *, agreed: bool) -> bytes | None:
    """End the waiting of a task, with the token off the list when agreed; returns the token, None for no such task."""
    w, o = own_people_leaving.c, own_people.c
    this = w.hospital_id == hospital_id, w.task_id == task_id
    row = connection.execute(sa.select(w.staff_id, w.token).where(*this)).first()
    if row is None:
        return None
    connection.execute(sa.delete(own_people_leaving).where(*this))
    if agreed:
        connection.execute(
            sa.delete(own_people).where(
                o.hospital_id == hospital_id, o.staff_id == row.staff_id, o.token == row.token
            )
        )
    return bytes(row.token)


def owners(connection: Connection, hospital_id: str, patient_ids: Sequence[str]) -> dict[str, list[str]]:
    """Return of these people the staff whose own or relative's record it is."""
    found: dict[str, list[str]] = {}
    p = patient_index.c
    for part in chunks(sorted(set(patient_ids))):
        for row in connection.execute(_pairs(hospital_id).where(p.patient_id.in_(part))):
            known = found.setdefault(row.patient_id, [])
            if row.staff_id not in known:
                known.append(row.staff_id)
    return found


def pairs(connection: Connection, hospital_id: str) -> list[tuple[str, str, str]]:
    """Return every (staff, person, relation) that is listed and has a record."""
    return [(row.staff_id, row.patient_id, row.relation) for row in connection.execute(_pairs(hospital_id))]


def _pairs(hospital_id: str) -> sa.Select[tuple[str, str, str]]:
    o, p = own_people.c, patient_index.c
    same = sa.and_(o.hospital_id == p.hospital_id, o.token == p.token, p.field == DOCUMENT)
    return (
        sa.select(o.staff_id, p.patient_id, o.relation)
        .select_from(own_people.join(patient_index, same))
        .where(o.hospital_id == hospital_id)
        .order_by(p.patient_id, o.staff_id)
    )
