"""Central's tables of registers; on the same metadata as all others."""

from __future__ import annotations

import sqlalchemy as sa

from central.store.tables import CODE, ID, Utc, _index, _key, _may, _must, _table

# Every version of every entry, for ever. body: RegisterEntry.to_bytes(); signature: the officer's, over signed_bytes().
register_entries = _table(
    "register_entries", _key("entry_id"), _key("version", sa.Integer), _must("kind", CODE),
    _must("body", sa.LargeBinary), _must("by", ID), _must("at", Utc), _must("signature", sa.LargeBinary),
)  # fmt: skip
# sealed: DisclosureText under the case key, which lies wrapped beside it; the rest names nobody. An erasure leaves the
# row: who got what must stay provable (N44).
disclosures = _table(
    "disclosures", _key("disclosure_id"), _must("patient_id", ID), _must("kind", CODE), _must("state", CODE),
    _must("scope", sa.Text), _must("filed_by", ID), _must("at", Utc), _must("sealed", sa.LargeBinary),
    _must("wrapped", sa.LargeBinary), _may("approved_by", ID), _may("signature", sa.LargeBinary),
    _may("handed_at", Utc),
)  # fmt: skip
_index(disclosures, "patient_id")
# Each export that left, with the exception chosen (P13); sha256 is of the file, which is not kept.
exports_made = _table(
    "exports_made", _key("export_id"), _must("kind", CODE), _must("exemption", CODE), _must("at", Utc),
    _must("cells", sa.Integer), _must("left_out", sa.Integer), _must("sha256", sa.LargeBinary),
)  # fmt: skip
# Who accepted which undertaking of confidentiality, for ever (P19). signature: the person's own, over
# domain.undertakings.Acceptance.signed_bytes().
undertakings = _table(
    "undertakings", _key("acceptance_id"), _must("staff_id", ID), _must("version", CODE), _must("at", Utc),
    _must("desk_id", ID), _must("signature", sa.LargeBinary),
)  # fmt: skip
_index(undertakings, "staff_id")
