"""What desks looked up: when, which way and how many; never what was typed (A1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from central.store.tables import hospitals, lookups


@dataclass(frozen=True, slots=True)
class Lookup:
    """One question of a desk."""

    lookup_id: str
    desk_id: str
    at: datetime
    act: str
    found: int


def note(connection: Connection, hospital_id: str, entry: Lookup) -> None:
    """Append a question."""
    connection.execute(
        sa.insert(lookups).values(
            hospital_id=hospital_id, lookup_id=entry.lookup_id, desk_id=entry.desk_id, at=entry.at, act=entry.act,
            found=entry.found,
        )
    )  # fmt: skip


def count_since(connection: Connection, hospital_id: str, desk_id: str, since: datetime) -> int:
    """Return how many questions a desk has asked since a time."""
    query = sa.select(sa.func.count()).where(
        lookups.c.hospital_id == hospital_id, lookups.c.desk_id == desk_id, lookups.c.at > since
    )
    return connection.scalar(query) or 0


def most_a_minute(connection: Connection, hospital_id: str) -> int:
    """Return how many questions a desk may ask within a minute."""
    query = sa.select(hospitals.c.lookups_per_minute).where(hospitals.c.hospital_id == hospital_id)
    return connection.scalar(query) or 0
