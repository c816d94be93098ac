"""The exchange: operations up, rights and rows down, in one transaction (SYNC §2, PROTOCOL.md, DECISIONS 22-27)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.engine import Connection

from central.services import pool
from central.services.applying import answer_again, apply_operation
from central.services.batch import Batch
from central.services.chain import Arrived, ChainVerdict, judge_chain
from central.services.errors import DeskRevokedError, DeskUnknownError, ProtocolError
from central.services.feed import Puller
from central.services.handing_in import HandedIn, hand_in
from central.services.parts import CentralParts
from central.store import chains, feed, fleet, numbers, places, roll_calls
from central.store.chains import Head, Issued
from desktop.domain.ids import DeskId
from desktop.domain.operations import Operation, OperationResult
from desktop.sync.wire import (
    MAX_OPERATIONS,
    PAGE_ROWS,
    PROTOCOL,
    Acknowledged,
    ExchangeRequest,
    ExchangeResponse,
    Page,
    WireResult,
    WireRight,
    from_wire,
    rights_digest,
)

ACTIVE = "active"
QUARANTINED = "quarantined"
REPORTED = "reported"
REVOKED = "revoked"
SEEN_EVERY = timedelta(seconds=30)
LONGEST_ID = 64


class ExchangeService:
    """Answers one desk's exchange; the HTTP request was already found to be the desk's own and no replay."""

    def __init__(self, parts: CentralParts) -> None:
        self._parts = parts

    def run(self, desk_id: str, request: ExchangeRequest) -> ExchangeResponse:
        """Apply what is new in order, answer repeats as before, list the rights, give the next rows.

        Raises ProtocolError, DeskUnknownError, DeskRevokedError (fact `kept`: of how many operations with it central
        has taken charge; N43). A forked desk is no error: it is quarantined, its operations are kept and listed, and
        the answer says so.
        """
        arrived = _arrived(desk_id, request)
        answer = self._parts.database.run(
            lambda connection: self._exchange(connection, desk_id, request, arrived)
        )
        if isinstance(answer, HandedIn):
            raise DeskRevokedError(kept=answer.kept)
        return answer

    def _exchange(
        self, connection: Connection, desk_id: str, request: ExchangeRequest, arrived: Sequence[Arrived]
    ) -> ExchangeResponse | HandedIn:
        hospital = self._parts.hospital_id
        desk = chains.desk(connection, hospital, desk_id, lock=True)
        if desk is None:
            raise DeskUnknownError
        if desk["state"] == REVOKED:
            return hand_in(self._parts, connection, desk, request, arrived)
        self._note_seen(connection, desk, request)
        head = chains.head(connection, hospital, desk_id, request.incarnation)
        verdict = judge_chain(head.seq, head.hash, self._known(connection, desk, request, arrived), arrived)
        distrust = self._distrust(desk, request, verdict)
        if distrust:
            return self._set_aside(connection, desk, request, head, arrived, distrust)
        return self._work(connection, desk, request, head, verdict)

    def _distrust(self, desk: dict[str, Any], request: ExchangeRequest, verdict: ChainVerdict) -> str:
        """Return why this desk's operations are not believed, "" when they are."""
        if desk["state"] == QUARANTINED:
            return str(desk["state_reason"])
        if verdict.fork:
            return verdict.fork
        if verdict.fresh and request.incarnation < desk["incarnation"]:
            return "old-incarnation"
        public, check = bytes(desk["sign_public"]), self._parts.keys.verify
        if not all(check(public, item.signed.signature, "operation", item.hash) for item in verdict.fresh):
            return "signature"
        return ""

    def _known(
        self,
        connection: Connection,
        desk: dict[str, Any],
        request: ExchangeRequest,
        arrived: Sequence[Arrived],
    ) -> dict[int, OperationResult]:
        seqs = [item.signed.operation.seq for item in arrived]
        hospital = self._parts.hospital_id
        return (
            chains.answers(connection, hospital, desk["desk_id"], request.incarnation, seqs) if seqs else {}
        )

    def _work(
        self, connection: Connection, desk: dict[str, Any], request: ExchangeRequest, head: Head,
        verdict: ChainVerdict,
    ) -> ExchangeResponse:  # fmt: skip
        hospital, desk_id = self._parts.hospital_id, desk["desk_id"]
        batch = Batch(self._parts, connection, desk_id)
        self._begin_incarnation(batch, desk, request.incarnation)
        epoch = places.server_epoch(connection, hospital)
        if request.server_epoch not in (0, epoch):
            batch.given = {
                r.hash: (r.number, r.epoch) for r in request.answered if r.number > 0 and not r.reason
            }
        answered = _apply(batch, verdict.fresh)
        if request.pull_rows > 0:
            pool.grant(batch)
        batch.finish()
        chains.log(connection, hospital, answered, batch.now)
        if verdict.fresh:
            last = verdict.fresh[-1]
            head = Head(last.signed.operation.seq, last.hash)
        results = (*verdict.repeats, *(result for _, result in answered))
        self._note_reported(batch, request, head)
        answer = ExchangeResponse(
            protocol=PROTOCOL, server_epoch=epoch, server_time=batch.now,
            acknowledged=Acknowledged(head.seq, head.hash), results=tuple(map(_wire_result, results)),
            rights=self._rights(connection, desk_id, request.rights_digest),
            pages=self._pages(connection, desk, request, epoch),
            incarnation=max(desk["incarnation"], request.incarnation),
        )  # fmt: skip
        feed.move(connection, hospital, batch.touched)
        return answer

    def _note_reported(self, batch: Batch, request: ExchangeRequest, head: Head) -> None:
        """A desk of which central has all again, also what it had on its way, has reported after a restore."""
        last = max((op.seq for op in request.operations), default=0)
        if head.seq >= max(request.known.seq, last) and request.left_waiting <= 0:
            opened = roll_calls.answer(batch.connection, batch.hospital, batch.desk_id, REPORTED, batch.now)
            batch.touched.add(feed.CLINIC, "session", *opened)

    def _begin_incarnation(self, batch: Batch, desk: dict[str, Any], incarnation: int) -> None:
        """A new incarnation after an older one: the desk was put back, so its unspent numbers are set aside.

        It may have promised some of them in operations that are lost with its disk; they stay unused until their
        sessions end (I1), and the desk gets a new block.
        """
        before = desk["incarnation"]
        if incarnation <= before:
            return
        chains.change_desk(batch.connection, batch.hospital, desk["desk_id"], incarnation=incarnation)
        if before and numbers.freeze(batch.connection, batch.hospital, desk["desk_id"]):
            batch.open_task("numbers-set-aside", reason=desk["desk_id"])

    def _rights(self, connection: Connection, desk_id: str, digest: bytes) -> tuple[WireRight, ...] | None:
        rights = numbers.rights_of(connection, self._parts.hospital_id, desk_id)
        return None if rights_digest(rights) == digest else rights

    def _pages(
        self, connection: Connection, desk: dict[str, Any], request: ExchangeRequest, epoch: int
    ) -> tuple[Page, ...]:
        """Return pages, none when the cursors belong to another server epoch (the desk begins anew, I8)."""
        if request.pull_rows <= 0 or request.server_epoch not in (0, epoch):
            return ()
        puller = Puller(self._parts, connection, desk)
        return puller.pages(request.cursors, min(request.pull_rows, PAGE_ROWS))

    def _set_aside(
        self, connection: Connection, desk: dict[str, Any], request: ExchangeRequest, head: Head,
        arrived: Sequence[Arrived], reason: str,
    ) -> ExchangeResponse:  # fmt: skip
        """Keep and list what came, apply nothing; only erasures still go down to such a desk."""
        hospital, now = self._parts.hospital_id, self._parts.now()
        kept = [
            (item.signed.operation, item.hash, wire)
            for item, wire in zip(arrived, request.operations, strict=True)
            if item.signed.operation.seq > head.seq or reason in ("fork", "chain-broken")
        ]
        chains.keep_aside(connection, hospital, kept, reason, now)
        batch = Batch(self._parts, connection, desk["desk_id"])
        if desk["state"] != QUARANTINED:
            chains.change_desk(connection, hospital, desk["desk_id"], state=QUARANTINED, state_reason=reason)
            batch.open_task("desk-quarantined", reason=desk["desk_id"])
        batch.finish()
        epoch = places.server_epoch(connection, hospital)
        pages: tuple[Page, ...] = ()
        if request.pull_rows > 0 and request.server_epoch in (0, epoch):
            puller = Puller(self._parts, connection, desk)
            page = puller.page(feed.ERASURE, max(0, request.cursors.get(feed.ERASURE, 0)), PAGE_ROWS)
            pages = () if page is None else (page,)
        feed.move(connection, hospital, batch.touched)
        return ExchangeResponse(
            protocol=PROTOCOL, server_epoch=epoch, server_time=now,
            acknowledged=Acknowledged(head.seq, head.hash), pages=pages, quarantined=True,
        )  # fmt: skip

    def _note_seen(self, connection: Connection, desk: dict[str, Any], request: ExchangeRequest) -> None:
        now: datetime = self._parts.now()
        seen, program = desk["last_seen"], request.program[:200].replace("\x00", "")
        if seen is None or now - seen >= SEEN_EVERY or program != desk["program"]:
            hospital = self._parts.hospital_id
            chains.change_desk(connection, hospital, desk["desk_id"], last_seen=now, program=program)
        if request.health is not None:
            fleet.note_health(connection, self._parts.hospital_id, desk["desk_id"], request.health, now)


