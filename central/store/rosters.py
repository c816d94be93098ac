"""Versions of the roster, the staff list, and keys that wait to be put on it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from central.store.tables import hospitals, staff, staff_keys
from central.store.tables import rosters as rosters_table


def newest(connection: Connection, hospital_id: str) -> bytes | None:
    """Return the newest roster's body (JSON of wire.RosterRow)."""
    query = (
        sa.select(rosters_table.c.body)
        .where(rosters_table.c.hospital_id == hospital_id)
        .order_by(rosters_table.c.version.desc())
        .limit(1)
    )
    body = connection.scalar(query)
    return None if body is None else bytes(body)


def founding_public(connection: Connection, hospital_id: str) -> bytes:
    """Return the hospital's founding public key (32 bytes)."""
    query = sa.select(hospitals.c.founding_public).where(hospitals.c.hospital_id == hospital_id)
    return bytes(connection.execute(query).scalar_one())


def add(connection: Connection, hospital_id: str, version: int, body: bytes, at: datetime) -> None:
    """Append a version."""
    connection.execute(
        sa.insert(rosters_table).values(hospital_id=hospital_id, version=version, body=body, made_at=at)
    )


def note_people(
    connection: Connection, hospital_id: str, people: Iterable[tuple[str, str, str, str]]
) -> None:
    """Bring the staff list (id, name, initials, role) up to the roster."""
    rows = {person: (name, initials, role) for person, name, initials, role in sorted(people)}
    connection.execute(
        sa.delete(staff).where(staff.c.hospital_id == hospital_id, staff.c.staff_id.in_(list(rows)))
    )
    if rows:
        connection.execute(
            sa.insert(staff),
            [
                {
                    "hospital_id": hospital_id,
                    "staff_id": person,
                    "name": name,
                    "initials": initials,
                    "role": role,
                }
                for person, (name, initials, role) in rows.items()
            ],
        )


def note_taken(
    connection: Connection, hospital_id: str, version: int, keys: Iterable[tuple[str, str, bytes]]
) -> None:
    """Mark waiting keys (person, desk, public key) that this version carries."""
    for person, desk_id, sign_public in sorted(keys):
        connection.execute(
            sa.update(staff_keys)
            .where(
                staff_keys.c.hospital_id == hospital_id,
                staff_keys.c.staff_id == person,
                staff_keys.c.desk_id == desk_id,
                staff_keys.c.sign_public == sign_public,
            )
            .values(taken_version=version)
        )


def noted_people(connection: Connection, hospital_id: str) -> frozenset[str]:
    """Return everybody who ever stood on a roster."""
    return frozenset(
        connection.scalars(sa.select(staff.c.staff_id).where(staff.c.hospital_id == hospital_id))
    )
