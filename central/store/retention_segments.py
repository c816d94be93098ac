"""Closed parts of traces that are past their end, and what keeps them: an incident's time, a legal hold (P14)."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from central.store import trace_segments as store
from central.store.tables_audit import trace_segment_subjects, trace_segments
from central.store.tables_duties import trace_people
from central.store.tables_requests import person_marks
from central.store.trace_segments import StoredSegment
from desktop.domain.duties import Duty
from desktop.domain.marks import Mark


def due(connection: Connection, hospital_id: str, before: str, held: list[Duty]) -> list[StoredSegment]:
    """Return the segments whose bytes may go: all over before a time (ISO), and nothing keeps them as evidence."""
    return list(store.chosen(connection, (*_past(hospital_id, before), *(~one for one in _evidence(held)))))


def count(connection: Connection, hospital_id: str, before: str, held: list[Duty]) -> int:
    """Return how many segments may go."""
    here = (*_past(hospital_id, before), *(~one for one in _evidence(held)))
    return _count(connection, here)


def held_back(connection: Connection, hospital_id: str, before: str, held: list[Duty]) -> int:
    """Return how many segments are over and stay as evidence."""
    return _count(connection, (*_past(hospital_id, before), sa.or_(*_evidence(held))))


def _count(connection: Connection, here: tuple[sa.ColumnElement[bool], ...]) -> int:
    query = sa.select(sa.func.count()).select_from(trace_segments).where(*here)
    return int(connection.scalar(query) or 0)


def _past(hospital_id: str, before: str) -> tuple[sa.ColumnElement[bool], ...]:
    t = trace_segments.c
    return t.hospital_id == hospital_id, t.sealed.is_not(None), t.ends < datetime.fromisoformat(before)


def _evidence(held: list[Duty]) -> list[sa.ColumnElement[bool]]:
    """Return what keeps a segment: it speaks of who is on legal hold, or reaches into the time of a held incident."""
    t, s, p, m = trace_segments.c, trace_segment_subjects.c, trace_people.c, person_marks.c
    on_hold = sa.exists().where(
        s.hospital_id == t.hospital_id, s.desk_id == t.desk_id, s.incarnation == t.incarnation, s.first == t.first,
        p.hospital_id == s.hospital_id, p.audit_id == s.subject, m.hospital_id == p.hospital_id,
        m.patient_id == p.patient_id, m.mark == Mark.HOLD.value,
    )  # fmt: skip
    found: list[sa.ColumnElement[bool]] = [on_hold]
    for one in held:
        since, until = (datetime.fromisoformat(one.facts[name]) for name in ("since", "until"))
        desk = one.facts.get("desk_id")
        of_desk = [t.desk_id == desk] if desk else []
        found.append(sa.and_(t.begins < until, t.ends >= since, *of_desk))
    return found
