"""Tables of the schedule office and of stopped clinics, on the same metadata (G19-G26, G48-G52, G64)."""

from __future__ import annotations

import sqlalchemy as sa

from central.store.tables import CODE, ID, Utc, _index, _key, _may, _must, _table

# body: JSON of domain.planning facts; kept as it was signed, read strictly again at every use.
templates = _table("templates", _key("template_id"), _must("doctor_id", ID), _must("body", sa.LargeBinary))
absences = _table("absences", _key("absence_id"), _must("doctor_id", ID), _must("body", sa.LargeBinary))
# Rooms like the two above; and what a department or doctor has besides its row: `kind` is department or doctor.
rooms = _table("rooms", _key("room_id"), _must("department_id", ID), _must("body", sa.LargeBinary))
place_words = _table(
    "place_words", _key("kind", CODE), _key("entity"), _must("english", sa.Text), _may("closed_from", sa.Date),
)  # fmt: skip
# What planning added to a session: whose template, when online numbers go back (released_at: when they did), how many
# extra numbers a clerk may add alone, whose session a substitute took, the reason of a stop.
session_plans = _table(
    "session_plans", _key("session_id"), _may("template_id", ID), _may("release_at", Utc), _may("released_at", Utc),
    _must("extra_limit", sa.Integer), _must("instead_of", ID), _must("stop_reason", CODE),
)  # fmt: skip
_index(session_plans, "release_at")
# One row an extra number: who added it, why, and whether it took a supervisor's right (DECISIONS 28).
extra_slots = _table(
    "extra_slots", _key("session_id"), _key("number", sa.Integer), _must("reason", CODE), _must("added_by", ID),
    _must("at", Utc), _must("over_limit", sa.Boolean), _must("operation_id", ID),
)  # fmt: skip
# A stop, and everybody whom it concerns: state is domain.stopping.AffectedState, sms domain.stopping.SmsState.
stops = _table(
    "stops", _key("stop_id"), _must("reason", CODE), _must("at", Utc), _must("stopped_by", ID),
    _must("first", sa.Date), _must("last", sa.Date), _must("sessions", sa.Integer), _must("people", sa.Integer),
)  # fmt: skip
affected = _table(
    "affected", _key("booking_id"), _must("version", sa.Integer), _must("stop_id", ID), _must("patient_id", ID),
    _must("session_id", ID), _must("half_hour", sa.Integer), _must("number", sa.Integer), _must("state", CODE),
    _must("sms", CODE), _must("sms_reason", CODE), _must("at", Utc), _must("tended_by", ID), _may("tended_at", Utc),
    _may("offer_session", ID), _may("offer_number", sa.Integer), _may("offer_until", Utc), _may("moved_to", ID),
)  # fmt: skip
_index(affected, "stop_id")
_index(affected, "patient_id", "state")
_index(affected, "offer_until")
# Messages to people: state is domain.stopping.SmsState. body is made from the template only when it is sent, and the
# phone is opened only then; neither is kept. receipt: the gateway's own number of the message.
messages = _table(
    "messages", _key("message_id"), _must("patient_id", ID), _must("booking_id", ID), _must("template", CODE),
    _must("state", CODE), _must("reason", CODE), _must("receipt", sa.String(128)), _must("tries", sa.Integer),
    _must("due_at", Utc), _may("sent_at", Utc), _may("done_at", Utc),
)  # fmt: skip
_index(messages, "state", "due_at")
_index(messages, "booking_id")
# Texts that an operator edits; vendor_code names the same text at the gateway, "" where the text itself is sent.
message_templates = _table(
    "message_templates", _key("template", CODE), _must("text", sa.Text), _must("vendor_code", CODE),
)  # fmt: skip
