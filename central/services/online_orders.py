"""Orders of the public channel: each is answered once, and every repeat gets the first answer's bytes (I3)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

import msgspec
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from central.services.parts import CentralParts
from central.store import feed, orders
from desktop.domain.errors import KnownError
from desktop.sync.wire import Refusal

LONGEST_KEY = 128
OK, CONFLICT, UNPROCESSABLE = 200, 409, 422
Done = tuple[msgspec.Struct, feed.Touched, str | None]
Act = Callable[[Connection], Done]


class OrderKeyError(KnownError):
    """The header Idempotency-Key is missing or longer than 128 characters."""

    code = "idempotency-key"


class OrderReusedError(KnownError):
    """The idempotency key was used before with another body."""

    code = "idempotency-key-reused"


@dataclass(frozen=True, slots=True)
class OrderAnswer:
    """The first answer to an order, and the same bytes for every repeat; `status` is HTTP's."""

    status: int
    body: bytes


class Orders:
    """Answers orders; `conflicts` are the refusals that another try may not meet."""

    def __init__(self, parts: CentralParts, *conflicts: type[KnownError]) -> None:
        self._parts, self._conflicts = parts, conflicts

    def answer(self, order_key: str, order: msgspec.Struct, act: Act) -> OrderAnswer:
        """Return the order's first answer; a refusal is an answer too and is repeated like one.

        `act` returns the answer, what it touched, and the booking it made, if any. Raises OrderKeyError,
        OrderReusedError.
        """
        digest = _checked(order_key, order)
        try:
            return self._parts.database.run(lambda c: self._first(c, order_key, digest, act))
        except IntegrityError:
            # the same key was being answered by another request; its answer is there now
            return self._parts.database.run(lambda c: self._first(c, order_key, digest, act))

    def before(self, order_key: str, order: msgspec.Struct) -> OrderAnswer | None:
        """Return the answer that an order got before, None for a new one; raises as `answer` does."""
        digest = _checked(order_key, order)
        with self._parts.database.read() as connection:
            return self._given(connection, order_key, digest)

    def _given(self, connection: Connection, order_key: str, digest: bytes) -> OrderAnswer | None:
        given = orders.order(connection, self._parts.hospital_id, order_key)
        if given is not None and given.body_hash != digest:
            raise OrderReusedError
        return None if given is None else OrderAnswer(given.status, given.answer)

    def _first(self, connection: Connection, order_key: str, digest: bytes, act: Act) -> OrderAnswer:
        hospital = self._parts.hospital_id
        given = self._given(connection, order_key, digest)
        if given is not None:
            return given
        orders.begin(connection, hospital, order_key, digest, self._parts.now())
        touched, booking_id = feed.Touched(), None
        try:
            said, touched, booking_id = act(connection)
            answer = OrderAnswer(OK, msgspec.json.encode(said))
        except self._conflicts as error:
            answer = OrderAnswer(CONFLICT, msgspec.json.encode(Refusal(error.code)))
        except KnownError as error:
            answer = OrderAnswer(UNPROCESSABLE, msgspec.json.encode(Refusal(error.code, dict(error.facts))))
        orders.finish(connection, hospital, order_key, answer.status, answer.body, booking_id)
        feed.move(connection, hospital, touched)
        return answer


def _checked(order_key: str, order: msgspec.Struct) -> bytes:
    if not 0 < len(order_key) <= LONGEST_KEY or not order_key.isascii() or not order_key.isprintable():
        raise OrderKeyError
    return hashlib.sha256(msgspec.json.encode(order)).digest()
