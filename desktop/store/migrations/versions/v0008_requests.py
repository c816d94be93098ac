"""Requests of people over their data, each with a key of its own (P24-P31).

Revision ID: 0008
Revises: 0007
"""

from __future__ import annotations

from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the table."""
    op.execute(
        "CREATE TABLE requests ("
        "id TEXT NOT NULL, patient_id TEXT, kind TEXT NOT NULL, asker TEXT NOT NULL, state TEXT NOT NULL, "
        "version INTEGER NOT NULL, filed_by TEXT NOT NULL, filed_us INTEGER NOT NULL, facts BLOB NOT NULL, "
        "wrapped BLOB NOT NULL, sealed BLOB NOT NULL, PRIMARY KEY (id)) STRICT"
    )
    op.execute("CREATE INDEX requests_filed ON requests (filed_us)")
    op.execute("CREATE INDEX requests_patient ON requests (patient_id)")
