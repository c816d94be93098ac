"""Payments, refunds and shifts (G53, G54).

Revision ID: 0005
Revises: 0004
"""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"

STATEMENTS = (
    """
    CREATE TABLE payments (
        id TEXT NOT NULL, booking_id TEXT NOT NULL, kind TEXT NOT NULL, cash_fen INTEGER NOT
        NULL, qr_fen INTEGER NOT NULL, insurance_fen INTEGER NOT NULL, due_fen INTEGER NOT NULL,
        shift_id TEXT NOT NULL, staff_id TEXT NOT NULL, at_us INTEGER NOT NULL, day TEXT NOT
        NULL, of_payment TEXT, qr_ref TEXT NOT NULL, insurance_ref TEXT NOT NULL, invoice_no
        TEXT NOT NULL, given_fen INTEGER NOT NULL, second TEXT NOT NULL, reason TEXT NOT NULL,
        state TEXT NOT NULL, version INTEGER NOT NULL, PRIMARY KEY (id)
    ) STRICT
    """,
    "CREATE INDEX payments_booking ON payments (booking_id, at_us)",
    "CREATE INDEX payments_shift ON payments (shift_id, at_us)",
    """
    CREATE TABLE shifts (
        id TEXT NOT NULL, desk_id TEXT NOT NULL, staff_id TEXT NOT NULL, opened_us INTEGER NOT
        NULL, float_fen INTEGER NOT NULL, state TEXT NOT NULL, closed_us INTEGER, counted TEXT
        NOT NULL, expected_fen INTEGER NOT NULL, difference_fen INTEGER NOT NULL, reason TEXT
        NOT NULL, left_fen INTEGER NOT NULL, handed_to TEXT NOT NULL, version INTEGER NOT NULL,
        PRIMARY KEY (id)
    ) STRICT
    """,
    "CREATE INDEX shifts_desk ON shifts (desk_id, staff_id, state)",
    "CREATE INDEX shifts_opened ON shifts (opened_us)",
)


def upgrade() -> None:
    """Make the tables."""
    for statement in STATEMENTS:
        op.execute(statement)
