"""Rows of one table that a transaction works on: loaded in sets, changed in memory, written back in sets.

This is what keeps an exchange of 200 operations at a handful of statements.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

Key = tuple[Any, ...]
Row = dict[str, Any]
CHUNK = 400


def chunks(values: Sequence[Any], size: int = CHUNK) -> Iterator[Sequence[Any]]:
    """Yield slices of at most `size` values, so that no statement has too many parameters."""
    for start in range(0, len(values), size):
        yield values[start : start + size]


class RowSet:
    """The rows of one table and hospital, by the rest of their primary key. Loading locks them on PostgreSQL."""

    def __init__(self, connection: Connection, table: sa.Table, hospital_id: str) -> None:
        self._connection = connection
        self._table = table
        self._hospital = hospital_id
        self._keys = [column.name for column in table.primary_key.columns if column.name != "hospital_id"]
        self._rows: dict[Key, Row | None] = {}
        self._fresh: dict[Key, None] = {}
        self._dirty: dict[Key, None] = {}
        self._gone: dict[Key, None] = {}

    def load(self, keys: Iterable[Key]) -> None:
        """Read what is not read yet, in key order (so that two transactions lock alike)."""
        wanted = sorted({key for key in keys if key not in self._rows})
        for part in chunks(wanted):
            self._rows.update(dict.fromkeys(part))
            for row in self._connection.execute(self._select(part)).mappings():
                self._rows[tuple(row[name] for name in self._keys)] = dict(row)

    def _select(self, keys: Sequence[Key]) -> sa.Select[Any]:
        columns = [self._table.c[name] for name in self._keys]
        single = len(columns) == 1
        among = columns[0].in_([key[0] for key in keys]) if single else sa.tuple_(*columns).in_(keys)
        return (
            sa.select(self._table)
            .where(self._table.c.hospital_id == self._hospital, among)
            .order_by(*columns)
            .with_for_update()
        )

    def get(self, *key: Any) -> Row | None:
        """Return one row (not to be changed in place), None when there is none."""
        if key not in self._rows:
            self.load([key])
        return self._rows[key]

    def present(self) -> Iterator[Row]:
        """Yield every row that was loaded or added and is still there."""
        return (row for row in tuple(self._rows.values()) if row is not None)

    def held(self) -> list[Row]:
        """Return the rows that this transaction has loaded, changed or added and not removed."""
        return [row for row in self._rows.values() if row is not None]

    def add(self, **values: Any) -> Row:
        """Add a row that is not there yet; columns left out have their default, or None."""
        row = {column.name: values.get(column.name, _default(column)) for column in self._table.columns}
        row["hospital_id"] = self._hospital
        key = tuple(row[name] for name in self._keys)
        self._rows[key] = row
        self._fresh[key] = None
        return row

    def change(self, *key: Any, **values: Any) -> Row:
        """Change a row that was loaded or added; returns it."""
        row = self.get(*key)
        if row is None:
            raise LookupError(self._table.name)
        row.update(values)
        if key not in self._fresh:
            self._dirty[key] = None
        return row

    def remove(self, *key: Any) -> None:
        """Delete a row; no error when there is none."""
        self._rows[key] = None
        self._dirty.pop(key, None)
        if key in self._fresh:
            del self._fresh[key]
        else:
            self._gone[key] = None

    def forget(self, *key: Any) -> None:
        """Drop what was read of a row that a statement of its own has changed."""
        self._rows.pop(key, None)

    def flush(self) -> None:
        """Write everything: deletions, insertions, changes, one statement each."""
        where = [self._table.c.hospital_id == self._hospital]
        where += [self._table.c[name] == sa.bindparam("key_" + name) for name in self._keys]
        if self._gone:
            self._connection.execute(
                sa.delete(self._table).where(*where), [self._bound(k) for k in self._gone]
            )
        if self._fresh:
            self._connection.execute(sa.insert(self._table), [self._present(key) for key in self._fresh])
        if self._dirty:
            rest = [c.name for c in self._table.columns if c.name not in ("hospital_id", *self._keys)]
            change = sa.update(self._table).where(*where).values({name: sa.bindparam(name) for name in rest})
            rows = [
                {**self._bound(key), **{name: self._present(key)[name] for name in rest}}
                for key in sorted(self._dirty)
            ]
            self._connection.execute(change, rows)
        self._gone.clear()
        self._fresh.clear()
        self._dirty.clear()

    def _present(self, key: Key) -> Row:
        row = self._rows[key]
        assert row is not None
        return row

    def _bound(self, key: Key) -> Row:
        return {"key_" + name: value for name, value in zip(self._keys, key, strict=True)}


def _default(column: Any) -> Any:
    return column.default.arg if column.default is not None else None
