"""Requests, deletion cases and the erasure ledger can no longer be deleted (G105).

Revision ID: 0005
Revises: 0004
"""

from __future__ import annotations

from alembic import op

from central.store.migrations import changes
from central.store.undeletable import guard

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the triggers."""
    for table, key in (("requests", "request_id"), ("cases", "case_id"), ("erasure_ledger", "ledger_id")):
        if changes.has_table(table):
            guard(op.get_bind(), table, ("hospital_id", key))
