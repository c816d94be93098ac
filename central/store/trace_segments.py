"""Closed parts of the desks' traces at central: their rows stay for ever, their sealed bytes until a retention run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from central.store.rowset import chunks
from central.store.tables_audit import trace_segment_subjects, trace_segments, trace_sign_ins
from central.store.trace_log import EventQuery
from desktop.domain.audit_segments import Segment
from desktop.domain.ids import DeskId


@dataclass(frozen=True, slots=True)
class StoredSegment:
    """A segment with central's signature (64 bytes) and its bytes; without them `run`, `removed_at` and a signature."""

    segment: Segment
    signature: bytes
    sealed: bytes | None
    closed_at: datetime
    run: str | None = None
    removed_at: datetime | None = None
    removed_signature: bytes | None = None


def put(connection: Connection, hospital_id: str, stored: StoredSegment, subjects: Iterable[str]) -> None:
    """Keep a segment, and whom it speaks of."""
    one = stored.segment
    connection.execute(
        sa.insert(trace_segments).values(
            hospital_id=hospital_id, desk_id=one.desk, incarnation=one.incarnation, first=one.first, last=one.last,
            before=one.before, head=one.head, begins=one.begins, ends=one.ends, digest=one.digest,
            signature=stored.signature, sealed=stored.sealed, closed_at=stored.closed_at,
        )
    )  # fmt: skip
    rows = [
        {
            "hospital_id": hospital_id, "subject": subject, "desk_id": one.desk, "incarnation": one.incarnation,
            "first": one.first,
        }
        for subject in sorted(set(subjects))
    ]  # fmt: skip
    if rows:
        connection.execute(sa.insert(trace_segment_subjects), rows)


def remove(
    connection: Connection, hospital_id: str, segment: Segment, run: str, at: datetime, signature: bytes
) -> None:
    """Drop a segment's bytes and whom it spoke of; the row says by which run, and keeps both ends of the chain."""
    for table, values in (
        (trace_segments, {"sealed": None, "run": run, "removed_at": at, "removed_signature": signature}),
        (trace_segment_subjects, None),
    ):
        here = (
            table.c.hospital_id == hospital_id, table.c.desk_id == segment.desk,
            table.c.incarnation == segment.incarnation, table.c.first == segment.first,
        )  # fmt: skip
        change = sa.delete(table) if values is None else sa.update(table).values(**values)
        connection.execute(change.where(*here))


def of_trace(
    connection: Connection, hospital_id: str, desk_id: str, incarnation: int, *, at_seq: int | None = None
) -> Iterator[StoredSegment]:
    """Return the segments of one incarnation in order, or the one with entry `at_seq`."""
    t = trace_segments.c
    here = [t.hospital_id == hospital_id, t.desk_id == desk_id, t.incarnation == incarnation]
    if at_seq is not None:
        here += [t.first <= at_seq, t.last >= at_seq]
    return chosen(connection, here)


def last_of(
    connection: Connection, hospital_id: str, desk_id: str, incarnation: int
) -> tuple[int, bytes] | None:
    """Return where the closed part of a trace ends: the last entry and its chain hash."""
    t = trace_segments.c
    query = (
        sa.select(t.last, t.head)
        .where(t.hospital_id == hospital_id, t.desk_id == desk_id, t.incarnation == incarnation)
        .order_by(t.first.desc())
        .limit(1)
    )
    row = connection.execute(query).one_or_none()
    return None if row is None else (row.last, bytes(row.head))


def held(
    connection: Connection, hospital_id: str, wanted: EventQuery | None = None
) -> Iterator[StoredSegment]:
    """Return the segments that still have their bytes, those that may hold what is wanted; by desk and entry."""
    t = trace_segments.c
    here = [t.hospital_id == hospital_id, t.sealed.is_not(None)]
    if wanted is not None:
        here += _may_hold(hospital_id, wanted)
    return chosen(connection, here)


def every(connection: Connection, hospital_id: str) -> Iterator[StoredSegment]:
    """Return all segments, also those whose bytes are gone."""
    return chosen(connection, (trace_segments.c.hospital_id == hospital_id,))


def note_sign_ins(connection: Connection, hospital_id: str, newest: Mapping[str, datetime]) -> None:
    """Remember each person's newest sign-in of entries that are closed now."""
    known = sign_ins(connection, hospital_id)
    for part in chunks(
        sorted(staff for staff, at in newest.items() if staff not in known or known[staff] < at)
    ):
        t = trace_sign_ins.c
        connection.execute(
            sa.delete(trace_sign_ins).where(t.hospital_id == hospital_id, t.staff_id.in_(part))
        )
        rows = [{"hospital_id": hospital_id, "staff_id": staff, "at": newest[staff]} for staff in part]
        connection.execute(sa.insert(trace_sign_ins), rows)


def sign_ins(connection: Connection, hospital_id: str) -> dict[str, datetime]:
    """Return each person's newest sign-in among closed entries."""
    t = trace_sign_ins.c
    query = sa.select(t.staff_id, t.at).where(t.hospital_id == hospital_id)
    return {row.staff_id: row.at for row in connection.execute(query)}


def _may_hold(hospital_id: str, wanted: EventQuery) -> list[sa.ColumnElement[bool]]:
    t, s = trace_segments.c, trace_segment_subjects.c
    found: list[sa.ColumnElement[bool]] = []
    if wanted.since is not None:
        found.append(t.ends >= wanted.since)
    if wanted.until is not None:
        found.append(t.begins < wanted.until)
    if wanted.desk_id is not None:
        found.append(t.desk_id == wanted.desk_id)
    if wanted.desks is not None:
        found.append(t.desk_id.in_(sorted(wanted.desks)))
    if wanted.subject is not None:
        found.append(
            sa.exists().where(
                s.hospital_id == hospital_id, s.subject == wanted.subject, s.desk_id == t.desk_id,
                s.incarnation == t.incarnation, s.first == t.first,
            )
        )  # fmt: skip
    return found


def chosen(connection: Connection, here: Iterable[sa.ColumnElement[bool]]) -> Iterator[StoredSegment]:
    """Yield the segments for which all this holds, by desk and entry; one at a time is read."""
    t = trace_segments.c
    names = sa.select(t.hospital_id, t.desk_id, t.incarnation, t.first).where(*here)
    for key in connection.execute(names.order_by(t.desk_id, t.incarnation, t.first)).all():
        one = sa.select(trace_segments).where(
            *(column == value for column, value in zip(trace_segments.primary_key.columns, key, strict=True))
        )
        yield stored_of(connection.execute(one).mappings().one())


def stored_of(row: Mapping[Any, Any]) -> StoredSegment:
    """Return a segment from its row."""
    segment = Segment(
        DeskId(row["desk_id"]), row["incarnation"], row["first"], row["last"], bytes(row["before"]),
        bytes(row["head"]), row["begins"], row["ends"], bytes(row["digest"]),
    )  # fmt: skip
    return StoredSegment(
        segment, bytes(row["signature"]), None if row["sealed"] is None else bytes(row["sealed"]), row["closed_at"],
        row["run"], row["removed_at"], None if row["removed_signature"] is None else bytes(row["removed_signature"]),
    )  # fmt: skip
