"""Cancelled, moved, asked by whom: what changes to bookings need of numbers, bookings and tasks.

Revision ID: 0003
Revises: 0002
"""

from __future__ import annotations

import sqlalchemy as sa

from central.store.migrations import changes

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the columns; numbers stand in their row's own order, bookings were never cancelled from anywhere."""
    changes.add_column("slots", sa.Column("turn", sa.BigInteger, nullable=False, server_default="0"))
    changes.add_column("slots", sa.Column("free_at", sa.BigInteger))
    changes.add_column(
        "bookings", sa.Column("cancelled_from", sa.String(64), nullable=False, server_default="")
    )
    changes.add_column("bookings", sa.Column("cancelled_desk", sa.String(64)))
    changes.add_column("bookings", sa.Column("moved_from", sa.String(64)))
    changes.add_column("tasks", sa.Column("asked_by", sa.String(64)))
