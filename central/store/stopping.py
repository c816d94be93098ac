"""Stops, the people whom they concern, and the messages to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from central.store.numbers import HELD, POOL
from central.store.rowset import chunks
from central.store.tables import bookings, departments, doctors, sessions, slots
from central.store.tables_planning import affected, message_templates, messages, stops
from desktop.domain.message_texts import MessageText
from desktop.domain.schedules import SessionState
from desktop.domain.stopping import SUSPENDABLE, SmsState

CONCERNED = tuple(sorted(state.value for state in SUSPENDABLE))


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which sessions are stopped: one, or a doctor's of some days (half_day "": the whole day)."""

    session_id: str
    doctor_id: str
    first: date
    last: date
    half_day: str


def open_sessions(connection: Connection, hospital_id: str, chosen: Chosen) -> list[str]:
    """Return the open sessions chosen, by id."""
    query = sa.select(sessions.c.session_id).where(
        sessions.c.hospital_id == hospital_id, sessions.c.state == SessionState.OPEN.value
    )
    if chosen.session_id:
        query = query.where(sessions.c.session_id == chosen.session_id)
    else:
        query = query.where(
            sessions.c.doctor_id == chosen.doctor_id, sessions.c.day.between(chosen.first, chosen.last)
        )
        if chosen.half_day:
            query = query.where(sessions.c.half_day == chosen.half_day)
    return list(connection.scalars(query.order_by(sessions.c.session_id)))


def concerned(connection: Connection, hospital_id: str, session_ids: Sequence[str]) -> list[str]:
    """Return the bookings of these sessions that the stop suspends."""
    found: list[str] = []
    for part in chunks(session_ids):
        query = sa.select(bookings.c.booking_id).where(
            bookings.c.hospital_id == hospital_id,
            bookings.c.session_id.in_(part),
            bookings.c.state.in_(CONCERNED),
        )
        found += connection.scalars(query.order_by(bookings.c.session_id, bookings.c.number))
    return found


def add_stop(connection: Connection, hospital_id: str, **values: object) -> None:
    """Keep a stop."""
    connection.execute(sa.insert(stops).values(hospital_id=hospital_id, **values))


def has_stop(connection: Connection, hospital_id: str, stop_id: str) -> bool:
    """Return whether this stop was made before."""
    here = (stops.c.hospital_id == hospital_id, stops.c.stop_id == stop_id)
    return bool(connection.scalar(sa.select(sa.func.count()).select_from(stops).where(*here)))


def hold(connection: Connection, hospital_id: str, session_id: str, half_hour: int, booking_id: str,
         channels: Sequence[str]) -> int | None:  # fmt: skip
    """Set the lowest free number of a half-hour aside for somebody; None when there is none."""
    while True:
        lowest = connection.execute(
            sa.select(slots.c.number, slots.c.epoch)
            .where(
                slots.c.hospital_id == hospital_id, slots.c.session_id == session_id, slots.c.half_hour == half_hour,
                slots.c.state == POOL, slots.c.channel.in_(channels),
            )
            .order_by(slots.c.turn, slots.c.number)
            .limit(1)
        ).first()  # fmt: skip
        if lowest is None:
            return None
        step = (
            sa.update(slots)
            .where(
                slots.c.hospital_id == hospital_id, slots.c.session_id == session_id, slots.c.number == lowest.number,
                slots.c.state == POOL, slots.c.epoch == lowest.epoch,
            )
            .values(state=HELD, epoch=lowest.epoch + 1, booking_id=booking_id, desk_id=None)
        )  # fmt: skip
        if connection.execute(step).rowcount:
            return int(lowest.number)


def let_go(connection: Connection, hospital_id: str, session_id: str, number: int, booking_id: str) -> None:
    """Give a held number back to the pool."""
    connection.execute(
        sa.update(slots)
        .where(
            slots.c.hospital_id == hospital_id, slots.c.session_id == session_id, slots.c.number == number,
            slots.c.state == HELD, slots.c.booking_id == booking_id,
        )
        .values(state=POOL, booking_id=None)
    )  # fmt: skip


def run_out(connection: Connection, hospital_id: str, now: datetime, limit: int) -> list[dict[str, Any]]:
    """Return affected rows whose held number is over its time."""
    query = (
        sa.select(affected)
        .where(affected.c.hospital_id == hospital_id, affected.c.offer_until <= now)
        .order_by(affected.c.booking_id)
        .limit(limit)
    )
    return [dict(row) for row in connection.execute(query).mappings()]


