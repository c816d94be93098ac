"""Sums for reports, made by the database; no row of a person is read but the ids of who did not come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from central.store.tables import bookings, departments, desks, doctors, operations, sessions, staff
from central.store.tables_money import payments, shifts
from central.store.tables_queue import queue
from desktop.domain.bookings import BookingState
from desktop.domain.changes import LINE_LOST
from desktop.domain.payments import MUST_BE_EMPTY, EntryKind
from desktop.domain.reports import GroupBy

MOST_ABSENT = 500
LINE = "line_key"
Row = dict[str, Any]
_OVER = tuple(sorted(s.value for s in MUST_BE_EMPTY | {BookingState.SUSPENDED, BookingState.LAPSED}))
_ABSENT = (BookingState.NO_SHOW.value, BookingState.LAPSED.value)


def _author() -> sa.ColumnElement[Any]:
    """Who made a booking, by the operation that made it; an operation that came again stands there twice."""
    return sa.func.coalesce(
        sa.select(sa.func.max(operations.c.author))
        .where(
            operations.c.hospital_id == bookings.c.hospital_id,
            operations.c.operation_id == bookings.c.operation_id,
        )
        .scalar_subquery(),
        "",
    )


def _key(by: GroupBy) -> sa.ColumnElement[Any]:
    columns: dict[GroupBy, sa.ColumnElement[Any]] = {
        GroupBy.DAY: bookings.c.day,
        GroupBy.DEPARTMENT: sessions.c.department_id,
        GroupBy.DOCTOR: sessions.c.doctor_id,
        GroupBy.CLERK: _author(),
        GroupBy.CHANNEL: bookings.c.channel,
    }
    return columns[by]


def _joined(start: sa.FromClause) -> sa.FromClause:
    """Bookings with their session."""
    return start.join(
        sessions,
        sa.and_(
            sessions.c.hospital_id == bookings.c.hospital_id, sessions.c.session_id == bookings.c.session_id
        ),
    )


def _days(hospital_id: str, first: date, last: date) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        bookings.c.hospital_id == hospital_id,
        bookings.c.day.between(first, last),
        # a claim withdrawn before its slip was never a booking to anybody
        bookings.c.cancel_reason != LINE_LOST,
    )


def states(
    connection: Connection, hospital_id: str, by: GroupBy, first: date, last: date
) -> list[tuple[Any, str, int]]:
    """Return how many bookings of each state every line has."""
    key = _key(by).label(LINE)
    query = (
        sa.select(key, bookings.c.state, sa.func.count())
        .select_from(_joined(bookings))
        .where(*_days(hospital_id, first, last))
        .group_by(LINE, bookings.c.state)
    )
    return [(row[0], row[1], row[2]) for row in connection.execute(query)]


def waits(
    connection: Connection, hospital_id: str, by: GroupBy, first: date, last: date
) -> list[tuple[Any, int, int]]:
    """Return how many were called and the milliseconds from check-in to the call, for every line."""
    key = _key(by).label(LINE)
    called, came = (sa.type_coerce(c, sa.BigInteger) for c in (queue.c.called_at, queue.c.checked_in_at))
    query = (
        sa.select(key, sa.func.count(), sa.func.sum(called - came))
        .select_from(
            _joined(
                bookings.join(
                    queue,
                    sa.and_(
                        queue.c.hospital_id == bookings.c.hospital_id,
                        queue.c.booking_id == bookings.c.booking_id,
                    ),
                )
            )
        )
        .where(
            *_days(hospital_id, first, last),
            queue.c.called_at.is_not(None),
            queue.c.checked_in_at.is_not(None),
            queue.c.called_at >= queue.c.checked_in_at,
        )
        .group_by(LINE)
    )
    return [(row[0], row[1], int(row[2])) for row in connection.execute(query)]


def money(connection: Connection, hospital_id: str, by: GroupBy, first: date, last: date) -> list[Row]:
    """Return sums of payments and refunds for every line, on the day the money moved.

    The ledger alone decides: an entry whose booking is gone still counts, under an empty key.
    """
    keys: dict[GroupBy, sa.ColumnElement[Any]] = {
        GroupBy.DAY: payments.c.day,
        GroupBy.CLERK: payments.c.staff_id,
        GroupBy.DEPARTMENT: sa.func.coalesce(sessions.c.department_id, ""),
        GroupBy.DOCTOR: sa.func.coalesce(sessions.c.doctor_id, ""),
        GroupBy.CHANNEL: sa.func.coalesce(bookings.c.channel, ""),
    }
    key = keys[by]
    start = payments.outerjoin(
        bookings,
        sa.and_(
            bookings.c.hospital_id == payments.c.hospital_id, bookings.c.booking_id == payments.c.booking_id
        ),
    ).outerjoin(
        sessions,
        sa.and_(
            sessions.c.hospital_id == payments.c.hospital_id, sessions.c.session_id == bookings.c.session_id
        ),
    )
    query = (
        sa.select(
            key.label(LINE),
            payments.c.kind,
            sa.func.sum(payments.c.cash_fen).label("cash_fen"),
            sa.func.sum(payments.c.qr_fen).label("qr_fen"),
            sa.func.sum(payments.c.insurance_fen).label("insurance_fen"),
        )
        .select_from(start)
        .where(payments.c.hospital_id == hospital_id, payments.c.day.between(first, last))
        .group_by(LINE, payments.c.kind)
    )
    return [dict(row) for row in connection.execute(query).mappings()]


def owed_back(connection: Connection, hospital_id: str) -> int:
    """Return what is held for bookings that are over, in fen."""
    amount = payments.c.cash_fen + payments.c.qr_fen + payments.c.insurance_fen
    signed = sa.case((payments.c.kind == EntryKind.REFUND.value, -amount), else_=amount)
    each = (
        sa.select(sa.func.sum(signed).label("held"))
        .select_from(
            payments.join(
                bookings,
                sa.and_(
                    bookings.c.hospital_id == payments.c.hospital_id,
                    bookings.c.booking_id == payments.c.booking_id,
                ),
            )
        )
        .where(payments.c.hospital_id == hospital_id, bookings.c.state.in_(_OVER))
        .group_by(payments.c.booking_id)
        .subquery()
    )
    # what two desks gave back twice is nobody else's money
    query = sa.select(sa.func.coalesce(sa.func.sum(each.c.held), 0)).where(each.c.held > 0)
    return int(connection.scalar(query) or 0)


def absent(connection: Connection, hospital_id: str, first: date, last: date) -> list[Row]:
    """Return who did not come, at most 500, newest day first."""
    query = (
        sa.select(
            bookings.c.booking_id,
            bookings.c.patient_id,
            bookings.c.day,
            bookings.c.number,
            sessions.c.department_id,
            sessions.c.doctor_id,
        )
        .select_from(_joined(bookings))
        .where(*_days(hospital_id, first, last), bookings.c.state.in_(_ABSENT))
        .order_by(bookings.c.day.desc(), bookings.c.session_id, bookings.c.number)
        .limit(MOST_ABSENT)
    )
    return [dict(row) for row in connection.execute(query).mappings()]


def shift_rows(connection: Connection, hospital_id: str, first: date, last: date) -> list[Row]:
    """Return the shifts opened on these days with their window."""
    query = (
        sa.select(
            shifts.c.staff_id,
            shifts.c.state,
            shifts.c.expected_fen,
            shifts.c.difference_fen,
            sa.func.coalesce(desks.c.window, "").label("window"),
        )
        .select_from(
            shifts.outerjoin(
                desks,
                sa.and_(desks.c.hospital_id == shifts.c.hospital_id, desks.c.desk_id == shifts.c.desk_id),
            )
        )
        .where(shifts.c.hospital_id == hospital_id, shifts.c.day.between(first, last))
        .order_by(shifts.c.opened_at, shifts.c.shift_id)
    )
    return [dict(row) for row in connection.execute(query).mappings()]


def names(connection: Connection, hospital_id: str, table: str, ids: Sequence[str]) -> dict[str, str]:
    """Return the names of departments, doctors or staff by id."""
    found, key = {
        "department": (departments, departments.c.department_id),
        "doctor": (doctors, doctors.c.doctor_id),
        "staff": (staff, staff.c.staff_id),
    }[table]
    query = sa.select(key, found.c.name).where(found.c.hospital_id == hospital_id, key.in_(sorted(set(ids))))
    return {row[0]: row[1] for row in connection.execute(query)}


def as_text(key: date | datetime | str) -> str:
    """Return a line's key as text."""
    return key if isinstance(key, str) else key.isoformat()
