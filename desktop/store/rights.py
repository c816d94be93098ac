"""Leased numbers that this desk holds and has not spent (I4: a right is in one place)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from desktop.domain.ids import SessionId
from desktop.domain.operations import Right
from desktop.store import tables

_t = tables.rights.c
_COLUMNS = (_t.session_id, _t.half_hour, _t.number, _t.epoch)
_HELD = sa.select(*_COLUMNS).order_by(*_COLUMNS)
_CLEAR = sa.delete(tables.rights)
_INSERT = sa.insert(tables.rights).prefix_with("OR IGNORE")
_SPEND = sa.delete(tables.rights).where(
    _t.session_id == sa.bindparam("session"),
    _t.half_hour == sa.bindparam("half"),
    _t.number == sa.bindparam("no"),
    _t.epoch == sa.bindparam("fence"),
)
_LOWEST_OF_SESSION = (
    sa.select(*_COLUMNS)
    .where(_t.session_id == sa.bindparam("session"))
    .order_by(_t.number, _t.epoch.desc())
    .limit(1)
)
_LOWEST = _LOWEST_OF_SESSION.where(_t.half_hour == sa.bindparam("half"))


class SealedRights:
    """Implements ports.store.RightRepository."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def held(self) -> tuple[Right, ...]:
        """Return all unspent rights in order."""
        return tuple(_right(row) for row in self._connection.execute(_HELD))

    def replace(self, rights: Iterable[Right]) -> None:
        """Take the list as the whole truth."""
        rows = [
            {"session_id": r.session_id, "half_hour": r.half_hour, "number": r.number, "epoch": r.epoch}
            for r in rights
        ]
        self._connection.execute(_CLEAR)
        if rows:
            self._connection.execute(_INSERT, rows)

    def spend(self, right: Right) -> bool:
        """Take one right out; False when it is not held."""
        done = self._connection.execute(
            _SPEND,
            {
                "session": right.session_id,
                "half": right.half_hour,
                "no": right.number,
                "fence": right.epoch,
            },
        )
        return bool(done.rowcount == 1)

    def lowest(self, session_id: SessionId, half_hour: int | None) -> Right | None:
        """Return the lowest held number of a session (and half-hour)."""
        values: dict[str, object] = {"session": session_id}
        if half_hour is not None:
            values["half"] = half_hour
        row = self._connection.execute(
            _LOWEST_OF_SESSION if half_hour is None else _LOWEST, values
        ).one_or_none()
        return None if row is None else _right(row)


def _right(row: Any) -> Right:
    return Right(SessionId(row.session_id), row.half_hour, row.number, row.epoch)
