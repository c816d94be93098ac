"""Payments, refunds and shifts at central; they name nobody, so that totals outlive an erasure."""

from __future__ import annotations

import sqlalchemy as sa

from central.store.tables import CODE, ID, Utc, _index, _key, _may, _must, _table

# kind: domain.payments.EntryKind; of_payment: the payment a refund gives back; second: domain.payments.Second.
# trouble: why central kept a payment that should not have been taken ("" for none; a supervisor was told).
payments = _table(
    "payments", _key("payment_id"), _must("version", sa.Integer), _must("booking_id", ID), _must("kind", CODE),
    _must("cash_fen", sa.Integer), _must("qr_fen", sa.Integer), _must("insurance_fen", sa.Integer),
    _must("due_fen", sa.Integer), _must("shift_id", ID), _must("desk_id", ID), _must("staff_id", ID), _must("at", Utc),
    _must("day", sa.Date), _may("of_payment", ID), _must("qr_ref", CODE), _must("insurance_ref", CODE),
    _must("invoice_no", CODE), _must("given_fen", sa.Integer), _must("second", CODE), _may("second_by", ID),
    _may("second_at", Utc), _must("reason", CODE), _must("trouble", CODE),
)  # fmt: skip
_index(payments, "booking_id")
_index(payments, "shift_id")
_index(payments, "day")
# state: domain.shifts.ShiftState; counted: domain.shifts.Count.encode().
shifts = _table(
    "shifts", _key("shift_id"), _must("version", sa.Integer), _must("desk_id", ID), _must("staff_id", ID),
    _must("opened_at", Utc), _must("day", sa.Date), _must("float_fen", sa.Integer), _must("state", CODE),
    _may("closed_at", Utc), _must("counted", sa.Text), _must("expected_fen", sa.Integer),
    _must("difference_fen", sa.Integer), _must("reason", CODE), _must("left_fen", sa.Integer), _must("handed_to", ID),
)  # fmt: skip
_index(shifts, "day")
