"""The first store: people under their own keys, bookings, reference rows, the operation log, the trace.

Revision ID: 0001
Revises: nothing
"""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None

STATEMENTS = (
    """
    CREATE TABLE meta (
        name TEXT NOT NULL, value BLOB NOT NULL, PRIMARY KEY (name)
    ) STRICT
    """,
    """
    CREATE TABLE data_keys (
        patient_id TEXT NOT NULL, kind TEXT NOT NULL, wrapped BLOB NOT NULL, PRIMARY KEY (patient_id,
        kind)
    ) STRICT
    """,
    """
    CREATE TABLE patient_records (
        patient_id TEXT NOT NULL, revision INTEGER NOT NULL, sealed BLOB NOT NULL, PRIMARY KEY
        (patient_id)
    ) STRICT
    """,
    """
    CREATE TABLE patient_accounts (
        patient_id TEXT NOT NULL, revision INTEGER NOT NULL, sealed BLOB NOT NULL, PRIMARY KEY
        (patient_id)
    ) STRICT
    """,
    """
    CREATE TABLE patient_status (
        patient_id TEXT NOT NULL, version INTEGER NOT NULL, name_check TEXT NOT NULL, evidence TEXT NOT
        NULL, phone_verified INTEGER NOT NULL, restricted INTEGER NOT NULL, same_as TEXT, served_us
        INTEGER, keep_until_us INTEGER, PRIMARY KEY (patient_id)
    ) STRICT
    """,
    "CREATE INDEX patient_status_keep ON patient_status (keep_until_us)",
    """
    CREATE TABLE search_rows (
        person INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, patient_id TEXT NOT NULL, name TEXT NOT NULL,
        folded TEXT NOT NULL, sex TEXT NOT NULL, birth TEXT, document_type TEXT NOT NULL, phone TEXT,
        card_number TEXT, served_us INTEGER, terms TEXT NOT NULL, UNIQUE (patient_id)
    ) STRICT
    """,
    "CREATE INDEX search_rows_name ON search_rows (folded, birth)",
    "CREATE INDEX search_rows_served ON search_rows (served_us)",
    """
    CREATE TABLE grams (
        gram TEXT NOT NULL, person INTEGER NOT NULL, PRIMARY KEY (gram, person)
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE document_tokens (
        token BLOB NOT NULL, patient_id TEXT NOT NULL, PRIMARY KEY (token, patient_id)
    ) WITHOUT ROWID, STRICT
    """,
    "CREATE INDEX document_tokens_patient ON document_tokens (patient_id)",
    """
    CREATE TABLE erased (
        patient_id TEXT NOT NULL, kind TEXT NOT NULL, person INTEGER, PRIMARY KEY (patient_id, kind)
    ) STRICT
    """,
    """
    CREATE TABLE bookings (
        id TEXT NOT NULL, patient_id TEXT NOT NULL, session_id TEXT NOT NULL, half_hour INTEGER NOT
        NULL, number INTEGER NOT NULL, epoch INTEGER NOT NULL, state TEXT NOT NULL, channel TEXT NOT
        NULL, provisional INTEGER NOT NULL, fee_fen INTEGER NOT NULL, day TEXT NOT NULL, made_us INTEGER
        NOT NULL, version INTEGER NOT NULL, operation_id TEXT, staff_id TEXT, prints INTEGER NOT NULL,
        PRIMARY KEY (id)
    ) STRICT
    """,
    "CREATE INDEX bookings_made ON bookings (made_us)",
    "CREATE INDEX bookings_patient ON bookings (patient_id, day)",
    "CREATE INDEX bookings_session ON bookings (session_id, number)",
    """
    CREATE TABLE departments (
        id TEXT NOT NULL, name TEXT NOT NULL, initials TEXT NOT NULL, place TEXT NOT NULL, position
        INTEGER NOT NULL, PRIMARY KEY (id)
    ) STRICT
    """,
    """
    CREATE TABLE doctors (
        id TEXT NOT NULL, department_id TEXT NOT NULL, name TEXT NOT NULL, title TEXT NOT NULL, skill
        TEXT NOT NULL, initials TEXT NOT NULL, fee_fen INTEGER NOT NULL, PRIMARY KEY (id)
    ) STRICT
    """,
    "CREATE INDEX doctors_department ON doctors (department_id)",
    """
    CREATE TABLE sessions (
        id TEXT NOT NULL, department_id TEXT NOT NULL, doctor_id TEXT NOT NULL, day TEXT NOT NULL,
        half_day TEXT NOT NULL, starts TEXT NOT NULL, place TEXT NOT NULL, fee_fen INTEGER NOT NULL,
        state TEXT NOT NULL, left_json TEXT NOT NULL, next_json TEXT NOT NULL, open_left INTEGER NOT
        NULL, version INTEGER NOT NULL, PRIMARY KEY (id)
    ) STRICT
    """,
    "CREATE INDEX sessions_day ON sessions (day, department_id)",
    """
    CREATE TABLE incarnations (
        incarnation INTEGER NOT NULL, PRIMARY KEY (incarnation)
    ) STRICT
    """,
    """
    CREATE TABLE operations (
        incarnation INTEGER NOT NULL, seq INTEGER NOT NULL, id TEXT NOT NULL, desk TEXT NOT NULL,
        prev_hash BLOB NOT NULL, hash BLOB NOT NULL, kind TEXT NOT NULL, entity TEXT NOT NULL, author
        TEXT NOT NULL, happened_us INTEGER NOT NULL, subject TEXT, base_version INTEGER NOT NULL,
        right_session TEXT, right_half_hour INTEGER, right_number INTEGER, right_epoch INTEGER, facts
        BLOB NOT NULL, key_kind TEXT, sealed BLOB NOT NULL, approvals TEXT NOT NULL, signature BLOB NOT
        NULL, state TEXT NOT NULL, reason TEXT NOT NULL, given_number INTEGER NOT NULL, given_epoch
        INTEGER NOT NULL, tries INTEGER NOT NULL, last_error TEXT NOT NULL, PRIMARY KEY (incarnation,
        seq), UNIQUE (id)
    ) STRICT
    """,
    "CREATE INDEX operations_state ON operations (state, incarnation, seq)",
    "CREATE INDEX operations_subject ON operations (subject)",
    """
    CREATE TABLE rights (
        session_id TEXT NOT NULL, half_hour INTEGER NOT NULL, number INTEGER NOT NULL, epoch INTEGER NOT
        NULL, PRIMARY KEY (session_id, half_hour, number, epoch)
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE audit (
        seq INTEGER NOT NULL, event BLOB NOT NULL, hash BLOB NOT NULL, PRIMARY KEY (seq)
    ) STRICT
    """,
    """
    CREATE TABLE cases (
        id TEXT NOT NULL, patient_id TEXT NOT NULL, patient_version INTEGER NOT NULL, state TEXT NOT
        NULL, filed_by TEXT NOT NULL, filed_us INTEGER NOT NULL, ground TEXT NOT NULL, effect BLOB NOT
        NULL, approved_by TEXT, destroy_after_us INTEGER, desks_pending TEXT NOT NULL, PRIMARY KEY (id)
    ) STRICT
    """,
    """
    CREATE TABLE tasks (
        id TEXT NOT NULL, kind TEXT NOT NULL, state TEXT NOT NULL, at_us INTEGER NOT NULL, patient_id
        TEXT, booking_id TEXT, reason TEXT NOT NULL, PRIMARY KEY (id)
    ) STRICT
    """,
    "CREATE INDEX tasks_state ON tasks (state, at_us)",
    """
    CREATE TABLE consents (
        id TEXT NOT NULL, patient_id TEXT NOT NULL, purpose TEXT NOT NULL, notice_version TEXT NOT NULL,
        act TEXT NOT NULL, given INTEGER NOT NULL, at_us INTEGER NOT NULL, PRIMARY KEY (id)
    ) STRICT
    """,
    "CREATE INDEX consents_patient ON consents (patient_id, at_us)",
    """
    CREATE TABLE notices (
        position INTEGER NOT NULL, patient_id TEXT NOT NULL, version TEXT NOT NULL, how TEXT NOT NULL,
        at_us INTEGER NOT NULL, PRIMARY KEY (position)
    ) STRICT
    """,
    "CREATE INDEX notices_patient ON notices (patient_id, at_us)",
    """
    CREATE TABLE state (
        name TEXT NOT NULL, value BLOB NOT NULL, PRIMARY KEY (name)
    ) WITHOUT ROWID, STRICT
    """,
)


def upgrade() -> None:
    """Make every table and index."""
    for statement in STATEMENTS:
        op.execute(statement)
