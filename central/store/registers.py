"""The registers' rows: every version is kept, the newest of each entry goes to the desks (P10, P38, P41, P43)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from central.store.tables_registers import register_entries
from desktop.domain.registers import RegisterEntry
from desktop.sync import wire


def put(
    connection: Connection, hospital_id: str, entry: RegisterEntry, at: datetime, signature: bytes
) -> None:
    """Keep one more version."""
    connection.execute(
        sa.insert(register_entries).values(
            hospital_id=hospital_id, entry_id=entry.id, version=entry.version, kind=entry.kind.value,
            body=entry.to_bytes(), by=entry.by, at=at, signature=signature,
        )
    )  # fmt: skip


def versions(connection: Connection, hospital_id: str) -> list[tuple[RegisterEntry, datetime, bytes]]:
    """Return every version with its time and signature, oldest first."""
    query = (
        sa.select(register_entries)
        .where(register_entries.c.hospital_id == hospital_id)
        .order_by(register_entries.c.at, register_entries.c.entry_id, register_entries.c.version)
    )
    return [
        (RegisterEntry.from_bytes(bytes(row.body)), row.at, bytes(row.signature))
        for row in connection.execute(query)
    ]


def newest(connection: Connection, hospital_id: str) -> tuple[RegisterEntry, ...]:
    """Return the newest version of each entry."""
    kept: dict[str, RegisterEntry] = {}
    for entry, _at, _signature in versions(connection, hospital_id):
        if entry.id not in kept or kept[entry.id].version < entry.version:
            kept[entry.id] = entry
    return tuple(kept.values())


def bodies(connection: Connection, hospital_id: str, ids: Sequence[str]) -> dict[str, wire.Message]:
    """Return entries for the feed."""
    wanted = set(ids)
    return {
        entry.id: wire.RegisterRow(id=entry.id, version=entry.version, body=entry.to_bytes())
        for entry in newest(connection, hospital_id)
        if entry.id in wanted
    }
