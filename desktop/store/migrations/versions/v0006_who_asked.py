"""Who asked for what waits on the supervisor's list: nobody decides their own request (A3).

Revision ID: 0006
Revises: 0005
"""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the column."""
    op.execute("ALTER TABLE tasks ADD COLUMN asked_by TEXT")
