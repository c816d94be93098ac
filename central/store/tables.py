"""Every table of central; the hospital is first in every key, times are UTC milliseconds, nothing personal is plain.

Personal values stand only in `sealed_*` columns (under a person's data key) and as keyed tokens in `patient_index`.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.types import TypeDecorator

from central.store.undeletable import guarded

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Utc(TypeDecorator[datetime]):
    """An aware UTC time, kept as milliseconds since 1970 on every engine."""

    impl = sa.BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> int | None:
        """Return the milliseconds; a time without a zone is an error."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone cannot be stored")
        return round((value - EPOCH).total_seconds() * 1000)

    def process_result_value(self, value: int | None, dialect: Any) -> datetime | None:
        """Return the aware time."""
        return None if value is None else datetime.fromtimestamp(value / 1000, UTC)


metadata = sa.MetaData()
ID = sa.String(64)
CODE = sa.String(64)


def _key(name: str, kind: Any = ID) -> sa.Column[Any]:
    return sa.Column(name, kind, primary_key=True, autoincrement=False)


def _must(name: str, kind: Any, **options: Any) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False, **options)


def _may(name: str, kind: Any) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=True)


def _table(name: str, *columns: Any) -> sa.Table:
    return sa.Table(name, metadata, _key("hospital_id"), *columns)


def _index(table: sa.Table, *names: str) -> sa.Index:
    return sa.Index(f"ix_{table.name}_{'_'.join(names)}", table.c.hospital_id, *(table.c[n] for n in names))


# ---------------------------------------------------------------- hospital, desks, people who work there
# hospital_id "" holds what belongs to the whole database: schema_version. server_epoch is kept per hospital.
meta = _table("meta", _key("name", CODE), _must("value", sa.Text))

# cooling_s: seconds between approval and destruction (86400 in earnest, 0 in demo). Public keys are 32 raw bytes.
hospitals = _table(
    "hospitals", _must("name", sa.Text), _must("demo", sa.Boolean), _must("region", CODE),
    _must("cooling_s", sa.Integer), _must("share_percent", sa.Integer), _must("lookups_per_minute", sa.Integer),
    _must("founding_public", sa.LargeBinary), _must("sign_public", sa.LargeBinary),
    _must("seal_public", sa.LargeBinary), _must("made_at", Utc),
)  # fmt: skip
settings = _table("settings", _key("name", CODE), _must("value", sa.Text))

# state: active | quarantined | revoked. incarnation: the newest that central has seen (0 = none yet).
desks = _table(
    "desks", _key("desk_id"), _must("name", sa.Text), _must("site", sa.Text), _must("window", sa.Text),
    _must("sign_public", sa.LargeBinary), _must("seal_public", sa.LargeBinary), _must("state", CODE),
    _must("incarnation", sa.Integer), _must("enrolled_at", Utc), _may("last_seen", Utc), _must("program", sa.Text),
    _must("state_reason", CODE),
)  # fmt: skip
outage_desks = _table("outage_desks", _key("department_id"), _key("desk_id"))
request_numbers = _table("request_numbers", _key("desk_id"), _must("highest", sa.BigInteger))
# token_hash: SHA-256 of the one-time code. outage_departments: "all" or ids parted by commas.
enrol_tokens = _table(
    "enrol_tokens", _key("token_hash", sa.LargeBinary(32)), _must("window", sa.Text), _must("site", sa.Text),
    _must("outage_departments", sa.Text), _must("made_at", Utc), _must("expires_at", Utc), _may("used_at", Utc),
    _may("desk_id", ID),
)  # fmt: skip
staff = _table(
    "staff", _key("staff_id"), _must("name", sa.Text), _must("initials", CODE), _must("role", CODE)
)
# Keys that wait for the founding key holder; taken_version names the roster that carries them.
staff_keys = _table(
    "staff_keys", _key("staff_id"), _key("desk_id"), _must("sign_public", sa.LargeBinary),
    _must("seal_public", sa.LargeBinary), _must("sent_at", Utc), _may("taken_version", sa.Integer),
)  # fmt: skip
# body: JSON of wire.RosterRow (public keys and staff names; no patient).
rosters = _table("rosters", _key("version", sa.Integer), _must("body", sa.LargeBinary), _must("made_at", Utc))

