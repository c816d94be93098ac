"""The rows of paper slips: printed, keyed once, sent to every desk (N7)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from central.store.rowset import chunks
from central.store.tables_slips import paper_slips
from desktop.domain.canonical import facts_to_bytes
from desktop.domain.paper_slips import PAPER_SLIP, PaperSlip
from desktop.sync import wire

_s = paper_slips.c


def put_printed(
    connection: Connection, hospital_id: str, slips: Sequence[str], window: str, at: datetime
) -> None:
    """Keep a printed pack; a slip that was keyed before its pack was told keeps its booking."""
    for slip in slips:
        here = (_s.hospital_id == hospital_id, _s.slip == slip)
        step = sa.update(paper_slips).where(*here).values(window=window, printed_at=at)
        if not connection.execute(step).rowcount:
            connection.execute(
                sa.insert(paper_slips).values(
                    hospital_id=hospital_id, slip=slip, window=window, printed_at=at
                )
            )


def holder(connection: Connection, hospital_id: str, slip: str) -> str | None:
    """Return the booking that was keyed from a slip, None while there is none."""
    query = sa.select(_s.booking_id).where(_s.hospital_id == hospital_id, _s.slip == slip)
    return connection.scalar(query)


def key(connection: Connection, hospital_id: str, slip: str, booking_id: str, before: str | None) -> bool:
    """Give a slip to a booking; False when another than `before` has it by now."""
    held = _s.booking_id.is_(None) if before is None else _s.booking_id == before
    here = (_s.hospital_id == hospital_id, _s.slip == slip)
    if connection.execute(sa.update(paper_slips).where(*here, held).values(booking_id=booking_id)).rowcount:
        return True
    if connection.scalar(sa.select(sa.func.count()).select_from(paper_slips).where(*here)):
        return False
    connection.execute(
        sa.insert(paper_slips).values(hospital_id=hospital_id, slip=slip, window="", booking_id=booking_id)
    )
    return True


def bodies(connection: Connection, hospital_id: str, ids: Sequence[str]) -> dict[str, wire.Message]:
    """Return printed slips for the feed."""
    found: dict[str, wire.Message] = {}
    for part in chunks(ids):
        query = sa.select(paper_slips).where(_s.hospital_id == hospital_id, _s.slip.in_(part))
        for r in connection.execute(query):
            at = r.printed_at.isoformat() if r.printed_at else ""
            slip = PaperSlip(r.slip, r.window, at, r.booking_id or "")
            found[r.slip] = wire.PlanRow(kind=PAPER_SLIP, id=r.slip, body=facts_to_bytes(slip.to_facts()))
    return found
