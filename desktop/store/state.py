"""Small named values."""

from __future__ import annotations

import sqlalchemy as sa

from desktop.store import tables

LAST = "\U0010ffff"

_t = tables.state.c
_GET = sa.select(_t.value).where(_t.name == sa.bindparam("name"))
_NAMES = (
    sa.select(_t.name)
    .where(_t.name >= sa.bindparam("first"), _t.name < sa.bindparam("end"))
    .order_by(_t.name)
)
_SET = sa.insert(tables.state).prefix_with("OR REPLACE")
_REMOVE = sa.delete(tables.state).where(_t.name == sa.bindparam("gone"))


class SealedState:
    """Implements ports.store.StateRepository."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def get(self, name: str) -> bytes | None:
        """Return a value."""
        value = self._connection.execute(_GET, {"name": name}).scalar_one_or_none()
        return None if value is None else bytes(value)

    def set(self, name: str, value: bytes | None) -> None:
        """Keep a value, or remove it with None."""
        if value is None:
            self._connection.execute(_REMOVE, {"gone": name})
        else:
            self._connection.execute(_SET, {"name": name, "value": value})

    def names(self, prefix: str) -> tuple[str, ...]:
        """Return the names that begin with a prefix, in order."""
        found = self._connection.execute(_NAMES, {"first": prefix, "end": prefix + LAST})
        return tuple(found.scalars())
