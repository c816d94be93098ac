"""Pairs of records: who is whose alias, whom a pair concerns, what the scan reads next (G4-G6)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from central.store.rowset import chunks
from central.store.tables import (
    account_members,
    bookings,
    consents,
    notices_shown,
    patient_index,
    patients,
    served,
)
from central.store.tables_people import people_pairs
from desktop.domain.merging import PairState

BLOCK = "block"
LARGEST_BLOCK = 40
LIVE = "live"


def survivors(connection: Connection, hospital_id: str, ids: Sequence[str]) -> dict[str, str]:
    """Return, for those of these people who are an alias, the record they were merged into."""
    found: dict[str, str] = {}
    for part in chunks(sorted(set(ids))):
        query = sa.select(people_pairs.c.other_id, people_pairs.c.survivor_id).where(
            people_pairs.c.hospital_id == hospital_id,
            people_pairs.c.state == PairState.MERGED.value,
            people_pairs.c.other_id.in_(part),
        )
        found.update({row.other_id: row.survivor_id for row in connection.execute(query)})
    return found


def aliases(connection: Connection, hospital_id: str, ids: Sequence[str]) -> dict[str, list[str]]:
    """Return the records that were merged into each of these."""
    found: dict[str, list[str]] = {}
    for part in chunks(sorted(set(ids))):
        query = (
            sa.select(people_pairs.c.survivor_id, people_pairs.c.other_id)
            .where(
                people_pairs.c.hospital_id == hospital_id,
                people_pairs.c.state == PairState.MERGED.value,
                people_pairs.c.survivor_id.in_(part),
            )
            .order_by(people_pairs.c.other_id)
        )
        for row in connection.execute(query):
            found.setdefault(row.survivor_id, []).append(row.other_id)
    return found


def newest_merge(connection: Connection, hospital_id: str, survivor: str) -> str | None:
    """Return the pair that was merged into this record last and still is."""
    query = (
        sa.select(people_pairs.c.pair_id)
        .where(
            people_pairs.c.hospital_id == hospital_id,
            people_pairs.c.state == PairState.MERGED.value,
            people_pairs.c.survivor_id == survivor,
        )
        .order_by(people_pairs.c.approved_at.desc(), people_pairs.c.pair_id.desc())
        .limit(1)
    )
    return connection.scalar(query)


def of_person(connection: Connection, hospital_id: str, patient_id: str) -> list[str]:
    """Return every pair with this person."""
    query = sa.select(people_pairs.c.pair_id).where(
        people_pairs.c.hospital_id == hospital_id,
        sa.or_(people_pairs.c.first_id == patient_id, people_pairs.c.second_id == patient_id),
    )
    return list(connection.scalars(query.order_by(people_pairs.c.pair_id)))


def pair_of(connection: Connection, hospital_id: str, first: str, second: str) -> str | None:
    """Return the pair of two people, first < second."""
    query = sa.select(people_pairs.c.pair_id).where(
        people_pairs.c.hospital_id == hospital_id,
        people_pairs.c.first_id == first,
        people_pairs.c.second_id == second,
    )
    return connection.scalar(query)


def in_state(connection: Connection, hospital_id: str, state: PairState, limit: int) -> list[str]:
    """Return pairs in a state, the likeliest first."""
    query = (
        sa.select(people_pairs.c.pair_id)
        .where(people_pairs.c.hospital_id == hospital_id, people_pairs.c.state == state.value)
        .order_by(people_pairs.c.score.desc(), people_pairs.c.pair_id)
        .limit(limit)
    )
    return list(connection.scalars(query))


def next_people(connection: Connection, hospital_id: str, after: str, limit: int) -> list[str]:
    """Return the next live records after an id; who is restricted, or an alias, is left alone."""
    query = (
        sa.select(patients.c.patient_id)
        .where(
            patients.c.hospital_id == hospital_id,
            patients.c.patient_id > after,
            patients.c.state == LIVE,
            patients.c.restricted.is_(False),
        )
        .order_by(patients.c.patient_id)
        .limit(limit)
    )
    return list(connection.scalars(query))


def met_before(
    connection: Connection, hospital_id: str, tokens: Sequence[bytes], until: str
) -> dict[bytes, list[str]]:
    """Return who was put under each token by the scan, up to an id; a block too large to mean anything is cut."""
    found: dict[bytes, list[str]] = {}
    for part in chunks(sorted(set(tokens))):
        query = sa.select(patient_index.c.token, patient_index.c.patient_id).where(
            patient_index.c.hospital_id == hospital_id,
            patient_index.c.field == BLOCK,
            patient_index.c.token.in_(part),
            patient_index.c.patient_id <= until,
        )
        for row in connection.execute(query.order_by(patient_index.c.patient_id)):
            block = found.setdefault(bytes(row.token), [])
            if len(block) < LARGEST_BLOCK:
                block.append(row.patient_id)
    return found


def belongings(connection: Connection, hospital_id: str, patient_id: str) -> dict[str, list[str]]:
    """Return the ids of what goes over with a person: bookings, consents, notices shown, accounts."""
    found: dict[str, list[str]] = {}
    for name, table, column in (
        ("bookings", bookings, bookings.c.booking_id),
        ("consents", consents, consents.c.consent_id),
        ("notices", notices_shown, notices_shown.c.operation_id),
        ("accounts", account_members, account_members.c.account_id),
    ):
        query = sa.select(column).where(table.c.hospital_id == hospital_id, table.c.patient_id == patient_id)
        found[name] = list(connection.scalars(query.order_by(column)))
    return found


def served_at(connection: Connection, hospital_id: str, patient_id: str) -> list[tuple[str, datetime]]:
    """Return at which desks a person was served, and when last."""
    query = sa.select(served.c.desk_id, served.c.at).where(
        served.c.hospital_id == hospital_id, served.c.patient_id == patient_id
    )
    return [(row.desk_id, row.at) for row in connection.execute(query.order_by(served.c.desk_id))]
