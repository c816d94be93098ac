"""The fleet: batches of enrolment codes (DECISIONS 19 second person) and how each desk said it was doing."""

from __future__ import annotations

import sqlalchemy as sa

from central.store.tables import ID, Utc, metadata

enrol_batches = sa.Table(
    "enrol_batches",
    metadata,
    sa.Column("hospital_id", ID, primary_key=True, autoincrement=False),
    sa.Column("batch_id", ID, primary_key=True, autoincrement=False),
    sa.Column("asked_by", ID, nullable=False),
    sa.Column("approved_by", ID, nullable=False),
    sa.Column("size", sa.Integer, nullable=False),
    sa.Column("made_at", Utc, nullable=False),
    sa.Column("expires_at", Utc, nullable=False),
)

desk_health = sa.Table(
    "desk_health",
    metadata,
    sa.Column("hospital_id", ID, primary_key=True, autoincrement=False),
    sa.Column("desk_id", ID, primary_key=True, autoincrement=False),
    sa.Column("reported_at", Utc, nullable=False),
    sa.Column("waiting", sa.Integer, nullable=False),
    sa.Column("waiting_since", Utc, nullable=True),
    sa.Column("free_mib", sa.Integer, nullable=False),
    sa.Column("store_mib", sa.Integer, nullable=False),
    sa.Column("errors", sa.Integer, nullable=False),
)
