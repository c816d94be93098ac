"""What desks said of themselves: the newest report of each, one row a desk."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from central.store.tables_fleet import desk_health
from desktop.sync.wire import DeskHealth

REPORT_EVERY = timedelta(seconds=30)
LARGEST = 2**31 - 1


def note_health(
    connection: Connection, hospital_id: str, desk_id: str, said: DeskHealth, now: datetime
) -> None:
    """Keep a report that is new enough to matter; one desk reports every two seconds."""
    here = sa.and_(desk_health.c.hospital_id == hospital_id, desk_health.c.desk_id == desk_id)
    last = connection.execute(sa.select(desk_health.c.reported_at).where(here)).scalar()
    if last is not None and now - last < REPORT_EVERY:
        return
    since = said.waiting_since if said.waiting_since and said.waiting_since.tzinfo else None
    values = {
        "reported_at": now, "waiting": _fits(said.waiting, 0), "waiting_since": since,
        "free_mib": _fits(said.free_mib, -1), "store_mib": _fits(said.store_mib, -1), "errors": _fits(said.errors, 0),
    }  # fmt: skip
    if last is None:
        connection.execute(sa.insert(desk_health).values(hospital_id=hospital_id, desk_id=desk_id, **values))
    else:
        connection.execute(sa.update(desk_health).where(here).values(**values))


def health_by_desk(connection: Connection, hospital_id: str) -> dict[str, dict[str, Any]]:
    """Return {desk: its newest report}."""
    query = sa.select(desk_health).where(desk_health.c.hospital_id == hospital_id)
    return {row["desk_id"]: dict(row) for row in connection.execute(query).mappings()}


def _fits(number: int, least: int) -> int:
    return min(max(number, least), LARGEST)
