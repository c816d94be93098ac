"""One open account a phone: members of a second one move to the oldest, which then is the only one (DECISIONS 1).

Revision ID: 0002
Revises: nothing (version 1 is what `create_schema` made before there were scripts)
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from central.store.migrations import changes

revision = "0002"
down_revision = None

# of each open account, the oldest open one of the same phone
_DOUBLES = sa.text(
    """
    SELECT a.hospital_id, a.account_id, (
        SELECT o.account_id FROM accounts o
        WHERE o.hospital_id = a.hospital_id AND o.phone_token = a.phone_token AND o.state = 'open'
        ORDER BY o.opened_at, o.account_id LIMIT 1) AS oldest
    FROM accounts a WHERE a.state = 'open' ORDER BY a.hospital_id, a.account_id
    """
)
_MOVE = sa.text(
    """
    INSERT INTO account_members (hospital_id, account_id, patient_id, since)
    SELECT m.hospital_id, :oldest, m.patient_id, m.since FROM account_members m
    WHERE m.hospital_id = :hospital AND m.account_id = :double AND NOT EXISTS (
        SELECT 1 FROM account_members k
        WHERE k.hospital_id = m.hospital_id AND k.account_id = :oldest AND k.patient_id = m.patient_id)
    """
)
_LEAVE = sa.text("DELETE FROM account_members WHERE hospital_id = :hospital AND account_id = :double")
_CLOSE = sa.text(
    """
    UPDATE accounts SET state = 'closed', closed_at = opened_at, phone_token = :none
    WHERE hospital_id = :hospital AND account_id = :double
    """
)


def upgrade() -> None:
    """Join doubles, then let the database refuse new ones."""
    if not changes.has_table("accounts"):
        return
    connection = op.get_bind()
    for row in connection.execute(_DOUBLES).all():
        if row.account_id == row.oldest:
            continue
        values = {"hospital": row.hospital_id, "double": row.account_id, "oldest": row.oldest, "none": b""}
        for statement in (_MOVE, _LEAVE, _CLOSE):
            connection.execute(statement, values)
    changes.drop_index("ix_accounts_phone_token", "accounts")
    changes.add_index(
        "ux_accounts_phone", "accounts", ["hospital_id", "phone_token"], unique=True, where="state = 'open'"
    )
