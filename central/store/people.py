"""People at central: who has a token, whose account a phone is, who is in a desk's working set (DECISIONS 11, 25)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from central.store.rowset import chunks
from central.store.tables import (
    accounts,
    bookings,
    cases,
    codes,
    held,
    patient_index,
    patient_keys,
    patients,
    tasks,
)
from central.store.tables import served as served_table
from central.store.tables_people import people_pairs
from central.store.tables_planning import affected
from central.store.tables_requests import held_changes, requests
from central.store.tables_waiting import wishes
from desktop.domain.bookings import LIVE as BOOKING_LIVE
from desktop.domain.merging import PairState
from desktop.domain.requests import ENDED, PROPOSED, RequestState
from desktop.domain.rights import CaseState
from desktop.domain.stopping import OPEN_STATES
from desktop.domain.waiting import OPEN_WISHES

LIVE = "live"
KEPT = "kept"
ERASED = "erased"
HOLDING = tuple(sorted(state.value for state in BOOKING_LIVE))
OPEN = "open"
LOOKED_AT = (PairState.OPEN.value, PairState.FILED.value)
AHEAD = timedelta(days=2)
SERVED_KEPT = timedelta(days=30)


def with_tokens(
    connection: Connection, hospital_id: str, field: str, tokens: Sequence[bytes]
) -> dict[bytes, list[str]]:
    """Return the live, unrestricted people behind each token, oldest first; an alias stands for whom it became."""
    found: dict[bytes, list[str]] = {}
    for part in chunks(sorted(set(tokens))):
        query = (
            sa.select(patient_index.c.token, patient_index.c.patient_id)
            .join(
                patients,
                sa.and_(
                    patients.c.hospital_id == patient_index.c.hospital_id,
                    patients.c.patient_id == patient_index.c.patient_id,
                ),
            )
            .where(
                patient_index.c.hospital_id == hospital_id,
                patient_index.c.field == field,
                patient_index.c.token.in_(part),
                patients.c.state == LIVE,
                patients.c.restricted.is_(False),
            )
            .order_by(patients.c.made_at, patients.c.patient_id)
        )
        for row in connection.execute(query):
            found.setdefault(bytes(row.token), []).append(row.patient_id)
        for token, survivor in connection.execute(_merged_behind(hospital_id, field, part)):
            known = found.setdefault(bytes(token), [])
            if survivor not in known:
                known.append(survivor)
    return found


def _merged_behind(hospital_id: str, field: str, tokens: Sequence[bytes]) -> sa.Select[Any]:
    return (
        sa.select(patient_index.c.token, people_pairs.c.survivor_id)
        .join(
            people_pairs,
            sa.and_(
                people_pairs.c.hospital_id == patient_index.c.hospital_id,
                people_pairs.c.other_id == patient_index.c.patient_id,
                people_pairs.c.state == PairState.MERGED.value,
            ),
        )
        .join(
            patients,
            sa.and_(
                patients.c.hospital_id == people_pairs.c.hospital_id,
                patients.c.patient_id == people_pairs.c.survivor_id,
            ),
        )
        .where(
            patient_index.c.hospital_id == hospital_id,
            patient_index.c.field == field,
            patient_index.c.token.in_(tokens),
            patients.c.state == LIVE,
            patients.c.restricted.is_(False),
        )
        .order_by(people_pairs.c.survivor_id)
    )


def tokens_of(
    connection: Connection, hospital_id: str, ids: Sequence[str]
) -> dict[str, set[tuple[str, bytes]]]:
    """Return every (field, token) under which people are found."""
    found: dict[str, set[tuple[str, bytes]]] = {}
    for part in chunks(sorted(set(ids))):
        query = sa.select(patient_index).where(
            patient_index.c.hospital_id == hospital_id, patient_index.c.patient_id.in_(part)
        )
        for row in connection.execute(query):
            found.setdefault(row.patient_id, set()).add((row.field, bytes(row.token)))
    return found


def open_accounts(
    connection: Connection, hospital_id: str, phone_tokens: Iterable[bytes]
) -> dict[bytes, str]:
    """Return the open account of each phone."""
    found: dict[bytes, str] = {}
    for part in chunks(sorted(set(phone_tokens))):
        query = sa.select(accounts.c.phone_token, accounts.c.account_id).where(
            accounts.c.hospital_id == hospital_id, accounts.c.phone_token.in_(part), accounts.c.state == OPEN
        )
        found.update({bytes(token): account for token, account in connection.execute(query)})
    return found


def open_account(
    connection: Connection, hospital_id: str, phone_token: bytes, account_id: str, at: datetime
) -> str:
    """Open an account for a phone that had none a moment ago; returns whose it is, ours or the one opened meanwhile.

    The unique index decides between two at once; the second one waits for the first to commit.
    """
    fresh = sa.insert(accounts).values(
        hospital_id=hospital_id, account_id=account_id, phone_token=phone_token, state=OPEN, opened_at=at
    )
    try:
        with connection.begin_nested():
            connection.execute(fresh)
    except IntegrityError:
        return open_accounts(connection, hospital_id, [phone_token])[phone_token]
    return account_id


def proofs(
    connection: Connection, hospital_id: str, hashes: Sequence[bytes]
) -> dict[bytes, tuple[str, bytes]]:
    """Return (code id, phone token) of each unspent proof."""
    found: dict[bytes, tuple[str, bytes]] = {}
    for part in chunks(sorted(set(hashes))):
        query = sa.select(codes.c.proof_hash, codes.c.code_id, codes.c.phone_token).where(
            codes.c.hospital_id == hospital_id, codes.c.proof_hash.in_(part), codes.c.spent_at.is_(None)
        )
        found.update(
            {bytes(r.proof_hash): (r.code_id, bytes(r.phone_token)) for r in connection.execute(query)}
        )
    return found


@dataclass(frozen=True, slots=True)
class Scope:
    """For whom the working set is asked, and when."""

    desk_id: str
    today: date
    now: datetime


def in_scope(connection: Connection, hospital_id: str, scope: Scope, ids: Sequence[str]) -> set[str]:
    """Return which of these people are in a desk's working set.

    That is: a booking from today to two days ahead, served at this desk within 30 days, an open case or task, one of a
    pair that a supervisor is to look at.
    """
    found: set[str] = set()
    for part in chunks(sorted(set(ids))):
        members = sa.union(*(_among(query, part) for query in _reasons(hospital_id, scope))).subquery()
        query = (
            sa.select(patients.c.patient_id)
            .join(members, members.c.patient_id == patients.c.patient_id)
            .where(patients.c.hospital_id == hospital_id, patients.c.state == LIVE)
        )
        found.update(connection.scalars(query))
    return found


def _among(query: sa.Select[Any], ids: Sequence[str]) -> sa.Select[Any]:
    return query.where(query.selected_columns.patient_id.in_(ids))


def _reasons(hospital_id: str, scope: Scope) -> list[sa.Select[Any]]:
    return [
        sa.select(bookings.c.patient_id).where(
            bookings.c.hospital_id == hospital_id,
            bookings.c.day.between(scope.today, scope.today + AHEAD),
            bookings.c.state.in_(HOLDING),
        ),
        sa.select(served_table.c.patient_id).where(
            served_table.c.hospital_id == hospital_id,
            served_table.c.desk_id == scope.desk_id,
            served_table.c.at > scope.now - SERVED_KEPT,
        ),
        sa.select(cases.c.patient_id).where(
            cases.c.hospital_id == hospital_id,
            cases.c.state.in_((CaseState.FILED.value, CaseState.APPROVED.value)),
        ),
        sa.select(tasks.c.patient_id).where(tasks.c.hospital_id == hospital_id, tasks.c.state == OPEN),
        # whoever decides sees old and new side by side, whichever desk it is
        sa.select(requests.c.patient_id).where(
            requests.c.hospital_id == hospital_id,
            requests.c.kind.in_(sorted(PROPOSED)),
            requests.c.state.not_in(sorted((*ENDED, RequestState.DECIDED))),
        ),
        sa.select(held_changes.c.patient_id).where(
            held_changes.c.hospital_id == hospital_id, held_changes.c.state == "waiting"
        ),
        sa.select(affected.c.patient_id).where(
            affected.c.hospital_id == hospital_id, affected.c.state.in_(OPEN_STATES)
        ),
        sa.select(wishes.c.patient_id).where(
            wishes.c.hospital_id == hospital_id, wishes.c.state.in_(OPEN_WISHES)
        ),
        *(
            sa.select(column.label("patient_id")).where(
                people_pairs.c.hospital_id == hospital_id, people_pairs.c.state.in_(LOOKED_AT)
            )
            for column in (people_pairs.c.first_id, people_pairs.c.second_id)
        ),
    ]


def note_held(connection: Connection, hospital_id: str, desk_id: str, ids: Sequence[str]) -> None:
    """Remember whom a desk was sent."""
    new = sorted(set(ids) - held_by(connection, hospital_id, desk_id, ids))
    if new:
        rows = [{"hospital_id": hospital_id, "desk_id": desk_id, "patient_id": patient} for patient in new]
        connection.execute(sa.insert(held), rows)


def held_by(connection: Connection, hospital_id: str, desk_id: str, ids: Sequence[str]) -> set[str]:
    """Return which of these people a desk was ever sent."""
    found: set[str] = set()
    for part in chunks(sorted(set(ids))):
        query = sa.select(held.c.patient_id).where(
            held.c.hospital_id == hospital_id, held.c.desk_id == desk_id, held.c.patient_id.in_(part)
        )
        found.update(connection.scalars(query))
    return found


def crossing(connection: Connection, hospital_id: str, before: date, today: date, now: datetime) -> list[str]:
    """Return who may have entered or left a working set since the day `before`."""
    edges = sa.union(
        sa.select(bookings.c.patient_id).where(
            bookings.c.hospital_id == hospital_id,
            sa.or_(
                bookings.c.day.between(before, today - timedelta(days=1)),
                bookings.c.day.between(before + AHEAD + timedelta(days=1), today + AHEAD),
            ),
        ),
        sa.select(served_table.c.patient_id).where(
            served_table.c.hospital_id == hospital_id,
            served_table.c.at <= now - SERVED_KEPT,
            served_table.c.at > now - SERVED_KEPT - (today - before) - timedelta(days=1),
        ),
    ).subquery()
    return list(connection.scalars(sa.select(edges.c.patient_id).order_by(edges.c.patient_id)))


def wrapped_keys(
    connection: Connection, hospital_id: str, ids: Sequence[str]
) -> dict[tuple[str, str], bytes]:
    """Return the wrapped data keys of people by (person, key kind)."""
    found: dict[tuple[str, str], bytes] = {}
    for part in chunks(sorted(set(ids))):
        query = sa.select(patient_keys).where(
            patient_keys.c.hospital_id == hospital_id, patient_keys.c.patient_id.in_(part)
        )
        found.update({(r.patient_id, r.key_kind): bytes(r.wrapped) for r in connection.execute(query)})
    return found


def people(connection: Connection, hospital_id: str, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Return the rows of people."""
    found: dict[str, dict[str, Any]] = {}
    for part in chunks(sorted(set(ids))):
        query = sa.select(patients).where(
            patients.c.hospital_id == hospital_id, patients.c.patient_id.in_(part)
        )
        found.update({row["patient_id"]: dict(row) for row in connection.execute(query).mappings()})
    return found
