"""Central's tables of duties: what is owed, whom it concerns, who signed, whose record a traced id stands for."""

from __future__ import annotations

import sqlalchemy as sa

from central.store.tables import CODE, ID, Utc, _index, _key, _may, _must, _table

# sealed: the facts (domain.duties.Duty.facts) under central's own key: they name no patient, but hold people's words.
duties = _table(
    "duties", _key("duty_id"), _must("kind", CODE), _must("state", CODE), _must("version", sa.Integer),
    _must("made_by", ID), _must("made_at", Utc), _must("sealed", sa.LargeBinary),
)  # fmt: skip
_index(duties, "kind", "state")
# exposure: domain.incidents.Exposure values parted by blanks. state: domain.incidents.Told.
duty_people = _table(
    "duty_people", _key("duty_id"), _key("patient_id"), _must("exposure", CODE), _must("channel", CODE),
    _must("state", CODE), _must("reason", CODE), _must("tended_by", ID), _may("at", Utc),
)  # fmt: skip
_index(duty_people, "patient_id")
_index(duty_people, "state", "channel")
# domain.audit.subject_id -> the person, written when an incident asks whom a trace names; goes
# with an erasure, so that a trace then names nobody.
trace_people = _table("trace_people", _key("audit_id"), _must("patient_id", ID))
_index(trace_people, "patient_id")
# What a second person signed: the incident just as it stood (domain.duties.Duty.frozen) under central's own key, and
# which step it took.
duty_signatures = _table(
    "duty_signatures", _key("duty_id"), _key("version", sa.Integer), _must("step", CODE), _must("by", ID),
    _must("at", Utc), _must("message", sa.LargeBinary), _must("signature", sa.LargeBinary),
)  # fmt: skip
