"""What the end of the operation asks of the rows: the order, who is left, what became of the others (P15, N35)."""

from __future__ import annotations

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from central.store import erasures
from central.store.duties import OwnSeal, duty_of
from central.store.people import LIVE
from central.store.tables import bookings, cases, patients
from central.store.tables_duties import duties, duty_people
from desktop.domain.bookings import LIVE as LIVE_BOOKINGS
from desktop.domain.duties import Duty, DutyKind
from desktop.domain.incidents import Channel, Told
from desktop.domain.rights import CaseState
from desktop.domain.wind_down import GROUND, IN_FORCE, WITHDRAWN


def order(connection: Connection, hospital_id: str, keys: OwnSeal) -> Duty | None:
    """Return the order that two people signed."""
    row = _newest(connection, hospital_id, duties.c.state.in_(sorted(IN_FORCE)))
    return None if row is None else duty_of(row, keys)


def unfinished(connection: Connection, hospital_id: str) -> bool:
    """Return whether a draft or an order stands that was not called off."""
    return _newest(connection, hospital_id, duties.c.state != WITHDRAWN) is not None


def _newest(connection: Connection, hospital_id: str, which: sa.ColumnElement[bool]) -> Any:
    query = sa.select(duties).where(
        duties.c.hospital_id == hospital_id, duties.c.kind == DutyKind.WIND_DOWN.value, which
    )
    return connection.execute(query.order_by(duties.c.made_at.desc()).limit(1)).first()


def add_everybody(connection: Connection, hospital_id: str, duty_id: str, who: str) -> int:
    """Put everybody who lives here and is not told yet on the way by message; returns how many."""
    known = sa.exists().where(
        duty_people.c.hospital_id == patients.c.hospital_id, duty_people.c.duty_id == duty_id,
        duty_people.c.patient_id == patients.c.patient_id,
    )  # fmt: skip
    columns = {
        "hospital_id": patients.c.hospital_id, "duty_id": sa.literal(duty_id), "patient_id": patients.c.patient_id,
        "exposure": sa.literal(""), "channel": sa.literal(Channel.SMS.value), "state": sa.literal(Told.SENDING.value),
        "reason": sa.literal(""), "tended_by": sa.literal(who),
    }  # fmt: skip
    query = sa.select(*columns.values()).where(
        patients.c.hospital_id == hospital_id, patients.c.state == LIVE, patients.c.same_as.is_(None), ~known
    )
    return int(connection.execute(sa.insert(duty_people).from_select(list(columns), query)).rowcount)


def booked_after(connection: Connection, hospital_id: str, day: date) -> int:
    """Return how many bookings that are to come stand after a day."""
    query = sa.select(sa.func.count()).where(
        bookings.c.hospital_id == hospital_id,
        bookings.c.day > day,
        bookings.c.state.in_(sorted(LIVE_BOOKINGS)),
    )
    return int(connection.scalar(query) or 0)


def left(connection: Connection, hospital_id: str, after: str, limit: int) -> list[str]:
    """Return people who live here still, in order from an id on."""
    query = sa.select(patients.c.patient_id).where(
        patients.c.hospital_id == hospital_id, patients.c.state == LIVE, patients.c.patient_id > after
    )
    return list(connection.scalars(query.order_by(patients.c.patient_id).limit(limit)))


def figures(connection: Connection, hospital_id: str) -> dict[str, int]:
    """Return how many people were destroyed under the order, for how many a record stays, how many live here still."""
    mine = (cases.c.hospital_id == hospital_id, cases.c.ground == GROUND)
    gone = (*mine, cases.c.state.in_((CaseState.DESTROYED.value, CaseState.DONE.value)))
    count = sa.select(sa.func.count()).select_from(cases)
    alive = sa.select(sa.func.count()).where(patients.c.hospital_id == hospital_id, patients.c.state == LIVE)
    return {
        "destroyed": int(connection.scalar(count.where(*gone)) or 0),
        "kept": int(connection.scalar(count.where(*gone, cases.c.kept != "")) or 0),
        "alive": int(connection.scalar(alive) or 0),
    }


def waiting_windows(connection: Connection, hospital_id: str) -> tuple[str, ...]:
    """Return the windows whose receipts are still awaited."""
    query = sa.select(cases.c.case_id).where(
        cases.c.hospital_id == hospital_id,
        cases.c.ground == GROUND,
        cases.c.state == CaseState.DESTROYED.value,
    )
    pending = erasures.pending(connection, hospital_id, list(connection.scalars(query)))
    return tuple(sorted({window for windows in pending.values() for window in windows}))
