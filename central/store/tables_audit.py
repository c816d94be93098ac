"""Central's table of what became of risk alerts; on the same metadata as all others."""

from __future__ import annotations

import sqlalchemy as sa

from central.store.tables import CODE, ID, Utc, _key, _must, _table

# alert_key: domain.risk_rules.Alert.key. signature: the reviewer's own, over domain.risk_rules.review_bytes.
risk_reviews = _table(
    "risk_reviews", _key("alert_key", sa.Text), _must("outcome", CODE), _must("by", ID), _must("at", Utc),
    _must("signature", sa.LargeBinary),
)  # fmt: skip
