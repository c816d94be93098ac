"""What is due under the retention rules, and its deletion (P14, G104)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from central.store import retention_cases as cases
from central.store import retention_people as people
from central.store import retention_segments as segments
from central.store.duties import Found, OwnSeal, duty_of
from central.store.tables import codes, lookups, online_orders
from central.store.tables_duties import duties, duty_people
from central.store.tables_planning import messages
from central.store.trace_segments import StoredSegment
from desktop.domain.duties import Duty, DutyKind
from desktop.domain.incidents import IncidentState
from desktop.domain.retention import CASE_KEYS, KEPT_RECORDS, OF_PEOPLE, TRACE_SEGMENTS

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


def due(connection: Connection, hospital_id: str, before: Mapping[str, str], keys: OwnSeal) -> dict[str, int]:
    """Return how many rows of each rule are over; nothing is changed."""
    found, held = _due_files(connection, hospital_id, before, keys), _held(connection, hospital_id, keys)
    if TRACE_SEGMENTS in before:
        found[TRACE_SEGMENTS] = segments.count(connection, hospital_id, before[TRACE_SEGMENTS], held)
    if CASE_KEYS in before:
        found[CASE_KEYS] = len(cases.due(connection, hospital_id, before[CASE_KEYS], held))
    for code, (table, _at, _rest) in _KEPT.items():
        query = sa.select(sa.func.count()).select_from(table).where(*_over(hospital_id, code, before, held))
        found[code] = int(connection.scalar(query) or 0)
    return found


def delete_due(
    connection: Connection, hospital_id: str, before: Mapping[str, str], keys: OwnSeal
) -> dict[str, int]:
    """Delete what is over; returns how many rows of each rule went."""
    held = _held(connection, hospital_id, keys)
    gone = people.expired(connection, hospital_id, before[KEPT_RECORDS])
    return {KEPT_RECORDS: people.drop_kept(connection, hospital_id, gone)} | {
        code: int(
            connection.execute(sa.delete(table).where(*_over(hospital_id, code, before, held))).rowcount
        )
        for code, (table, _at, _rest) in _KEPT.items()
    }


def due_segments(
    connection: Connection, hospital_id: str, before: Mapping[str, str], keys: OwnSeal
) -> list[StoredSegment]:
    """Return the closed parts of traces whose bytes go with this run; their rows stay.

    A run that was filed before this rule was there names no time for it.
    """
    if TRACE_SEGMENTS not in before:
        return []
    return segments.due(connection, hospital_id, before[TRACE_SEGMENTS], _held(connection, hospital_id, keys))


def due_cases(
    connection: Connection, hospital_id: str, before: Mapping[str, str], keys: OwnSeal
) -> list[cases.OverCase]:
    """Return the cases whose keys go with this run; a run filed before this rule was there names no time for it."""
    if CASE_KEYS not in before:
        return []
    return cases.due(connection, hospital_id, before[CASE_KEYS], _held(connection, hospital_id, keys))


def due_files(connection: Connection, hospital_id: str, before: Mapping[str, str], keys: OwnSeal) -> Found:
    """Return whose own file is due, each with its rule."""
    held = [one.id for one in _held(connection, hospital_id, keys)]
    found = {code: people.due_people(connection, hospital_id, code, before[code], held) for code in OF_PEOPLE}
    return {patient: {code} for code, ids in found.items() for patient in ids}


def files_in(connection: Connection, hospital_id: str, duty_id: str, state: str) -> dict[str, int]:
    """Return how many files of a run stand in a state, by rule."""
    found = people.states(connection, hospital_id, duty_id, state)
    return {code: found.get(code, 0) for code in OF_PEOPLE}


def still_due(
    connection: Connection, hospital_id: str, duty: Duty, patient_id: str, case_id: str, keys: OwnSeal
) -> bool:
    """Return whether a run lists this person's file and nothing but this deletion of its own keeps it since."""
    code = people.rule_of(connection, hospital_id, duty.id, patient_id)
    if not code:
        return False
    held, before = [one.id for one in _held(connection, hospital_id, keys)], duty.facts["before"][code]
    return people.is_due(connection, hospital_id, code, before, held, patient_id, case_id)


def _due_files(
    connection: Connection, hospital_id: str, before: Mapping[str, str], keys: OwnSeal
) -> dict[str, int]:
    listed = [code for codes in due_files(connection, hospital_id, before, keys).values() for code in codes]
    gone = people.expired(connection, hospital_id, before[KEPT_RECORDS])
    return {code: listed.count(code) for code in OF_PEOPLE} | {KEPT_RECORDS: len(gone)}


def counted(
    connection: Connection, hospital_id: str, before: Mapping[str, str], keys: OwnSeal
) -> dict[str, int]:
    """Return what is due by rule, and under "held-" and the rule what incidents hold back of it."""
    back = held_back(connection, hospital_id, before, keys)
    return due(connection, hospital_id, before, keys) | {
        f"held-{code}": count for code, count in back.items()
    }


def held_back(
    connection: Connection, hospital_id: str, before: Mapping[str, str], keys: OwnSeal
) -> dict[str, int]:
    """Return how many rows of each rule are over and stay, because an incident holds its time as evidence."""
    held = _held(connection, hospital_id, keys)
    found = {}
    if TRACE_SEGMENTS in before:
        found[TRACE_SEGMENTS] = segments.held_back(connection, hospital_id, before[TRACE_SEGMENTS], held)
    if CASE_KEYS in before:
        found[CASE_KEYS] = cases.held_back(connection, hospital_id, before[CASE_KEYS], held)
    for code in _KEPT:
        query = sa.select(sa.func.count()).select_from(_KEPT[code][0])
        query = query.where(*_past(hospital_id, code, before), sa.or_(sa.false(), *_evidence(held, code)))
        found[code] = int(connection.scalar(query) or 0)
    return found


def _held(connection: Connection, hospital_id: str, keys: OwnSeal) -> list[Duty]:
    query = sa.select(duties).where(
        duties.c.hospital_id == hospital_id, duties.c.kind == DutyKind.INCIDENT.value
    )
    incidents = (duty_of(row, keys) for row in connection.execute(query))
    return [one for one in incidents if one.facts.get("held")]


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
