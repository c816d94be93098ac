"""The operation log of this desk: chained within an incarnation, answered by central, never removed by age.

What it carried of a person goes with an erasure, once central has answered (erasing.empty_operations).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from desktop.domain.changes import ALSO_NAMED, also_touched
from desktop.domain.ids import OperationId
from desktop.domain.operations import (
    GENESIS,
    Operation,
    OperationKind,
    OperationResult,
    ResultStatus,
    Right,
    SignedOperation,
)
from desktop.ports.store import ChainHead, OutboxItem
from desktop.store import erasing, tables
from desktop.store.operation_rows import operation_of, right_of, row_of, signed_of

WAITING = "waiting"
FIRST_INCARNATION = 1

_t = tables.operations.c
_inc = tables.incarnations.c
_now: sa.BindParameter[int] = sa.bindparam("now")
_INCARNATION = sa.select(sa.func.max(_inc.incarnation))
_START = sa.insert(tables.incarnations).prefix_with("OR IGNORE")
_HEAD = sa.select(_t.seq, _t.hash).where(_t.incarnation == _now).order_by(_t.seq.desc()).limit(1)
_ACKNOWLEDGED = (
    sa.select(_t.seq, _t.hash)
    .where(_t.incarnation == _now, _t.state != WAITING)
    .order_by(_t.seq.desc())
    .limit(1)
)
_APPEND = sa.insert(tables.operations)
_WAITING = (
    sa.select(tables.operations)
    .where(_t.state == WAITING, _t.incarnation == _now, _t.seq <= sa.bindparam("up_to"))
    .order_by(_t.seq)
    .limit(sa.bindparam("most"))
)
_SETTLE = (
    sa.update(tables.operations)
    .where(
        _t.incarnation == _now,
        _t.seq == sa.bindparam("answered"),
        _t.hash == sa.bindparam("answered_hash"),
        _t.state == WAITING,
    )
    .values(
        state=sa.bindparam("status"),
        reason=sa.bindparam("why"),
        given_number=sa.bindparam("number"),
        given_epoch=sa.bindparam("fence"),
    )
)
_FAILED = (
    sa.update(tables.operations)
    .where(_t.state == WAITING, _t.incarnation == _now)
    .values(tries=_t.tries + 1, last_error=sa.bindparam("code"))
)
_RESULT = sa.select(tables.operations).where(_t.id == sa.bindparam("wanted"), _t.state != WAITING)
_ONE = sa.select(tables.operations).where(_t.id == sa.bindparam("wanted"))
_BEHIND = (_t.state == WAITING, _t.incarnation < _now)
_LEFT_BEHIND = sa.select(tables.operations).where(*_BEHIND).order_by(_t.incarnation, _t.seq)
_TAKE_OUT = sa.delete(tables.operations).where(*_BEHIND)
_ITEMS = (
    sa.select(tables.operations).order_by(_t.incarnation.desc(), _t.seq.desc()).limit(sa.bindparam("most"))
)
_COUNT = (
    sa.select(sa.func.count())
    .select_from(tables.operations)
    .where(_t.state == WAITING, _t.incarnation == _now)
)
_ABOUT = sa.union(
    sa.select(_t.entity).where(_t.state == WAITING),
    sa.select(_t.subject).where(_t.state == WAITING, _t.subject.is_not(None)),
)
_ALSO = sa.select(tables.operations).where(
    _t.state == WAITING, _t.kind.in_([kind.value for kind in ALSO_NAMED])
)
# of every incarnation: a number given away before a roll-back must not be given a second time (I1)
_SPENT = sa.select(_t.right_session, _t.right_half_hour, _t.right_number, _t.right_epoch).where(
    _t.state == WAITING,
    _t.right_session.is_not(None),
    _t.kind.in_((OperationKind.PROMISE_BOOKING.value, OperationKind.RETURN_RIGHT.value)),
)
_REOPEN = (
    sa.update(tables.operations)
    .where(_t.incarnation == _now, _t.seq > sa.bindparam("after"), _t.state != WAITING)
    .values(state=WAITING)
)
_ANSWERED_BEFORE = (
    sa.select(tables.operations)
    # the numbers beside a refusal say something else (domain.rule_book.told_of)
    .where(_t.incarnation == _now, _t.state == WAITING, _t.given_number > 0, _t.reason == "")
    .order_by(_t.seq)
)
_NO_LIMIT = 2**62


class SealedOutbox:
    """Implements ports.store.OutboxRepository."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._incarnation: int | None = None
        self._head: ChainHead | None = None  # only this transaction can move it

    def head(self) -> ChainHead:
        """Return the end of this incarnation's chain."""
        if self._head is None:
            self._head = self._end(_HEAD)
        return self._head

    def append(self, signed: SignedOperation) -> None:
        """Append the next operation; raises ValueError when it does not follow the head."""
        operation, head = signed.operation, self.head()
        follows = (operation.incarnation, operation.seq, operation.prev_hash)
        if follows != (head.incarnation, head.seq + 1, head.hash):
            raise ValueError("the operation does not follow the head of the chain")
        row = row_of(signed, WAITING)
        self._connection.execute(_APPEND, row)
        self._head = ChainHead(operation.incarnation, operation.seq, row["hash"])

    def waiting(self, limit: int, up_to_seq: int | None = None) -> tuple[SignedOperation, ...]:
        """Return unanswered operations of this incarnation in order."""
        up_to = _NO_LIMIT if up_to_seq is None else up_to_seq
        return tuple(signed_of(row) for row in self._rows(_WAITING, up_to=up_to, most=limit))

    def settle(self, results: Iterable[OperationResult]) -> None:
        """Record central's answers; the first answer stays, and another hash is not ours."""
        rows = [
            {
                "now": self._current(),
                "answered": result.seq,
                "answered_hash": result.hash,
                "status": result.status.value,
                "why": result.reason,
                "number": result.number,
                "fence": result.epoch,
            }
            for result in results
        ]
        if rows:
            self._connection.execute(_SETTLE, rows)
            erasing.empty_operations(self._connection)

    def note_failure(self, error_code: str) -> None:
        """Count a try for all waiting operations."""
        self._connection.execute(_FAILED, {"now": self._current(), "code": error_code})

    def result_of(self, operation_id: OperationId) -> OperationResult | None:
        """Return central's answer to one operation, in whichever incarnation it went up."""
        found = self._connection.execute(_RESULT, {"wanted": operation_id})
        return next((_result(row) for row in found), None)

    def operation(self, operation_id: OperationId) -> Operation | None:
        """Return one operation of any incarnation."""
        row = self._connection.execute(_ONE, {"wanted": operation_id}).one_or_none()
        return None if row is None else signed_of(row).operation

    def items(self, limit: int) -> tuple[OutboxItem, ...]:
        """Return the newest operations with their state, also of earlier incarnations."""
        return tuple(
            OutboxItem(operation_of(row), row.state, _result(row), row.tries, row.last_error)
            for row in self._connection.execute(_ITEMS, {"most": limit})
        )

    def waiting_count(self) -> int:
        """Return how many operations of this incarnation have no answer."""
        return int(self._connection.execute(_COUNT, {"now": self._current()}).scalar_one())

    def waiting_about(self) -> frozenset[str]:
        """Return every entity and every person that an unanswered operation is about."""
        about = set(self._connection.execute(_ABOUT).scalars())
        for row in self._connection.execute(_ALSO):
            about.update(also_touched(operation_of(row)))
        return frozenset(about)

    def spent_rights(self) -> tuple[Right, ...]:
        """Return rights named by promises and returns that central has not answered."""
        found = (right_of(row) for row in self._connection.execute(_SPENT))
        return tuple(sorted(right for right in found if right is not None))

    def acknowledged(self) -> ChainHead:
        """Return the last operation that central acknowledged."""
        return self._end(_ACKNOWLEDGED)

    def start_incarnation(self, incarnation: int) -> None:
        """Begin a new chain; raises ValueError when the number does not grow."""
        known = self._connection.execute(_INCARNATION).scalar()
        if known is not None and incarnation < known:
            raise ValueError("an incarnation never goes back")
        self._connection.execute(_START, {"incarnation": incarnation})
        self._incarnation, self._head = None, None

    def reopen(self, after_seq: int) -> int:
        """Let answered operations after a number wait again; the answer they had stays beside them."""
        again = {"now": self._current(), "after": after_seq}
        return int(self._connection.execute(_REOPEN, again).rowcount)

    def answered_before(self) -> tuple[OperationResult, ...]:
        """Return the numbers that waiting operations were given before central was put back."""
        return tuple(
            OperationResult(
                row.seq, bytes(row.hash), ResultStatus.ACCEPTED, row.reason, row.given_number, row.given_epoch
            )
            for row in self._rows(_ANSWERED_BEFORE)
        )

    def take_left_behind(self) -> tuple[Operation, ...]:
        """Take out the unanswered operations of earlier incarnations, in order, to be issued again in this one."""
        taken = tuple(operation_of(row) for row in self._rows(_LEFT_BEHIND))
        if taken:
            self._connection.execute(_TAKE_OUT, {"now": self._current()})
        return taken

    def _current(self) -> int:
        if self._incarnation is None:
            known = self._connection.execute(_INCARNATION).scalar()
            self._incarnation = FIRST_INCARNATION if known is None else int(known)
        return self._incarnation

    def _end(self, statement: sa.Select[Any]) -> ChainHead:
        incarnation = self._current()
        row = self._connection.execute(statement, {"now": incarnation}).one_or_none()
        if row is None:
            return ChainHead(incarnation, 0, GENESIS)
        return ChainHead(incarnation, row.seq, bytes(row.hash))

    def _rows(self, statement: sa.Select[Any], **values: object) -> sa.CursorResult[Any]:
        return self._connection.execute(statement, {"now": self._current(), **values})


def _result(row: sa.Row[Any]) -> OperationResult | None:
    if row.state == WAITING:
        return None
    return OperationResult(
        row.seq, bytes(row.hash), ResultStatus(row.state), row.reason, row.given_number, row.given_epoch
    )
