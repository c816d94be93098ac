"""Templates, days off, sessions made from them, their split and their extra numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from central.store.numbers import POOL
from central.store.rowset import chunks
from central.store.tables import doctors, sessions, slots
from central.store.tables_planning import absences, extra_slots, session_plans, templates
from desktop.domain.canonical import facts_from_bytes, facts_to_bytes
from desktop.domain.planning import Absence, Standing, Template, absence_from, template_from
from desktop.domain.quotas import FOR_GROUPS, Channel, ChannelLeft
from desktop.domain.schedules import SessionState

ONE_STATEMENT = 2_000


def put_template(connection: Connection, hospital_id: str, template: Template) -> None:
    """Insert or replace a template."""
    _put(
        connection,
        hospital_id,
        templates,
        "template_id",
        template.id,
        template.doctor_id,
        template.to_facts(),
    )


def put_absence(connection: Connection, hospital_id: str, absence: Absence) -> None:
    """Insert or replace a day off."""
    _put(connection, hospital_id, absences, "absence_id", absence.id, absence.doctor_id, absence.to_facts())


def _put(
    connection: Connection, hospital_id: str, table: sa.Table, key: str, entity: str, doctor_id: str,
    facts: Mapping[str, Any],
) -> None:  # fmt: skip
    body = facts_to_bytes(facts)
    here = (table.c.hospital_id == hospital_id, table.c[key] == entity)
    if not connection.execute(sa.update(table).where(*here).values(doctor_id=doctor_id, body=body)).rowcount:
        connection.execute(
            sa.insert(table).values(
                **{"hospital_id": hospital_id, key: entity, "doctor_id": doctor_id, "body": body}
            )
        )


def all_templates(connection: Connection, hospital_id: str) -> list[Template]:
    """Return all templates, removed ones too."""
    query = sa.select(templates.c.body).where(templates.c.hospital_id == hospital_id)
    return [template_from(facts_from_bytes(bytes(body))) for body in connection.scalars(query)]


def all_absences(connection: Connection, hospital_id: str) -> list[Absence]:
    """Return all days off, removed ones too."""
    query = sa.select(absences.c.body).where(absences.c.hospital_id == hospital_id)
    return [absence_from(facts_from_bytes(bytes(body))) for body in connection.scalars(query)]


def standing(connection: Connection, hospital_id: str, first: date, last: date) -> list[Standing]:
    """Return every session of these days, whatever its state."""
    query = sa.select(
        sessions.c.session_id, sessions.c.doctor_id, sessions.c.day, sessions.c.starts, sessions.c.half_hours
    ).where(sessions.c.hospital_id == hospital_id, sessions.c.day.between(first, last))
    return [Standing(*row) for row in connection.execute(query)]


def doctors_by_id(connection: Connection, hospital_id: str) -> dict[str, dict[str, Any]]:
    """Return every doctor's row."""
    query = sa.select(doctors).where(doctors.c.hospital_id == hospital_id)
    return {row["doctor_id"]: dict(row) for row in connection.execute(query).mappings()}


def add_sessions(
    connection: Connection, hospital_id: str, made: Sequence[Mapping[str, Any]],
    plans: Sequence[Mapping[str, Any]], numbers: Sequence[Mapping[str, Any]],
) -> None:  # fmt: skip
    """Insert sessions with their plans and slots."""
    for table, rows in ((sessions, made), (session_plans, plans), (slots, numbers)):
        for part in chunks(rows, ONE_STATEMENT):
            connection.execute(sa.insert(table), [{"hospital_id": hospital_id, **row} for row in part])


def slots_of(connection: Connection, hospital_id: str, session_id: str) -> list[Any]:
    """Return (number, half_hour, state, channel) of a session's slots in order, locked."""
    query = (
        sa.select(slots.c.number, slots.c.half_hour, slots.c.state, slots.c.channel)
        .where(slots.c.hospital_id == hospital_id, slots.c.session_id == session_id)
        .order_by(slots.c.number)
        .with_for_update()
    )
    return list(connection.execute(query))


def set_channels(
    connection: Connection, hospital_id: str, session_id: str, channels: Mapping[int, Channel]
) -> None:
    """Put free numbers of a session into channels."""
    for channel in sorted(set(channels.values())):
        own = sorted(number for number, its in channels.items() if its is channel)
        for part in chunks(own):
            connection.execute(
                sa.update(slots)
                .where(
                    slots.c.hospital_id == hospital_id, slots.c.session_id == session_id, slots.c.number.in_(part),
                    slots.c.state == POOL,
                )
                .values(channel=channel.value)
            )  # fmt: skip


