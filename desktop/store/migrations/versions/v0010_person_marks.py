"""What requests set on a person: an account frozen, a legal hold.

Revision ID: 0010
Revises: 0009
"""

from __future__ import annotations

from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Add the column."""
    op.execute("ALTER TABLE patient_status ADD COLUMN marks TEXT DEFAULT '' NOT NULL")
