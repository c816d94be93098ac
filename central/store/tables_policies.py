"""Central's table of published policy versions: beside `notices`, what changed and who signed (P30, P33)."""

from __future__ import annotations

import sqlalchemy as sa

from central.store.tables import CODE, ID, Utc, _key, _must, _table

# The version of the set-up has no row here. signature: the officer's over domain.policies.PolicyVersion.signed_bytes().
policy_versions = _table(
    "policy_versions", _key("version", CODE), _must("weight", CODE), _must("changes", sa.Text), _must("signed_by", ID),
    _must("signature", sa.LargeBinary), _must("at", Utc),
)  # fmt: skip
