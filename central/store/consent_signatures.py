"""Drawn signatures under consents: sealed by the person's account key, gone with it."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from central.store.tables_people import consent_signatures as table


def add(connection: Connection, hospital_id: str, consent_id: str, patient_id: str, sealed: bytes) -> None:
    """Keep one."""
    connection.execute(
        sa.insert(table).values(
            hospital_id=hospital_id, consent_id=consent_id, patient_id=patient_id, sealed=sealed
        )
    )


def of(connection: Connection, hospital_id: str, patient_ids: Sequence[str]) -> dict[str, tuple[str, bytes]]:
    """Return who signed and the sealed strokes, by consent."""
    query = sa.select(table.c.consent_id, table.c.patient_id, table.c.sealed).where(
        table.c.hospital_id == hospital_id, table.c.patient_id.in_(patient_ids)
    )
    return {row.consent_id: (row.patient_id, bytes(row.sealed)) for row in connection.execute(query)}


def forget(connection: Connection, hospital_id: str, patient_id: str) -> None:
    """Delete a person's; their key goes in the same transaction."""
    connection.execute(
        sa.delete(table).where(table.c.hospital_id == hospital_id, table.c.patient_id == patient_id)
    )
