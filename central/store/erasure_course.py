"""Where a deletion was filed and when its case was over: what it is kept for counts from then (P14, P25)."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from central.store.tables import cases
from central.store.tables_requests import erasure_course as table
from desktop.domain.rights import CaseState


def filed(connection: Connection, hospital_id: str, case_id: str, desk_id: str) -> None:
    """Note at which desk a case begins."""
    values = {"case_id": case_id, "desk_id": desk_id, "ended_at": None}
    connection.execute(sa.insert(table).values(hospital_id=hospital_id, **values))


def desk_of(connection: Connection, hospital_id: str, case_id: str) -> str:
    """Return at which desk a deletion was filed, "" when that was not noted."""
    query = sa.select(table.c.desk_id).where(table.c.hospital_id == hospital_id, table.c.case_id == case_id)
    return str(connection.scalar(query) or "")


def ended(connection: Connection, hospital_id: str, case_id: str, at: datetime) -> None:
    """Note that a case is over; the first time stands."""
    mine = (table.c.hospital_id == hospital_id, table.c.case_id == case_id)
    if connection.scalar(sa.select(sa.literal(1)).where(*mine)) is None:
        values = {"case_id": case_id, "desk_id": None, "ended_at": at}
        connection.execute(sa.insert(table).values(hospital_id=hospital_id, **values))
        return
    connection.execute(sa.update(table).where(*mine, table.c.ended_at.is_(None)).values(ended_at=at))


def note_ends(connection: Connection, hospital_id: str, at: datetime) -> None:
    """Note as over now what is over and of which nobody noted when: it is kept rather too long than too short."""
    c = cases.c
    noted = sa.select(table.c.case_id).where(
        table.c.hospital_id == hospital_id, table.c.ended_at.is_not(None)
    )
    query = sa.select(c.case_id).where(
        c.hospital_id == hospital_id,
        c.state.in_((CaseState.WITHDRAWN.value, CaseState.DONE.value)),
        c.case_id.not_in(noted),
    )
    for case_id in list(connection.scalars(query)):
        ended(connection, hospital_id, case_id, at)
