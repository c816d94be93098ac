"""Changes of phone that wait for their hour, and who is found under a keyed token whatever their state (T8, N19)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from central.store.people import LIVE
from central.store.tables import patient_index, patients
from central.store.tables_requests import held_changes

WAITING = "waiting"
_t = held_changes.c


def due(connection: Connection, hospital_id: str, now: datetime, limit: int) -> list[str]:
    """Return requests whose hold is over."""
    query = (
        sa.select(_t.request_id)
        .where(_t.hospital_id == hospital_id, _t.state == WAITING, _t.due_at <= now)
        .order_by(_t.due_at, _t.request_id)
        .limit(limit)
    )
    return list(connection.scalars(query))


def to_tell(connection: Connection, hospital_id: str, limit: int) -> list[dict[str, Any]]:
    """Return holds of which the number on file was not told yet."""
    query = (
        sa.select(_t.request_id, _t.patient_id)
        .where(_t.hospital_id == hospital_id, _t.state == WAITING, _t.notice == WAITING)
        .order_by(_t.due_at, _t.request_id)
        .limit(limit)
    )
    return [dict(row) for row in connection.execute(query).mappings()]


def note(
    connection: Connection, hospital_id: str, request_id: str, was: str, state: str, reason: str, at: datetime
) -> bool:
    """Keep what became of a notice; returns False when another process was first."""
    changed = connection.execute(
        sa.update(held_changes)
        .where(_t.hospital_id == hospital_id, _t.request_id == request_id, _t.notice == was)
        .values(notice=state, notice_reason=reason, notice_at=at)
    )
    return changed.rowcount == 1


def holders(connection: Connection, hospital_id: str, field: str, tokens: Sequence[bytes]) -> list[str]:
    """Return every living person found under a token, restricted and merged ones too."""
    query = (
        sa.select(patients.c.patient_id)
        .join(
            patient_index,
            sa.and_(
                patient_index.c.hospital_id == patients.c.hospital_id,
                patient_index.c.patient_id == patients.c.patient_id,
            ),
        )
        .where(
            patients.c.hospital_id == hospital_id, patients.c.state == LIVE, patient_index.c.field == field,
            patient_index.c.token.in_(list(tokens)),
        )
        .distinct()
        .order_by(patients.c.patient_id)
    )  # fmt: skip
    return list(connection.scalars(query))
