"""The rows of accepted undertakings: every one is kept, a person's newest goes to all desks (P19)."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from central.store.tables_registers import undertakings
from desktop.domain.ids import StaffId
from desktop.domain.undertakings import Acceptance
from desktop.sync import wire


def put(
    connection: Connection, hospital_id: str, acceptance_id: str, accepted: Acceptance, desk_id: str, signature: bytes
) -> None:  # fmt: skip
    """Keep one more."""
    connection.execute(
        sa.insert(undertakings).values(
            hospital_id=hospital_id, acceptance_id=acceptance_id, staff_id=accepted.staff, version=accepted.version,
            at=accepted.at, desk_id=desk_id, signature=signature,
        )
    )  # fmt: skip


def newest(connection: Connection, hospital_id: str) -> dict[StaffId, Acceptance]:
    """Return of each person what they accepted last."""
    u = undertakings.c
    query = sa.select(u.staff_id, u.version, u.at).where(u.hospital_id == hospital_id).order_by(u.at)
    return {
        StaffId(row.staff_id): Acceptance(StaffId(row.staff_id), row.version, row.at)
        for row in connection.execute(query)
    }


def bodies(connection: Connection, hospital_id: str, ids: Sequence[str]) -> dict[str, wire.Message]:
    """Return the newest of some people for the feed."""
    held = newest(connection, hospital_id)
    return {
        staff: wire.UndertakingRow(id=staff, body=held[staff].to_bytes())
        for staff in map(StaffId, ids)
        if staff in held
    }
