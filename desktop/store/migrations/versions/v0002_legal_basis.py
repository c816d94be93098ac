"""On what each person's care rests (P7); registrations made before rest on the contract.

Revision ID: 0002
Revises: 0001
"""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the column."""
    op.execute("ALTER TABLE patient_status ADD COLUMN basis TEXT DEFAULT 'contract' NOT NULL")
