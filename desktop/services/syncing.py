"""Keeping up with central: status in words, the outbox, erasures finished with a signed receipt (G65, G68, G74, N8)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

from desktop.domain.audit import AuditAct
from desktop.domain.errors import (
    CentralRefusedError,
    CentralUnreachableError,
    DeskRevokedError,
    KnownError,
    RemovedFromRosterError,
    StoreBusyError,
    StoreFullError,
    TraceForkedError,
)
from desktop.domain.operations import OperationKind
from desktop.domain.request_cases import SPENT_CASES
from desktop.domain.roster import REMOVED
from desktop.ports.central import HANDED_IN, Exchange, ExchangeOutcome
from desktop.services.chores import Chores
from desktop.services.desk import CLOCK_WRONG, REVOKED, Desk

SKEW_LIMIT_S = 300.0
RECEIPT_PREFIX = "erasure/due/"
UNPROVED_PREFIX = "erasure/unproved/"
UNPROVED = "erasure-unproved"
REVOKED_KEPT = "desk-revoked-kept"
MAX_PAGES = 200


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """The line and the outbox at a glance. `since` is when the present state (on or off line) began.

    `closed` says why nothing stored may be shown ("" while it may). `came` counts, for each kind of row, the exchanges
    that brought any since sign-in. `file_owed`: the whole file gets a new key at the next sign-in.
    """

    online: bool
    since: datetime
    last_success: datetime | None
    waiting: int
    skew_s: float
    rights_left: int
    quarantined: bool
    error_code: str
    came: Mapping[str, int] = field(default_factory=dict)
    closed: str = ""
    file_owed: bool = False

    @property
    def clock_wrong(self) -> bool:
        """Return whether this PC's clock differs from central's by more than five minutes."""
        return abs(self.skew_s) > SKEW_LIMIT_S


@dataclass(frozen=True, slots=True)
class OutboxLine:
    """One operation as the sync page lists it."""

    kind: str
    happened_at: datetime
    state: str
    reason: str
    tries: int


class Anchors(Protocol):
    """Brings the trace's end to its witness after an exchange."""

    def step(self) -> int:
        """Return how many heads were witnessed."""


class Gate(Protocol):
    """Counts the time without central; what is stored stays closed until the first exchange ended."""

    def tried(self) -> None:
        """An exchange ended, well or not."""

    def contacted(self) -> None:
        """Begin anew: central answered and everything it wants was pulled."""


