"""A booked number is taken by its own person: central asks for the proof and both signatures of a release (N24, A3)."""

from __future__ import annotations

from typing import Any

from central.services.asking import file_task
from central.services.batch import Batch, Facts
from central.services.errors import OperationRefusedError
from central.services.signatures import check_signature
from central.store import feed
from central.store.people import LIVE, OPEN
from desktop.domain.bookings import BookingState
from desktop.domain.ids import BookingId, StaffId, TaskId
from desktop.domain.operations import Operation
from desktop.domain.pick_up import (
    FAMILY_TASK,
    PICK_UP_TASK,
    SIGNED_AS,
    Differs,
    PickUp,
    PickUpEffect,
    needs_document,
)
from desktop.domain.staff import Action

CONFIRMED = "confirmed"


def ask(batch: Batch, op: Operation) -> None:
    """Take the word that card and booking differ by a typing mistake, with the asker's signature."""
    facts = Facts(op)
    effect = PickUpEffect(
        TaskId(op.entity), BookingId(facts.text("booking_id")), op.author, facts.text("differs")
    )
    check_signature(batch, op, effect.to_bytes(), Action.CHECK_IN, purpose=SIGNED_AS)
    if effect.differs not in set(Differs):
        raise OperationRefusedError("malformed")
    file_task(batch, op, PICK_UP_TASK, effect.booking_id, effect.differs)


def check(batch: Batch, op: Operation, facts: Facts, row: dict[str, Any], seen: BookingState) -> bool:
    """Judge by what a number is taken; return whether it stands. Raises OperationRefusedError.

    What broke a rule off line is kept and told. A release that a supervisor refused elsewhere meanwhile does not stand.
    """
    if not needs_document(seen, row["channel"], row["made_at"], row["day"]):
        return True
    try:
        proof = PickUp(facts.text("proof")) if facts.has("proof") else None
    except ValueError as error:
        raise OperationRefusedError("malformed") from error
    if proof is None:
        raise OperationRefusedError("pick-up-document-needed")
    if proof is PickUp.FAMILY:
        rules = batch.rules.at(op.happened_at)
        if rules is None or not rules.family_pick_up:
            person = batch.patients.get(row["patient_id"])
            known = row["patient_id"] if person is not None and person["state"] == LIVE else None
            batch.open_task(FAMILY_TASK, patient_id=known, booking_id=op.entity)
    return proof is not PickUp.RELEASED or _released(batch, op, facts.text("ask_id"))


def _released(batch: Batch, op: Operation, ask_id: str) -> bool:
    task = batch.tasks.get(ask_id)
    if task is None or task["kind"] != PICK_UP_TASK or task["booking_id"] != op.entity:
        raise OperationRefusedError("task-unknown")
    if task["asked_by"] == op.author:
        raise OperationRefusedError("self-approval")
    effect = PickUpEffect(TaskId(ask_id), BookingId(op.entity), StaffId(task["asked_by"]), task["reason"])
    check_signature(batch, op, effect.to_bytes(), Action.RELEASE_PICK_UP, purpose=SIGNED_AS)
    batch.touched.add(feed.CLINIC, "task", ask_id)
    if task["state"] != OPEN:
        return bool(task["outcome"] == CONFIRMED)
    batch.tasks.change(
        ask_id, state="resolved", outcome=CONFIRMED, resolved_by=op.author, resolved_at=batch.now
    )
    return True
