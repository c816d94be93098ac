"""The schedule office's rows, and what it made of each session.

Revision ID: 0009
Revises: 0008
"""

from __future__ import annotations

from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add the column and the table."""
    op.execute("ALTER TABLE sessions ADD COLUMN plan_json TEXT DEFAULT '{}' NOT NULL")
    op.execute(
        """
        CREATE TABLE plan_rows (
            kind TEXT NOT NULL, id TEXT NOT NULL, body BLOB NOT NULL, PRIMARY KEY (kind, id)
        ) WITHOUT ROWID, STRICT
        """
    )
