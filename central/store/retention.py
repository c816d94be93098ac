"""What is due under the retention rules, and its deletion (P14, G104)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from central.store.duties import duty_of
from central.store.tables import codes, lookups, online_orders
from central.store.tables_duties import duties, duty_people
from central.store.tables_planning import messages
from desktop.domain.duties import Duty, DutyKind
from desktop.domain.incidents import IncidentState

_CLOSED = sa.exists().where(
    duties.c.hospital_id == duty_people.c.hospital_id,
    duties.c.duty_id == duty_people.c.duty_id,
    duties.c.state == IncidentState.CLOSED.value,
)
# rule -> its table, the time that counts, and what else must hold
_KEPT: dict[str, tuple[sa.Table, Any, tuple[Any, ...]]] = {
    "codes": (codes, codes.c.expires_at, ()),
    "lookups": (lookups, lookups.c.at, ()),
    "messages": (messages, messages.c.done_at, ()),
    "online-orders": (online_orders, online_orders.c.at, ()),
    "incident-people": (duty_people, duty_people.c.at, (_CLOSED,)),
}


def due(connection: Connection, hospital_id: str, before: Mapping[str, str]) -> dict[str, int]:
    """Return how many rows of each rule are over; nothing is changed."""
    found, held = {}, _held(connection, hospital_id)
    for code, (table, _at, _rest) in _KEPT.items():
        query = sa.select(sa.func.count()).select_from(table).where(*_over(hospital_id, code, before, held))
        found[code] = int(connection.scalar(query) or 0)
    return found


def delete_due(connection: Connection, hospital_id: str, before: Mapping[str, str]) -> dict[str, int]:
    """Delete what is over; returns how many rows of each rule went."""
    held = _held(connection, hospital_id)
    return {
        code: int(
            connection.execute(sa.delete(table).where(*_over(hospital_id, code, before, held))).rowcount
        )
        for code, (table, _at, _rest) in _KEPT.items()
    }


def counted(connection: Connection, hospital_id: str, before: Mapping[str, str]) -> dict[str, int]:
    """Return what is due by rule, and under "held-" and the rule what incidents hold back of it."""
    back = held_back(connection, hospital_id, before)
    return due(connection, hospital_id, before) | {f"held-{code}": count for code, count in back.items()}


def held_back(connection: Connection, hospital_id: str, before: Mapping[str, str]) -> dict[str, int]:
    """Return how many rows of each rule are over and stay, because an incident holds its time as evidence."""
    held = _held(connection, hospital_id)
    found = {}
    for code in _KEPT:
        query = sa.select(sa.func.count()).select_from(_KEPT[code][0])
        query = query.where(*_past(hospital_id, code, before), sa.or_(sa.false(), *_evidence(held, code)))
        found[code] = int(connection.scalar(query) or 0)
    return found


def _held(connection: Connection, hospital_id: str) -> list[Duty]:
    query = sa.select(duties).where(
        duties.c.hospital_id == hospital_id, duties.c.kind == DutyKind.INCIDENT.value
    )
    return [one for one in map(duty_of, connection.execute(query)) if one.facts.get("held")]


def _evidence(held: list[Duty], code: str) -> list[sa.ColumnElement[bool]]:
    """Return what each held incident holds of a rule's rows: those of its time, and its own list of people."""
    if code == "incident-people":
        return [duty_people.c.duty_id == one.id for one in held]
    table, at, _rest = _KEPT[code]
    found = []
    for one in held:
        since, until = (datetime.fromisoformat(one.facts[name]) for name in ("since", "until"))
        desk = one.facts.get("desk_id")
        of_desk = [table.c.desk_id == desk] if desk and "desk_id" in table.c else []
        found.append(sa.and_(at >= since, at < until, *of_desk))
    return found


def _over(hospital_id: str, code: str, before: Mapping[str, str], held: list[Duty]) -> tuple[Any, ...]:
    return (*_past(hospital_id, code, before), *(~one for one in _evidence(held, code)))


def _past(hospital_id: str, code: str, before: Mapping[str, str]) -> tuple[Any, ...]:
    table, at, rest = _KEPT[code]
    return (table.c.hospital_id == hospital_id, at < datetime.fromisoformat(before[code]), *rest)
