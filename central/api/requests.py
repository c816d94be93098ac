"""Who calls: body limit, signature of a desk over method, path and body, numbers that only grow (T9, I7)."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from typing import Any, TypeVar

import msgspec
from starlette.requests import Request

from central.api.refusals import (
    BodyTooLargeError,
    ContentTypeError,
    MalformedError,
    NotSignedError,
    ReplayedError,
)
from central.services.errors import DeskQuarantinedError, DeskRevokedError, DeskUnknownError
from central.services.parts import CentralParts
from central.store import chains
from desktop.domain import bindings
from desktop.domain.ids import DeskId
from desktop.sync.wire import MAX_BODY_BYTES

M = TypeVar("M")
JSON = "application/json"
LONGEST_DESK_ID = 64
HIGHEST_NUMBER = 2**62


async def body_of(request: Request) -> bytes:
    """Return the body; raises BodyTooLargeError while it is still coming in, ContentTypeError, MalformedError."""
    if request.url.query:
        raise MalformedError(what="query")
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != JSON:
        raise ContentTypeError
    parts: list[bytes] = []
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > MAX_BODY_BYTES:
            raise BodyTooLargeError(most=MAX_BODY_BYTES)
        parts.append(chunk)
    return b"".join(parts)


@dataclass(frozen=True, slots=True)
class SignedRequest:
    """What a desk's request says of itself; nothing of it is believed yet."""

    desk_id: str
    number: int
    signature: bytes
    method: str
    path: str
    body: bytes


def signed_request(request: Request, body: bytes) -> SignedRequest:
    """Read the three headers; raises NotSignedError."""
    desk_id = request.headers.get("x-desk", "")
    number = request.headers.get("x-request-no", "")
    if not 0 < len(desk_id) <= LONGEST_DESK_ID or not (number.isascii() and number.isdecimal()):
        raise NotSignedError(what="headers")
    if not 0 < len(number) < 20 or not 0 < int(number) < HIGHEST_NUMBER:
        raise NotSignedError(what="number")
    try:
        signature = base64.b64decode(request.headers.get("x-signature", ""), validate=True)
    except ValueError as error:
        raise NotSignedError(what="signature") from error
    return SignedRequest(desk_id, int(number), signature, request.method, request.url.path, body)


def admit(
    parts: CentralParts, signed: SignedRequest, *, quarantined_too: bool = False, revoked_too: bool = False
) -> str:
    """Return the desk's id when the request is its own and new; otherwise raises what is wrong.

    The number is used up in a transaction of its own: a replay is refused even when the first try failed later.
    """
    hospital = parts.hospital_id
    with parts.database.read() as connection:
        desk = chains.desk(connection, hospital, signed.desk_id)
    if desk is None:
        raise DeskUnknownError
    covered = bindings.request(
        DeskId(signed.desk_id), signed.number, signed.method, signed.path, hashlib.sha256(signed.body).digest()
    )  # fmt: skip
    if not parts.keys.verify(bytes(desk["sign_public"]), signed.signature, "request", covered):
        raise NotSignedError(what="signature")
    if not parts.database.run(
        lambda c: chains.take_request_number(c, hospital, signed.desk_id, signed.number)
    ):
        with parts.database.read() as connection:
            highest = chains.highest_request_number(connection, hospital, signed.desk_id)
        raise ReplayedError(highest=highest)
    if desk["state"] == "revoked" and not revoked_too:
        raise DeskRevokedError
    if desk["state"] not in ("active", "revoked") and not quarantined_too:
        raise DeskQuarantinedError
    return signed.desk_id


def decoded(body: bytes, kind: type[M]) -> M:
    """Return the message; raises MalformedError without what was sent."""
    try:
        return msgspec.json.decode(body, type=kind)
    except msgspec.ValidationError as error:
        raise MalformedError(what=_place(error)) from None
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise MalformedError(what="not-json") from None


def _place(error: msgspec.ValidationError) -> str:
    """Return the path within the message that does not fit, without the value."""
    place = str(error).rpartition(" - at `")[2].rstrip("`")
    return place[:80] if place.startswith("$") else "message"


def encoded(message: Any) -> bytes:
    """Return a message as JSON; nothing becomes an empty object."""
    return b"{}" if message is None else msgspec.json.encode(message)
