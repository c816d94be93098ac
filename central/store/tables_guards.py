"""Central's table of staff's own and relatives' numbers; on the same metadata as all others."""

from __future__ import annotations

import sqlalchemy as sa

from central.store.tables import CODE, ID, Utc, _key, _must, _table

# token: the document number blinded as in patient_index; relation: domain.own_people.Relation. No number stands here.
own_people = _table(
    "own_people",
    _key("staff_id", ID),
    _key("token", sa.LargeBinary),
    _must("relation", CODE),
    _must("since", Utc),
)
# A number that its owner wants off the list; it stays on it until another person confirmed the task.
own_people_leaving = _table(
    "own_people_leaving", _key("task_id"), _must("staff_id", ID), _must("token", sa.LargeBinary)
)
