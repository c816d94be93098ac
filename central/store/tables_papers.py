"""Central's table of what papers say: every published version of every template is kept (G58)."""

from __future__ import annotations

import sqlalchemy as sa

from central.store.tables import CODE, ID, Utc, _key, _must, _table

# text: "" is the shipped template again. paper: name and language, as domain.paper_templates.PaperVersion.id.
paper_versions = _table(
    "paper_versions", _key("paper", CODE), _key("version", sa.Integer), _must("effective", sa.Date),
    _must("text", sa.Text), _must("published_by", ID), _must("at", Utc),
)  # fmt: skip
