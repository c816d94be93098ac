"""What scripts say; a table that the database does not have yet is passed over (it is made whole afterwards)."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op


def has_table(table: str) -> bool:
    """Return whether the database has the table already."""
    return sa.inspect(op.get_bind()).has_table(table)


def add_column(table: str, column: sa.Column[Any]) -> None:
    """Add a column; one that may not be empty needs a `server_default` for the rows that are there."""
    if has_table(table) and column.name not in _columns(table):
        op.add_column(table, column)


def rename_column(table: str, old: str, new: str) -> None:
    """Give a column that is there another name."""
    if has_table(table) and old in _columns(table):
        op.execute(f"ALTER TABLE {table} RENAME COLUMN {old} TO {new}")


def add_index(name: str, table: str, columns: list[str], *, unique: bool = False, where: str = "") -> None:
    """Add an index, over the rows of a condition if one is given."""
    if has_table(table) and name not in _indexes(table):
        among = sa.text(where) if where else None
        op.create_index(name, table, columns, unique=unique, sqlite_where=among, postgresql_where=among)


def drop_index(name: str, table: str) -> None:
    """Drop an index that is there."""
    if has_table(table) and name in _indexes(table):
        op.drop_index(name, table)


def _columns(table: str) -> set[str]:
    return {column["name"] for column in sa.inspect(op.get_bind()).get_columns(table)}


def _indexes(table: str) -> set[str]:
    return {str(index["name"]) for index in sa.inspect(op.get_bind()).get_indexes(table)}
