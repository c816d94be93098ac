"""One-time enrolment codes, enrolled desks, and staff keys that wait for the roster (P4, DECISIONS 10)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from central.store.tables import (
    departments,
    desks,
    enrol_tokens,
    outage_desks,
    request_numbers,
    staff,
    staff_keys,
)

ALL = "all"


@dataclass(frozen=True, slots=True)
class Token:
    """A one-time code as it is kept (its SHA-256) and what the desk will be."""

    token_hash: bytes
    window: str
    site: str
    outage_departments: str
    expires_at: datetime
    used_at: datetime | None = None


def add_token(connection: Connection, hospital_id: str, token: Token, at: datetime) -> None:
    """Keep a fresh one-time code."""
    connection.execute(
        sa.insert(enrol_tokens).values(
            hospital_id=hospital_id, token_hash=token.token_hash, window=token.window, site=token.site,
            outage_departments=token.outage_departments, made_at=at, expires_at=token.expires_at,
        )
    )  # fmt: skip


def token(connection: Connection, hospital_id: str, token_hash: bytes) -> Token | None:
    """Return a one-time code by its hash."""
    row = connection.execute(
        sa.select(enrol_tokens).where(
            enrol_tokens.c.hospital_id == hospital_id, enrol_tokens.c.token_hash == token_hash
        )
    ).first()
    if row is None:
        return None
    return Token(
        bytes(row.token_hash), row.window, row.site, row.outage_departments, row.expires_at, row.used_at
    )


def use_token(
    connection: Connection, hospital_id: str, token_hash: bytes, desk_id: str, at: datetime
) -> bool:
    """Use a code up; False when it was used or has expired. One conditional update decides between two at once."""
    step = (
        sa.update(enrol_tokens)
        .where(
            enrol_tokens.c.hospital_id == hospital_id,
            enrol_tokens.c.token_hash == token_hash,
            enrol_tokens.c.used_at.is_(None),
            enrol_tokens.c.expires_at > at,
        )
        .values(used_at=at, desk_id=desk_id)
    )
    return connection.execute(step).rowcount == 1


@dataclass(frozen=True, slots=True)
class NewDesk:
    """What is kept of a desk at enrolment."""

    desk_id: str
    name: str
    site: str
    window: str
    sign_public: bytes
    seal_public: bytes


def add_desk(connection: Connection, hospital_id: str, desk: NewDesk, at: datetime) -> None:
    """Keep a new desk; its request numbers begin at 1."""
    connection.execute(
        sa.insert(desks).values(
            hospital_id=hospital_id, desk_id=desk.desk_id, name=desk.name, site=desk.site, window=desk.window,
            sign_public=desk.sign_public, seal_public=desk.seal_public, state="active", incarnation=0, enrolled_at=at,
            program="", state_reason="",
        )
    )  # fmt: skip
    connection.execute(
        sa.insert(request_numbers).values(hospital_id=hospital_id, desk_id=desk.desk_id, highest=0)
    )


def add_outage_desk(
    connection: Connection, hospital_id: str, desk_id: str, department_ids: Iterable[str]
) -> None:
    """Make a desk an outage desk of departments."""
    rows = [
        {"hospital_id": hospital_id, "department_id": department, "desk_id": desk_id}
        for department in department_ids
    ]
    if rows:
        connection.execute(sa.insert(outage_desks), rows)


def departments_by(connection: Connection, hospital_id: str) -> dict[str, str]:
    """Return department ids by id, name and initials."""
    query = sa.select(departments.c.department_id, departments.c.name, departments.c.initials).where(
        departments.c.hospital_id == hospital_id
    )
    found: dict[str, str] = {}
    for row in connection.execute(query):
        found |= {
            row.department_id: row.department_id,
            row.name: row.department_id,
            row.initials: row.department_id,
        }
    return found


def desks_with_departments(connection: Connection, hospital_id: str) -> list[dict[str, Any]]:
    """Return every desk with the ids of the departments for which it is an outage desk."""
    served: dict[str, list[str]] = {}
    outage = sa.select(outage_desks.c.desk_id, outage_desks.c.department_id).where(
        outage_desks.c.hospital_id == hospital_id
    )
    for row in connection.execute(outage.order_by(outage_desks.c.department_id)):
        served.setdefault(row.desk_id, []).append(row.department_id)
    query = (
        sa.select(desks)
        .where(desks.c.hospital_id == hospital_id)
        .order_by(desks.c.enrolled_at, desks.c.desk_id)
    )
    return [
        {**row, "outage_departments": served.get(row["desk_id"], [])}
        for row in connection.execute(query).mappings()
    ]


def put_staff_key(
    connection: Connection,
    hospital_id: str,
    person: tuple[str, str],
    public: tuple[bytes, bytes],
    at: datetime,
) -> None:
    """Keep a person's (staff id, desk id) new public keys (sign, seal); they wait until a roster carries them.

    The same keys again change nothing.
    """
    staff_id, desk_id = person
    here = (
        staff_keys.c.hospital_id == hospital_id, staff_keys.c.staff_id == staff_id, staff_keys.c.desk_id == desk_id
    )  # fmt: skip
    row = connection.execute(sa.select(staff_keys).where(*here).with_for_update()).first()
    values = {"sign_public": public[0], "seal_public": public[1], "sent_at": at, "taken_version": None}
    if row is None:
        connection.execute(
            sa.insert(staff_keys).values(
                hospital_id=hospital_id, staff_id=staff_id, desk_id=desk_id, **values
            )
        )
    elif (bytes(row.sign_public), bytes(row.seal_public)) != public:
        connection.execute(sa.update(staff_keys).where(*here).values(**values))


@dataclass(frozen=True, slots=True)
class WaitingKey:
    """Keys of a known person that are on no roster yet."""

    staff_id: str
    name: str
    initials: str
    role: str
    desk_id: str
    sign_public: bytes
    seal_public: bytes


def waiting_keys(connection: Connection, hospital_id: str) -> tuple[list[WaitingKey], int]:
    """Return waiting keys of people on the staff list at desks not revoked, and how many wait of unknown people."""
    query = (
        sa.select(staff_keys, staff.c.name, staff.c.initials, staff.c.role)
        .join(desks, sa.and_(desks.c.hospital_id == hospital_id, desks.c.desk_id == staff_keys.c.desk_id))
        .outerjoin(
            staff, sa.and_(staff.c.hospital_id == hospital_id, staff.c.staff_id == staff_keys.c.staff_id)
        )
        .where(
            staff_keys.c.hospital_id == hospital_id,
            staff_keys.c.taken_version.is_(None),
            desks.c.state != "revoked",
        )
        .order_by(staff_keys.c.staff_id, staff_keys.c.desk_id)
    )
    rows = list(connection.execute(query))
    known = [
        WaitingKey(
            r.staff_id, r.name, r.initials, r.role, r.desk_id, bytes(r.sign_public), bytes(r.seal_public)
        )
        for r in rows
        if r.name is not None
    ]
    return known, len(rows) - len(known)


def put_staff(connection: Connection, hospital_id: str, people: Iterable[tuple[str, str, str, str]]) -> None:
    """Add or replace people (id, name, initials, role) on the staff list."""
    for staff_id, name, initials, role in people:
        here = (staff.c.hospital_id == hospital_id, staff.c.staff_id == staff_id)
        connection.execute(sa.delete(staff).where(*here))
        connection.execute(
            sa.insert(staff).values(
                hospital_id=hospital_id, staff_id=staff_id, name=name, initials=initials, role=role
            )
        )


def drop_staff(connection: Connection, hospital_id: str, staff_id: str) -> None:
    """Take a person off the staff list."""
    connection.execute(
        sa.delete(staff).where(staff.c.hospital_id == hospital_id, staff.c.staff_id == staff_id)
    )


def staff_list(connection: Connection, hospital_id: str) -> list[dict[str, Any]]:
    """Return everybody on the staff list."""
    query = sa.select(staff).where(staff.c.hospital_id == hospital_id).order_by(staff.c.staff_id)
    return [dict(row) for row in connection.execute(query).mappings()]
