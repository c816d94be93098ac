"""The desks' traces at central: heads it signed, their entries, and heads that did not follow."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, RowMapping
from sqlalchemy.exc import IntegrityError

from central.store.tables import trace_events, trace_forks, trace_heads
from desktop.domain.audit import GENESIS, link
from desktop.domain.audit_trace import TraceHead
from desktop.domain.ids import DeskId

_PAGE = 2000


@dataclass(frozen=True, slots=True)
class WitnessedHead:
    """A head with both signatures (64 bytes each)."""

    head: TraceHead
    desk_signature: bytes
    witnessed_at: datetime
    signature: bytes


@dataclass(frozen=True, slots=True)
class EventQuery:
    """Which entries somebody wants to read; None leaves a part open."""

    desk_id: str | None = None
    actor: str | None = None
    act: str | None = None
    subject: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    desks: frozenset[str] | None = None
    actors: frozenset[str] | None = None
    acts: frozenset[str] | None = None
    result: str | None = None


def newest(connection: Connection, hospital_id: str, desk_id: str) -> WitnessedHead | None:
    """Return the longest head of the newest incarnation."""
    query = (
        sa.select(trace_heads)
        .where(trace_heads.c.hospital_id == hospital_id, trace_heads.c.desk_id == desk_id)
        .order_by(trace_heads.c.incarnation.desc(), trace_heads.c.size.desc())
        .limit(1)
    )
    row = connection.execute(query).mappings().first()
    return None if row is None else _head(row)


def at_size(
    connection: Connection, hospital_id: str, desk_id: str, incarnation: int, size: int
) -> WitnessedHead | None:
    """Return the head of an incarnation with just this size."""
    query = sa.select(trace_heads).where(
        trace_heads.c.hospital_id == hospital_id,
        trace_heads.c.desk_id == desk_id,
        trace_heads.c.incarnation == incarnation,
        trace_heads.c.size == size,
    )
    row = connection.execute(query).mappings().first()
    return None if row is None else _head(row)


def heads(connection: Connection, hospital_id: str, desk_id: str | None = None) -> list[WitnessedHead]:
    """Return all heads, by desk, incarnation and size."""
    query = sa.select(trace_heads).where(trace_heads.c.hospital_id == hospital_id)
    if desk_id is not None:
        query = query.where(trace_heads.c.desk_id == desk_id)
    order = (trace_heads.c.desk_id, trace_heads.c.incarnation, trace_heads.c.size)
    return [_head(row) for row in connection.execute(query.order_by(*order)).mappings()]


def heads_since(connection: Connection, hospital_id: str, since: datetime) -> list[WitnessedHead]:
    """Return the heads that central signed since then, by desk, incarnation and size."""
    t = trace_heads.c
    query = sa.select(trace_heads).where(t.hospital_id == hospital_id, t.witnessed_at >= since)
    return [
        _head(row) for row in connection.execute(query.order_by(t.desk_id, t.incarnation, t.size)).mappings()
    ]


def stretch(connection: Connection, hospital_id: str, head: TraceHead) -> list[bytes]:
    """Return the entries by which a head grew, in order."""
    t = trace_events.c
    query = sa.select(t.event).where(
        t.hospital_id == hospital_id, t.desk_id == head.desk, t.incarnation == head.incarnation, t.seq > head.start,
        t.seq <= head.size,
    )  # fmt: skip
    return [bytes(event) for event in connection.scalars(query.order_by(t.seq))]


def hash_before(connection: Connection, hospital_id: str, head: TraceHead) -> bytes:
    """Return the chain hash from which a head grew (32 bytes)."""
    base = at_size(connection, hospital_id, head.desk, head.base_incarnation, head.start)
    return GENESIS if base is None else base.head.head


def put(
    connection: Connection, hospital_id: str, taken: WitnessedHead, before: bytes, events: Sequence[bytes]
) -> None:
    """Keep a head and the entries it grew by; `before` is the chain hash of entry `start`."""
    head = taken.head
    connection.execute(
        sa.insert(trace_heads).values(
            hospital_id=hospital_id, desk_id=head.desk, incarnation=head.incarnation, size=head.size,
            base_incarnation=head.base_incarnation, start=head.start, head=head.head, at=head.at,
            desk_signature=taken.desk_signature, witnessed_at=taken.witnessed_at, signature=taken.signature,
        )
    )  # fmt: skip
    rows = []
    for seq, event in enumerate(events, start=head.start + 1):
        fields = json.loads(event)
        before = link(before, event)
        rows.append(
            {
                "hospital_id": hospital_id, "desk_id": head.desk, "incarnation": head.incarnation, "seq": seq,
                "at": datetime.fromtimestamp(fields["t"] / 1000, UTC), "act": fields["act"],
                "result": fields["result"], "actor": fields["actor"], "subject": fields["subj"], "event": event,
                "hash": before,
            }
        )  # fmt: skip
    connection.execute(sa.insert(trace_events), rows)


def note_fork(
    connection: Connection, hospital_id: str, head: TraceHead, desk_signature: bytes, seen_at: datetime
) -> bool:
    """Keep a head that does not follow; False when it is known already."""
    row = sa.insert(trace_forks).values(
        hospital_id=hospital_id, desk_id=head.desk, incarnation=head.incarnation, size=head.size, head=head.head,
        at=head.at, desk_signature=desk_signature, seen_at=seen_at,
    )  # fmt: skip
    try:
        with connection.begin_nested():
            connection.execute(row)
    except IntegrityError:
        return False
    return True


def forks(connection: Connection, hospital_id: str) -> list[tuple[str, int, int, datetime]]:
    """Return (desk, incarnation, size, when central saw it) of every head that did not follow."""
    query = (
        sa.select(trace_forks.c.desk_id, trace_forks.c.incarnation, trace_forks.c.size, trace_forks.c.seen_at)
        .where(trace_forks.c.hospital_id == hospital_id)
        .order_by(trace_forks.c.seen_at)
    )
    return [(row.desk_id, row.incarnation, row.size, row.seen_at) for row in connection.execute(query)]


def entries(
    connection: Connection, hospital_id: str, desk_id: str, incarnation: int
) -> Iterator[tuple[bytes, bytes]]:
    """Yield (event bytes, chain hash) of one incarnation in order, in pages."""
    here = (
        trace_events.c.hospital_id == hospital_id,
        trace_events.c.desk_id == desk_id,
        trace_events.c.incarnation == incarnation,
    )
    after = 0
    while True:
        query = (
            sa.select(trace_events.c.seq, trace_events.c.event, trace_events.c.hash)
            .where(*here, trace_events.c.seq > after)
            .order_by(trace_events.c.seq)
            .limit(_PAGE)
        )
        rows = connection.execute(query).all()
        for row in rows:
            yield bytes(row.event), bytes(row.hash)
        if len(rows) < _PAGE:
            return
        after = rows[-1].seq


def found(
    connection: Connection, hospital_id: str, wanted: EventQuery, most: int, *, skip: int = 0
) -> list[bytes]:
    """Return the newest entries that fit, newest first; `skip` leaves out as many."""
    t = trace_events.c
    query = _wanted(hospital_id, wanted).order_by(t.at.desc(), t.desk_id, t.seq.desc())
    return [bytes(event) for event in connection.scalars(query.limit(most).offset(skip))]


def wanted_events(connection: Connection, hospital_id: str, wanted: EventQuery) -> list[bytes]:
    """Return all entries that fit, in no order."""
    return [bytes(event) for event in connection.scalars(_wanted(hospital_id, wanted))]


def _wanted(hospital_id: str, wanted: EventQuery) -> sa.Select[Any]:
    t = trace_events.c
    query = sa.select(t.event).where(t.hospital_id == hospital_id)
    for column, value in (
        (t.desk_id, wanted.desk_id), (t.actor, wanted.actor), (t.act, wanted.act), (t.subject, wanted.subject),
        (t.result, wanted.result),
    ):  # fmt: skip
        if value is not None:
            query = query.where(column == value)
    for column, values in ((t.desk_id, wanted.desks), (t.actor, wanted.actors), (t.act, wanted.acts)):
        if values is not None:
            query = query.where(column.in_(sorted(values)))
    if wanted.since is not None:
        query = query.where(t.at >= wanted.since)
    if wanted.until is not None:
        query = query.where(t.at < wanted.until)
    return query


def traces_before(connection: Connection, hospital_id: str, before: datetime) -> list[tuple[str, int]]:
    """Return (desk, incarnation) of every trace with entries from before a time, oldest desks first."""
    t = trace_events.c
    query = sa.select(t.desk_id, t.incarnation).where(t.hospital_id == hospital_id, t.at < before)
    return [
        (row[0], row[1]) for row in connection.execute(query.distinct().order_by(t.desk_id, t.incarnation))
    ]


def first_since(
    connection: Connection, hospital_id: str, desk_id: str, incarnation: int, since: datetime
) -> int | None:
    """Return the first entry of a trace that is not older than a time."""
    t = trace_events.c
    query = sa.select(sa.func.min(t.seq)).where(
        t.hospital_id == hospital_id, t.desk_id == desk_id, t.incarnation == incarnation, t.at >= since
    )
    found: int | None = connection.scalar(query)
    return found


def rows_between(
    connection: Connection, hospital_id: str, desk_id: str, incarnation: int, first: int, last: int
) -> list[tuple[bytes, bytes]]:
    """Return (event bytes, chain hash) of a run of entries, in order."""
    t = trace_events.c
    query = sa.select(t.event, t.hash).where(*_between(hospital_id, desk_id, incarnation, first, last))
    return [(bytes(row.event), bytes(row.hash)) for row in connection.execute(query.order_by(t.seq))]


def drop_between(
    connection: Connection, hospital_id: str, desk_id: str, incarnation: int, first: int, last: int
) -> None:
    """Delete a run of entries, which lie in a segment from now on."""
    connection.execute(
        sa.delete(trace_events).where(*_between(hospital_id, desk_id, incarnation, first, last))
    )


def _between(
    hospital_id: str, desk_id: str, incarnation: int, first: int, last: int
) -> tuple[sa.ColumnElement[bool], ...]:
    t = trace_events.c
    return (
        t.hospital_id == hospital_id, t.desk_id == desk_id, t.incarnation == incarnation, t.seq >= first, t.seq <= last
    )  # fmt: skip


def _head(row: RowMapping) -> WitnessedHead:
    head = TraceHead(
        DeskId(row["desk_id"]), row["incarnation"], row["base_incarnation"], row["start"], row["size"],
        bytes(row["head"]), row["at"],
    )  # fmt: skip
    return WitnessedHead(head, bytes(row["desk_signature"]), row["witnessed_at"], bytes(row["signature"]))
