"""Duties and the people they concern; whom a desk's or a person's traced acts laid open."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from central.store import trace_log
from central.store.rowset import chunks
from central.store.tables import bookings, desks, held, patient_keys, patients, served
from central.store.tables_duties import duties, duty_people, trace_people
from central.store.trace_log import EventQuery
from desktop.domain.canonical import facts_from_bytes, facts_to_bytes, pack
from desktop.domain.duties import Duty, DutyKind, Said
from desktop.domain.incidents import PRINTING, REVEALING, Exposure, IncidentState, Told
from desktop.domain.operations import KeyKind

Found = dict[str, set[str]]
LIVE = "live"


class OwnSeal(Protocol):
    """Central's own key (services.ports.CentralKeys)."""

    def seal_own(self, plain: bytes, context: bytes) -> bytes: ...
    def open_own(self, sealed: bytes, context: bytes) -> bytes: ...


def facts_of(row: Mapping[str, Any], keys: OwnSeal) -> dict[str, Any]:
    """Open the words of a row (hospital_id, duty_id, version, sealed); raises SealBrokenError."""
    context = _context(row["hospital_id"], row["duty_id"], row["version"])
    return facts_from_bytes(keys.open_own(bytes(row["sealed"]), context))


def sealed_facts(hospital_id: str, duty_id: str, version: int, facts: Said, keys: OwnSeal) -> bytes:
    """Return the words of a duty as they are kept, bound to its version."""
    return keys.seal_own(facts_to_bytes(facts), _context(hospital_id, duty_id, version))


def seal_older(connection: Connection, keys: OwnSeal, hospital_id: str) -> int:
    """Seal the words that a program before 0006 left as plain JSON; returns how many."""
    query = sa.select(duties).where(duties.c.hospital_id == hospital_id)
    plain = [row for row in connection.execute(query).mappings() if bytes(row["sealed"]).startswith(b"{")]
    for row in plain:
        facts = facts_from_bytes(bytes(row["sealed"]))
        sealed = sealed_facts(hospital_id, row["duty_id"], row["version"], facts, keys)
        here = (duties.c.hospital_id == hospital_id, duties.c.duty_id == row["duty_id"])
        connection.execute(sa.update(duties).where(*here).values(sealed=sealed))
    return len(plain)


def _context(hospital_id: str, duty_id: str, version: int) -> bytes:
    return pack("central-duty", hospital_id, duty_id, version)


def duty_of(row: Any, keys: OwnSeal) -> Duty:
    """Return the domain form of a row, of a query or of a RowSet; raises SealBrokenError."""
    values: dict[str, Any] = row if isinstance(row, dict) else row._asdict()
    facts = facts_of(values, keys)
    return Duty(
        values["duty_id"],
        values["kind"],
        values["state"],
        values["version"],
        values["made_by"],
        values["made_at"],
        facts,
    )


def duty(connection: Connection, hospital_id: str, duty_id: str, keys: OwnSeal) -> Duty | None:
    """Return one duty, None when there is none."""
    query = sa.select(duties).where(duties.c.hospital_id == hospital_id, duties.c.duty_id == duty_id)
    row = connection.execute(query).first()
    return None if row is None else duty_of(row, keys)


def open_incidents(connection: Connection, hospital_id: str, keys: OwnSeal) -> list[Duty]:
    """Return the incidents that are not closed."""
    query = sa.select(duties).where(
        duties.c.hospital_id == hospital_id, duties.c.kind == DutyKind.INCIDENT.value,
        duties.c.state.in_((IncidentState.OPEN.value, IncidentState.CLOSING.value)),
    )  # fmt: skip
    return [duty_of(row, keys) for row in connection.execute(query)]