def add_slot(connection: Connection, hospital_id: str, session_id: str, number: int, half_hour: int) -> None:
    """Add one extra number to a session's pool."""
    connection.execute(
        sa.insert(slots).values(
            hospital_id=hospital_id, session_id=session_id, number=number, half_hour=half_hour, epoch=0, state=POOL,
            desk_id=None, booking_id=None, channel=Channel.EXTRA.value,
        )
    )  # fmt: skip


def note_extra(connection: Connection, hospital_id: str, **values: object) -> None:
    """Keep who added an extra number and why."""
    connection.execute(sa.insert(extra_slots).values(hospital_id=hospital_id, **values))


def plan_rows(
    connection: Connection, hospital_id: str, session_ids: Sequence[str]
) -> dict[str, dict[str, Any]]:
    """Return what planning added to sessions; most have a row, sessions made by hand have none."""
    found: dict[str, dict[str, Any]] = {}
    for part in chunks(session_ids):
        query = sa.select(session_plans).where(
            session_plans.c.hospital_id == hospital_id, session_plans.c.session_id.in_(part)
        )
        found.update({row["session_id"]: dict(row) for row in connection.execute(query).mappings()})
    return found


def put_plan(connection: Connection, hospital_id: str, session_id: str, **values: object) -> None:
    """Change what planning added to a session; a session without it gets it."""
    here = (session_plans.c.hospital_id == hospital_id, session_plans.c.session_id == session_id)
    if connection.execute(sa.update(session_plans).where(*here).values(**values)).rowcount:
        return
    whole = {"extra_limit": DEFAULT_EXTRA, "instead_of": "", "stop_reason": "", **values}
    connection.execute(
        sa.insert(session_plans).values(hospital_id=hospital_id, session_id=session_id, **whole)
    )


DEFAULT_EXTRA = 2


def quotas(
    connection: Connection, hospital_id: str, session_ids: Sequence[str]
) -> dict[str, tuple[ChannelLeft, ...]]:
    """Return how many numbers each channel of a session has and has left, a group's by half-hour (N25, G23)."""
    found: dict[str, dict[str, list[tuple[int, int, int]]]] = {}
    free = sa.func.sum(sa.case((slots.c.state == POOL, 1), else_=0))
    for part in chunks(session_ids):
        query = (
            sa.select(slots.c.session_id, slots.c.channel, slots.c.half_hour, sa.func.count(), free)
            .where(slots.c.hospital_id == hospital_id, slots.c.session_id.in_(part))
            .group_by(slots.c.session_id, slots.c.channel, slots.c.half_hour)
            .order_by(slots.c.session_id, slots.c.channel, slots.c.half_hour)
        )
        for session_id, channel, half_hour, whole, left in connection.execute(query):
            halves = found.setdefault(session_id, {}).setdefault(channel, [])
            halves.append((half_hour, whole, int(left or 0)))
    return {
        session_id: tuple(_channel_left(channel, halves) for channel, halves in channels.items())
        for session_id, channels in found.items()
    }


def _channel_left(channel: str, halves: Sequence[tuple[int, int, int]]) -> ChannelLeft:
    by_half: tuple[int, ...] = ()
    if channel in FOR_GROUPS:
        left_at = {half_hour: left for half_hour, _, left in halves}
        by_half = tuple(left_at.get(half_hour, 0) for half_hour in range(max(left_at) + 1))
    return ChannelLeft(channel, sum(h[1] for h in halves), sum(h[2] for h in halves), by_half)


def to_release(connection: Connection, hospital_id: str, now: datetime, limit: int) -> list[str]:
    """Return open sessions whose unclaimed online numbers are due to go to the window."""
    query = (
        sa.select(session_plans.c.session_id)
        .join(
            sessions,
            sa.and_(
                sessions.c.hospital_id == session_plans.c.hospital_id,
                sessions.c.session_id == session_plans.c.session_id,
            ),
        )
        .where(
            session_plans.c.hospital_id == hospital_id,
            session_plans.c.release_at <= now,
            session_plans.c.released_at.is_(None),
            sessions.c.state == SessionState.OPEN.value,
        )
        .order_by(session_plans.c.session_id)
        .limit(limit)
    )
    return list(connection.scalars(query))


def release(connection: Connection, hospital_id: str, session_ids: Sequence[str], now: datetime) -> None:
    """Give the online numbers of sessions to the window; one that is cancelled later goes there too.

    Sessions that another node has just released are left alone.
    """
    here = (session_plans.c.hospital_id == hospital_id, session_plans.c.session_id.in_(session_ids))
    connection.execute(
        sa.update(session_plans).where(*here, session_plans.c.released_at.is_(None)).values(released_at=now)
    )
    connection.execute(
        sa.update(slots)
        .where(
            slots.c.hospital_id == hospital_id,
            slots.c.session_id.in_(session_ids),
            slots.c.channel == Channel.ONLINE.value,
        )
        .values(channel=Channel.WINDOW.value)
    )
