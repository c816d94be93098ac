"""Old entries of the trace, closed into sealed segments (SECURITY §3).

Revision ID: 0012
Revises: 0011
"""

from __future__ import annotations

from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Add the table."""
    op.execute(
        "CREATE TABLE audit_segments ("
        "first INTEGER NOT NULL, last INTEGER NOT NULL, desk TEXT NOT NULL, incarnation INTEGER NOT NULL, "
        "base BLOB NOT NULL, head BLOB NOT NULL, begins_us INTEGER NOT NULL, ends_us INTEGER NOT NULL, "
        "digest BLOB NOT NULL, signature BLOB NOT NULL, wrapped BLOB NOT NULL, sealed BLOB NOT NULL, "
        "PRIMARY KEY (first)) STRICT"
    )
