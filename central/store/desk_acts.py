"""Decisions about desks, and what was kept aside of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from central.store.tables import quarantine, staff, tasks
from central.store.tables_desks import desk_acts
from desktop.domain.ids import DeskId
from desktop.domain.operations import SignedOperation
from desktop.sync.wire import WireOperation, from_wire

OPEN = "open"


@dataclass(frozen=True, slots=True)
class DeskAct:
    """One decision about a desk."""

    act_id: str
    desk_id: str
    act: str
    by: str
    at: datetime
    object_id: str = ""
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """An operation that was kept aside; `hash` is what the desk signed."""

    signed: SignedOperation
    hash: bytes
    reason: str
    received_at: datetime


def add(connection: Connection, hospital_id: str, acts: Sequence[DeskAct]) -> None:
    """Append decisions."""
    rows = [
        {
            "hospital_id": hospital_id, "act_id": act.act_id, "desk_id": act.desk_id, "act": act.act, "by": act.by,
            "at": act.at, "object_id": act.object_id, "outcome": act.outcome,
        }
        for act in acts
    ]  # fmt: skip
    if rows:
        connection.execute(sa.insert(desk_acts), rows)


def of_desk(connection: Connection, hospital_id: str, desk_id: str) -> list[dict[str, Any]]:
    """Return what was decided about a desk, oldest first."""
    here = (desk_acts.c.hospital_id == hospital_id, desk_acts.c.desk_id == desk_id)
    query = sa.select(desk_acts).where(*here).order_by(desk_acts.c.at, desk_acts.c.act_id)
    return [dict(row) for row in connection.execute(query).mappings()]


def role_of(connection: Connection, hospital_id: str, staff_id: str) -> str | None:
    """Return the role of somebody on the staff list, None when they are not on it."""
    here = (staff.c.hospital_id == hospital_id, staff.c.staff_id == staff_id)
    return connection.scalar(sa.select(staff.c.role).where(*here))


def kept_aside(connection: Connection, hospital_id: str, desk_id: str) -> list[Kept]:
    """Return what was kept aside of a desk, in the order in which it did it."""
    here = (quarantine.c.hospital_id == hospital_id, quarantine.c.desk_id == desk_id)
    query = sa.select(quarantine).where(*here).order_by(quarantine.c.incarnation, quarantine.c.seq)
    found = []
    for row in connection.execute(query):
        wire = msgspec.json.decode(row.body, type=WireOperation)
        signed = from_wire(wire, DeskId(desk_id), row.incarnation)
        found.append(Kept(signed, bytes(row.hash), row.reason, row.received_at))
    return found


def count_kept(connection: Connection, hospital_id: str, desk_id: str) -> int:
    """Return how many operations of a desk were kept aside."""
    here = (quarantine.c.hospital_id == hospital_id, quarantine.c.desk_id == desk_id)
    return connection.scalar(sa.select(sa.func.count()).select_from(quarantine).where(*here)) or 0


def open_tasks(connection: Connection, hospital_id: str, kind: str, reason: str) -> list[str]:
    """Return the open tasks of a kind about something."""
    query = sa.select(tasks.c.task_id).where(
        tasks.c.hospital_id == hospital_id,
        tasks.c.kind == kind,
        tasks.c.reason == reason,
        tasks.c.state == OPEN,
    )
    return list(connection.scalars(query))
