"""The privacy notice that central publishes: shown, printable, its version recorded (P30, P36)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop.domain.canonical import facts_from_bytes
from desktop.domain.errors import CentralUnreachableError
from desktop.ports.store import Transaction
from desktop.services.desk import Desk

CURRENT = "notice/current"


@dataclass(frozen=True, slots=True)
class Notice:
    """One version of the notice; `text` and `text_en` are paragraphs parted by empty lines."""

    version: str
    effective: date
    text: str
    text_en: str
    operator: str
    contact: str
    hospital: str


class NoticeService:
    """Reads the notice that the last exchange brought."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def current(self) -> Notice:
        """Return the version in force; raises CentralUnreachableError before the first exchange."""
        with self._desk.store.read() as tx:
            notice = notice_of(tx)
        if notice is None:
            raise CentralUnreachableError(cause="no-notice-yet")
        return notice

    def versions(self) -> tuple[Notice, ...]:
        """Return every version that was published, newest last (P30)."""
        with self._desk.store.read() as tx:
            names = [name for name in tx.state.names("notice/") if name != CURRENT]
            raws = [tx.state.get(name) for name in sorted(names)]
        found = (_notice(raw) for raw in raws if raw is not None)
        return tuple(sorted(found, key=lambda notice: (notice.effective, notice.version)))


def notice_of(tx: Transaction) -> Notice | None:
    """Return the version in force that this desk holds."""
    raw = tx.state.get(CURRENT)
    return None if raw is None else _notice(raw)


def _notice(raw: bytes) -> Notice:
    row = facts_from_bytes(raw)
    return Notice(
        version=row["version"],
        effective=date.fromisoformat(row["effective"]),
        text=row["text"],
        text_en=row["text_en"],
        operator=row["operator"],
        contact=row["contact"],
        hospital=row["hospital"],
    )
