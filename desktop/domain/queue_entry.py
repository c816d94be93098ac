"""A booking's place in a line, as it is stored and sent; it names nobody (G34)."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from desktop.domain.canonical import facts_from_bytes, facts_to_bytes


class PriorityClass(StrEnum):
    """Who goes first. `by-law` says no more than that a rule of law stands behind it (soldiers, disabled people …)."""

    ORDINARY = "ordinary"
    ELDER = "elder"
    BY_LAW = "by-law"
    URGENT = "urgent"


@dataclass(frozen=True, slots=True)
class QueueEntry:
    """A booking's place in a line. `session_id` is where it waits (a transfer changes it), times are aware.

    `waits_since` is None for who is not waiting; `return_at` how many must have been served before a passed number
    comes back; `last_*` is the newest step (`last_by` THE_CLOCK: nobody's), `before` what undo brings back.
    """

    session_id: str
    priority: str = PriorityClass.ORDINARY.value
    by: str = ""
    checked_in_at: datetime | None = None
    waits_since: datetime | None = None
    return_at: int = 0
    calls: int = 0
    called_at: datetime | None = None
    started_at: datetime | None = None
    finished_at: datetime | None = None
    excused: bool = False
    excuse: str = ""
    last_step: str = ""
    last_op: str = ""
    last_by: str = ""
    last_at: datetime | None = None
    before: str = ""

    def to_bytes(self) -> bytes:
        """Return canonical JSON; times are milliseconds since 1970."""
        values = {name: _plain(value) for name, value in asdict(self).items()}
        return facts_to_bytes({name: value for name, value in values.items() if value not in (None, "")})

    @classmethod
    def from_bytes(cls, raw: bytes) -> QueueEntry:
        """Read it back; raises TypeError or ValueError when it is none."""
        values: dict[str, Any] = facts_from_bytes(raw)
        read: dict[str, Any] = {n: _time(value) if n in TIMES else value for n, value in values.items()}
        return cls(**read)


TIMES = frozenset(f.name for f in fields(QueueEntry) if "datetime" in str(f.type))


def _plain(value: Any) -> Any:
    return round(value.timestamp() * 1000) if isinstance(value, datetime) else value


def _time(value: int) -> datetime:
    return datetime.fromtimestamp(value / 1000, UTC)
