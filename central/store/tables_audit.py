"""Central's tables of what became of risk alerts and of access reviews; on the same metadata as all others."""

from __future__ import annotations

import sqlalchemy as sa

from central.store.tables import CODE, ID, Utc, _key, _may, _must, _table

# alert_key: domain.risk_rules.Alert.key. signature: the reviewer's own, over domain.risk_rules.review_bytes.
risk_reviews = _table(
    "risk_reviews", _key("alert_key", sa.Text), _must("outcome", CODE), _must("by", ID), _must("at", Utc),
    _must("signature", sa.LargeBinary),
)  # fmt: skip
# month: its first day. content: domain.access_review.review_bytes as it was signed; signature: the reviewer's own.
access_reviews = _table(
    "access_reviews", _key("month", sa.Date), _must("by", ID), _must("at", Utc), _must("content", sa.LargeBinary),
    _must("signature", sa.LargeBinary),
)  # fmt: skip
# Who shall be taken off the roster: central removes nobody, it tells the security administrator.
# signature: the reviewer's own, over domain.access_review.leave_bytes of the staff number and the roster version.
access_leaves = _table(
    "access_leaves", _key("staff_id", ID), _must("by", ID), _must("at", Utc), _must("roster_version", sa.Integer),
    _must("signature", sa.LargeBinary),
)  # fmt: skip
# change: domain.thresholds.Change.text(). founding_signature: the founding key's, over Change.signed_bytes();
# signed_by, signature: the second person's over the same. Without them it is only asked for.
risk_thresholds = _table(
    "risk_thresholds", _key("ask_id"), _must("change", CODE), _must("proposed_at", Utc),
    _must("founding_signature", sa.LargeBinary), _may("signed_by", ID), _may("signed_at", Utc),
    _may("signature", sa.LargeBinary),
)  # fmt: skip