# ---------------------------------------------------------------- clinic
departments = _table(
    "departments", _key("department_id"), _must("name", sa.Text), _must("initials", CODE), _must("place", sa.Text),
    _must("sort_order", sa.Integer),
)  # fmt: skip
doctors = _table(
    "doctors", _key("doctor_id"), _must("department_id", ID), _must("name", sa.Text), _must("title", sa.Text),
    _must("skill", sa.Text), _must("initials", CODE), _must("fee_fen", sa.Integer),
)  # fmt: skip
# state: domain.schedules.SessionState. half_hours: how many half-hours the session has.
sessions = _table(
    "sessions", _key("session_id"), _must("version", sa.Integer), _must("department_id", ID), _must("doctor_id", ID),
    _must("day", sa.Date), _must("half_day", CODE), _must("starts", sa.Time), _must("half_hours", sa.Integer),
    _must("place", sa.Text), _must("fee_fen", sa.Integer), _must("state", CODE),
)  # fmt: skip
_index(sessions, "day", "department_id")
# state: pool | leased | spent | frozen | resting | held (offered to somebody). channel: domain.quotas.Channel. epoch
# grows with every grant and every claim. desk_id: who holds or held it. A returned-by-end slot is `pool` with desk_id
# and epoch unchanged, so a late promise can still be honoured.
# What was given back is `resting` until free_at, then at the row's end: its turn is the second of its return, 0 before.
slots = _table(
    "slots", _key("session_id"), _key("number", sa.Integer), _must("half_hour", sa.Integer), _must("epoch", sa.Integer),
    _must("state", CODE), _may("desk_id", ID), _may("booking_id", ID), _must("turn", sa.BigInteger, default=0),
    _may("free_at", Utc), _must("channel", CODE, default="shared", server_default="shared"),
)  # fmt: skip
_index(slots, "session_id", "half_hour", "state", "number")
_index(slots, "desk_id", "state")
# The register of blocks: how many numbers a desk was given of a session (once; no top-up yet).
leases = _table(
    "leases", _key("session_id"), _key("desk_id"), _must("given", sa.Integer), _must("given_at", Utc)
)

# ---------------------------------------------------------------- what desks did: a skeleton, kept for ever
# basis: domain.legal_basis.LegalBasis, "" for what touches nobody (here, in patients and in bookings; P7).
operations = _table(
    "operations", _key("desk_id"), _key("incarnation", sa.Integer), _key("seq", sa.Integer),
    _must("hash", sa.LargeBinary(32)), _must("operation_id", ID), _must("kind", CODE), _must("entity", ID),
    _must("author", ID), _must("happened_at", Utc), _must("received_at", Utc), _must("status", CODE),
    _must("reason", CODE), _must("number", sa.Integer), _must("epoch", sa.Integer), _must("basis", CODE),
)  # fmt: skip
_index(operations, "operation_id")
# Kept, listed, never applied: operations of forked, revoked or quarantined desks. body: JSON of wire.WireOperation.
quarantine = _table(
    "quarantine", _key("desk_id"), _key("incarnation", sa.Integer), _key("seq", sa.Integer),
    _key("hash", sa.LargeBinary(32)), _must("reason", CODE), _must("received_at", Utc), _must("body", sa.LargeBinary),
)  # fmt: skip

