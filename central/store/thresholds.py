"""The rows of changed thresholds: every one is kept with both signatures (P6, SECURITY §4.5)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from central.store.tables_audit import risk_thresholds
from desktop.domain.ids import StaffId
from desktop.domain.thresholds import Change


def propose(connection: Connection, hospital_id: str, change: Change, signature: bytes, at: datetime) -> None:
    """Keep what the security administrator signed."""
    connection.execute(
        sa.insert(risk_thresholds).values(
            hospital_id=hospital_id, ask_id=change.ask_id, change=change.text(), proposed_at=at,
            founding_signature=signature,
        )
    )  # fmt: skip


def sign(
    connection: Connection, hospital_id: str, ask_id: str, by: StaffId, signature: bytes, at: datetime
) -> None:
    """Add the second signature."""
    t = risk_thresholds.c
    connection.execute(
        sa.update(risk_thresholds)
        .where(t.hospital_id == hospital_id, t.ask_id == ask_id)
        .values(signed_by=by, signature=signature, signed_at=at)
    )


def every(connection: Connection, hospital_id: str) -> list[dict[str, Any]]:
    """Return all of them whole, the oldest first."""
    t = risk_thresholds.c
    query = sa.select(risk_thresholds).where(t.hospital_id == hospital_id).order_by(t.proposed_at, t.ask_id)
    return [dict(row) for row in connection.execute(query).mappings()]
