"""Pairs of records that may be, or are, one person (G4-G6); random ids, codes and a sealed snapshot, nothing plain."""

from __future__ import annotations

import sqlalchemy as sa

from central.store.tables import CODE, ID, Utc, metadata

# first_id < second_id. reasons: domain.duplicates.Reason codes parted by commas. state: domain.merging.PairState.
# effect: domain.merging.MergeEffect.to_bytes(). sealed_record and sealed_account: the survivor before the merge, under
# the survivor's own keys. moved: JSON of the ids that went over to the survivor, for the way back.
people_pairs = sa.Table(
    "people_pairs",
    metadata,
    sa.Column("hospital_id", ID, primary_key=True),
    sa.Column("pair_id", ID, primary_key=True),
    sa.Column("first_id", ID, nullable=False),
    sa.Column("second_id", ID, nullable=False),
    sa.Column("score", sa.Integer, nullable=False),
    sa.Column("reasons", sa.Text, nullable=False),
    sa.Column("state", CODE, nullable=False),
    sa.Column("found_at", Utc, nullable=False),
    sa.Column("survivor_id", ID),
    sa.Column("other_id", ID),
    sa.Column("survivor_version", sa.Integer, nullable=False),
    sa.Column("other_version", sa.Integer, nullable=False),
    sa.Column("taken", sa.Text, nullable=False),
    sa.Column("effect", sa.LargeBinary, nullable=False),
    sa.Column("filed_by", ID),
    sa.Column("filed_at", Utc),
    sa.Column("filed_signature", sa.LargeBinary),
    sa.Column("approved_by", ID),
    sa.Column("approved_at", Utc),
    sa.Column("approved_signature", sa.LargeBinary),
    sa.Column("sealed_record", sa.LargeBinary),
    sa.Column("sealed_account", sa.LargeBinary),
    sa.Column("moved", sa.Text, nullable=False),
    sa.Column("decided_by", ID),
    sa.Column("decided_at", Utc),
)
sa.Index(
    "ux_people_pairs", *(people_pairs.c[n] for n in ("hospital_id", "first_id", "second_id")), unique=True
)
sa.Index("ix_people_pairs_state", *(people_pairs.c[n] for n in ("hospital_id", "state", "score")))
sa.Index("ix_people_pairs_other", *(people_pairs.c[n] for n in ("hospital_id", "other_id", "state")))
sa.Index("ix_people_pairs_second", *(people_pairs.c[n] for n in ("hospital_id", "second_id")))
