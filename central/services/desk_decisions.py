"""What a person decides about a desk that is not believed: release it, or take in by hand what it did (DECISIONS 22).

Each decision names who took it and is kept. Salvaged operations go through the same rules as any other, in the order in
which the desk did them, under a new incarnation of that desk: when the desk comes back and sends the same ids again,
it gets the answers given here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy.engine import Connection

from central.services.applying import apply_operation
from central.services.batch import Batch
from central.services.chain import Arrived
from central.services.handing_in import REVOKED_DESK_WORK
from central.services.parts import CentralParts
from central.store import chains, desk_acts, feed
from central.store.desk_acts import DeskAct, Kept
from desktop.domain.errors import KnownError, NotPermittedError
from desktop.domain.operations import Operation, OperationResult, ResultStatus
from desktop.domain.staff import Role

MAY_DECIDE = (Role.SUPERVISOR, Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN)
REVOKED, QUARANTINED, ACTIVE = "revoked", "quarantined", "active"
UNSIGNED, EMPTIED, KNOWN = "signature", "person-erased", "known"
BY_IT = "it"


class DeskMissingError(KnownError):
    """No desk has this id."""

    code = "desk-unknown"


class DeskNotQuarantinedError(KnownError):
    """Only a desk that was put aside can be released or salvaged. Facts: `state`."""

    code = "desk-not-quarantined"


class DeciderUnknownError(NotPermittedError):
    """Who decides must be on the staff list as supervisor, system or security administrator."""

    code = "decider-unknown"


@dataclass(frozen=True, slots=True)
class KeptLine:
    """One kept operation without anything personal; `outcome` is "" while nobody has taken it in."""

    operation_id: str
    kind: str
    entity: str
    incarnation: int
    seq: int
    happened_at: datetime
    reason: str
    outcome: str


class DeskDecisions:
    """Lists, releases, salvages."""

    def __init__(self, parts: CentralParts) -> None:
        self._parts = parts

    def kept(self, desk_id: str) -> list[KeptLine]:
        """Return what was kept aside of a desk, and what became of it meanwhile; raises DeskMissingError."""
        hospital = self._parts.hospital_id
        with self._parts.database.read() as connection:
            if chains.desk(connection, hospital, desk_id) is None:
                raise DeskMissingError
            kept = desk_acts.kept_aside(connection, hospital, desk_id)
            ids = [one.signed.operation.id for one in kept]
            known = chains.issued(connection, hospital, desk_id, ids)
        return [_line(one, known.get(one.signed.operation.id)) for one in kept]

    def decided(self, desk_id: str) -> list[dict[str, Any]]:
        """Return what people decided about a desk, oldest first; raises DeskMissingError."""
        with self._parts.database.read() as connection:
            if chains.desk(connection, self._parts.hospital_id, desk_id) is None:
                raise DeskMissingError
            return desk_acts.of_desk(connection, self._parts.hospital_id, desk_id)

    def revoke(self, desk_id: str, by: str) -> None:
        """Refuse a desk from now on; BY_IT when nobody is named (it may be urgent)."""

        def work(connection: Connection) -> None:
            if by != BY_IT:
                self._decider(connection, by)
            self._desk(connection, desk_id)
            chains.change_desk(
                connection, self._parts.hospital_id, desk_id, state=REVOKED, state_reason="by-it"
            )
            desk_acts.add(connection, self._parts.hospital_id, [self._act(desk_id, REVOKED, by)])

        self._parts.database.run(work)

    def release(self, desk_id: str, by: str) -> None:
        """Believe a desk again: it begins a new incarnation at its next greeting and sends anew what is unanswered."""

        def work(connection: Connection) -> None:
            self._decider(connection, by)
            desk = self._desk(connection, desk_id, QUARANTINED)
            hospital = self._parts.hospital_id
            # behind the newest: the desk finds itself put back and leaves the chain that was not believed
            chains.change_desk(
                connection, hospital, desk_id, state=ACTIVE, state_reason="", incarnation=_newest(desk) + 1
            )
            desk_acts.add(connection, hospital, [self._act(desk_id, "released", by)])
            batch = Batch(self._parts, connection, desk_id)
            _settle(batch, "desk-quarantined", by, "released")
            batch.finish()
            feed.move(connection, hospital, batch.touched)

        self._parts.database.run(work)

    def salvage(self, desk_id: str, by: str, operation_ids: Sequence[str] = ()) -> list[KeptLine]:
        """Take in what was kept aside of a desk, all or only these operations; returns each with what came of it.

        What central has already, what its desk did not sign and what was emptied by an erasure is left as it is.
        """

        def work(connection: Connection) -> list[KeptLine]:
            self._decider(connection, by)
            desk = self._desk(connection, desk_id, QUARANTINED, REVOKED)
            return self._salvage(connection, desk, by, set(operation_ids))

        return self._parts.database.run(work)

    def _salvage(
        self, connection: Connection, desk: dict[str, Any], by: str, only: set[str]
    ) -> list[KeptLine]:
        hospital, desk_id, public = self._parts.hospital_id, desk["desk_id"], bytes(desk["sign_public"])
        kept = [
            one
            for one in desk_acts.kept_aside(connection, hospital, desk_id)
            if not only or one.signed.operation.id in only
        ]
        known = set(chains.issued(connection, hospital, desk_id, [k.signed.operation.id for k in kept]))
        taken: list[tuple[Kept, str]] = []
        arrived: list[tuple[Kept, Arrived]] = []
        for one in kept:
            op = one.signed.operation
            if op.id in known:
                taken.append((one, KNOWN))
            elif op.hash() != one.hash:
                taken.append((one, EMPTIED))
            elif not self._parts.keys.verify(public, one.signed.signature, "operation", one.hash):
                taken.append((one, UNSIGNED))
            else:
                known.add(op.id)
                arrived.append((one, Arrived(one.signed, one.hash)))
        incarnation = _newest(desk) + 1
        batch = Batch(self._parts, connection, desk_id)
        batch.preload([item.signed.operation for _, item in arrived])
        answered: list[tuple[Operation, OperationResult]] = []
        for seq, (one, item) in enumerate(arrived, 1):
            result = replace(apply_operation(batch, item), seq=seq)
            answered.append((replace(item.signed.operation, incarnation=incarnation, seq=seq), result))
            taken.append((one, _outcome(result)))
        _settle(batch, REVOKED_DESK_WORK, by, "salvaged")
        batch.finish()
        chains.log(connection, hospital, answered, batch.now)
        if answered:
            chains.change_desk(connection, hospital, desk_id, incarnation=incarnation)
        acts = [self._act(desk_id, "salvaged", by, one.signed.operation.id, said) for one, said in taken]
        desk_acts.add(connection, hospital, acts)
        feed.move(connection, hospital, batch.touched)
        order = {id(one): place for place, one in enumerate(kept)}
        return [_said(one, outcome) for one, outcome in sorted(taken, key=lambda pair: order[id(pair[0])])]

    def _decider(self, connection: Connection, by: str) -> None:
        role = desk_acts.role_of(connection, self._parts.hospital_id, by)
        if role not in {one.value for one in MAY_DECIDE}:
            raise DeciderUnknownError

    def _desk(self, connection: Connection, desk_id: str, *states: str) -> dict[str, Any]:
        desk = chains.desk(connection, self._parts.hospital_id, desk_id, lock=True)
        if desk is None:
            raise DeskMissingError
        if states and desk["state"] not in states:
            raise DeskNotQuarantinedError(state=str(desk["state"]))
        return desk

    def _act(self, desk_id: str, act: str, by: str, object_id: str = "", outcome: str = "") -> DeskAct:
        return DeskAct(self._parts.new_id(), desk_id, act, by, self._parts.now(), object_id, outcome)


def _settle(batch: Batch, kind: str, by: str, outcome: str) -> None:
    for task_id in desk_acts.open_tasks(batch.connection, batch.hospital, kind, batch.desk_id):
        batch.tasks.change(task_id, state="resolved", outcome=outcome, resolved_by=by, resolved_at=batch.now)
        batch.touched.add(feed.CLINIC, "task", task_id)


def _newest(desk: dict[str, Any]) -> int:
    return int(desk["incarnation"])


def _outcome(result: OperationResult) -> str:
    if result.status is ResultStatus.ACCEPTED:
        return result.reason or "accepted"
    return result.reason


def _line(kept: Kept, issued: chains.Issued | None) -> KeptLine:
    return _said(kept, _outcome(issued.result) if issued else "")


def _said(kept: Kept, outcome: str) -> KeptLine:
    op = kept.signed.operation
    return KeptLine(
        op.id, op.kind.value, op.entity, op.incarnation, op.seq, op.happened_at, kept.reason, outcome
    )
