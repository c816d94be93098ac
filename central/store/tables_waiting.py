"""The waiting list, on the same metadata (G29): ids and codes only."""

from __future__ import annotations

import sqlalchemy as sa

from central.store.tables import CODE, ID, Utc, _index, _key, _may, _must, _table

# state: domain.waiting.WishState, sms: domain.stopping.SmsState. A held slot names the wish as its booking.
wishes = _table(
    "wishes", _key("wish_id"), _must("version", sa.Integer), _must("patient_id", ID), _must("department_id", ID),
    _must("doctor_id", ID), _must("first", sa.Date), _must("last", sa.Date), _must("half_day", CODE),
    _must("state", CODE), _must("at", Utc), _must("made_by", ID), _must("tended_by", ID),
    _must("lapses", sa.Integer), _must("sms", CODE), _may("offer_session", ID), _may("offer_half_hour", sa.Integer),
    _may("offer_number", sa.Integer), _may("offer_until", Utc), _may("booking_id", ID),
)  # fmt: skip
_index(wishes, "state", "department_id")
_index(wishes, "patient_id", "state")
_index(wishes, "offer_until")
