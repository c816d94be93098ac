"""Cases that are over for three years: their keys die, what keeps some of them, and when each went (P14, DECISIONS 12).

Requests with their files, drawn signatures under deletions, the book of disclosures: each has a key of its own. The
rows stay, so that counts, registers and certificates go on to balance; what lay under the key opens nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from central.store.tables import cases
from central.store.tables_duties import duty_people
from central.store.tables_registers import disclosures
from central.store.tables_requests import (
    erasure_course,
    erasure_signatures,
    person_marks,
    request_files,
    requests,
    spent_cases,
)
from desktop.domain.disclosures import DisclosureState
from desktop.domain.duties import Duty
from desktop.domain.ids import CaseId, PatientId, StaffId
from desktop.domain.marks import Mark
from desktop.domain.request_cases import RequestCase, case_of
from desktop.domain.requests import ENDED, RequestKind
from desktop.domain.rights import CaseState


class Keyed(StrEnum):
    """What has a key of its own for each case."""

    REQUEST = "request"
    ERASURE = "erasure"
    DISCLOSURE = "disclosure"


@dataclass(frozen=True, slots=True)
class OverCase:
    """A case that is over; `incident` is the one that a claim names."""

    id: str
    kind: Keyed
    patient_id: str | None
    filed_at: datetime
    over_at: datetime
    incident: str = ""


def due(connection: Connection, hospital_id: str, before: str, held: list[Duty]) -> list[OverCase]:
    """Return the cases that were over before a time (ISO) and that nothing keeps; `held` are held incidents."""
    kept = _Kept(connection, hospital_id, held)
    return [
        one for one in _over(connection, hospital_id, datetime.fromisoformat(before)) if not kept.has(one)
    ]


def held_back(connection: Connection, hospital_id: str, before: str, held: list[Duty]) -> int:
    """Return how many are over and stay: a legal hold, an open complaint or claim, a held incident."""
    kept = _Kept(connection, hospital_id, held)
    return sum(kept.has(one) for one in _over(connection, hospital_id, datetime.fromisoformat(before)))


def destroy(
    connection: Connection, hospital_id: str, gone: Iterable[OverCase], run_id: str, at: datetime
) -> None:
    """Destroy the keys of these cases and what lay under them; who ran it and when stays."""
    for case in gone:
        for table, key, values in _EMPTIED[case.kind]:
            here = (table.c.hospital_id == hospital_id, table.c[key] == case.id)
            connection.execute(sa.update(table).where(*here).values(**values))
        row = {"case_id": case.id, "kind": case.kind.value, "at": at, "run_id": run_id}
        connection.execute(sa.insert(spent_cases).values(hospital_id=hospital_id, **row))


def spent_at(connection: Connection, hospital_id: str, case_id: str) -> datetime | None:
    """Return when a case's key was destroyed, None while it is there."""
    s = spent_cases.c
    found: datetime | None = connection.scalar(
        sa.select(s.at).where(s.hospital_id == hospital_id, s.case_id == case_id)
    )
    return found


_EMPTIED: dict[Keyed, tuple[tuple[sa.Table, str, dict[str, bytes | None]], ...]] = {
    Keyed.REQUEST: (
        (requests, "request_id", {"wrapped": None, "sealed": None}),
        (request_files, "case_id", {"sealed": b""}),
    ),
    Keyed.ERASURE: ((erasure_signatures, "case_id", {"wrapped": None, "sealed": None}),),
    Keyed.DISCLOSURE: ((disclosures, "disclosure_id", {"wrapped": b"", "sealed": b""}),),
}


class _Kept:
    """What keeps a case although it is over."""

    def __init__(self, connection: Connection, hospital_id: str, held: list[Duty]) -> None:
        m, p = person_marks.c, duty_people.c
        on_hold = sa.select(m.patient_id).where(m.hospital_id == hospital_id, m.mark == Mark.HOLD.value)
        self._incidents = {one.id for one in held}
        touched = sa.select(p.patient_id).where(
            p.hospital_id == hospital_id, p.duty_id.in_(sorted(self._incidents))
        )
        self._people: set[str | None] = {*connection.scalars(on_hold), *connection.scalars(touched)}
        self._cases: set[str | None] = set()
        for case in _requests(connection, hospital_id, requests.c.state.not_in([s.value for s in ENDED])):
            if case.kind in (RequestKind.COMPLAINT, RequestKind.HARM):
                self._people.add(case.patient_id)
                self._cases.add(case.about_case)
        self._times = [
            (datetime.fromisoformat(one.facts["since"]), datetime.fromisoformat(one.facts["until"])) for one in held
        ]  # fmt: skip

    def has(self, case: OverCase) -> bool:
        """Return whether this case stays."""
        return (
            (case.patient_id is not None and case.patient_id in self._people)
            or case.id in self._cases
            or case.incident in self._incidents
            or any(case.filed_at < until and case.over_at >= since for since, until in self._times)
        )


def _over(connection: Connection, hospital_id: str, before: datetime) -> Iterator[OverCase]:
    ended = requests.c.state.in_([state.value for state in ENDED])
    for case in _requests(
        connection, hospital_id, ended, requests.c.wrapped.is_not(None), requests.c.filed_at < before
    ):
        if case.over_at is not None and case.over_at < before:
            yield OverCase(
                case.id, Keyed.REQUEST, case.patient_id, case.filed_at, case.over_at, case.incident
            )
    c, e, s = cases.c, erasure_course.c, erasure_signatures.c
    erased = sa.select(c.case_id, c.patient_id, c.filed_at, e.ended_at).where(
        c.hospital_id == hospital_id, c.state.in_((CaseState.WITHDRAWN.value, CaseState.DONE.value)),
        e.hospital_id == hospital_id, e.case_id == c.case_id, e.ended_at < before,
        s.hospital_id == hospital_id, s.case_id == c.case_id, s.wrapped.is_not(None),
    )  # fmt: skip
    for row in connection.execute(erased.order_by(c.case_id)):
        yield OverCase(row.case_id, Keyed.ERASURE, row.patient_id, row.filed_at, row.ended_at)
    d = disclosures.c
    handed = sa.select(d.disclosure_id, d.patient_id, d.at, d.handed_at).where(
        d.hospital_id == hospital_id, d.state == DisclosureState.HANDED.value, d.wrapped != b"", d.handed_at < before
    )  # fmt: skip
    for row in connection.execute(handed.order_by(d.disclosure_id)):
        yield OverCase(row.disclosure_id, Keyed.DISCLOSURE, row.patient_id, row.at, row.handed_at)


def _requests(
    connection: Connection, hospital_id: str, *where: sa.ColumnElement[bool]
) -> Iterator[RequestCase]:
    query = sa.select(requests).where(requests.c.hospital_id == hospital_id, *where)
    for row in connection.execute(query.order_by(requests.c.request_id)):
        patient = PatientId(row.patient_id) if row.patient_id else None
        yield case_of(
            CaseId(row.request_id), patient, row.kind, row.asker, row.state, row.version, StaffId(row.filed_by),
            row.filed_at, bytes(row.facts),
        )  # fmt: skip
