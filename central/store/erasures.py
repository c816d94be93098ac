"""What erasing needs of the rows: cooling time, visits that law keeps, who must answer, what is forgotten at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from central.store import chains, duties, places
from central.store.people import HOLDING, OPEN
from central.store.rowset import chunks
from central.store.tables import (
    account_members,
    accounts,
    bookings,
    cases,
    desks,
    erasure_ledger,
    erasure_receipts,
    held,
    hospitals,
    served,
    tasks,
    verification_queue,
)
from desktop.domain.bookings import BookingState
from desktop.domain.rights import CaseState

BACKED_UP_AT = "backed_up_at"


def cooling_s(connection: Connection, hospital_id: str) -> int:
    """Return the seconds between approval and destruction."""
    query = sa.select(hospitals.c.cooling_s).where(hospitals.c.hospital_id == hospital_id)
    return connection.scalar(query) or 0


def backed_up_at(connection: Connection, hospital_id: str) -> datetime | None:
    """Return when the newest backup was begun, None where none was ever made."""
    text = places.value(connection, hospital_id, BACKED_UP_AT)
    return datetime.fromisoformat(text) if text else None


def waiting_for_backup(connection: Connection, hospital_id: str, begun_at: datetime) -> list[str]:
    """Return the cases that wait for a backup begun after their destruction."""
    entries = erasure_ledger.c
    query = (
        sa.select(cases.c.case_id)
        .join(erasure_ledger, sa.and_(entries.hospital_id == cases.c.hospital_id, entries.case_id == cases.c.case_id))
        .where(cases.c.hospital_id == hospital_id, cases.c.state == CaseState.BACKUP.value)
        .group_by(cases.c.case_id)
        .having(sa.func.max(entries.at) < begun_at)
        .order_by(cases.c.case_id)
    )  # fmt: skip
    return list(connection.scalars(query))


def waits_for_approval(connection: Connection, hospital_id: str, case_id: str) -> bool:
    """Return whether a deletion waits for its second signature."""
    query = sa.select(cases.c.state).where(cases.c.hospital_id == hospital_id, cases.c.case_id == case_id)
    return bool(connection.scalar(query) == CaseState.FILED.value)


def due(connection: Connection, hospital_id: str, now: datetime, limit: int) -> list[str]:
    """Return approved cases whose time has come."""
    query = (
        sa.select(cases.c.case_id)
        .where(
            cases.c.hospital_id == hospital_id,
            cases.c.state == CaseState.APPROVED.value,
            cases.c.destroy_after <= now,
        )
        .order_by(cases.c.destroy_after, cases.c.case_id)
        .limit(limit)
    )
    return list(connection.scalars(query))


def visits_to_keep(connection: Connection, hospital_id: str, patient_id: str, since: date) -> bool:
    """Return whether registration data belong to an outpatient record that law keeps still.

    That is a booking not cancelled, of that day or later (DOMAIN §4.3).
    """
    query = sa.select(sa.func.count()).where(
        bookings.c.hospital_id == hospital_id,
        bookings.c.patient_id == patient_id,
        bookings.c.state.in_(HOLDING),
        bookings.c.day >= since,
    )
    return bool(connection.scalar(query))


def bookings_after(connection: Connection, hospital_id: str, patients: Sequence[str], day: date) -> list[str]:
    """Return people's bookings of later days than this that stand."""
    query = sa.select(bookings.c.booking_id).where(
        bookings.c.hospital_id == hospital_id, bookings.c.patient_id.in_(patients), bookings.c.day > day,
        bookings.c.state == BookingState.BOOKED.value,
    )  # fmt: skip
    return list(connection.scalars(query.order_by(bookings.c.booking_id)))


def given_back_with(
    connection: Connection, hospital_id: str, patient_id: str, reason: str, since: datetime
) -> list[str]:
    """Return a person's bookings that ended for this reason since then."""
    query = sa.select(bookings.c.booking_id).where(
        bookings.c.hospital_id == hospital_id, bookings.c.patient_id == patient_id,
        bookings.c.state == BookingState.CANCELLED.value, bookings.c.cancel_reason == reason,
        bookings.c.cancelled_at >= since,
    )  # fmt: skip
    return list(connection.scalars(query.order_by(bookings.c.booking_id)))


def open_cases(connection: Connection, hospital_id: str, patient_id: str, states: Sequence[str]) -> list[str]:
    """Return a person's cases in these states."""
    query = sa.select(cases.c.case_id).where(
        cases.c.hospital_id == hospital_id, cases.c.patient_id == patient_id, cases.c.state.in_(states)
    )
    return list(connection.scalars(query.order_by(cases.c.case_id)))


