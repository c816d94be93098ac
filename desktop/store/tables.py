"""The tables of the sealed file (SQLAlchemy Core). What changes here needs a new script in migrations/versions.

Times are microseconds since 1970 UTC (`…_us`), days ISO text, truth 0 or 1. Who a person is stands sealed in
`patient_records` and `patient_accounts` under keys of `data_keys`; `search_rows`, `grams` and `document_tokens` are
what lists are made of and can be made again from the sealed rows.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Index, Integer, LargeBinary, MetaData, Table, Text

metadata = MetaData()


def _text(name: str, **options: Any) -> Column[str]:
    return Column(name, Text, **{"nullable": False, **options})


def _number(name: str, **options: Any) -> Column[int]:
    return Column(name, Integer, **{"nullable": False, **options})


def _bytes(name: str, **options: Any) -> Column[bytes]:
    return Column(name, LargeBinary, **{"nullable": False, **options})


def _table(name: str, *parts: Column[Any] | Index, **options: Any) -> Table:
    return Table(name, metadata, *parts, sqlite_strict=True, **options)


meta = _table("meta", _text("name", primary_key=True), _bytes("value"))

data_keys = _table(
    "data_keys", _text("patient_id", primary_key=True), _text("kind", primary_key=True), _bytes("wrapped")
)

patient_records = _table(
    "patient_records", _text("patient_id", primary_key=True), _number("revision"), _bytes("sealed")
)

patient_accounts = _table(
    "patient_accounts", _text("patient_id", primary_key=True), _number("revision"), _bytes("sealed")
)

patient_status = _table(
    "patient_status",
    _text("patient_id", primary_key=True),
    _number("version"),
    _text("name_check"),
    _text("evidence"),
    _number("phone_verified"),
    _number("restricted"),
    _text("same_as", nullable=True),
    _number("served_us", nullable=True),
    _number("keep_until_us", nullable=True),
    _text("basis", server_default="contract"),
    _text("marks", server_default=""),
    _text("block_reason", server_default=""),
    _text("blocked_until", server_default=""),
    Index("patient_status_keep", "keep_until_us"),
)

search_rows = _table(
    "search_rows",
    _number("person", primary_key=True),
    _text("patient_id", unique=True),
    _text("name"),
    _text("folded"),
    _text("sex"),
    _text("birth", nullable=True),
    _text("document_type"),
    _text("phone", nullable=True),
    _text("card_number", nullable=True),
    _number("served_us", nullable=True),
    _text("terms"),
    Index("search_rows_name", "folded", "birth"),
    Index("search_rows_served", "served_us"),
    sqlite_autoincrement=True,
)

grams = _table(
    "grams",
    _text("gram", primary_key=True),
    _number("person", primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

document_tokens = _table(
    "document_tokens",
    _bytes("token", primary_key=True),
    _text("patient_id", primary_key=True),
    Index("document_tokens_patient", "patient_id"),
    sqlite_with_rowid=False,
)

erased = _table(
    "erased",
    _text("patient_id", primary_key=True),
    _text("kind", primary_key=True),
    _number("person", nullable=True),
)

bookings = _table(
    "bookings",
    _text("id", primary_key=True),
    _text("patient_id"),
    _text("session_id"),
    _number("half_hour"),
    _number("number"),
    _number("epoch"),
    _text("state"),
    _text("channel"),
    _number("provisional"),
    _number("fee_fen"),
    _text("day"),
    _number("made_us"),
    _number("version"),
    _text("operation_id", nullable=True),
    _text("staff_id", nullable=True),
    _number("prints"),
    Index("bookings_patient", "patient_id", "day"),
    Index("bookings_session", "session_id", "number"),
    Index("bookings_made", "made_us"),
)

queue = _table(
    "queue",
    _text("booking_id", primary_key=True),
    _text("session_id"),
    _bytes("entry"),
    Index("queue_session", "session_id"),
)

departments = _table(
    "departments",
    _text("id", primary_key=True),
    _text("name"),
    _text("initials"),
    _text("place"),
    _number("position"),
)

doctors = _table(
    "doctors",
    _text("id", primary_key=True),
    _text("department_id"),
    _text("name"),
    _text("title"),
    _text("skill"),
    _text("initials"),
    _number("fee_fen"),
    Index("doctors_department", "department_id"),
)

sessions = _table(
    "sessions",
    _text("id", primary_key=True),
    _text("department_id"),
    _text("doctor_id"),
    _text("day"),
    _text("half_day"),
    _text("starts"),
    _text("place"),
    _number("fee_fen"),
    _text("state"),
    _text("left_json"),
    _text("next_json"),
    _number("open_left"),
    _number("version"),
    _text("plan_json", server_default="{}"),
    Index("sessions_day", "day", "department_id"),
)

plan_rows = _table(
    "plan_rows",
    _text("kind", primary_key=True),
    _text("id", primary_key=True),
    _bytes("body"),
    sqlite_with_rowid=False,
)

incarnations = _table("incarnations", _number("incarnation", primary_key=True, autoincrement=False))

operations = _table(
    "operations",
    _number("incarnation", primary_key=True, autoincrement=False),
    _number("seq", primary_key=True, autoincrement=False),
    _text("id", unique=True),
    _text("desk"),
    _bytes("prev_hash"),
    _bytes("hash"),
    _text("kind"),
    _text("entity"),
    _text("author"),
    _number("happened_us"),
    _text("subject", nullable=True),
    _number("base_version"),
    _text("right_session", nullable=True),
    _number("right_half_hour", nullable=True),
    _number("right_number", nullable=True),
    _number("right_epoch", nullable=True),
    _bytes("facts"),
    _text("key_kind", nullable=True),
    _bytes("sealed"),
    _text("approvals"),
    _bytes("signature"),
    _text("state"),
    _text("reason"),
    _number("given_number"),
    _number("given_epoch"),
    _number("tries"),
    _text("last_error"),
    Index("operations_state", "state", "incarnation", "seq"),
    Index("operations_subject", "subject"),
)

rights = _table(
    "rights",
    _text("session_id", primary_key=True),
    _number("half_hour", primary_key=True, autoincrement=False),
    _number("number", primary_key=True, autoincrement=False),
    _number("epoch", primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

audit = _table(
    "audit", _number("seq", primary_key=True, autoincrement=False), _bytes("event"), _bytes("hash")
)

trace_heads = _table(
    "trace_heads",
    _number("size", primary_key=True, autoincrement=False),
    _text("desk"),
    _number("incarnation"),
    _number("base_incarnation"),
    _number("start"),
    _bytes("head"),
    _number("at_us"),
    _bytes("signature"),
    _number("witnessed_us", nullable=True),
    _bytes("witness", nullable=True),
    Index("trace_heads_witnessed", "witnessed_us", "size"),
)

audit_segments = _table(
    "audit_segments",
    _number("first", primary_key=True, autoincrement=False),
    _number("last"),
    _text("desk"),
    _number("incarnation"),
    _bytes("base"),
    _bytes("head"),
    _number("begins_us"),
    _number("ends_us"),
    _bytes("digest"),
    _bytes("signature"),
    _bytes("wrapped"),
    _bytes("sealed"),
)

cases = _table(
    "cases",
    _text("id", primary_key=True),
    _text("patient_id"),
    _number("patient_version"),
    _text("state"),
    _text("filed_by"),
    _number("filed_us"),
    _text("ground"),
    _bytes("effect"),
    _text("approved_by", nullable=True),
    _number("destroy_after_us", nullable=True),
    _text("desks_pending"),
)

requests = _table(
    "requests",
    _text("id", primary_key=True),
    _text("patient_id", nullable=True),
    _text("kind"),
    _text("asker"),
    _text("state"),
    _number("version"),
    _text("filed_by"),
    _number("filed_us"),
    _bytes("facts"),
    _bytes("wrapped"),
    _bytes("sealed"),
    Index("requests_filed", "filed_us"),
    Index("requests_patient", "patient_id"),
)

tasks = _table(
    "tasks",
    _text("id", primary_key=True),
    _text("kind"),
    _text("state"),
    _number("at_us"),
    _text("patient_id", nullable=True),
    _text("booking_id", nullable=True),
    _text("reason"),
    _text("asked_by", nullable=True),
    Index("tasks_state", "state", "at_us"),
)

consents = _table(
    "consents",
    _text("id", primary_key=True),
    _text("patient_id"),
    _text("purpose"),
    _text("notice_version"),
    _text("act"),
    _number("given"),
    _number("at_us"),
    Index("consents_patient", "patient_id", "at_us"),
)

notices = _table(
    "notices",
    _number("position", primary_key=True),
    _text("patient_id"),
    _text("version"),
    _text("how"),
    _number("at_us"),
    Index("notices_patient", "patient_id", "at_us"),
)

people_pairs = _table(
    "people_pairs",
    _text("id", primary_key=True),
    _text("first_id"),
    _text("second_id"),
    _number("score"),
    _text("reasons"),
    _text("state"),
    _text("survivor", nullable=True),
    _text("other", nullable=True),
    _text("taken"),
    _bytes("effect"),
    _text("filed_by", nullable=True),
    _number("filed_us", nullable=True),
    _text("approved_by", nullable=True),
    _number("approved_us", nullable=True),
    Index("people_pairs_first", "first_id"),
    Index("people_pairs_second", "second_id"),
)

payments = _table(
    "payments",
    _text("id", primary_key=True),
    _text("booking_id"),
    _text("kind"),
    _number("cash_fen"),
    _number("qr_fen"),
    _number("insurance_fen"),
    _number("due_fen"),
    _text("shift_id"),
    _text("staff_id"),
    _number("at_us"),
    _text("day"),
    _text("of_payment", nullable=True),
    _text("qr_ref"),
    _text("insurance_ref"),
    _text("invoice_no"),
    _number("given_fen"),
    _text("second"),
    _text("reason"),
    _text("state"),
    _number("version"),
    Index("payments_booking", "booking_id", "at_us"),
    Index("payments_shift", "shift_id", "at_us"),
)

shifts = _table(
    "shifts",
    _text("id", primary_key=True),
    _text("desk_id"),
    _text("staff_id"),
    _number("opened_us"),
    _number("float_fen"),
    _text("state"),
    _number("closed_us", nullable=True),
    _text("counted"),
    _number("expected_fen"),
    _number("difference_fen"),
    _text("reason"),
    _number("left_fen"),
    _text("handed_to"),
    _number("version"),
    Index("shifts_desk", "desk_id", "staff_id", "state"),
    Index("shifts_opened", "opened_us"),
)

state = _table("state", _text("name", primary_key=True), _bytes("value"), sqlite_with_rowid=False)
