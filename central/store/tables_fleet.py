"""Batches of enrolment codes: who asked, who approved, how many (issue 6; DECISIONS 19 second person)."""

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
