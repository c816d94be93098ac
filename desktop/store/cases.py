"""Deletion cases, supervisors' tasks, consents and notices; random ids only."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from desktop.domain.ids import BookingId, CaseId, PatientId, StaffId, TaskId
from desktop.ports.store import ConsentEvent, NoticeEvent, StoredCase, StoredTask
from desktop.store import tables
from desktop.store.times import from_us, from_us_or_none, to_us, to_us_or_none

_case = tables.cases.c
_task = tables.tasks.c
_con = tables.consents.c
_not = tables.notices.c

_PUT_CASE = sa.insert(tables.cases).prefix_with("OR REPLACE")
_CASE = sa.select(tables.cases).where(_case.id == sa.bindparam("wanted"))
_CASES = (
    sa.select(tables.cases)
    .where(_case.state.in_(sa.bindparam("states", expanding=True)))
    .order_by(_case.filed_us, _case.id)
)
_PUT_TASK = sa.insert(tables.tasks).prefix_with("OR REPLACE")
_TASKS = sa.select(tables.tasks).where(_task.state == sa.bindparam("wanted")).order_by(_task.at_us, _task.id)
_ADD_CONSENT = sa.insert(tables.consents).prefix_with("OR IGNORE")
_CONSENTS = (
    sa.select(tables.consents).where(_con.patient_id == sa.bindparam("patient")).order_by(_con.at_us, _con.id)
)
_ADD_NOTICE = sa.insert(tables.notices)
_LAST_NOTICE = (
    sa.select(tables.notices)
    .where(_not.patient_id == sa.bindparam("patient"))
    .order_by(_not.at_us.desc(), _not.position.desc())
    .limit(1)
)


class SealedCases:
    """Implements ports.store.CaseRepository."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def put_case(self, case: StoredCase) -> None:
        """Insert or replace."""
        values = {
            "id": case.id,
            "patient_id": case.patient_id,
            "patient_version": case.patient_version,
            "state": case.state,
            "filed_by": case.filed_by,
            "filed_us": to_us(case.filed_at),
            "ground": case.ground,
            "effect": case.effect,
            "approved_by": case.approved_by,
            "destroy_after_us": to_us_or_none(case.destroy_after),
            "desks_pending": json.dumps(case.desks_pending),
        }
        self._connection.execute(_PUT_CASE, values)

    def case(self, case_id: CaseId) -> StoredCase | None:
        """Return one case."""
        row = self._connection.execute(_CASE, {"wanted": case_id}).one_or_none()
        return None if row is None else _case_of(row)

    def cases(self, states: Iterable[str]) -> tuple[StoredCase, ...]:
        """Return cases in these states, oldest first."""
        found = self._connection.execute(_CASES, {"states": list(states)})
        return tuple(_case_of(row) for row in found)

    def put_task(self, task: StoredTask) -> None:
        """Insert or replace."""
        values = {
            "id": task.id,
            "kind": task.kind,
            "state": task.state,
            "at_us": to_us(task.at),
            "patient_id": task.patient_id,
            "booking_id": task.booking_id,
            "reason": task.reason,
            "asked_by": task.asked_by,
        }
        self._connection.execute(_PUT_TASK, values)

    def tasks(self, state: str) -> tuple[StoredTask, ...]:
        """Return tasks in a state, oldest first."""
        return tuple(_task_of(row) for row in self._connection.execute(_TASKS, {"wanted": state}))

    def add_consent(self, event: ConsentEvent) -> None:
        """Append; a repeat of the same id does nothing."""
        values = {
            "id": event.id,
            "patient_id": event.patient_id,
            "purpose": event.purpose,
            "notice_version": event.notice_version,
            "act": event.act,
            "given": int(event.given),
            "at_us": to_us(event.at),
        }
        self._connection.execute(_ADD_CONSENT, values)

    def consents(self, patient_id: PatientId) -> tuple[ConsentEvent, ...]:
        """Return a person's consent events in order of time."""
        return tuple(
            ConsentEvent(
                r.id,
                PatientId(r.patient_id),
                r.purpose,
                r.notice_version,
                r.act,
                bool(r.given),
                from_us(r.at_us),
            )
            for r in self._connection.execute(_CONSENTS, {"patient": patient_id})
        )

    def add_notice(self, event: NoticeEvent) -> None:
        """Append."""
        values = {
            "patient_id": event.patient_id,
            "version": event.version,
            "how": event.how,
            "at_us": to_us(event.at),
        }
        self._connection.execute(_ADD_NOTICE, values)

    def last_notice(self, patient_id: PatientId) -> NoticeEvent | None:
        """Return the newest notice event of a person."""
        row = self._connection.execute(_LAST_NOTICE, {"patient": patient_id}).one_or_none()
        if row is None:
            return None
        return NoticeEvent(PatientId(row.patient_id), row.version, row.how, from_us(row.at_us))


def _case_of(row: sa.Row[Any]) -> StoredCase:
    return StoredCase(
        id=CaseId(row.id),
        patient_id=PatientId(row.patient_id),
        patient_version=row.patient_version,
        state=row.state,
        filed_by=StaffId(row.filed_by),
        filed_at=from_us(row.filed_us),
        ground=row.ground,
        effect=bytes(row.effect),
        approved_by=row.approved_by,
        destroy_after=from_us_or_none(row.destroy_after_us),
        desks_pending=tuple(json.loads(row.desks_pending)),
    )


def _task_of(row: sa.Row[Any]) -> StoredTask:
    return StoredTask(
        id=TaskId(row.id),
        kind=row.kind,
        state=row.state,
        at=from_us(row.at_us),
        patient_id=PatientId(row.patient_id) if row.patient_id is not None else None,
        booking_id=BookingId(row.booking_id) if row.booking_id is not None else None,
        reason=row.reason,
        asked_by=row.asked_by,
    )
