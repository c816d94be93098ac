"""What central holds about a person, read for their own copy (P24); ids and sealed values, opened by the service."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from central.store.tables import bookings as _bookings
from central.store.tables import cases, desks, hospitals, sessions, trace_heads
from central.store.tables import notices_shown as _shown
from central.store.tables_requests import requests

Row = dict[str, Any]


def request(connection: Connection, hospital_id: str, case_id: str) -> Row | None:
    """Return a request whose key is still there."""
    query = sa.select(requests).where(
        requests.c.hospital_id == hospital_id, requests.c.request_id == case_id, requests.c.wrapped.is_not(None)
    )  # fmt: skip
    row = connection.execute(query).mappings().one_or_none()
    return dict(row) if row else None


def requests_of(connection: Connection, hospital_id: str, patients: Sequence[str]) -> list[Row]:
    """Return people's requests, oldest first; those without a key are over for three years."""
    query = (
        sa.select(requests)
        .where(requests.c.hospital_id == hospital_id, requests.c.patient_id.in_(patients))
        .order_by(requests.c.filed_at, requests.c.request_id)
    )
    return [dict(row) for row in connection.execute(query).mappings()]


def erasures_of(connection: Connection, hospital_id: str, patients: Sequence[str]) -> list[Row]:
    """Return people's deletion cases, oldest first."""
    query = (
        sa.select(cases)
        .where(cases.c.hospital_id == hospital_id, cases.c.patient_id.in_(patients))
        .order_by(cases.c.filed_at, cases.c.case_id)
    )
    return [dict(row) for row in connection.execute(query).mappings()]


def bookings(connection: Connection, hospital_id: str, patients: Sequence[str]) -> list[Row]:
    """Return people's bookings with department and doctor, newest first."""
    query = (
        sa.select(_bookings, sessions.c.department_id, sessions.c.doctor_id)
        .join(
            sessions,
            sa.and_(
                sessions.c.hospital_id == _bookings.c.hospital_id,
                sessions.c.session_id == _bookings.c.session_id,
            ),
        )
        .where(_bookings.c.hospital_id == hospital_id, _bookings.c.patient_id.in_(patients))
        .order_by(_bookings.c.day.desc(), _bookings.c.made_at.desc(), _bookings.c.booking_id)
    )
    return [dict(row) for row in connection.execute(query).mappings()]


def notices_shown(connection: Connection, hospital_id: str, patients: Sequence[str]) -> list[Row]:
    """Return which notices were shown to people, oldest first."""
    query = (
        sa.select(_shown)
        .where(_shown.c.hospital_id == hospital_id, _shown.c.patient_id.in_(patients))
        .order_by(_shown.c.at, _shown.c.operation_id)
    )
    return [dict(row) for row in connection.execute(query).mappings()]


def windows(connection: Connection, hospital_id: str) -> dict[str, str]:
    """Return the window of every desk there ever was."""
    query = sa.select(desks.c.desk_id, desks.c.window).where(desks.c.hospital_id == hospital_id)
    return {row.desk_id: row.window for row in connection.execute(query)}


def hospital_name(connection: Connection, hospital_id: str) -> str:
    """Return the hospital's name."""
    query = sa.select(hospitals.c.name).where(hospitals.c.hospital_id == hospital_id)
    return str(connection.execute(query).scalar_one())


def trace_until(connection: Connection, hospital_id: str) -> datetime | None:
    """Return up to when every desk that keeps a trace has handed it in: the oldest of the newest heads."""
    newest = (
        sa.select(sa.func.max(trace_heads.c.witnessed_at).label("at"))
        .where(trace_heads.c.hospital_id == hospital_id)
        .group_by(trace_heads.c.desk_id)
        .subquery()
    )
    return connection.execute(
        sa.select(sa.type_coerce(sa.func.min(newest.c.at), trace_heads.c.at.type))
    ).scalar()
