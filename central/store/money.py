"""Rows of money: which payments a booking or a shift has, the bodies that go down, the tariff."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from central.store import tables
from central.store.rowset import chunks
from central.store.tables_money import payments, shifts
from desktop.sync import wire

TARIFF = "tariff"
CURRENT = "current"


def ids_of(connection: Connection, hospital_id: str, column: str, value: str) -> list[str]:
    """Return the payments and refunds of a booking or a shift (`column` says which), in order."""
    query = (
        sa.select(payments.c.payment_id)
        .where(payments.c.hospital_id == hospital_id, payments.c[column] == value)
        .order_by(payments.c.at, payments.c.kind, payments.c.payment_id)
    )
    return list(connection.scalars(query))


def title_of(connection: Connection, hospital_id: str, session_id: str) -> str:
    """Return the title of a session's doctor, "" when there is none."""
    query = sa.select(tables.doctors.c.title).where(
        tables.doctors.c.hospital_id == hospital_id,
        tables.sessions.c.hospital_id == hospital_id,
        tables.sessions.c.session_id == session_id,
        tables.doctors.c.doctor_id == tables.sessions.c.doctor_id,
    )
    return connection.scalar(query) or ""


def tariff(connection: Connection, hospital_id: str) -> bytes | None:
    """Return the newest tariff as JSON."""
    query = sa.select(tables.settings.c.value).where(
        tables.settings.c.hospital_id == hospital_id, tables.settings.c.name == TARIFF
    )
    value = connection.scalar(query)
    return None if value is None else str(value).encode()


def doctors(connection: Connection, hospital_id: str) -> list[Any]:
    """Return every doctor's id, title and fee."""
    d = tables.doctors.c
    query = sa.select(d.doctor_id, d.title, d.fee_fen).where(d.hospital_id == hospital_id)
    return list(connection.execute(query.order_by(d.doctor_id)))


def sessions_from(connection: Connection, hospital_id: str, first: date) -> list[Any]:
    """Return the sessions from a day on with their doctor's title."""
    s, d = tables.sessions.c, tables.doctors.c
    query = (
        sa.select(s.session_id, s.day, s.fee_fen, d.title)
        .where(
            s.hospital_id == hospital_id,
            d.hospital_id == hospital_id,
            d.doctor_id == s.doctor_id,
            s.day >= first,
        )
        .order_by(s.session_id)
    )
    return list(connection.execute(query))


def set_fees(
    connection: Connection,
    hospital_id: str,
    of_doctors: Sequence[tuple[str, int]],
    of_sessions: Sequence[tuple[str, int]],
) -> None:
    """Set the fee of doctors and of sessions; a session's version grows."""
    for doctor_id, fen in of_doctors:
        here = (tables.doctors.c.hospital_id == hospital_id, tables.doctors.c.doctor_id == doctor_id)
        connection.execute(sa.update(tables.doctors).where(*here).values(fee_fen=fen))
    for session_id, fen in of_sessions:
        here = (tables.sessions.c.hospital_id == hospital_id, tables.sessions.c.session_id == session_id)
        version = tables.sessions.c.version + 1
        connection.execute(sa.update(tables.sessions).where(*here).values(fee_fen=fen, version=version))


def tariffs(connection: Connection, hospital_id: str, ids: Sequence[str]) -> dict[str, wire.Message]:
    """Return the newest tariff for its one entry of the feed."""
    body = tariff(connection, hospital_id)
    return {} if body is None else dict.fromkeys(ids, wire.TariffRow(version=1, body=body))


def shift_rows(connection: Connection, hospital_id: str, ids: Sequence[str]) -> dict[str, wire.Message]:
    """Return shifts."""
    found: dict[str, wire.Message] = {}
    for part in chunks(sorted(set(ids))):
        query = sa.select(shifts).where(shifts.c.hospital_id == hospital_id, shifts.c.shift_id.in_(part))
        for r in connection.execute(query):
            found[r.shift_id] = wire.ShiftRow(
                id=r.shift_id, version=r.version, desk_id=r.desk_id, staff_id=r.staff_id, opened_at=r.opened_at,
                float_fen=r.float_fen, state=r.state, closed_at=r.closed_at, counted=r.counted,
                expected_fen=r.expected_fen, difference_fen=r.difference_fen, reason=r.reason, left_fen=r.left_fen,
                handed_to=r.handed_to,
            )  # fmt: skip
    return found


def of_patients(
    connection: Connection, hospital_id: str, patients: Sequence[str]
) -> dict[str, list[wire.PaymentRow]]:
    """Return the payments and refunds of people's bookings."""
    found: dict[str, list[wire.PaymentRow]] = {}
    bookings = tables.bookings
    for part in chunks(sorted(set(patients))):
        query = (
            sa.select(payments, bookings.c.patient_id)
            .where(
                payments.c.hospital_id == hospital_id,
                bookings.c.hospital_id == hospital_id,
                bookings.c.patient_id.in_(part),
                payments.c.booking_id == bookings.c.booking_id,
            )
            .order_by(payments.c.at, payments.c.kind, payments.c.payment_id)
        )
        for r in connection.execute(query):
            found.setdefault(r.patient_id, []).append(_payment_row(r))
    return found


def payment_rows(connection: Connection, hospital_id: str, ids: Sequence[str]) -> dict[str, wire.Message]:
    """Return entries by themselves: corrections that a drawer must hear of whoever they are about."""
    found: dict[str, wire.Message] = {}
    for part in chunks(sorted(set(ids))):
        query = sa.select(payments).where(
            payments.c.hospital_id == hospital_id, payments.c.payment_id.in_(part)
        )
        found |= {r.payment_id: _payment_row(r) for r in connection.execute(query)}
    return found


def _payment_row(r: Any) -> wire.PaymentRow:
    return wire.PaymentRow(
        id=r.payment_id, version=r.version, booking_id=r.booking_id, kind=r.kind, cash_fen=r.cash_fen, qr_fen=r.qr_fen,
        insurance_fen=r.insurance_fen, due_fen=r.due_fen, shift_id=r.shift_id, staff_id=r.staff_id, at=r.at, day=r.day,
        of=r.of_payment, qr_ref=r.qr_ref, insurance_ref=r.insurance_ref, invoice_no=r.invoice_no,
        given_fen=r.given_fen, second=r.second, reason=r.reason,
    )  # fmt: skip
