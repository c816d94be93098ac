"""The roll call after central was put back from a copy (DECISIONS 26)."""

from __future__ import annotations

import sqlalchemy as sa

from central.store.tables import CODE, ID, Utc, metadata

# One row a session and a desk that may have given numbers of it. how: "" waits | reported | lost. A session with a row
# that waits gives no number of the shared pool.
roll_calls = sa.Table(
    "roll_calls",
    metadata,
    sa.Column("hospital_id", ID, primary_key=True),
    sa.Column("session_id", ID, primary_key=True),
    sa.Column("desk_id", ID, primary_key=True),
    sa.Column("begun_at", Utc, nullable=False),
    sa.Column("how", CODE, nullable=False),
    sa.Column("answered_at", Utc),
)
sa.Index("ix_roll_calls_desk_id", roll_calls.c.hospital_id, roll_calls.c.desk_id)
