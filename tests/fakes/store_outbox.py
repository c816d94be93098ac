"""Operations in memory, as ports.store.OutboxRepository promises."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from desktop.domain.changes import also_touched
from desktop.domain.ids import OperationId
from desktop.domain.operations import (
    GENESIS,
    KeyKind,
    Operation,
    OperationKind,
    OperationResult,
    Right,
    SignedOperation,
)
from desktop.ports.store import (
    ChainHead,
    OutboxItem,
)
from tests.fakes.store_rows import Logged, Rows


class FakeOutbox:
    """Implements ports.store.OutboxRepository."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def head(self) -> ChainHead:
        return self._end(self._own())

    def append(self, signed: SignedOperation) -> None:
        operation, head = signed.operation, self.head()
        follows = (operation.incarnation, operation.seq, operation.prev_hash)
        if follows != (head.incarnation, head.seq + 1, head.hash):
            raise ValueError("the operation does not follow the head of the chain")
        self._rows.operations[operation.incarnation, operation.seq] = Logged(signed)

    def waiting(self, limit: int, up_to_seq: int | None = None) -> tuple[SignedOperation, ...]:
        own = [one.signed for one in self._own() if one.result is None]
        return tuple(s for s in own if up_to_seq is None or s.operation.seq <= up_to_seq)[:limit]

    def settle(self, results: Iterable[OperationResult]) -> None:
        for result in results:
            at = (self._rows.incarnation, result.seq)
            one = self._rows.operations.get(at)
            if one is not None and one.result is None and one.signed.operation.hash() == result.hash:
                self._rows.operations[at] = replace(one, result=result)

    def note_failure(self, error_code: str) -> None:
        for at, one in list(self._rows.operations.items()):
            if at[0] == self._rows.incarnation and one.result is None:
                self._rows.operations[at] = replace(one, tries=one.tries + 1, last_error=error_code)

    def result_of(self, operation_id: OperationId) -> OperationResult | None:
        found = (o.result for o in self._rows.operations.values() if o.signed.operation.id == operation_id)
        return next(found, None)

    def operation(self, operation_id: OperationId) -> Operation | None:
        found = (one for one in self._rows.operations.values() if one.signed.operation.id == operation_id)
        one = next(found, None)
        return None if one is None else self._without_erased(one)

    def items(self, limit: int) -> tuple[OutboxItem, ...]:
        newest = sorted(self._rows.operations.items(), key=lambda item: item[0], reverse=True)[:limit]
        return tuple(
            OutboxItem(
                self._without_erased(one),
                one.result.status.value if one.result else "waiting",
                one.result,
                one.tries,
                one.last_error,
            )
            for _at, one in newest
        )

    def waiting_count(self) -> int:
        return sum(one.result is None for one in self._own())

    def waiting_about(self) -> frozenset[str]:
        waiting = [one.signed.operation for one in self._rows.operations.values() if one.result is None]
        also = {name for o in waiting for name in also_touched(o)}
        return frozenset({o.entity for o in waiting} | {o.subject for o in waiting if o.subject} | also)

    def spent_rights(self) -> tuple[Right, ...]:
        kinds = (OperationKind.PROMISE_BOOKING, OperationKind.RETURN_RIGHT)
        unanswered = [one.signed.operation for one in self._rows.operations.values() if one.result is None]
        return tuple(sorted(o.right for o in unanswered if o.kind in kinds and o.right is not None))

    def acknowledged(self) -> ChainHead:
        return self._end([one for one in self._own() if one.result is not None])

    def start_incarnation(self, incarnation: int) -> None:
        if incarnation < self._rows.incarnation:
            raise ValueError("an incarnation never goes back")
        self._rows.incarnation = incarnation

    def reopen(self, after_seq: int) -> int:
        again = [one for one in self._own() if one.result and one.signed.operation.seq > after_seq]
        for one in again:
            at = (self._rows.incarnation, one.signed.operation.seq)
            self._rows.operations[at] = replace(one, result=None, before=one.result)
        return len(again)

    def answered_before(self) -> tuple[OperationResult, ...]:
        before = (one.before for one in self._own() if not one.result)
        return tuple(answer for answer in before if answer and answer.number and not answer.reason)

    def take_left_behind(self) -> tuple[Operation, ...]:
        left = {
            at: one.signed.operation
            for at, one in sorted(self._rows.operations.items())
            if at[0] < self._rows.incarnation and one.result is None
        }
        for at in left:
            del self._rows.operations[at]
        return tuple(left.values())

    def _without_erased(self, one: Logged) -> Operation:
        operation, erased = one.signed.operation, self._rows.erased
        if one.result is None:
            return operation
        if operation.key_kind is KeyKind.CASE and operation.entity in self._rows.spent_cases:
            return replace(operation, sealed=b"", facts=b"{}")
        if operation.kind is OperationKind.REGISTER_PATIENT and any(
            operation.subject == who for who, _ in erased
        ):
            operation = replace(operation, facts=b"{}")
        return (
            replace(operation, sealed=b"") if (operation.subject, operation.key_kind) in erased else operation
        )

    def _own(self) -> list[Logged]:
        return [one for at, one in sorted(self._rows.operations.items()) if at[0] == self._rows.incarnation]

    def _end(self, chain: list[Logged]) -> ChainHead:
        if not chain:
            return ChainHead(self._rows.incarnation, 0, GENESIS)
        last = chain[-1].signed.operation
        return ChainHead(last.incarnation, last.seq, last.hash())
