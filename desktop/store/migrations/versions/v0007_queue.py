"""Places in the lines in front of the rooms (G34).

Revision ID: 0007
Revises: 0006
"""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the table."""
    op.execute(
        "CREATE TABLE queue ("
        "booking_id TEXT NOT NULL, session_id TEXT NOT NULL, entry BLOB NOT NULL, PRIMARY KEY (booking_id)) STRICT"
    )
    op.execute("CREATE INDEX queue_session ON queue (session_id)")
