"""The self and relatives guard at central: refused where it can be, else kept and a supervisor is told (N39, I2)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from central.services.aliases import standing
from central.services.batch import Batch
from central.services.tokens import DOCUMENT
from central.store import feed, own_people, people
from desktop.domain.canonical import facts_from_bytes
from desktop.domain.operations import Operation
from desktop.domain.own_people import OFF_TASK, OWN_RECORD, by_itself

CONFIRMED = "confirmed"


def handles_own(batch: Batch, op: Operation) -> bool:
    """Return whether the author acts on their own record or on a listed relative's, as central knows it now."""
    if by_itself(op.kind, _reason(op)):
        return False
    listed = batch.listed_by(op.author)
    return bool(listed) and any(
        field == DOCUMENT and token in listed
        for patient_id in _about(batch, op)
        for field, token in batch.tokens_of(patient_id)
    )


def tell(batch: Batch, op: Operation) -> None:
    """Put it on the supervisors' list."""
    batch.open_task(OWN_RECORD, patient_id=op.subject, reason=op.author)


def owners_of(batch: Batch, patient_id: str) -> list[str]:
    """Return the staff whose own or relative's record it is."""
    return own_people.owners(batch.connection, batch.hospital, [patient_id]).get(patient_id, [])


def settle_off(batch: Batch, task: Mapping[str, Any], outcome: str) -> None:
    """Take a number off somebody's list when another person agreed; its record is told to every desk anew (N39)."""
    if task["kind"] != OFF_TASK:
        return
    token = own_people.settle_off(
        batch.connection, batch.hospital, task["task_id"], agreed=outcome == CONFIRMED
    )
    if token is not None:
        found = people.with_tokens(batch.connection, batch.hospital, DOCUMENT, [token])
        batch.touched.add(feed.CLINIC, "patient", *found.get(token, []))


def _about(batch: Batch, op: Operation) -> set[str]:
    """Return whom an operation is about: named by itself, or by the booking, case, request or task that it names."""
    named = {op.subject}
    for rows in (batch.bookings, batch.cases, batch.requests, batch.tasks):
        row = rows.get(op.entity) if op.subject is None else None
        named.add(row["patient_id"] if row is not None else None)
    found = {patient for patient in named if patient}
    return found | {standing(batch, patient) for patient in found}


def _reason(op: Operation) -> object:
    try:
        return facts_from_bytes(op.facts).get("reason")
    except ValueError:
        return None
