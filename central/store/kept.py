"""Deleted people whose visits law keeps: found by the legal path alone (DOMAIN §4.3)."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from central.store.people import KEPT
from central.store.tables import erasure_ledger, patient_keys, patients

LEGAL = "record-legal"


def of_case(connection: Connection, hospital_id: str, case_id: str) -> list[dict[str, Any]]:
    """Return who went with a deletion's case and is kept: row, wrapped legal key and case."""
    return _rows(connection, hospital_id, erasure_ledger.c.case_id == case_id)


def every(connection: Connection, hospital_id: str) -> list[dict[str, Any]]:
    """Return everybody who is kept."""
    return _rows(connection, hospital_id)


def _rows(connection: Connection, hospital_id: str, *more: Any) -> list[dict[str, Any]]:
    query = (
        sa.select(patients, patient_keys.c.wrapped, erasure_ledger.c.case_id)
        .join(patient_keys, _same(patient_keys))
        .join(erasure_ledger, _same(erasure_ledger))
        .where(
            patients.c.hospital_id == hospital_id,
            patients.c.state == KEPT,
            patient_keys.c.key_kind == LEGAL,
            *more,
        )
        .order_by(patients.c.patient_id)
    )
    return [dict(row) for row in connection.execute(query).mappings()]


def _same(table: sa.Table) -> Any:
    return sa.and_(table.c.hospital_id == patients.c.hospital_id, table.c.patient_id == patients.c.patient_id)
