"""Central's own rows for figures of a day's work and of people's rights; they name nobody (DECISIONS 32)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from central.store.tables import bookings, cases, desks, erasure_ledger, erasure_receipts, sessions
from central.store.tables_money import payments, shifts
from central.store.tables_planning import affected, session_plans
from central.store.tables_queue import queue
from central.store.tables_requests import calendars, requests

Rows = list[dict[str, Any]]


def made_sessions(connection: Connection, hospital_id: str) -> Rows:
    """Return the sessions that a weekly template made, by day."""
    query = (
        sa.select(sessions.c.session_id, sessions.c.day, sessions.c.half_day, sessions.c.state)
        .join(session_plans, _same(session_plans, sessions, "session_id"))
        .where(sessions.c.hospital_id == hospital_id, session_plans.c.template_id.is_not(None))
        .order_by(sessions.c.day, sessions.c.session_id)
    )
    return _rows(connection, query)


def desk_bookings(connection: Connection, hospital_id: str) -> Rows:
    """Return what desks booked, with when each was checked in and which booking it replaced."""
    query = (
        sa.select(bookings.c.booking_id, bookings.c.state, bookings.c.moved_from, queue.c.checked_in_at)
        .outerjoin(queue, _same(queue, bookings, "booking_id"))
        .where(bookings.c.hospital_id == hospital_id, bookings.c.desk_id.is_not(None))
        .order_by(bookings.c.booking_id)
    )
    return _rows(connection, query)


def stopped(connection: Connection, hospital_id: str) -> Rows:
    """Return everybody whom a stop concerns: where they stand, how far the message came, who tended them."""
    columns = (affected.c.booking_id, affected.c.state, affected.c.sms, affected.c.moved_to)
    return _rows(connection, sa.select(*columns).where(affected.c.hospital_id == hospital_id))


def entries(connection: Connection, hospital_id: str) -> Rows:
    """Return every payment and refund with the state of its booking ("" when that is gone)."""
    query = (
        sa.select(
            payments.c.payment_id, payments.c.kind, payments.c.booking_id, payments.c.shift_id, payments.c.cash_fen,
            payments.c.qr_fen, payments.c.insurance_fen, payments.c.reason, payments.c.trouble,
            payments.c.of_payment, sa.func.coalesce(bookings.c.state, "").label("state"),
        )
        .outerjoin(bookings, _same(bookings, payments, "booking_id"))
        .where(payments.c.hospital_id == hospital_id)
    )  # fmt: skip
    return _rows(connection, query)


def all_shifts(connection: Connection, hospital_id: str) -> Rows:
    """Return every shift with its float and what its settlement said."""
    columns = (
        shifts.c.shift_id, shifts.c.state, shifts.c.float_fen, shifts.c.expected_fen, shifts.c.difference_fen,
        shifts.c.counted,
    )  # fmt: skip
    return _rows(connection, sa.select(*columns).where(shifts.c.hospital_id == hospital_id))


def all_requests(connection: Connection, hospital_id: str) -> Rows:
    """Return every request without its sealed words and without whom it is about."""
    columns = (
        requests.c.request_id, requests.c.kind, requests.c.asker, requests.c.state, requests.c.version,
        requests.c.filed_by, requests.c.filed_at, requests.c.facts,
    )  # fmt: skip
    query = sa.select(*columns).where(requests.c.hospital_id == hospital_id).order_by(requests.c.filed_at)
    return _rows(connection, query)


def calendar(connection: Connection, hospital_id: str) -> dict[str, Any] | None:
    """Return the published calendar with the latest end."""
    query = sa.select(calendars).where(calendars.c.hospital_id == hospital_id)
    row = connection.execute(query.order_by(calendars.c.known_until.desc()).limit(1)).mappings().first()
    return None if row is None else dict(row)


def deletions(connection: Connection, hospital_id: str) -> Rows:
    """Return every deletion with one row a desk that must confirm it; `received_at` when its signed receipt came."""
    query = (
        sa.select(
            cases.c.case_id, cases.c.state, desks.c.window, erasure_receipts.c.received_at,
            erasure_receipts.c.operation_id,
        )
        .outerjoin(erasure_ledger, _same(erasure_ledger, cases, "case_id"))
        .outerjoin(erasure_receipts, _same(erasure_receipts, erasure_ledger, "ledger_id"))
        .outerjoin(desks, _same(desks, erasure_receipts, "desk_id"))
        .where(cases.c.hospital_id == hospital_id)
        .order_by(cases.c.filed_at, cases.c.case_id, desks.c.window)
    )  # fmt: skip
    return _rows(connection, query)


def deletions_filed(
    connection: Connection, hospital_id: str, since: datetime, until: datetime
) -> dict[str, int]:
    """Return how many deletions filed in this time stand in which state."""
    c = cases.c
    query = sa.select(c.state, sa.func.count()).where(
        c.hospital_id == hospital_id, c.filed_at >= since, c.filed_at < until
    )
    return {row[0]: row[1] for row in connection.execute(query.group_by(c.state).order_by(c.state))}


def _same(one: sa.Table, other: sa.Table, column: str) -> sa.ColumnElement[bool]:
    return sa.and_(one.c.hospital_id == other.c.hospital_id, one.c[column] == other.c[column])


def _rows(connection: Connection, query: sa.Select[Any]) -> Rows:
    return [dict(row) for row in connection.execute(query).mappings()]
