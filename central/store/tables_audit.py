"""Central's tables of closed traces, of what became of risk alerts and of access reviews."""

from __future__ import annotations

import sqlalchemy as sa

from central.store.tables import CODE, ID, Utc, _index, _key, _may, _must, _table
from central.store.undeletable import guarded

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
# Entries that are older than what stays open (domain.audit_segments): `first` to `last` of one incarnation of a desk.
# before, head: chain hashes at both ends. digest: SHA-256 of what was sealed. signature: central's, over the Segment.
# sealed: None once the retention run `run` removed it; removed_signature: central's, over that.
trace_segments = _table(
    "trace_segments", _key("desk_id"), _key("incarnation", sa.Integer), _key("first", sa.BigInteger),
    _must("last", sa.BigInteger), _must("before", sa.LargeBinary(32)), _must("head", sa.LargeBinary(32)),
    _must("begins", Utc), _must("ends", Utc), _must("digest", sa.LargeBinary(32)), _must("signature", sa.LargeBinary),
    _may("sealed", sa.LargeBinary), _must("closed_at", Utc), _may("run", ID), _may("removed_at", Utc),
    _may("removed_signature", sa.LargeBinary),
)  # fmt: skip
_index(trace_segments, "ends")
guarded(trace_segments)
# Which segments speak of which record (domain.audit.subject_id), so that not all of them need be opened to tell.
trace_segment_subjects = _table(
    "trace_segment_subjects", _key("subject", ID), _key("desk_id"), _key("incarnation", sa.Integer),
    _key("first", sa.BigInteger),
)  # fmt: skip
# Each person's newest sign-in among closed entries, for the access review.
trace_sign_ins = _table("trace_sign_ins", _key("staff_id", ID), _must("at", Utc))
