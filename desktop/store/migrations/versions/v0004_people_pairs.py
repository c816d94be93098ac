"""Pairs of records that may be one person, and merges (G4-G6).

Revision ID: 0004
Revises: 0003
"""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"

STATEMENTS = (
    """CREATE TABLE people_pairs (id TEXT NOT NULL, first_id TEXT NOT NULL, second_id TEXT NOT NULL,
        score INTEGER NOT NULL, reasons TEXT NOT NULL, state TEXT NOT NULL, survivor TEXT, other TEXT,
        taken TEXT NOT NULL, effect BLOB NOT NULL, filed_by TEXT, filed_us INTEGER, approved_by TEXT,
        approved_us INTEGER, PRIMARY KEY (id)) STRICT""",
    "CREATE INDEX people_pairs_first ON people_pairs (first_id)",
    "CREATE INDEX people_pairs_second ON people_pairs (second_id)",
)


def upgrade() -> None:
    """Add the table."""
    for statement in STATEMENTS:
        op.execute(statement)
