"""Rows of the blinded list: whose own or relative's record a person's is (N39)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from central.store.rowset import chunks
from central.store.tables import patient_index
from central.store.tables_guards import own_people

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
