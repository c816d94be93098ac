"""Money that follows a booking which the hospital itself moved (停诊): paid once, never asked again (G47, G52).

A desk's own move carries its money in the desk's operations; here central gave the number, so central carries it: a
refund marked CARRIED and a payment that names its source, in the shift that took the money. The two take each other
out of every sum, so that a drawer that is settled already stays settled.
"""

from __future__ import annotations

from typing import Any

from central.services.batch import Batch
from central.store import feed
from desktop.domain.carrying import CARRIED, plan_carry
from desktop.domain.operations import Operation
from desktop.domain.payments import Amounts, EntryKind, Second
from desktop.domain.schedules import clinic_day


def carry_money(batch: Batch, op: Operation, old_id: str, new_id: str) -> None:
    """Let what was paid for `old_id` pay `new_id`; what that one does not cost stays to be given back at a window."""
    ledger, fresh = batch.money.ledger(old_id), batch.bookings.get(new_id)
    if ledger.settled_fen == 0 or fresh is None:
        return
    due = min(fresh["fee_fen"], ledger.settled_fen)
    for part in plan_carry(ledger, due).kept:
        paid = batch.money.payment(part.payment_id)
        assert paid is not None
        _entry(
            batch,
            op,
            paid,
            part.amounts,
            kind=EntryKind.REFUND.value,
            booking_id=old_id,
            reason=CARRIED,
            given_fen=0,
        )
        _entry(
            batch, op, paid, part.amounts, kind=EntryKind.PAY.value, booking_id=new_id, reason="", due_fen=due,
            invoice_no="", given_fen=part.amounts.cash_fen,
        )  # fmt: skip
    for booking_id in (old_id, new_id):
        batch.touched.add(feed.CLINIC, "booking", booking_id)


def _entry(batch: Batch, op: Operation, paid: dict[str, Any], amounts: Amounts, **changes: Any) -> None:
    """Add one entry like the payment it comes from."""
    batch.money.add_payment(
        **paid
        | {
            "payment_id": batch.parts.new_id(), "version": 1, "of_payment": paid["payment_id"],
            "cash_fen": amounts.cash_fen, "qr_fen": amounts.qr_fen, "insurance_fen": amounts.insurance_fen,
            "qr_ref": paid["qr_ref"] if amounts.qr_fen else "", "staff_id": op.author, "at": batch.now,
            "insurance_ref": paid["insurance_ref"] if amounts.insurance_fen else "", "day": clinic_day(batch.now),
            "second": Second.NOT_NEEDED.value, "second_by": None, "second_at": None, "trouble": "",
        }
        | changes
    )  # fmt: skip
