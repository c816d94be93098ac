"""The privacy notice that central publishes: shown, printable, its version recorded (P30, P33, P36)."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from datetime import date

from desktop.domain.canonical import facts_from_bytes
from desktop.domain.errors import CentralUnreachableError
from desktop.domain.ids import StaffId
from desktop.domain.operators import NAME, Operator
from desktop.domain.policies import PolicyChangedError, Weight, announced, in_force
from desktop.ports.store import Transaction
from desktop.services.desk import Desk

PREFIX = "notice/"
# what stores of before kept twice
OLD_CURRENT = "notice/current"
OPERATOR = "setting/" + NAME


@dataclass(frozen=True, slots=True)
class Notice:
    """One version of the notice; `text` and `text_en` are paragraphs parted by empty lines.

    `changes` says in one sentence what is new; `signed_by` is None only for the version of the set-up.
    """

    version: str
    effective: date
    text: str
    text_en: str
    operator: str
    contact: str
    hospital: str
    weight: str = Weight.MINOR.value
    changes: str = ""
    signed_by: StaffId | None = None


@dataclass(frozen=True, slots=True)
class NoticeShelf:
    """Every version, newest first, and which one is in force ("" before the first begins)."""

    versions: tuple[Notice, ...]
    in_force: str
    operator: Operator | None = None


class NoticeService:
    """Reads what the last exchange brought; what is in force is decided by the day, off line too."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def current(self) -> Notice:
        """Return the version in force; raises CentralUnreachableError before the first exchange."""
        with self._desk.store.read() as tx:
            notice = notice_of(tx, self._desk.today())
        if notice is None:
            raise CentralUnreachableError(cause="no-notice-yet")
        return notice

    def shelf(self) -> NoticeShelf:
        """Return every version that was published (P30)."""
        with self._desk.store.read() as tx:
            every = notices_of(tx)
            operator = operator_of(tx, self._desk.today())
        now = in_force(every, self._desk.today())
        ordered = sorted(every, key=lambda notice: (notice.effective, notice.version), reverse=True)
        return NoticeShelf(tuple(ordered), now.version if now else "", operator)

    def announced(self) -> tuple[Notice, ...]:
        """Return the versions that are published and not in force yet, the nearest first (P33)."""
        with self._desk.store.read() as tx:
            return announced(notices_of(tx), self._desk.today())


def notices_of(tx: Transaction) -> tuple[Notice, ...]:
    """Return every version this desk holds."""
    names = [name for name in tx.state.names(PREFIX) if name != OLD_CURRENT]
    return tuple(_notice(raw) for name in names if (raw := tx.state.get(name)) is not None)


def notice_of(tx: Transaction, day: date) -> Notice | None:
    """Return the version in force on a day that this desk holds."""
    return in_force(notices_of(tx), day)


def operator_of(tx: Transaction, day: date) -> Operator | None:
    """Return who operates the platform: as central signed it last, before that as the notice in force says (P36)."""
    raw = tx.state.get(OPERATOR)
    if raw is not None:
        return Operator.from_bytes(base64.b64decode(json.loads(raw)["value"]))
    notice = notice_of(tx, day)
    return Operator(notice.operator, notice.contact) if notice is not None else None


def refuse_outdated(tx: Transaction, shown: str, day: date) -> None:
    """Raise PolicyChangedError when the version that a patient was shown is not the one in force (P30)."""
    now = notice_of(tx, day)
    if shown and now is not None and shown != now.version:
        raise PolicyChangedError


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
        weight=row.get("weight", Weight.MINOR.value),
        changes=row.get("changes", ""),
        signed_by=StaffId(row["signed_by"]) if row.get("signed_by") else None,
    )
