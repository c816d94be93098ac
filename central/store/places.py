"""Small values of a hospital: server epoch, named settings, what the day's work last did."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from central.store.tables import hospitals, meta

SERVER_EPOCH = "server_epoch"


def hospital(connection: Connection, hospital_id: str) -> dict[str, Any] | None:
    """Return the hospital's row."""
    row = (
        connection.execute(sa.select(hospitals).where(hospitals.c.hospital_id == hospital_id))
        .mappings()
        .first()
    )
    return None if row is None else dict(row)


def value(connection: Connection, hospital_id: str, name: str) -> str | None:
    """Return a named value."""
    return connection.scalar(
        sa.select(meta.c.value).where(meta.c.hospital_id == hospital_id, meta.c.name == name)
    )


def put_value(connection: Connection, hospital_id: str, name: str, text: str) -> None:
    """Keep a named value."""
    here = (meta.c.hospital_id == hospital_id, meta.c.name == name)
    if not connection.execute(sa.update(meta).where(*here).values(value=text)).rowcount:
        connection.execute(sa.insert(meta).values(hospital_id=hospital_id, name=name, value=text))


def server_epoch(connection: Connection, hospital_id: str) -> int:
    """Return the server epoch; it grows with every restore (I8)."""
    return int(value(connection, hospital_id, SERVER_EPOCH) or "1")
