"""What people decided about desks by command: who, when, why and what came of it (DECISIONS 22, 26)."""

from __future__ import annotations

import sqlalchemy as sa

from central.store.tables import CODE, ID, Utc, metadata

# act: revoked | released | salvaged | returned | lost | restored. object_id: an operation, a department or "".
desk_acts = sa.Table(
    "desk_acts",
    metadata,
    sa.Column("hospital_id", ID, primary_key=True),
    sa.Column("act_id", ID, primary_key=True),
    sa.Column("desk_id", ID, nullable=False),
    sa.Column("act", CODE, nullable=False),
    sa.Column("by", ID, nullable=False),
    sa.Column("at", Utc, nullable=False),
    sa.Column("object_id", ID, nullable=False),
    sa.Column("outcome", CODE, nullable=False),
)
sa.Index("ix_desk_acts_desk_id", desk_acts.c.hospital_id, desk_acts.c.desk_id)
