"""Paper slips for an outage, on the same metadata (N7): numbers of paper, and which booking was keyed from each."""

from __future__ import annotations

from central.store.tables import ID, Utc, _key, _may, _must, _table

# printed_at and window are empty while a slip was keyed whose pack central has not heard of yet.
paper_slips = _table(
    "paper_slips", _key("slip"), _must("window", ID), _may("printed_at", Utc), _may("booking_id", ID),
)  # fmt: skip