class SyncService:
    """Runs exchanges and remembers how the last ones went."""

    def __init__(
        self,
        desk: Desk,
        exchange: Exchange,
        anchors: Anchors | None = None,
        chores: Chores | None = None,
        gate: Gate | None = None,
    ) -> None:
        self._gate = gate
        self._chores = chores or Chores()
        self._anchors = anchors
        self._desk = desk
        self._exchange = exchange
        now = desk.clock.now()
        self._came: dict[str, int] = {}
        self._status = SyncStatus(False, now, None, 0, 0.0, 0, False, "")

    def status(self) -> SyncStatus:
        """Return the last known status; reads nothing."""
        return self._status

    def online(self) -> bool:
        """Return whether the last exchange was answered."""
        return self._status.online

    def run_once(self) -> SyncStatus:
        """Run exchanges until nothing more is to be pulled; line trouble only changes the status."""
        self._chores.run()
        try:
            outcome = self._pull()
            pages = 1
            while outcome.more and pages < MAX_PAGES:
                outcome = self._pull()
                pages += 1
            if self._finish_erasures():
                outcome = self._exchange.run(pull=False)
            self._succeeded(outcome)
            if self._anchors is not None and not outcome.quarantined:
                self._anchors.step()
        except TraceForkedError as error:
            self._tried()
            self._status = replace(self._status, error_code=error.code)
        except (CentralUnreachableError, CentralRefusedError, StoreBusyError, StoreFullError) as error:
            self._failed(error)
        return self._status

    def _pull(self) -> ExchangeOutcome:
        outcome = self._exchange.run(pull=True)
        for kind in outcome.arrived:
            self._came[kind] = self._came.get(kind, 0) + 1
        return outcome

    def outbox(self, limit: int) -> tuple[OutboxLine, ...]:
        """Return the newest operations with their state (G68)."""
        with self._desk.store.read() as tx:
            items = tx.outbox.items(limit)
        return tuple(
            OutboxLine(
                item.operation.kind.value,
                item.operation.happened_at,
                item.state,
                item.result.reason if item.result else item.last_error,
                item.tries,
            )
            for item in items
        )

    def _finish_erasures(self) -> bool:
        """Scrub the file, and only when nothing is left sign the receipts (DECISIONS 13)."""
        with self._desk.store.read() as tx:
            due, spent = tx.state.names(RECEIPT_PREFIX), tx.state.names(SPENT_CASES)
        if not (due or spent) or not self._desk.store.scrub():
            return False
        with self._desk.store.write() as tx:
            for name in spent:  # what lay under the keys of these cases is out of the log too
                tx.state.set(name, None)
            for name in due:
                ledger_id = name.removeprefix(RECEIPT_PREFIX)
                self._desk.record(
                    tx, OperationKind.RECEIPT_ERASURE, ledger_id, facts={"ledger_id": ledger_id}
                )
                self._desk.trace(tx, AuditAct.ERASED, object_id=ledger_id)
                tx.state.set(name, None)
        return bool(due)

    def _succeeded(self, outcome: ExchangeOutcome) -> None:
        now = self._desk.clock.now()
        with self._desk.store.read() as tx:
            rights = len(tx.rights.held())
            waiting = tx.outbox.waiting_count()
            unproved = bool(tx.state.names(UNPROVED_PREFIX))
            told = tx.state.get(CLOCK_WRONG)
            self._desk.dismissed = tx.state.get(REMOVED + self._desk.keys.staff.staff_id) is not None
        self._note_clock(told, outcome.skew_s)
        self._tried()
        if self._gate is not None and not outcome.quarantined:
            self._gate.contacted()
        before = self._status
        self._status = SyncStatus(
            online=not outcome.quarantined,
            since=before.since if before.online else now,
            last_success=now,
            waiting=waiting,
            skew_s=outcome.skew_s,
            rights_left=rights,
            quarantined=outcome.quarantined,
            error_code=self._trouble(unproved=unproved),
            came=dict(self._came),
            closed=self._desk.reading_closed,
            file_owed=self._desk.file_owed,
        )

    def _trouble(self, *, unproved: bool) -> str:
        if self._desk.dismissed:
            return RemovedFromRosterError.code
        return UNPROVED if unproved else ""

    def _note_clock(self, told: bytes | None, skew_s: float) -> None:
        """Keep that this PC's clock is wrong, with a trace; and one more when it is right again (G70)."""
        wrong = abs(skew_s) > SKEW_LIMIT_S
        if wrong is (told is not None):
            return
        seconds = round(skew_s)
        with self._desk.store.write() as tx:
            tx.state.set(CLOCK_WRONG, str(seconds).encode() if wrong else None)
            self._desk.trace(tx, AuditAct.CLOCK, facts={"skew_s": seconds})

    def _tried(self) -> None:
        if self._gate is not None:
            self._gate.tried()

    def _failed(self, error: KnownError) -> None:
        self._tried()
        now = self._desk.clock.now()
        before = self._status
        code = str(error.facts.get("reason") or error.code)
        if code == DeskRevokedError.code:
            with self._desk.store.write() as tx:
                tx.state.set(REVOKED, b"1")
        with self._desk.store.read() as tx:
            rights = len(tx.rights.held())
            waiting = tx.outbox.waiting_count()
            if code == DeskRevokedError.code and waiting and tx.state.get(HANDED_IN):
                code = REVOKED_KEPT
        self._status = replace(
            before,
            online=False,
            since=now if before.online else before.since,
            waiting=waiting,
            rights_left=rights,
            closed=self._desk.reading_closed,
            error_code=code,
        )

    def line_lost(self) -> None:
        """Take note at once that a call just failed, without waiting for the next exchange."""
        if self._status.online:
            self._status = replace(self._status, online=False, since=self._desk.clock.now())