def _arrived(desk_id: str, request: ExchangeRequest) -> list[Arrived]:
    if request.protocol != PROTOCOL:
        raise ProtocolError(what="version")
    if len(request.operations) > MAX_OPERATIONS:
        raise ProtocolError(what="too-many-operations")
    if not 0 < request.incarnation < 2**31:
        raise ProtocolError(what="incarnation")
    arrived = []
    for wire in request.operations:
        signed = from_wire(wire, DeskId(desk_id), request.incarnation)
        if not _storable(signed.operation):
            raise ProtocolError(what="identifier")
        try:
            arrived.append(Arrived(signed, signed.operation.hash()))
        except ValueError as error:
            raise ProtocolError(what="time") from error
    return arrived


def _storable(op: Operation) -> bool:
    """Return whether the columns can hold the operation's identifiers and numbers."""
    right = op.right
    names = [op.id, op.entity, op.author, op.subject or "", right.session_id if right else ""]
    counts = [op.seq, op.base_version, *((right.half_hour, right.number, right.epoch) if right else ())]
    return (
        all(len(name) <= LONGEST_ID and "\x00" not in name for name in names)
        and all(0 <= count < 2**31 for count in counts)
        and op.seq > 0
    )


def _apply(batch: Batch, fresh: Sequence[Arrived]) -> list[tuple[Operation, OperationResult]]:
    """Apply in order; an id that this desk sent before, in an incarnation that was put back, is answered as then."""
    operations = [item.signed.operation for item in fresh]
    if not operations:
        return []
    batch.preload(operations)
    issued = chains.issued(batch.connection, batch.hospital, batch.desk_id, [op.id for op in operations])
    answered = []
    for item in fresh:
        op = item.signed.operation
        before = issued.get(op.id)
        result = apply_operation(batch, item) if before is None else answer_again(batch, item, before)
        issued.setdefault(op.id, Issued(op.kind.value, op.entity, result))
        answered.append((op, result))
    return answered


def _wire_result(result: OperationResult) -> WireResult:
    return WireResult(result.seq, result.hash, result.status, result.reason, result.number, result.epoch)
