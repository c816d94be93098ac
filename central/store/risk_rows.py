"""What the risk rules need of central's rows: entries in order of time, slots and blind phone tokens, reviews."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from central.store.tables import bookings, doctors, patient_index, sessions, trace_events
from central.store.tables_audit import risk_reviews
from central.store.tables_requests import calendars
from desktop.domain.risk_rules import Seen


def entries(
    connection: Connection, hospital_id: str, since: datetime, until: datetime, closed: Iterable[bytes] = ()
) -> list[Seen]:
    """Return all entries from `since` until before `until`, `closed` ones too, in order of time."""
    t = trace_events.c
    query = (
        sa.select(t.event)
        .where(t.hospital_id == hospital_id, t.at >= since, t.at < until)
        .order_by(t.at, t.desk_id, t.seq)
    )
    still_open = [_seen(json.loads(event)) for event in connection.scalars(query)]
    return sorted((*map(_seen, map(json.loads, closed)), *still_open), key=lambda seen: seen.ms)


def slots_and_payers(
    connection: Connection, hospital_id: str, first: date, last: date
) -> tuple[dict[str, str], dict[str, str]]:
    """Return of every booking made on these days its slot, and the blind token of its person's phone."""
    b, p = bookings.c, patient_index.c
    phones = sa.and_(p.hospital_id == b.hospital_id, p.patient_id == b.patient_id, p.field == "phone")
    query = (
        sa.select(b.booking_id, b.session_id, b.number, p.token)
        .select_from(bookings.outerjoin(patient_index, phones))
        .where(b.hospital_id == hospital_id, b.day >= first, b.day <= last)
    )
    slots: dict[str, str] = {}
    payers: dict[str, str] = {}
    for row in connection.execute(query):
        slots[row.booking_id] = f"{row.session_id}/{row.number}"
        if row.token is not None:
            payers[row.booking_id] = bytes(row.token).hex()
    return slots, payers


def reviews(connection: Connection, hospital_id: str) -> dict[str, tuple[str, str]]:
    """Return (outcome, by) of every reviewed alert."""
    r = risk_reviews.c
    query = sa.select(r.alert_key, r.outcome, r.by).where(r.hospital_id == hospital_id)
    return {row.alert_key: (row.outcome, row.by) for row in connection.execute(query)}


def keep_review(connection: Connection, hospital_id: str, **values: Any) -> bool:
    """Keep what became of an alert; False when somebody had reviewed it before: the first word stands."""
    try:
        with connection.begin_nested():
            connection.execute(sa.insert(risk_reviews).values(hospital_id=hospital_id, **values))
    except IntegrityError:
        return False
    return True


def _seen(said: dict[str, Any]) -> Seen:
    return Seen(
        said["t"], said["desk"], said["actor"] or "", said["act"], said["subj"] or "", said["obj"] or "",
        said["result"], said["facts"],
    )  # fmt: skip


def titles_of(
    connection: Connection, hospital_id: str, first: date, last: date
) -> dict[str, tuple[str, str]]:
    """Return of every booking made on these days its doctor and the doctor's title."""
    b, s, d = bookings.c, sessions.c, doctors.c
    of_session = sa.and_(s.hospital_id == b.hospital_id, s.session_id == b.session_id)
    of_doctor = sa.and_(d.hospital_id == s.hospital_id, d.doctor_id == s.doctor_id)
    query = (
        sa.select(b.booking_id, d.doctor_id, d.title)
        .select_from(bookings.join(sessions, of_session).join(doctors, of_doctor))
        .where(b.hospital_id == hospital_id, b.day >= first, b.day <= last)
    )
    return {row.booking_id: (row.doctor_id, row.title) for row in connection.execute(query)}


def holidays(connection: Connection, hospital_id: str) -> list[date]:
    """Return the days off of the calendar in force; Saturdays and Sundays are none, clinics are open then."""
    c = calendars.c
    query = sa.select(c.holidays).where(c.hospital_id == hospital_id).order_by(c.known_until.desc()).limit(1)
    return [date.fromisoformat(day) for day in (connection.scalar(query) or "").split()]