# ---------------------------------------------------------------- patients
# version counts changes of the sealed parts (it is in their AAD). state: live | kept (legal path only) | erased.
# changed_by and changed_from: the desk of the newest change and the version before its unbroken run of changes.
patients = _table(
    "patients", _key("patient_id"), _must("version", sa.Integer), _must("state", CODE),
    _may("sealed_record", sa.LargeBinary), _may("sealed_account", sa.LargeBinary), _must("name_check", CODE),
    _may("name_checked_at", Utc), _must("evidence", CODE), _must("restricted", sa.Boolean), _may("same_as", ID),
    _must("phone_verified", sa.Boolean), _may("changed_by", ID), _must("changed_from", sa.Integer),
    _must("made_at", Utc), _must("basis", CODE),
)  # fmt: skip
# Wrapped data keys, in a table of their own. key_kind: record | account | record-legal. No row: destroyed.
patient_keys = _table(
    "patient_keys", _key("patient_id"), _key("key_kind", CODE), _must("wrapped", sa.LargeBinary)
)
# field: document | phone | card | name4, each under its own HMAC key.
patient_index = _table(
    "patient_index", _key("field", CODE), _key("token", sa.LargeBinary(32)), _key("patient_id")
)
_index(patient_index, "patient_id")
accounts = _table(
    "accounts", _key("account_id"), _must("phone_token", sa.LargeBinary(32)), _must("state", CODE),
    _must("opened_at", Utc), _may("closed_at", Utc),
)  # fmt: skip
# a phone has at most one open account, whoever opens it at the same moment (DECISIONS 1)
_OPEN = accounts.c.state == "open"
sa.Index(
    "ux_accounts_phone", accounts.c.hospital_id, accounts.c.phone_token, unique=True, sqlite_where=_OPEN,
    postgresql_where=_OPEN,
)  # fmt: skip
account_members = _table("account_members", _key("account_id"), _key("patient_id"), _must("since", Utc))
_index(account_members, "patient_id")
consents = _table(
    "consents", _key("consent_id"), _must("patient_id", ID), _must("purpose", CODE), _must("notice_version", CODE),
    _must("act", CODE), _must("given", sa.Boolean), _must("at", Utc), _must("desk_id", ID),
)  # fmt: skip
_index(consents, "patient_id")
# Published versions of the privacy notice, and to whom which version was shown (P30).
notices = _table(
    "notices", _key("version", CODE), _must("effective", sa.Date), _must("text", sa.Text), _must("text_en", sa.Text),
    _must("operator", sa.Text), _must("contact", sa.Text), _must("hospital", sa.Text),
)  # fmt: skip
notices_shown = _table(
    "notices_shown", _key("operation_id"), _must("patient_id", ID), _must("version", CODE), _must("how", CODE),
    _must("at", Utc), _must("desk_id", ID),
)  # fmt: skip
_index(notices_shown, "patient_id")
# Who was served where (the working set), and what was ever sent to which desk (who must hear that it left the scope).
served = _table("served", _key("desk_id"), _key("patient_id"), _must("at", Utc))
held = _table("held", _key("desk_id"), _key("patient_id"))

# ---------------------------------------------------------------- bookings and what hangs on them
# made_by: claim | promise | public. channel: desk | online. checked_at: when the provisional check had an answer.
# cancelled_from: the state before; cancelled_desk: at which window; moved_from: the booking that this one replaced.
bookings = _table(
    "bookings", _key("booking_id"), _must("version", sa.Integer), _must("patient_id", ID), _must("session_id", ID),
    _must("half_hour", sa.Integer), _must("number", sa.Integer), _must("epoch", sa.Integer), _must("state", CODE),
    _must("channel", CODE), _must("made_by", CODE), _must("provisional", sa.Boolean), _may("checked_at", Utc),
    _must("fee_fen", sa.Integer), _must("day", sa.Date), _must("made_at", Utc), _may("desk_id", ID),
    _may("operation_id", ID), _may("cancelled_at", Utc), _must("cancel_reason", CODE), _must("basis", CODE),
    _must("cancelled_from", CODE, default=""), _may("cancelled_desk", ID), _may("moved_from", ID),
)  # fmt: skip
_index(bookings, "patient_id")
_index(bookings, "session_id", "number")
_index(bookings, "day")
# Provisional checks to run: state waiting | done; outcome is a domain.verification.NameCheck value.
verification_queue = _table(
    "verification_queue", _key("booking_id"), _must("patient_id", ID), _must("state", CODE), _must("due_at", Utc),
    _must("tries", sa.Integer), _must("outcome", CODE), _may("done_at", Utc),
)  # fmt: skip
_index(verification_queue, "state", "due_at")
# Online orders: the idempotency key binds to the body's SHA-256 and to the first answer (JSON).
online_orders = _table(
    "online_orders", _key("order_key", sa.String(128)), _must("body_hash", sa.LargeBinary(32)),
    _must("status", sa.Integer), _must("answer", sa.LargeBinary), _may("booking_id", ID), _must("at", Utc),
)  # fmt: skip
tasks = _table(
    "tasks", _key("task_id"), _must("kind", CODE), _must("state", CODE), _must("at", Utc), _may("patient_id", ID),
    _may("booking_id", ID), _must("reason", CODE), _may("asked_by", ID), _may("desk_id", ID), _may("resolved_by", ID),
    _may("resolved_at", Utc), _must("outcome", CODE),
)  # fmt: skip
_index(tasks, "state", "kind")

