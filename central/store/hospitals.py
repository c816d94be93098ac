"""The hospital's own row, its departments, doctors, sessions and notice, as they are set up (bulk statements)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from central.store.places import SERVER_EPOCH, put_value
from central.store.rowset import chunks
from central.store.tables import departments, hospitals

LARGE = 2_000


@dataclass(frozen=True, slots=True)
class NewHospital:
    """What `init` keeps of a hospital; public keys are 32 raw bytes."""

    name: str
    demo: bool
    region: str
    cooling_s: int
    share_percent: int
    lookups_per_minute: int
    founding_public: bytes
    sign_public: bytes
    seal_public: bytes


def add_hospital(connection: Connection, hospital_id: str, hospital: NewHospital, at: datetime) -> None:
    """Keep a new hospital, in place of the same one that an `init` left without its key file; server epoch 1."""
    connection.execute(sa.delete(hospitals).where(hospitals.c.hospital_id == hospital_id))
    connection.execute(
        sa.insert(hospitals).values(
            hospital_id=hospital_id, name=hospital.name, demo=hospital.demo, region=hospital.region,
            cooling_s=hospital.cooling_s, share_percent=hospital.share_percent,
            lookups_per_minute=hospital.lookups_per_minute, founding_public=hospital.founding_public,
            sign_public=hospital.sign_public, seal_public=hospital.seal_public, made_at=at,
        )
    )  # fmt: skip
    put_value(connection, hospital_id, SERVER_EPOCH, "1")


def has_departments(connection: Connection, hospital_id: str) -> bool:
    """Return whether the clinic was set up already."""
    query = sa.select(sa.func.count()).where(departments.c.hospital_id == hospital_id)
    return bool(connection.scalar(query))


def add_rows(
    connection: Connection, hospital_id: str, table: sa.Table, rows: Sequence[Mapping[str, Any]]
) -> None:
    """Insert rows of one table for a hospital."""
    for part in chunks(rows, LARGE):
        connection.execute(sa.insert(table), [{"hospital_id": hospital_id, **row} for row in part])


def pool_rows(session_id: str, half_hours: int, each: int) -> list[dict[str, Any]]:
    """Return the slots of a session: `each` numbers a half-hour, numbered through from 1, all in the shared pool."""
    return [
        {
            "session_id": session_id,
            "number": number,
            "half_hour": (number - 1) // each,
            "epoch": 0,
            "state": "pool",
            "desk_id": None,
            "booking_id": None,
        }
        for number in range(1, half_hours * each + 1)
    ]
