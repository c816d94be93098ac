"""Places in the lines at central. `entry` is QueueEntry.to_bytes(); the times beside it are for reports."""

from __future__ import annotations

import sqlalchemy as sa

from central.store.tables import ID, Utc, metadata

queue = sa.Table(
    "queue",
    metadata,
    sa.Column("hospital_id", ID, primary_key=True, autoincrement=False),
    sa.Column("booking_id", ID, primary_key=True, autoincrement=False),
    sa.Column("session_id", ID, nullable=False),
    sa.Column("entry", sa.LargeBinary, nullable=False),
    sa.Column("checked_in_at", Utc, nullable=True),
    sa.Column("called_at", Utc, nullable=True),
    sa.Column("started_at", Utc, nullable=True),
    sa.Column("finished_at", Utc, nullable=True),
)
sa.Index("ix_queue_session_id", queue.c.hospital_id, queue.c.session_id)
