"""What desks wrote into their traces, told to the hospital's log collector; no patient, no name (DECISIONS 21).

Each line is RFC 5424, facility 13 (log audit): `<pri>1 time host clinic-central - AUDIT [audit@32473 ...]` with desk,
seq, actor (staff number), role, act, result, at sign-in the source of the desk's clock, and whether central's own clock
was in step (`central_clock`). When that changes, and once a day, a line CLOCK says it with RFC 5424's `timeQuality`.
Central's witness stays the record: what was lost is only missing at the collector, where the next line says how many
they were.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Protocol

from central.services.ports import Clock, ClockState, TimeKeeping
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


def audit_line(event: bytes, host: str, clock: ClockState) -> bytes:
    """Return the line of one entry (its canonical bytes), with how central's clock stood when it came."""
    entry = facts_from_bytes(event)
    facts = entry["facts"]
    told = {name: entry[name] for name in ("desk", "seq", "actor", "role", "act", "result")}
    told |= {name: facts[name] for name in TOLD_FACTS if name in facts}
    told["central_clock"] = _word(clock)
    loud = entry["result"] != "ok" or entry["act"] in LOUD
    at = datetime.fromtimestamp(entry["t"] / 1000, UTC)
    return _line(WARNING if loud else INFORMATIONAL, at, host, "AUDIT", told)


def lost_line(count: int, now: datetime, host: str) -> bytes:
    """Return the line that says how many entries never came."""
    return _line(WARNING, now, host, "LOST", {"lost": count})


def clock_line(clock: ClockState, now: datetime, host: str) -> bytes:
    """Return the line that says how central's own clock stands."""
    quality = {"tzKnown": 1, "isSynced": int(bool(clock.in_step)), "syncAccuracy": clock.accuracy_us}
    severity = INFORMATIONAL if clock.in_step else WARNING
    told = {"source": clock.source, "central_clock": _word(clock)}
    return _line(severity, now, host, "CLOCK", told, f"[timeQuality {_pairs(quality)}]")


def _word(clock: ClockState) -> str:
    return {True: "in-step", False: "free", None: "unknown"}[clock.in_step]


def _line(
    severity: int, at: datetime, host: str, kind: str, told: Mapping[str, object], quality: str = ""
) -> bytes:
    time = at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    head = f"<{FACILITY_AUDIT * 8 + severity}>1 {time} {host} {APP} - {kind}"
    return f"{head} {quality}[{SD_ID} {_pairs(told)}]".encode()


def _pairs(told: Mapping[str, object]) -> str:
    return " ".join(f'{name}="{_escaped(value)}"' for name, value in told.items() if value is not None)


def _escaped(value: object) -> str:
    text = str(value)
    for sign in ("\\", '"', "]"):
        text = text.replace(sign, "\\" + sign)
    return "".join(c for c in text if c.isprintable())


class SyslogExport:
    """A bounded row of lines: `put` never waits, `run_due` sends; what did not fit is counted and said."""

    def __init__(
        self, collector: LogCollector, clock: Clock, keeping: TimeKeeping, host: str, most: int = MOST_WAITING
    ) -> None:
        self._collector, self._clock, self._host, self._most = collector, clock, host, most
        self._keeping = keeping
        self._clock_told: tuple[str, date] | None = None
        self._waiting: deque[bytes] = deque()
        self._lock = threading.Lock()
        self._again_at = 0.0
        self.lost = 0

    def put(self, events: Sequence[bytes]) -> None:
        """Take entries that central has witnessed; the newest go when there is no room."""
        state = self._keeping.state()
        self._put([audit_line(event, self._host, state) for event in events])

    def _put(self, lines: list[bytes]) -> None:
        with self._lock:
            room = max(0, self._most - len(self._waiting))
            self._waiting.extend(lines[:room])
            self.lost += len(lines[room:])

    def _tell_clock(self, now: datetime) -> None:
        state = self._keeping.state()
        said = _word(state), now.date()
        if said != self._clock_told:
            self._clock_told = said
            self._put([clock_line(state, now, self._host)])

    def run_due(self) -> None:
        """Send what waits; while the collector is away, try again every half minute."""
        now = self._clock.now()
        self._tell_clock(now)
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
