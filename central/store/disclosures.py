"""Rows of the disclosure book (N44)."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, RowMapping

from central.store.tables_registers import disclosures

MOST = 500


def put(connection: Connection, hospital_id: str, **values: Any) -> None:
    """Keep a new one."""
    connection.execute(sa.insert(disclosures).values(hospital_id=hospital_id, **values))


def change(connection: Connection, hospital_id: str, disclosure_id: str, **values: Any) -> None:
    """Change one."""
    here = (disclosures.c.hospital_id == hospital_id, disclosures.c.disclosure_id == disclosure_id)
    connection.execute(sa.update(disclosures).where(*here).values(**values))


def one(connection: Connection, hospital_id: str, disclosure_id: str) -> RowMapping | None:
    """Return one."""
    here = (disclosures.c.hospital_id == hospital_id, disclosures.c.disclosure_id == disclosure_id)
    return connection.execute(sa.select(disclosures).where(*here)).mappings().first()


def book(connection: Connection, hospital_id: str, patient_id: str | None = None) -> list[RowMapping]:
    """Return a person's, or the newest of all, newest first."""
    query = sa.select(disclosures).where(disclosures.c.hospital_id == hospital_id)
    query = query.limit(MOST) if patient_id is None else query.where(disclosures.c.patient_id == patient_id)
    order = (disclosures.c.at.desc(), disclosures.c.disclosure_id)
    return list(connection.execute(query.order_by(*order)).mappings())