def names_of(
    connection: Connection, hospital_id: str, session_ids: Sequence[str]
) -> dict[str, dict[str, Any]]:
    """Return day, time, place, doctor and department of sessions, in words, for a message."""
    found: dict[str, dict[str, Any]] = {}
    for part in chunks(session_ids):
        query = (
            sa.select(
                sessions.c.session_id, sessions.c.day, sessions.c.starts, sessions.c.place,
                doctors.c.name.label("doctor"), departments.c.name.label("department"),
            )
            .join(doctors, sa.and_(doctors.c.hospital_id == sessions.c.hospital_id,
                                   doctors.c.doctor_id == sessions.c.doctor_id))
            .join(departments, sa.and_(departments.c.hospital_id == sessions.c.hospital_id,
                                       departments.c.department_id == sessions.c.department_id))
            .where(sessions.c.hospital_id == hospital_id, sessions.c.session_id.in_(part))
        )  # fmt: skip
        found.update({row["session_id"]: dict(row) for row in connection.execute(query).mappings()})
    return found


# ---------------------------------------------------------------- messages
def waiting_messages(
    connection: Connection, hospital_id: str, now: datetime, limit: int
) -> list[dict[str, Any]]:
    """Return messages that are due, the longest waiting first."""
    query = (
        sa.select(messages)
        .where(
            messages.c.hospital_id == hospital_id,
            messages.c.state == SmsState.QUEUED.value,
            messages.c.due_at <= now,
        )
        .order_by(messages.c.due_at, messages.c.message_id)
        .limit(limit)
    )
    return [dict(row) for row in connection.execute(query).mappings()]


def take_message(connection: Connection, hospital_id: str, message_id: str, now: datetime) -> bool:
    """Take a queued message in hand; False when another process has it (a message is sent once)."""
    return bool(
        connection.execute(
            sa.update(messages)
            .where(
                messages.c.hospital_id == hospital_id, messages.c.message_id == message_id,
                messages.c.state == SmsState.QUEUED.value,
            )
            .values(state=SmsState.SENDING.value, sent_at=now, tries=messages.c.tries + 1)
        ).rowcount
    )  # fmt: skip


def stuck_messages(
    connection: Connection, hospital_id: str, before: datetime, limit: int
) -> list[dict[str, Any]]:
    """Return messages whose sending was cut off (the process ended): nobody knows whether they left."""
    query = (
        sa.select(messages)
        .where(
            messages.c.hospital_id == hospital_id, messages.c.state == SmsState.SENDING.value,
            messages.c.sent_at <= before,
        )
        .limit(limit)
    )  # fmt: skip
    return [dict(row) for row in connection.execute(query).mappings()]


def end_message(connection: Connection, hospital_id: str, message: dict[str, Any], *, state: SmsState, reason: str,
                receipt: str, now: datetime) -> None:  # fmt: skip
    """Keep how a message came out, on the board too."""
    connection.execute(
        sa.update(messages)
        .where(messages.c.hospital_id == hospital_id, messages.c.message_id == message["message_id"])
        .values(state=state.value, reason=reason, receipt=receipt, done_at=now)
    )
    connection.execute(
        sa.update(affected)
        .where(affected.c.hospital_id == hospital_id, affected.c.booking_id == message["booking_id"])
        .values(sms=state.value, sms_reason=reason, version=affected.c.version + 1)
    )


def template_of(connection: Connection, hospital_id: str, template: str) -> tuple[str, str] | None:
    """Return (text, the gateway's code) of a message, None where the hospital has none of its own."""
    query = sa.select(message_templates.c.text, message_templates.c.vendor_code).where(
        message_templates.c.hospital_id == hospital_id, message_templates.c.template == template
    )
    row = connection.execute(query).first()
    return None if row is None else (row.text, row.vendor_code)


def put_template(connection: Connection, hospital_id: str, message: MessageText) -> None:
    """Insert or replace the hospital's own text of a message."""
    here = (message_templates.c.hospital_id == hospital_id, message_templates.c.template == message.kind)
    values = {"text": message.text, "vendor_code": message.vendor_code}
    if not connection.execute(sa.update(message_templates).where(*here).values(**values)).rowcount:
        connection.execute(
            sa.insert(message_templates).values(hospital_id=hospital_id, template=message.kind, **values)
        )


STUCK_AFTER = timedelta(minutes=5)


def affected_row(connection: Connection, hospital_id: str, booking_id: str) -> dict[str, Any]:
    """Return one person's row of the board; raises NoResultFound."""
    here = (affected.c.hospital_id == hospital_id, affected.c.booking_id == booking_id)
    return dict(connection.execute(sa.select(affected).where(*here)).mappings().one())
