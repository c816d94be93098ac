"""Acts that central decides at once: recorded here, pushed, and known by its answer (DECISIONS 22)."""

from __future__ import annotations

from typing import Protocol

from desktop.domain.errors import CentralRefusedError, CentralUnreachableError
from desktop.domain.ids import OperationId
from desktop.domain.operations import OperationResult, ResultStatus
from desktop.ports.central import Exchange
from desktop.services.desk import Desk, Line

TRIES = 3


class Pushes(Protocol):
    """How a service has an operation decided by central."""

    def ready(self) -> None:
        """Raise CentralUnreachableError when the line is down, before anything is recorded."""

    def answer(self, operation_id: OperationId) -> OperationResult:
        """Push and return an accepted answer; raises CentralRefusedError, CentralUnreachableError."""


class Pushing:
    """Pushes what waits until the answer to one operation came, then brings the rows down."""

    def __init__(self, desk: Desk, exchange: Exchange, line: Line) -> None:
        self._desk = desk
        self._exchange = exchange
        self._line = line

    def ready(self) -> None:
        """Raise CentralUnreachableError when the line is down, before anything is recorded."""
        if not self._line.online():
            raise CentralUnreachableError(cause="offline")

    def answer(self, operation_id: OperationId) -> OperationResult:
        """Push and return an accepted answer; raises CentralRefusedError, CentralUnreachableError.

        When the line breaks first the operation stays on its way and takes effect later.
        """
        try:
            result = self._pushed(operation_id)
            if result.status is ResultStatus.ACCEPTED:
                self._exchange.run(pull=True)
        except CentralUnreachableError:
            self._line.line_lost()
            raise
        if result.status is not ResultStatus.ACCEPTED:
            raise CentralRefusedError(reason=result.reason)
        return result

    def _pushed(self, operation_id: OperationId) -> OperationResult:
        for _ in range(TRIES):
            self._exchange.run(pull=False)
            with self._desk.store.read() as tx:
                result = tx.outbox.result_of(operation_id)
            if result is not None:
                return result
        raise CentralUnreachableError(cause="no-answer")
