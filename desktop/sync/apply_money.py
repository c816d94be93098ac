"""Rows of money down: from the message to what the store keeps."""

from __future__ import annotations

from desktop.domain.payments import Amounts, EntryKind, Second
from desktop.domain.shifts import Count, Difference, Shift, ShiftState
from desktop.ports.money import StoredPayment
from desktop.sync.wire import PaymentRow, ShiftRow


def stored_payment(row: PaymentRow) -> StoredPayment:
    """Return what the store keeps of a payment or refund that central has."""
    return StoredPayment(
        id=row.id, booking_id=row.booking_id, kind=EntryKind(row.kind),
        amounts=Amounts(row.cash_fen, row.qr_fen, row.insurance_fen), due_fen=row.due_fen, shift_id=row.shift_id,
        staff_id=row.staff_id, at=row.at, day=row.day, of=row.of, qr_ref=row.qr_ref, insurance_ref=row.insurance_ref,
        invoice_no=row.invoice_no, given_fen=row.given_fen, second=Second(row.second), reason=row.reason,
        version=row.version,
    )  # fmt: skip


def domain_shift(row: ShiftRow) -> Shift:
    """Return the shift that central has."""
    return Shift(
        id=row.id, desk_id=row.desk_id, staff_id=row.staff_id, opened_at=row.opened_at, float_fen=row.float_fen,
        state=ShiftState(row.state), closed_at=row.closed_at, count=Count.decode(row.counted),
        expected_fen=row.expected_fen, difference_fen=row.difference_fen, reason=Difference(row.reason),
        left_fen=row.left_fen, handed_to=row.handed_to, version=row.version,
    )  # fmt: skip
