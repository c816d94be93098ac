"""Pairs of records that may be, or are, one person (G4-G6); who may not book ahead (G40). Random ids and codes only."""

from __future__ import annotations

import sqlalchemy as sa

from central.store.tables import CODE, ID, Utc, _index, _key, _may, _must, _table, metadata

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
# Who may not book ahead for a time (domain.blocks): until is the last day on which it holds; lifted_at None: nobody
# took it back before. booking_id is the booking from which it was set, "" for none.
person_blocks = _table(
    "person_blocks", _key("block_id"), _must("patient_id", ID), _must("booking_id", ID), _must("reason", CODE),
    _must("until", sa.Date), _must("blocked_by", ID), _must("blocked_at", Utc), _must("lifted_by", ID),
    _may("lifted_at", Utc), _must("lift_reason", CODE),
)  # fmt: skip
_index(person_blocks, "patient_id")
# Strokes of domain.drawn under the account key (AAD: bindings.central_row("consent", id, 0, account)).
consent_signatures = _table(
    "consent_signatures", _key("consent_id"), _must("patient_id", ID), _must("sealed", sa.LargeBinary)
)
_index(consent_signatures, "patient_id")
