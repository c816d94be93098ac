"""Blocking a person at central: set and taken back by a supervisor, minded on every channel (G40, I2, I7)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Protocol

from central.services.aliases import standing
from central.services.batch import Batch, Facts
from central.services.errors import OperationRefusedError
from central.store import blocks, feed
from central.store.people import LIVE
from desktop.domain.blocks import (
    Block,
    BlockInvalidError,
    BlockReason,
    LiftReason,
    PersonBlockedError,
    block_of,
    in_force,
    refuse_blocked,
)
from desktop.domain.bookings import BookingState
from desktop.domain.legal_basis import LegalBasis
from desktop.domain.operations import Operation, OperationKind
from desktop.domain.schedules import clinic_day

DESK = "desk"


class Asks(Protocol):
    """What of a wish for a number a block looks at."""

    @property
    def patient_id(self) -> str: ...
    @property
    def channel(self) -> str: ...
    @property
    def made_at(self) -> datetime: ...
    @property
    def basis(self) -> LegalBasis: ...
    @property
    def moved_from(self) -> str | None: ...


def block(batch: Batch, op: Operation) -> None:
    """Keep a block; it was asked for on the day of the act, so what comes late is judged by that day."""
    facts, patient_id = Facts(op), _person(batch, op)
    try:
        wanted = block_of(facts.text("reason"), facts.day("until"), clinic_day(op.happened_at))
    except BlockInvalidError as refusal:
        raise OperationRefusedError(refusal.code) from refusal
    if batch.blocks.get(op.entity) is not None:
        return
    batch.blocks.add(
        block_id=op.entity, patient_id=patient_id, booking_id=facts.text("booking_id"), reason=wanted.reason.value,
        until=wanted.until, blocked_by=op.author, blocked_at=op.happened_at, lifted_by="", lift_reason="",
    )  # fmt: skip
    batch.touched.add(feed.CLINIC, "patient", patient_id)


def unblock(batch: Batch, op: Operation) -> None:
    """Take back every block of a person that was set before this act; none is as good as lifted."""
    facts, patient_id = Facts(op), _person(batch, op)
    if facts.text("reason") not in set(LiftReason):
        raise OperationRefusedError("malformed")
    for row in _rows(batch, patient_id):
        if row["lifted_at"] is None and row["blocked_at"] <= op.happened_at:
            batch.blocks.change(
                row["block_id"], lifted_by=op.author, lifted_at=batch.now, lift_reason=facts.text("reason")
            )
    batch.touched.add(feed.CLINIC, "patient", patient_id)


def current(batch: Batch, patient_id: str) -> Block | None:
    """Return what holds of a person, or of whom their record became part of, today."""
    rows = _rows(batch, standing(batch, patient_id))
    held = (Block(BlockReason(row["reason"]), row["until"]) for row in rows if row["lifted_at"] is None)
    return in_force(held, clinic_day(batch.now))


def refuse(batch: Batch, wish: Asks, session: Mapping[str, Any]) -> None:
    """Raise PersonBlockedError unless the number may be given all the same.

    Whoever stands at the window for today gets one, an emergency too, and whom the hospital itself sent away.
    """
    today = clinic_day(wish.made_at)
    left = batch.bookings.get(wish.moved_from) if wish.moved_from else None
    if left is not None and left["state"] == BookingState.SUSPENDED.value:
        return
    refuse_blocked(
        current(batch, wish.patient_id), clinic_day(batch.now),
        walk_in=wish.channel == DESK and session["day"] == today,
        emergency=wish.basis is LegalBasis.EMERGENCY,
    )  # fmt: skip


def holds(batch: Batch, wish: Asks, session: Mapping[str, Any]) -> bool:
    """Return whether a promise made off line would have been refused; it is kept (I2)."""
    try:
        refuse(batch, wish, session)
    except PersonBlockedError:
        return True
    return False


def forget(batch: Batch, patient_id: str) -> None:
    """Drop every block of an erased person."""
    for row in _rows(batch, patient_id):
        batch.blocks.remove(row["block_id"])


def _rows(batch: Batch, patient_id: str) -> list[dict[str, Any]]:
    batch.blocks.load((one,) for one in blocks.ids_of(batch.connection, batch.hospital, patient_id))
    return [row for row in batch.blocks.held() if row["patient_id"] == patient_id]


def _person(batch: Batch, op: Operation) -> str:
    row = batch.patients.get(op.subject) if op.subject else None
    if row is None or row["state"] != LIVE or not op.subject:
        raise OperationRefusedError("person-unknown")
    return standing(batch, op.subject)


KINDS: dict[OperationKind, Callable[[Batch, Operation], None]] = {
    OperationKind.BLOCK_PERSON: block,
    OperationKind.UNBLOCK_PERSON: unblock,
}
