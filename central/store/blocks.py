"""Who may not book ahead for a time, read for sets of people (G40)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from central.store.rowset import chunks
from central.store.tables_people import person_blocks
from desktop.domain.blocks import Block, BlockReason, in_force


def ids_of(connection: Connection, hospital_id: str, patient_id: str) -> list[str]:
    """Return every block that was ever set on this person."""
    t = person_blocks.c
    query = sa.select(t.block_id).where(t.hospital_id == hospital_id, t.patient_id == patient_id)
    return list(connection.scalars(query.order_by(t.block_id)))


def in_force_of(
    connection: Connection, hospital_id: str, patient_ids: Sequence[str], today: date
) -> dict[str, Block]:
    """Return what holds of each of these people today."""
    found: dict[str, list[Block]] = {}
    t = person_blocks.c
    for part in chunks(sorted(set(patient_ids))):
        query = sa.select(t.patient_id, t.reason, t.until).where(
            t.hospital_id == hospital_id, t.patient_id.in_(part), t.lifted_at.is_(None), t.until >= today
        )
        for row in connection.execute(query):
            found.setdefault(row.patient_id, []).append(Block(BlockReason(row.reason), row.until))
    held = {patient_id: in_force(blocks, today) for patient_id, blocks in found.items()}
    return {patient_id: block for patient_id, block in held.items() if block is not None}
