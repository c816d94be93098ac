"""Signed calls to central: encode, sign, send, decode, and turn refusals into errors a person can act on."""

from __future__ import annotations

import base64
import hashlib
import threading
from collections.abc import Callable
from typing import TypeVar

import msgspec

from desktop.domain import errors
from desktop.domain.audit_trace import WITNESS_PURPOSE
from desktop.domain.bindings import request
from desktop.domain.deidentified import ExportNotRegisteredError
from desktop.domain.export_asks import ExportUnsignedError
from desktop.domain.personal_copies import CopyNotDueError
from desktop.domain.request_cases import CaseSpentError
from desktop.domain.trace_reading import TraceFilterError
from desktop.ports.central import CodeTicket, FoundPerson
from desktop.ports.keys import DeskKeys, SignatureCheck
from desktop.ports.network import Network, Reply
from desktop.ports.trace import StoredHead, Witnessed
from desktop.sync.wire import (
    CodeCheck,
    CodeProof,
    CodeRequest,
    CodeSent,
    LookupRequest,
    LookupResult,
    MaskedRow,
    Message,
    NameCheckRequest,
    NameCheckResult,
    Refusal,
    TraceGrown,
    TraceWitnessed,
)
from desktop.sync.wire.newer import understood

M = TypeVar("M", bound=Message)
REPLAYED = "replayed"
REPLAYED_STATUS = 409
MOST_OVERTAKEN = 5

KNOWN: dict[str, type[errors.KnownError]] = {
    e.code: e
    for e in (
        errors.TooManyCodesError,
        errors.CodeWrongError,
        errors.CodeExpiredError,
        errors.PhoneInvalidError,
        errors.SlotTakenError,
        errors.SessionStoppedError,
        errors.TraceForkedError,
        CopyNotDueError,
        CaseSpentError,
        ExportNotRegisteredError,
        ExportUnsignedError,
        TraceFilterError,
    )
}


class RequestNumbers:
    """Numbers that only grow, over restarts too: `reserve(count)` keeps a block and returns its first number."""

    def __init__(self, reserve: Callable[[int], int], block: int = 256) -> None:
        self._reserve = reserve
        self._block = block
        self._next = 0
        self._end = 0
        self._lock = threading.Lock()

    def go_past(self, highest: int) -> None:
        """Go on above a number that central has seen: this store was put back, or a later call of ours was faster."""
        with self._lock:
            if self._next > highest:
                return
            self._renew()
            if self._next <= highest:
                self._reserve(max(0, highest + 1 - self._end))
                self._renew()

    def take(self) -> int:
        """Return the next number."""
        with self._lock:
            if self._next >= self._end:
                self._renew()
            self._next += 1
            return self._next - 1

    def _renew(self) -> None:
        self._next = self._reserve(self._block)
        self._end = self._next + self._block


class CentralClient:
    """Calls of one enrolled desk; several may be under way, so that a slow look-up holds up no exchange."""

    def __init__(self, network: Network, keys: DeskKeys, numbers: RequestNumbers) -> None:
        self._network = network
        self._keys = keys
        self._numbers = numbers

    def call(self, path: str, message: Message, answer: type[M], timeout_s: float = 5.0) -> M:
        """Send one message; raises CentralUnreachableError, CentralRefusedError or the error of the refusal.

        A request that central refused for its number did nothing there; it is sent again under a higher one.
        """
        body = msgspec.json.encode(message)
        reply = self._network.send("POST", path, self._headers(path, body), body, timeout_s)
        for _ in range(MOST_OVERTAKEN):
            highest = _replayed(reply)
            if not highest:
                break
            self._numbers.go_past(highest)
            reply = self._network.send("POST", path, self._headers(path, body), body, timeout_s)
        return _decoded(reply, answer)

    def _headers(self, path: str, body: bytes) -> dict[str, str]:
        number = self._numbers.take()
        covered = request(self._keys.desk, number, "POST", path, hashlib.sha256(body).digest())
        signature = base64.b64encode(self._keys.sign("request", covered)).decode()
        return {
            "Content-Type": "application/json",
            "X-Desk": self._keys.desk,
            "X-Request-No": str(number),
            "X-Signature": signature,
        }