def counts(connection: Connection, hospital_id: str, duty_id: str) -> dict[str, int]:
    """Return how many people of a duty are in which state."""
    query = (
        sa.select(duty_people.c.state, sa.func.count())
        .where(duty_people.c.hospital_id == hospital_id, duty_people.c.duty_id == duty_id)
        .group_by(duty_people.c.state)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def people_of(connection: Connection, hospital_id: str, duty_id: str) -> list[dict[str, Any]]:
    """Return the people of a duty by id."""
    query = (
        sa.select(duty_people)
        .where(duty_people.c.hospital_id == hospital_id, duty_people.c.duty_id == duty_id)
        .order_by(duty_people.c.patient_id)
    )
    return [dict(row) for row in connection.execute(query).mappings()]


def put_people(connection: Connection, hospital_id: str, duty_id: str, found: Found) -> None:
    """Write down whom a duty concerns."""
    rows = [
        {
            "hospital_id": hospital_id, "duty_id": duty_id, "patient_id": patient, "exposure": " ".join(sorted(kinds)),
            "channel": "", "state": Told.WAITING.value, "reason": "", "tended_by": "", "at": None,
        }
        for patient, kinds in sorted(found.items())
    ]  # fmt: skip
    if rows:
        connection.execute(sa.insert(duty_people), rows)


def tend(
    connection: Connection,
    hospital_id: str,
    duty_id: str,
    patient_id: str,
    *,
    was: Sequence[str],
    **values: Any,
) -> bool:
    """Change one person's line when it stands in one of these states; returns whether it did."""
    change = (
        sa.update(duty_people)
        .where(
            duty_people.c.hospital_id == hospital_id,
            duty_people.c.duty_id == duty_id,
            duty_people.c.patient_id == patient_id,
            duty_people.c.state.in_(was),
        )
        .values(**values)
    )
    return bool(connection.execute(change).rowcount)


def all_by_sms(connection: Connection, hospital_id: str, duty_id: str, who: str, at: datetime) -> int:
    """Put everybody who still waits on the way by message; returns how many."""
    change = (
        sa.update(duty_people)
        .where(
            duty_people.c.hospital_id == hospital_id,
            duty_people.c.duty_id == duty_id,
            duty_people.c.state == Told.WAITING.value,
        )
        .values(state=Told.SENDING.value, channel="sms", tended_by=who, at=at)
    )
    return int(connection.execute(change).rowcount)


def to_send(connection: Connection, hospital_id: str, limit: int) -> list[dict[str, Any]]:
    """Return people who wait for a message, with what is kept of their duty."""
    query = (
        sa.select(duty_people, duties.c.sealed, duties.c.version, duties.c.kind.label("duty_kind"))
        .join(
            duties,
            sa.and_(
                duties.c.hospital_id == duty_people.c.hospital_id, duties.c.duty_id == duty_people.c.duty_id
            ),
        )
        .where(
            duty_people.c.hospital_id == hospital_id,
            duty_people.c.state == Told.SENDING.value,
            duty_people.c.channel == "sms",
        )
        .order_by(duty_people.c.duty_id, duty_people.c.patient_id)
        .limit(limit)
    )
    return [dict(row) for row in connection.execute(query).mappings()]


def not_linked(connection: Connection, hospital_id: str) -> list[tuple[str, bytes]]:
    """Return living people whose traced id is not written down yet, with their wrapped record keys."""
    linked = sa.exists().where(
        trace_people.c.hospital_id == patient_keys.c.hospital_id,
        trace_people.c.patient_id == patient_keys.c.patient_id,
    )
    query = (
        sa.select(patient_keys.c.patient_id, patient_keys.c.wrapped)
        .join(
            patients,
            sa.and_(
                patients.c.hospital_id == patient_keys.c.hospital_id,
                patients.c.patient_id == patient_keys.c.patient_id,
            ),
        )
        .where(
            patient_keys.c.hospital_id == hospital_id,
            patient_keys.c.key_kind == KeyKind.RECORD.value,
            patients.c.state == LIVE,
            ~linked,
        )
    )
    return [(row.patient_id, bytes(row.wrapped)) for row in connection.execute(query)]


def link_trace(connection: Connection, hospital_id: str, people: Mapping[str, str]) -> None:
    """Write down whose record traced ids stand for (traced id -> person)."""
    rows = [
        {"hospital_id": hospital_id, "audit_id": audit_id, "patient_id": patient}
        for audit_id, patient in sorted(people.items())
    ]
    if rows:
        connection.execute(sa.insert(trace_people), rows)


def unlink_trace(connection: Connection, hospital_id: str, patient_id: str) -> None:
    """Forget which traced ids were this person's, and that a duty concerned them."""
    for table in (trace_people, duty_people):
        connection.execute(
            sa.delete(table).where(table.c.hospital_id == hospital_id, table.c.patient_id == patient_id)
        )


def desk_named(connection: Connection, hospital_id: str, name: str, until: datetime) -> str | None:
    """Return the desk with this number, or the one that stood at this window then; None when there is none.

    Of several at a window it is the newest that was enrolled before `until`: a PC that came later did nothing then.
    """
    query = (
        sa.select(desks.c.desk_id)
        .where(desks.c.hospital_id == hospital_id, sa.or_(desks.c.desk_id == name, desks.c.window == name))
        .order_by((desks.c.enrolled_at < until).desc(), desks.c.enrolled_at.desc())
        .limit(1)
    )
    return connection.scalar(query)


def laid_open(connection: Connection, hospital_id: str, wanted: EventQuery, closed: Iterable[bytes]) -> Found:
    """Return whose data a desk or a person showed, printed, or could open, each with the ways.

    `wanted` is `laid_open_by` of them; `closed` are the entries of segments that it finds.
    """
    found: Found = defaultdict(set)
    shown, booked = _traced(connection, hospital_id, wanted, closed)
    for audit_id, patient in _owners(connection, hospital_id, trace_people.c.audit_id, sorted(shown)):
        found[patient] |= shown[audit_id]
    for _booking, patient in _owners(connection, hospital_id, bookings.c.booking_id, sorted(booked)):
        found[patient].add(Exposure.PRINTED.value)
    if wanted.desk_id and not wanted.actor:
        for table in (held, served):
            query = sa.select(table.c.patient_id).where(
                table.c.hospital_id == hospital_id, table.c.desk_id == wanted.desk_id
            )
            for patient in connection.scalars(query):
                found[patient].add(Exposure.DECRYPTABLE.value)
    return dict(found)


def laid_open_by(desk_id: str, staff_id: str, since: datetime, until: datetime) -> EventQuery:
    """Return which entries show or print somebody's data, by a desk, a person ("" anybody) or both."""
    return EventQuery(
        desk_id or None, staff_id or None, since=since, until=until, acts=REVEALING | PRINTING, result="ok"
    )


def _traced(
    connection: Connection, hospital_id: str, wanted: EventQuery, closed: Iterable[bytes]
) -> tuple[dict[str, set[str]], set[str]]:
    shown: dict[str, set[str]] = defaultdict(set)
    booked: set[str] = set()
    for event in (*trace_log.wanted_events(connection, hospital_id, wanted), *closed):
        said = json.loads(event)
        kind = Exposure.REVEALED if said["act"] in REVEALING else Exposure.PRINTED
        if said["subj"]:
            shown[said["subj"]].add(kind.value)
        elif kind is Exposure.PRINTED and said["obj"]:
            booked.add(str(said["obj"]))
    return shown, booked


def _owners(
    connection: Connection, hospital_id: str, column: Any, ids: Sequence[str]
) -> list[tuple[str, str]]:
    table = column.table
    rows: list[tuple[str, str]] = []
    for part in chunks(ids):
        query = sa.select(column, table.c.patient_id).where(
            table.c.hospital_id == hospital_id, column.in_(part)
        )
        rows += [(key, patient) for key, patient in connection.execute(query) if patient]
    return rows