# ---------------------------------------------------------------- rights of people over their data
# central_version: the person's version when the case was filed; a later change makes the effect void.
cases = _table(
    "cases", _key("case_id"), _must("patient_id", ID), _must("patient_version", sa.Integer),
    _must("central_version", sa.Integer), _must("state", CODE), _must("filed_by", ID), _must("filed_at", Utc),
    _must("ground", CODE), _must("effect", sa.LargeBinary), _must("filed_signature", sa.LargeBinary),
    _may("approved_by", ID), _may("approved_at", Utc), _may("approved_signature", sa.LargeBinary),
    _may("destroy_after", Utc), _must("kept", CODE),
)  # fmt: skip
_index(cases, "state", "destroy_after")
_index(cases, "patient_id")
guarded(cases)
# Random ids only (DECISIONS 13). keys: key kinds parted by commas.
erasure_ledger = _table(
    "erasure_ledger", _key("ledger_id"), _must("patient_id", ID), _must("case_id", ID), _must("keys", CODE),
    _must("at", Utc),
)  # fmt: skip
_index(erasure_ledger, "patient_id")
guarded(erasure_ledger)
# One row a desk that must answer; received_at when its signed receipt came.
erasure_receipts = _table(
    "erasure_receipts", _key("ledger_id"), _key("desk_id"), _may("received_at", Utc), _may("operation_id", ID)
)

# ---------------------------------------------------------------- feeds (DECISIONS 27): ids only, one row an entity
streams = _table("streams", _key("stream", sa.String(96)), _must("head", sa.BigInteger))
feed = _table(
    "feed",
    _key("stream", sa.String(96)),
    _key("kind", CODE),
    _key("id", sa.String(96)),
    _must("position", sa.BigInteger),
)
sa.Index("ux_feed_position", feed.c.hospital_id, feed.c.stream, feed.c.position, unique=True)

# ---------------------------------------------------------------- codes and look-ups
# phone_token: CentralKeys.index("phone", phone). code_hash: keyed token of code_id and code. proof_hash: SHA-256 of the
# proof text; spent_at when an account operation used it.
codes = _table(
    "codes", _key("code_id"), _must("phone_token", sa.LargeBinary(32)), _must("desk_id", ID),
    _must("code_hash", sa.LargeBinary(32)), _must("sent_at", Utc), _must("expires_at", Utc), _must("tries", sa.Integer),
    _may("used_at", Utc), _may("proof_hash", sa.LargeBinary(32)), _may("spent_at", Utc),
)  # fmt: skip
_index(codes, "phone_token", "sent_at")
_index(codes, "desk_id", "sent_at")
_index(codes, "proof_hash")
# What was looked up, without what was typed (DECISIONS 4). act: document | phone | card | name4 | fetch | name-check.
lookups = _table(
    "lookups",
    _key("lookup_id"),
    _must("desk_id", ID),
    _must("at", Utc),
    _must("act", CODE),
    _must("found", sa.Integer),
)
_index(lookups, "desk_id", "at")

# ---------------------------------------------------------------- the desks' traces (SECURITY §3)
# Heads that central took and signed itself (64 bytes a signature); an entry of a trace names nobody.
trace_heads = _table(
    "trace_heads", _key("desk_id"), _key("incarnation", sa.Integer), _key("size", sa.BigInteger),
    _must("base_incarnation", sa.Integer), _must("start", sa.BigInteger), _must("head", sa.LargeBinary(32)),
    _must("at", Utc), _must("desk_signature", sa.LargeBinary), _must("witnessed_at", Utc),
    _must("signature", sa.LargeBinary),
)  # fmt: skip
trace_events = _table(
    "trace_events", _key("desk_id"), _key("incarnation", sa.Integer), _key("seq", sa.BigInteger), _must("at", Utc),
    _must("act", CODE), _must("result", CODE), _may("actor", ID), _may("subject", ID), _must("event", sa.LargeBinary),
    _must("hash", sa.LargeBinary(32)),
)  # fmt: skip
_index(trace_events, "at")
_index(trace_events, "subject")
# Heads that did not grow from what central had signed: a trace that was changed, cut or put back.
trace_forks = _table(
    "trace_forks", _key("desk_id"), _key("incarnation", sa.Integer), _key("size", sa.BigInteger),
    _key("head", sa.LargeBinary(32)), _must("at", Utc), _must("desk_signature", sa.LargeBinary), _must("seen_at", Utc),
)  # fmt: skip
