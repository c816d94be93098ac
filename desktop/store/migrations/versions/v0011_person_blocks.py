"""Who may not book ahead for a time: why, and the last day (ISO) on which it holds.

Revision ID: 0011
Revises: 0010
"""

from __future__ import annotations

from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Add the columns."""
    op.execute("ALTER TABLE patient_status ADD COLUMN block_reason TEXT DEFAULT '' NOT NULL")
    op.execute("ALTER TABLE patient_status ADD COLUMN blocked_until TEXT DEFAULT '' NOT NULL")
