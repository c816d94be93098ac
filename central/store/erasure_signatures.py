"""How people signed the requests for their deletion: kept as proof with the case, under its own key (P25)."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection, RowMapping

from central.store.tables_requests import erasure_signatures as table


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


def of(connection: Connection, hospital_id: str, case_id: str) -> RowMapping | None:
    """Return how a deletion was signed; None where nobody signed it (a minor's account, a retention run)."""
    query = sa.select(table).where(table.c.hospital_id == hospital_id, table.c.case_id == case_id)
    return connection.execute(query).mappings().first()
