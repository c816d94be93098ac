"""Rights requests as rows that go down, and what stays of those whose key was destroyed (P14)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from central.store import tables
from central.store.rowset import chunks
from central.store.tables_requests import requests
from central.store.tables_requests import spent_cases as spent
from desktop.sync import wire


def _of_the_living(hospital_id: str) -> sa.Select[Any]:
    """Return requests whose person, if any, was not erased."""
    people = tables.patients
    theirs = sa.and_(people.c.hospital_id == hospital_id, people.c.patient_id == requests.c.patient_id)
    return (
        sa.select(requests)
        .outerjoin(people, theirs)
        .where(
            requests.c.hospital_id == hospital_id,
            sa.or_(requests.c.patient_id.is_(None), people.c.state == "live"),
        )
    )


def _in_parts(
    connection: Connection, query: sa.Select[Any], key: sa.ColumnElement[str], ids: Sequence[str]
) -> Iterator[sa.RowMapping]:
    for part in chunks(sorted(set(ids))):
        yield from connection.execute(query.where(key.in_(part)).order_by(key)).mappings()


def requests_of_the_living(
    connection: Connection, hospital_id: str, ids: Sequence[str]
) -> Iterator[dict[str, Any]]:
    """Yield rows of requests whose keys are there and whose person was not erased."""
    query = _of_the_living(hospital_id).where(requests.c.wrapped.is_not(None))
    for row in _in_parts(connection, query, requests.c.request_id, ids):
        yield dict(row)


def spent_cases(connection: Connection, hospital_id: str, ids: Sequence[str]) -> dict[str, wire.Message]:
    """Return cases whose keys were destroyed; what stays of a request of nobody who was erased stands in it."""
    living = _of_the_living(hospital_id)
    left = {row["request_id"]: row for row in _in_parts(connection, living, requests.c.request_id, ids)}
    found = dict[str, wire.Message]()
    query = sa.select(spent).where(spent.c.hospital_id == hospital_id)
    for row in _in_parts(connection, query, spent.c.case_id, ids):
        asked = left.get(row["case_id"])
        found[row["case_id"]] = wire.SpentCaseRow(
            id=row["case_id"], at=row["at"],
            request=wire.SpentRequest(
                version=asked["version"], patient_id=asked["patient_id"], request_kind=asked["kind"],
                asker=asked["asker"], state=asked["state"], filed_by=asked["filed_by"], filed_at=asked["filed_at"],
                facts=bytes(asked["facts"]),
            ) if asked else None,
        )  # fmt: skip
    return found
