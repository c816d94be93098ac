"""Settling a refund that two desks gave: what became of the one too many, by a third person (G44, G47, A3)."""

from __future__ import annotations

from typing import Any

from central.services.batch import Batch, Facts
from central.services.errors import OperationRefusedError
from central.store import feed
from desktop.domain.errors import KnownError, SelfApprovalError
from desktop.domain.operations import Operation
from desktop.domain.payments import Amounts, EntryKind, Second
from desktop.domain.schedules import clinic_day
from desktop.domain.shifts import NoOpenShiftError, ShiftState
from desktop.domain.twice import REFUND_TWICE, WAYS, settled_part


def settle(batch: Batch, task: dict[str, Any], op: Operation, outcome: str) -> None:
    """Write how the refund too many ended; refused to who gave one of the refunds, and when nothing is out any more."""
    if task["kind"] != REFUND_TWICE:
        return
    facts, refund = Facts(op), batch.money.payment(task["reason"])
    if refund is None or outcome not in set(WAYS):
        raise OperationRefusedError("malformed")
    booking_id = refund["booking_id"]
    kind, amounts = EntryKind(outcome), Amounts(refund["cash_fen"], refund["qr_fen"], refund["insurance_fen"])
    if op.author in batch.money.who_refunded(booking_id):
        raise OperationRefusedError(SelfApprovalError.code)
    try:
        part = settled_part(batch.money.ledger(booking_id).over, amounts)
    except KnownError as error:
        raise OperationRefusedError(error.code) from error
    batch.money.add_payment(
        payment_id=facts.text("entry_id"), version=1, booking_id=booking_id, kind=kind.value, due_fen=0,
        cash_fen=part.cash_fen, qr_fen=part.qr_fen, insurance_fen=part.insurance_fen,
        shift_id=_drawer(batch, op, kind, refund, facts), desk_id=op.desk, staff_id=op.author, at=op.happened_at,
        day=clinic_day(op.happened_at), of_payment=refund["payment_id"], qr_ref="", insurance_ref="", invoice_no="",
        given_fen=0, second=Second.NOT_NEEDED.value, reason=kind.value, trouble="",
    )  # fmt: skip
    # the person leaves the desks with the task; the drawer must hear of it all the same
    batch.touched.add(feed.CLINIC, "payment", facts.text("entry_id"))
    booking = batch.bookings.get(booking_id)
    if booking is not None:
        batch.touched.add(feed.CLINIC, "patient", booking["patient_id"])
        batch.touched.add(feed.CLINIC, "booking", booking_id)


def _drawer(batch: Batch, op: Operation, kind: EntryKind, refund: dict[str, Any], facts: Facts) -> str:
    """Return the shift whose drawer this moves: the author's own, the refund's while it runs, else none."""
    if kind is EntryKind.WRITTEN_OFF:
        return ""
    shift_id = facts.text("shift_id") if kind is EntryKind.RECOVERED else refund["shift_id"]
    shift = batch.money.shifts.get(shift_id)
    running = shift is not None and shift["state"] == ShiftState.OPEN.value
    if kind is EntryKind.NOT_PAID:
        return str(shift_id) if running else ""
    if shift is None or not running or (shift["desk_id"], shift["staff_id"]) != (op.desk, op.author):
        raise OperationRefusedError(NoOpenShiftError.code)
    return str(shift_id)
