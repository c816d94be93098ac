"""How people signed the requests for their deletion, and took them back at home: proof kept with the case (P25)."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection, RowMapping

from central.store.tables_requests import erasure_signatures as table
from central.store.tables_requests import erasure_withdrawals


def add(
    connection: Connection,
    hospital_id: str,
    case_id: str,
    signed: str,
    sealed: bytes | None,
    wrapped: bytes | None,
) -> None:
    """Keep one."""
    values = {"case_id": case_id, "signed": signed, "sealed": sealed, "wrapped": wrapped}
    connection.execute(sa.insert(table).values(hospital_id=hospital_id, **values))


def note_withdrawn(
    connection: Connection, hospital_id: str, case_id: str, at: datetime, code_id: str
) -> None:
    """Keep that the person took it back on the public channel, and with which code."""
    values = {"case_id": case_id, "at": at, "code_id": code_id}
    connection.execute(sa.insert(erasure_withdrawals).values(hospital_id=hospital_id, **values))


def withdrawn_at(connection: Connection, hospital_id: str, case_id: str) -> datetime | None:
    """Return when a deletion was taken back on the public channel, None when it was not."""
    row = erasure_withdrawals.c
    query = sa.select(row.at).where(row.hospital_id == hospital_id, row.case_id == case_id)
    found: datetime | None = connection.scalar(query)
    return found


def of(connection: Connection, hospital_id: str, case_id: str) -> RowMapping | None:
    """Return how a deletion was signed; None where nobody signed it (a minor's account, a retention run)."""
    query = sa.select(table).where(table.c.hospital_id == hospital_id, table.c.case_id == case_id)
    return connection.execute(query).mappings().first()
