"""Every number belongs to a channel; those that are there are shared as before (G22).

Revision ID: 0004
Revises: 0003
"""

from __future__ import annotations

import sqlalchemy as sa

from central.store.migrations import changes

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the column."""
    changes.add_column("slots", sa.Column("channel", sa.String(64), nullable=False, server_default="shared"))
