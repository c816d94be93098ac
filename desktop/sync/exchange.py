"""The exchange loop's one step: snapshot, ask, send, judge, commit (ARCHITECTURE §6, PROTOCOL.md)."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace

from desktop.domain.errors import CentralRefusedError, CentralUnreachableError, DeskRevokedError, KnownError
from desktop.domain.ids import PatientId
from desktop.domain.operations import SignedOperation
from desktop.ports.central import HANDED_IN, ExchangeOutcome, FoundPerson
from desktop.ports.clock import Clock
from desktop.ports.keys import DeskKeys, Sealer
from desktop.ports.machine import Machine
from desktop.ports.store import Store, Transaction
from desktop.ports.trace import ROLLED_BACK
from desktop.sync.apply import CURSOR_PREFIX, RowContext, apply_page, apply_row
from desktop.sync.client import CentralClient, look_up
from desktop.sync.plan import (
    STREAMS,
    AnswerPlan,
    Snapshot,
    Verdict,
    ask,
    batches,
    greet,
    issued_again,
    judge,
    unspent,
)
from desktop.sync.roster import RosterJudge
from desktop.sync.wire import (
    MAX_OPERATIONS,
    ExchangeRequest,
    ExchangeResponse,
    FetchRequest,
    FetchResult,
    Page,
    tag_of,
)

SERVER_EPOCH = "sync/server-epoch"
PROGRAM = "sync/program"
CLAIM_TIMEOUT_S = 3.0
PULL_TIMEOUT_S = 15.0
ALL = 1_000_000


@dataclass(frozen=True, slots=True)
class ExchangeParts:
    """What the exchange works with."""

    store: Store
    client: CentralClient
    keys: DeskKeys
    sealer: Sealer
    judge: RosterJudge
    clock: Clock
    program: str
    machine: Machine


class DeskExchange:
    """Runs exchanges one at a time; the store is the only memory between them."""

    def __init__(self, parts: ExchangeParts, pull_rows: int = 100) -> None:
        self._parts = parts
        self._pull_rows = pull_rows
        self._one_at_a_time = threading.Lock()
        self._greeted = False

    def run(self, *, pull: bool) -> ExchangeOutcome:
        """Run one exchange and commit its answer; raises CentralUnreachableError, CentralRefusedError."""
        with self._one_at_a_time:
            try:
                return self._run(pull=pull)
            except CentralRefusedError as error:
                if error.facts.get("reason") == DeskRevokedError.code:
                    self._hand_in()
                raise

    def _run(self, *, pull: bool) -> ExchangeOutcome:
        if not self._greeted:
            self._greet()
        snapshot = self._snapshot()
        question = ask(snapshot, pull_rows=self._pull_rows if pull else 0)
        answer = self._send(snapshot, question, PULL_TIMEOUT_S if pull else CLAIM_TIMEOUT_S)
        plan = judge(snapshot, answer)
        self._commit(plan, answer)
        if answer.quarantined:
            # once released it must hear so before anything of the old chain goes up
            self._greeted = False
        pulled = sum(self._commit_page(page) for page in answer.pages)
        with self._parts.store.read() as tx:
            waiting = tx.outbox.waiting_count()
        # begun anew: pages came not yet, and whoever was erased must not be shown until the next poll
        anew = plan.heal_to is not None or question.server_epoch not in (0, answer.server_epoch)
        return ExchangeOutcome(
            pushed=len(question.operations),
            pulled=pulled,
            more=any(page.more for page in answer.pages) or (pull and anew and not answer.quarantined),
            waiting=waiting,
            skew_s=plan.skew_s,
            quarantined=answer.quarantined,
            arrived=frozenset(tag_of(row) for page in answer.pages for row in page.rows),
        )

    def _hand_in(self) -> None:
        """A revoked desk gives central what it had not sent, once; there a person decides about it (N43)."""
        snapshot = self._snapshot(ALL)
        last = f"{snapshot.head.incarnation}/{snapshot.head.seq}".encode()
        with self._parts.store.read() as tx:
            if tx.state.get(HANDED_IN) == last:
                return
        for portion in batches(snapshot.waiting):
            if not self._kept(snapshot, portion):
                return
        with self._parts.store.write() as tx:
            tx.state.set(HANDED_IN, last)

    def _kept(self, snapshot: Snapshot, portion: tuple[SignedOperation, ...]) -> bool:
        question = ask(replace(snapshot, waiting=portion), pull_rows=0)
        try:
            self._parts.client.call("/v1/exchange", question, ExchangeResponse, PULL_TIMEOUT_S)
        except CentralRefusedError as error:
            return error.facts.get("kept") == len(portion)
        return False

    def _greet(self) -> None:
        """Ask where central sees our chain, before anything goes up; heal when the store was put back."""
        snapshot = self._snapshot(ALL)
        answer = self._send(snapshot, greet(snapshot), CLAIM_TIMEOUT_S)
        plan = judge(snapshot, answer, greeting=True)
        with self._parts.store.write() as tx:
            self._pull_what_an_older_program_left_out(tx)
            if plan.heal_to is not None:
                self._heal(tx, plan.heal_to)
            else:
                self._issue_again(tx)
            tx.state.set(ROLLED_BACK, None)
        self._greeted = True

    def _pull_what_an_older_program_left_out(self, tx: Transaction) -> None:
        """After an update of the desk: rows of a newer central that its program before could not read (wire.newer)."""
        program = self._parts.program.encode()
        if tx.state.get(PROGRAM) != program:
            _pull_everything(tx)
            tx.state.set(PROGRAM, program)

    def _snapshot(self, most: int = MAX_OPERATIONS) -> Snapshot:
        parts = self._parts
        with parts.store.read() as tx:
            streams = (*STREAMS, "desk:" + parts.keys.desk)
            return Snapshot(
                head=tx.outbox.head(),
                acknowledged=tx.outbox.acknowledged(),
                waiting=tx.outbox.waiting(most),
                held=tx.rights.held(),
                cursors={stream: _number(tx, CURSOR_PREFIX + stream) for stream in streams},
                server_epoch=_number(tx, SERVER_EPOCH),
                now=parts.clock.now(),
                program=parts.program,
                answered_before=tx.outbox.answered_before(),
                waiting_total=tx.outbox.waiting_count(),
                machine=parts.machine.look(),
            )

    def _send(self, snapshot: Snapshot, question: ExchangeRequest, timeout_s: float) -> ExchangeResponse:
        try:
            return self._parts.client.call("/v1/exchange", question, ExchangeResponse, timeout_s)
        except KnownError as error:
            if snapshot.waiting:
                code = error.facts.get("reason") or error.code
                with self._parts.store.write() as tx:
                    tx.outbox.note_failure(str(code))
            raise

    def _commit(self, plan: AnswerPlan, answer: ExchangeResponse) -> None:
        with self._parts.store.write() as tx:
            if plan.heal_to is not None:
                self._heal(tx, plan.heal_to)
                return
            if plan.verdict is Verdict.CENTRAL_KNOWS_LESS and not answer.quarantined:
                # put back from a copy: what it lost goes up again, with the answers of then, under the old epoch
                tx.outbox.reopen(answer.acknowledged.seq)
                return
            tx.outbox.settle(plan.settle)
            if tx.outbox.answered_before():
                return
            if plan.rights is not None:
                tx.rights.replace(unspent(plan.rights, tx.outbox.spent_rights()))
            if plan.reset_cursors:
                _pull_everything(tx)
            tx.state.set(SERVER_EPOCH, str(answer.server_epoch).encode())

    def _heal(self, tx: Transaction, incarnation: int) -> None:
        """Our chain was rolled back (DECISIONS 23): rights are void, a new incarnation begins, everything is pulled."""
        tx.rights.replace(())
        tx.outbox.start_incarnation(incarnation)
        self._issue_again(tx)
        _pull_everything(tx)

    def _issue_again(self, tx: Transaction) -> None:
        """What an earlier incarnation left unanswered goes up in this one; central answers each id once (I2, I3)."""
        for left in tx.outbox.take_left_behind():
            operation = issued_again(left, tx.outbox.head())
            signature = self._parts.keys.sign("operation", operation.hash())
            tx.outbox.append(SignedOperation(operation, signature))

    def _commit_page(self, page: Page) -> int:
        with self._parts.store.write() as tx:
            return apply_page(tx, page, self.row_context(tx))

    def row_context(self, tx: Transaction, *, looked_up: bool = False) -> RowContext:
        """Return what row handlers need, with what is still on its way up."""
        parts = self._parts
        return RowContext(
            parts.keys,
            parts.sealer,
            parts.clock.now(),
            tx.outbox.waiting_about(),
            parts.judge.holds,
            parts.judge.erasure_proved,
            looked_up,
            parts.judge.setting_holds,
            parts.judge.notice_proved,
            parts.judge.wind_down_proved,
        )


class HttpDirectory:
    """Exact look-ups at central; a fetched person stays 24 hours (DECISIONS 4)."""

    def __init__(self, exchange: DeskExchange, parts: ExchangeParts) -> None:
        self._exchange = exchange
        self._parts = parts

    def look_up(
        self, by: str, value: str, document_type: str = "", digits: str = ""
    ) -> tuple[tuple[FoundPerson, ...], bool]:
        """Return at most five masked people and whether there were too many."""
        return look_up(self._parts.client, by, value, document_type, digits)

    def fetch(self, patient_id: PatientId) -> None:
        """Bring a person and what belongs to them into the local store."""
        result = self._parts.client.call("/v1/fetch", FetchRequest(patient_id), FetchResult)
        if not result.rows:
            raise CentralUnreachableError(cause="nobody-fetched")
        with self._parts.store.write() as tx:
            context = self._exchange.row_context(tx, looked_up=True)
            for row in result.rows:
                apply_row(row, tx, context)


def _pull_everything(tx: Transaction) -> None:
    for name in tx.state.names(CURSOR_PREFIX):
        tx.state.set(name, None)


def _number(tx: Transaction, name: str) -> int:
    raw = tx.state.get(name)
    return int(raw) if raw else 0
