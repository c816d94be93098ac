"""What desks wrote into their traces, told to the hospital's log collector; no patient, no name (DECISIONS 21).

Each line is RFC 5424, facility 13 (log audit): `<pri>1 time host clinic-central - AUDIT [audit@32473 ...]` with desk,
seq, actor (staff number), role, act, result, and at sign-in the clock's source. Central's witness stays the record:
what was lost is only missing at the collector, where the next line says how many they were.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Protocol

from central.services.ports import Clock
from desktop.domain.audit import AuditAct
from desktop.domain.canonical import facts_from_bytes
from desktop.domain.errors import KnownError

FACILITY_AUDIT, WARNING, INFORMATIONAL = 13, 4, 6
MOST_WAITING = 20_000
AGAIN_AFTER_S = 30.0
# 32473 is the number that RFC 5612 gives to examples: there is none of our own
SD_ID = "audit@32473"
APP = "clinic-central"
TOLD_FACTS = ("clock",)
LOUD = frozenset(
    {
        AuditAct.SIGN_IN_FAILED.value, AuditAct.GLASS_BROKEN.value, AuditAct.ROLLED_BACK.value,
        AuditAct.TRACE_FORKED.value, AuditAct.CLOCK.value,
    }
)  # fmt: skip


class CollectorDownError(KnownError):
    """The log collector does not answer; facts: `cause`."""

    code = "collector-down"


class LogCollector(Protocol):
    """Where lines go; an adapter frames them for its transport."""

    def send(self, lines: Sequence[bytes]) -> None:
        """Send lines in their order; raises CollectorDownError, of which lines may have arrived then."""


def audit_line(event: bytes, host: str) -> bytes:
    """Return the line of one entry (its canonical bytes)."""
    entry = facts_from_bytes(event)
    facts = entry["facts"]
    told = {name: entry[name] for name in ("desk", "seq", "actor", "role", "act", "result")}
    told |= {name: facts[name] for name in TOLD_FACTS if name in facts}
    loud = entry["result"] != "ok" or entry["act"] in LOUD
    at = datetime.fromtimestamp(entry["t"] / 1000, UTC)
    return _line(WARNING if loud else INFORMATIONAL, at, host, "AUDIT", told)


def lost_line(count: int, now: datetime, host: str) -> bytes:
    """Return the line that says how many entries never came."""
    return _line(WARNING, now, host, "LOST", {"lost": count})


def _line(severity: int, at: datetime, host: str, kind: str, told: dict[str, object]) -> bytes:
    pairs = " ".join(f'{name}="{_escaped(value)}"' for name, value in told.items() if value is not None)
    time = at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return f"<{FACILITY_AUDIT * 8 + severity}>1 {time} {host} {APP} - {kind} [{SD_ID} {pairs}]".encode()


def _escaped(value: object) -> str:
    text = str(value)
    for sign in ("\\", '"', "]"):
        text = text.replace(sign, "\\" + sign)
    return "".join(c for c in text if c.isprintable())


class SyslogExport:
    """A bounded row of lines: `put` never waits, `run_due` sends; what did not fit is counted and said."""

    def __init__(self, collector: LogCollector, clock: Clock, host: str, most: int = MOST_WAITING) -> None:
        self._collector, self._clock, self._host, self._most = collector, clock, host, most
        self._waiting: deque[bytes] = deque()
        self._lock = threading.Lock()
        self._again_at = 0.0
        self.lost = 0

    def put(self, events: Sequence[bytes]) -> None:
        """Take entries that central has witnessed; the newest go when there is no room."""
        lines = [audit_line(event, self._host) for event in events]
        with self._lock:
            room = max(0, self._most - len(self._waiting))
            self._waiting.extend(lines[:room])
            self.lost += len(lines[room:])

    def run_due(self) -> None:
        """Send what waits; while the collector is away, try again every half minute."""
        now = self._clock.now()
        if now.timestamp() < self._again_at:
            return
        with self._lock:
            lines, lost = list(self._waiting), self.lost
        if not lines and not lost:
            return
        try:
            self._collector.send([lost_line(lost, now, self._host)] * bool(lost) + lines)
        except CollectorDownError as error:
            self._again_at = now.timestamp() + AGAIN_AFTER_S
            logging.getLogger("central").warning(
                "the log collector does not answer (%s): %d lines wait, %d lost",
                error.facts["cause"], len(lines), lost,
            )  # fmt: skip
            return
        with self._lock:
            for _ in lines:
                self._waiting.popleft()
            self.lost -= lost
        if lost:
            logging.getLogger("central").warning("%d audit lines never reached the log collector", lost)
