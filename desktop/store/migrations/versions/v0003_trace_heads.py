"""Signed heads of the trace, and what central as witness answered to them (SECURITY §3).

Revision ID: 0003
Revises: 0002
"""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the table."""
    op.execute(
        "CREATE TABLE trace_heads ("
        "size INTEGER NOT NULL, desk TEXT NOT NULL, incarnation INTEGER NOT NULL, base_incarnation INTEGER NOT NULL, "
        "start INTEGER NOT NULL, head BLOB NOT NULL, at_us INTEGER NOT NULL, signature BLOB NOT NULL, "
        "witnessed_us INTEGER, witness BLOB, PRIMARY KEY (size)) STRICT"
    )
    op.execute("CREATE INDEX trace_heads_witnessed ON trace_heads (witnessed_us, size)")