def expected(connection: Connection, hospital_id: str, ledger_id: str) -> list[str]:
    """Return the desks, not revoked since, that must send a receipt for a ledger entry."""
    query = (
        sa.select(erasure_receipts.c.desk_id)
        .join(
            desks,
            sa.and_(
                desks.c.hospital_id == erasure_receipts.c.hospital_id,
                desks.c.desk_id == erasure_receipts.c.desk_id,
            ),
        )
        .where(
            erasure_receipts.c.hospital_id == hospital_id,
            erasure_receipts.c.ledger_id == ledger_id,
            desks.c.state != "revoked",
        )
        .order_by(erasure_receipts.c.desk_id)
    )
    return list(connection.scalars(query))


def entries_of(connection: Connection, hospital_id: str, case_id: str) -> list[str]:
    """Return the ledger entries of a case: one for each record that goes."""
    query = sa.select(erasure_ledger.c.ledger_id).where(
        erasure_ledger.c.hospital_id == hospital_id, erasure_ledger.c.case_id == case_id
    )
    return list(connection.scalars(query.order_by(erasure_ledger.c.ledger_id)))


def waiting(connection: Connection, hospital_id: str) -> list[str]:
    """Return the ledger entries whose case is destroyed and not done."""
    query = (
        sa.select(erasure_ledger.c.ledger_id)
        .join(
            cases,
            sa.and_(
                cases.c.hospital_id == erasure_ledger.c.hospital_id,
                cases.c.case_id == erasure_ledger.c.case_id,
            ),
        )
        .where(erasure_ledger.c.hospital_id == hospital_id, cases.c.state == CaseState.DESTROYED.value)
        .order_by(erasure_ledger.c.ledger_id)
    )
    return list(connection.scalars(query))


def pending(connection: Connection, hospital_id: str, case_ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return the windows of desks whose receipt each case still waits for."""
    found: dict[str, list[str]] = {}
    for part in chunks(case_ids):
        query = (
            sa.select(erasure_ledger.c.case_id, desks.c.window)
            .join(
                erasure_receipts,
                sa.and_(
                    erasure_receipts.c.hospital_id == erasure_ledger.c.hospital_id,
                    erasure_receipts.c.ledger_id == erasure_ledger.c.ledger_id,
                ),
            )
            .join(
                desks,
                sa.and_(
                    desks.c.hospital_id == erasure_receipts.c.hospital_id,
                    desks.c.desk_id == erasure_receipts.c.desk_id,
                ),
            )
            .where(
                erasure_ledger.c.hospital_id == hospital_id,
                erasure_ledger.c.case_id.in_(part),
                erasure_receipts.c.received_at.is_(None),
                desks.c.state != "revoked",
            )
            .order_by(desks.c.desk_id)
        )
        for case_id, window in connection.execute(query):
            if window not in found.setdefault(case_id, []):
                found[case_id].append(window)
    return {case_id: tuple(windows) for case_id, windows in found.items()}


def forget(connection: Connection, hospital_id: str, patient_id: str, at: datetime) -> list[str]:
    """Delete membership (an empty account closes), scope and waiting checks, and what operations kept aside carry;
    returns the tasks that this resolves.

    Consent events stay: random ids only, and proof of what was lawful until now.
    """
    chains.empty_aside(connection, hospital_id, patient_id)
    duties.unlink_trace(connection, hospital_id, patient_id)
    members = account_members
    here = (members.c.hospital_id == hospital_id, members.c.patient_id == patient_id)
    mine = list(connection.scalars(sa.select(members.c.account_id).where(*here)))
    for table in (members, served, held, verification_queue):
        connection.execute(
            sa.delete(table).where(table.c.hospital_id == hospital_id, table.c.patient_id == patient_id)
        )
    left = sa.exists().where(
        members.c.hospital_id == accounts.c.hospital_id, members.c.account_id == accounts.c.account_id
    )
    connection.execute(
        sa.update(accounts)
        .where(accounts.c.hospital_id == hospital_id, accounts.c.account_id.in_(mine), ~left)
        .values(state="closed", closed_at=at, phone_token=b"")
    )
    about = (tasks.c.hospital_id == hospital_id, tasks.c.patient_id == patient_id, tasks.c.state == OPEN)
    resolved = list(connection.scalars(sa.select(tasks.c.task_id).where(*about)))
    connection.execute(
        sa.update(tasks).where(*about).values(state="resolved", outcome="person-erased", resolved_at=at)
    )
    return resolved
