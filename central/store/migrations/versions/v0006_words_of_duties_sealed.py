"""The words of duties lie sealed; who opens the database after this seals the rows that are there (P22).

Revision ID: 0006
Revises: 0005
"""

from __future__ import annotations

from central.store.migrations import changes

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Give the column the name of what it holds from now on."""
    changes.rename_column("duties", "body", "sealed")