def _replayed(reply: Reply) -> int:
    """Return the highest number central has seen when it refused a request for its number, else 0."""
    if reply.status != REPLAYED_STATUS or REPLAYED.encode() not in reply.body:
        return 0
    try:
        refusal = msgspec.json.decode(reply.body, type=Refusal)
    except (msgspec.DecodeError, RecursionError):
        return 0
    return int(refusal.facts.get("highest", 0)) if refusal.code == REPLAYED else 0


def _answer(body: bytes, answer: type[M]) -> M:
    try:
        return msgspec.json.decode(body, type=answer)
    except msgspec.ValidationError:
        return understood(body, answer)


def _decoded(reply: Reply, answer: type[M]) -> M:
    try:
        if reply.status == 200:
            return _answer(reply.body, answer)
        refusal = msgspec.json.decode(reply.body, type=Refusal)
    except (msgspec.DecodeError, RecursionError) as error:
        raise errors.CentralUnreachableError(cause="not-understood", status=reply.status) from error
    if reply.status >= 500:
        raise errors.CentralUnreachableError(cause=refusal.code, status=reply.status)
    known = KNOWN.get(refusal.code)
    if known is not None:
        raise known(**refusal.facts)
    raise errors.CentralRefusedError(**{**refusal.facts, "reason": refusal.code})


class HttpVerification:
    """Codes and name checks over the line (ports.central.Verification)."""

    def __init__(self, client: CentralClient) -> None:
        self._client = client

    def send_code(self, phone: str) -> CodeTicket:
        """Ask central to send a code."""
        sent = self._client.call("/v1/codes", CodeRequest(phone), CodeSent)
        return CodeTicket(sent.code_id, sent.expires_in_s, sent.resend_after_s)

    def check_code(self, code_id: str, code: str) -> str:
        """Return the proof for a right code."""
        return self._client.call("/v1/codes/check", CodeCheck(code_id, code), CodeProof).proof

    def check_name(self, document_type: str, number: str, name: str) -> str:
        """Return the outcome of the name-number match."""
        message = NameCheckRequest(document_type, number, name)
        return self._client.call("/v1/name-check", message, NameCheckResult).outcome


def found_person(row: MaskedRow) -> FoundPerson:
    """Return the plain form of a masked row."""
    return FoundPerson(row.patient_id, row.name, row.sex, row.birth, row.number, row.phone)


def look_up(
    client: CentralClient, by: str, value: str, document_type: str, digits: str
) -> tuple[tuple[FoundPerson, ...], bool]:
    """Ask central for at most five masked people."""
    result = client.call("/v1/lookup", LookupRequest(by, value, document_type, digits), LookupResult)
    return tuple(found_person(row) for row in result.rows), result.too_many


class HttpWitness:
    """Central as witness of the trace (ports.trace.TraceWitness); its signature is checked here."""

    def __init__(self, client: CentralClient, check: SignatureCheck, central_public: bytes) -> None:
        self._client = client
        self._check = check
        self._central_public = central_public

    def take(self, stored: StoredHead, events: tuple[bytes, ...]) -> Witnessed:
        """Bring one head with the entries it grew by; raises TraceForkedError, CentralRefusedError when unsigned."""
        head = stored.head
        message = TraceGrown(
            head.incarnation, head.base_incarnation, head.start, head.size, head.head, head.at, stored.signature, events
        )  # fmt: skip
        answer = self._client.call("/v1/trace", message, TraceWitnessed)
        signed = self._check.verify(
            self._central_public, answer.signature, WITNESS_PURPOSE, head.witnessed_bytes(answer.at)
        )
        if not signed:
            raise errors.CentralRefusedError(reason="witness-unsigned")
        return Witnessed(answer.at, answer.signature)
