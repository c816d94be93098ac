"""Central's tables of registers; on the same metadata as all others."""

from __future__ import annotations

import sqlalchemy as sa

from central.store.tables import CODE, ID, Utc, _key, _must, _table

# Every version of every entry, for ever. body: RegisterEntry.to_bytes(); signature: the officer's, over signed_bytes().
register_entries = _table(
    "register_entries", _key("entry_id"), _key("version", sa.Integer), _must("kind", CODE),
    _must("body", sa.LargeBinary), _must("by", ID), _must("at", Utc), _must("signature", sa.LargeBinary),
)  # fmt: skip
