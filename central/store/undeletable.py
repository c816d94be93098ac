"""Rows that central's own database refuses to lose: triggers on SQLite and PostgreSQL (G105).

An erasure destroys the keys that lie in such a row or beside it; the row itself stays.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

REFUSAL = "undeletable"
_FUNCTION = (
    "CREATE OR REPLACE FUNCTION refuse_undeletable() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
)


def guarded(table: sa.Table) -> sa.Table:
    """Return the table, whose triggers are made in the same transaction as itself."""
    keys = tuple(column.name for column in table.primary_key)

    def made(_table: sa.Table, connection: Connection, **_options: Any) -> None:
        guard(connection, table.name, keys)

    sa.event.listen(table, "after_create", made)
    return table


def guard(connection: Connection, table: str, keys: tuple[str, ...]) -> None:
    """Make the database refuse to delete or empty the table, and to give one of its rows another key."""
    statements = _postgresql if connection.dialect.name == "postgresql" else _sqlite
    for statement in statements(table, ", ".join(keys)):
        connection.execute(sa.text(statement))


def _postgresql(table: str, keys: str) -> tuple[str, ...]:
    refuse = "EXECUTE FUNCTION refuse_undeletable()"
    one = f"BEFORE DELETE OR UPDATE OF {keys} ON {table} FOR EACH ROW"
    whole = f"BEFORE TRUNCATE ON {table} FOR EACH STATEMENT"
    return (
        _FUNCTION,
        f"CREATE OR REPLACE TRIGGER keep_{table} {one} {refuse}",
        f"CREATE OR REPLACE TRIGGER keep_all_{table} {whole} {refuse}",
    )


def _sqlite(table: str, keys: str) -> tuple[str, ...]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    return (
        f"CREATE TRIGGER IF NOT EXISTS keep_{table} BEFORE DELETE ON {table} {refuse}",
        f"CREATE TRIGGER IF NOT EXISTS keep_key_{table} BEFORE UPDATE OF {keys} ON {table} {refuse}",
    )
