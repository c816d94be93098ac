"""What is due under the retention rules, and its deletion (P14, G104)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from central.store.tables import codes, lookups, online_orders
from central.store.tables_duties import duties, duty_people
from central.store.tables_planning import messages
from desktop.domain.incidents import IncidentState

_CLOSED = sa.exists().where(
    duties.c.hospital_id == duty_people.c.hospital_id,
    duties.c.duty_id == duty_people.c.duty_id,
    duties.c.state == IncidentState.CLOSED.value,
)
# rule -> its table, the time that counts, and what else must hold
_KEPT: dict[str, tuple[sa.Table, Any, tuple[Any, ...]]] = {
    "codes": (codes, codes.c.expires_at, ()),
    "lookups": (lookups, lookups.c.at, ()),
    "messages": (messages, messages.c.done_at, ()),
    "online-orders": (online_orders, online_orders.c.at, ()),
    "incident-people": (duty_people, duty_people.c.at, (_CLOSED,)),
}


def due(connection: Connection, hospital_id: str, before: Mapping[str, str]) -> dict[str, int]:
    """Return how many rows of each rule are over; nothing is changed."""
    found = {}
    for code, (table, _at, _rest) in _KEPT.items():
        query = sa.select(sa.func.count()).select_from(table).where(*_over(hospital_id, code, before))
        found[code] = int(connection.scalar(query) or 0)
    return found


def delete_due(connection: Connection, hospital_id: str, before: Mapping[str, str]) -> dict[str, int]:
    """Delete what is over; returns how many rows of each rule went."""
    return {
        code: int(connection.execute(sa.delete(table).where(*_over(hospital_id, code, before))).rowcount)
        for code, (table, _at, _rest) in _KEPT.items()
    }


def _over(hospital_id: str, code: str, before: Mapping[str, str]) -> tuple[Any, ...]:
    table, at, rest = _KEPT[code]
    return (table.c.hospital_id == hospital_id, at < datetime.fromisoformat(before[code]), *rest)
