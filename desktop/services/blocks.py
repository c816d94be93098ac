"""Blocking the person of a booking at the desk, off line too: known here at once, everywhere later (G40)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from desktop.domain.audit import AuditAct
from desktop.domain.blocks import Block, LiftReason, LiftReasonMissingError, block_of
from desktop.domain.ids import BookingId
from desktop.domain.operations import OperationKind
from desktop.domain.staff import Action, allowed
from desktop.ports.store import StoredPatient, Transaction
from desktop.services import slot_acts
from desktop.services.desk import Desk


class BlockService:
    """A supervisor's act; central judges it again by the roster."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @property
    def may(self) -> bool:
        """Return whether the signed-in person may block somebody."""
        return allowed(self._desk.role, Action.BLOCK_PERSON)

    def block(self, booking_id: BookingId, reason: str, until: date | None) -> Block:
        """Block whose booking it is, from now to the end of a day.

        Raises NotPermittedError, BlockInvalidError, CentralRefusedError(booking-gone or person-gone).
        """
        desk = self._desk
        desk.require(Action.BLOCK_PERSON)
        block = block_of(reason, until, desk.today())
        facts = {"reason": block.reason.value, "until": block.until.isoformat()}
        with desk.store.write() as tx:
            person = _person_of(tx, booking_id)
            block_id = desk.new_id()
            told = {**facts, "booking_id": booking_id}
            desk.record(tx, OperationKind.BLOCK_PERSON, block_id, subject=person.id, facts=told)
            tx.patients.set_status(person.id, replace(person.status, block=block))
            desk.trace(tx, AuditAct.BLOCK, subject=person.audit_id, object_id=block_id, facts=facts)
        return block

    def lift(self, booking_id: BookingId, reason: str) -> None:
        """Take a person's block back before its day; raises LiftReasonMissingError and what `block` raises."""
        desk = self._desk
        desk.require(Action.BLOCK_PERSON)
        if reason not in set(LiftReason):
            raise LiftReasonMissingError
        with desk.store.write() as tx:
            person = _person_of(tx, booking_id)
            facts = {"reason": reason}
            desk.record(tx, OperationKind.UNBLOCK_PERSON, desk.new_id(), subject=person.id, facts=facts)
            tx.patients.set_status(person.id, replace(person.status, block=None))
            desk.trace(tx, AuditAct.UNBLOCK, subject=person.audit_id, object_id=booking_id, facts=facts)


def _person_of(tx: Transaction, booking_id: BookingId) -> StoredPatient:
    return slot_acts.person_of(tx, slot_acts.found(tx, booking_id).patient_id)
