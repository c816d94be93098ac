"""Six-digit codes that prove a phone (P1, G9): five minutes, once, five tries, limits per phone and per desk.

Kept are a keyed token of the phone and a keyed hash of the code; the proof is a random text of which the hash is kept,
in the same row as the phone's token, so it proves this phone and no other.
"""

from __future__ import annotations

import base64
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.engine import Connection

from central.services.batch import proof_hash
from central.services.parts import CentralParts
from central.services.ports import CodeSender
from central.services.tokens import phone_token
from central.store import codes, hot
from central.store.codes import SentCode
from desktop.domain.errors import CodeExpiredError, CodeWrongError, KnownError, TooManyCodesError
from desktop.domain.phones import normalise_phone
from desktop.sync.wire import CodeProof, CodeSent

LIFE = timedelta(minutes=5)
RESEND_AFTER = timedelta(seconds=60)
DIGITS = 6
MOST_TRIES = 5
PROOF_BYTES = 32
CODES = 10**DIGITS


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` codes within a rolling `span`."""

    most: int
    span: timedelta


PER_PHONE = (Limit(1, RESEND_AFTER), Limit(5, timedelta(hours=1)), Limit(10, timedelta(days=1)))
PER_DESK = (Limit(20, timedelta(minutes=1)), Limit(200, timedelta(hours=1)))


class CodeNotSentError(KnownError):
    """The gateway did not take the message; try again later or go on without a code. Facts: `reason`."""

    code = "code-not-sent"


class CodeService:
    """Sends and checks codes for desks."""

    def __init__(self, parts: CentralParts, sender: CodeSender) -> None:
        self._parts = parts
        self._sender = sender

    def send(self, desk_id: str, phone: str) -> CodeSent:
        """Send a code; raises PhoneInvalidError, TooManyCodesError(retry_after_s), CodeNotSentError.

        A try counts even when the gateway fails, as gateways count too (DOMAIN §6.1).
        """
        plain = normalise_phone(phone)
        token = phone_token(self._parts.keys, plain)
        code_id, code = self._parts.new_id(), self._new_code()
        hashed = self._hash(code_id, code)

        def work(connection: Connection) -> datetime | None:
            hot.one_after_another(connection)
            now = self._parts.now()
            again = self._free_from(connection, desk_id, token, now)
            if again is None:
                sent = SentCode(code_id, token, desk_id, hashed, now, now + LIFE)
                codes.add(connection, self._parts.hospital_id, sent)
            return again

        again = self._parts.database.run(work)
        if again is not None:
            raise TooManyCodesError(retry_after_s=_seconds(again - self._parts.now()))
        try:
            self._sender.send_code(plain, code)
        except KnownError as error:
            raise CodeNotSentError(reason=str(error.facts.get("reason") or error.code)) from error
        return CodeSent(code_id, _seconds(LIFE), _seconds(RESEND_AFTER))

    def check(self, desk_id: str, code_id: str, code: str) -> CodeProof:
        """Return the proof for a right code; raises CodeWrongError(left), CodeExpiredError."""
        proof = base64.urlsafe_b64encode(self._parts.randomness.bytes(PROOF_BYTES)).rstrip(b"=").decode()
        hashed = self._hash(code_id, code.strip())

        def work(connection: Connection) -> int | None:
            """Return how many tries are left after a wrong one, -1 when the code is gone, None when it was right."""
            sent = codes.locked(connection, self._parts.hospital_id, code_id, desk_id)
            now = self._parts.now()
            if sent is None or sent.used_at is not None or sent.tries >= MOST_TRIES or now >= sent.expires_at:
                return -1
            if not hmac.compare_digest(sent.code_hash, hashed):
                codes.note_wrong(connection, self._parts.hospital_id, code_id)
                return MOST_TRIES - sent.tries - 1
            codes.note_right(connection, self._parts.hospital_id, code_id, proof_hash(proof), now)
            return None

        left = self._parts.database.run(work)
        if left is None:
            return CodeProof(proof)
        if left <= 0:
            raise CodeExpiredError
        raise CodeWrongError(left=left)

    def _free_from(
        self, connection: Connection, desk_id: str, token: bytes, now: datetime
    ) -> datetime | None:
        """Return when a code may be sent again, None when at once."""
        hospital = self._parts.hospital_id
        to_phone = codes.sent_to(connection, hospital, token, now - PER_PHONE[-1].span)
        by_desk = codes.sent_by(connection, hospital, desk_id, now - PER_DESK[-1].span)
        waits = [_free(limit, to_phone, now) for limit in PER_PHONE]
        waits += [_free(limit, by_desk, now) for limit in PER_DESK]
        return max((wait for wait in waits if wait is not None), default=None)

    def _new_code(self) -> str:
        """Return six digits, each code equally likely: values beyond the last whole multiple are drawn again."""
        while True:
            value = int.from_bytes(self._parts.randomness.bytes(4), "big")
            if value < 2**32 // CODES * CODES:
                return f"{value % CODES:0{DIGITS}d}"

    def _hash(self, code_id: str, code: str) -> bytes:
        return self._parts.keys.index("code", f"{code_id}|{code}")


def _free(limit: Limit, sent: list[datetime], now: datetime) -> datetime | None:
    within = [at for at in sent if at > now - limit.span]
    return within[-limit.most] + limit.span if len(within) >= limit.most else None


def _seconds(span: timedelta) -> int:
    """Return whole seconds, rounded up, at least one."""
    return max(1, -(-span // timedelta(seconds=1)))
