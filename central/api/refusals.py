"""Refusals: HTTP status by stable code, facts without personal data, nothing of an unexpected error but its place."""

from __future__ import annotations

import logging

import msgspec
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from starlette.responses import Response

from desktop.domain.errors import KnownError
from desktop.sync.wire import Refusal

log = logging.getLogger("central.api")

JSON = "application/json"
STATUS: dict[str, int] = {
    "protocol": 400,
    "malformed": 400,
    "idempotency-key": 400,
    "not-signed": 401,
    "desk-unknown": 401,
    "online-closed": 401,
    "desk-revoked": 403,
    "desk-quarantined": 403,
    "enrol-token": 403,
    "not-permitted": 403,
    "copy-not-due": 403,
    "report-range": 422,
    "not-found": 404,
    "body-too-large": 413,
    "content-type": 415,
    "phone-invalid": 422,
    "code-wrong": 422,
    "request-malformed": 422,
    "code-expired": 422,
    "keys-refused": 422,
    "idempotency-key-reused": 422,
    "trace-refused": 422,
    "too-many-codes": 429,
    "too-many-lookups": 429,
    "code-not-sent": 503,
    "hospital-missing": 503,
}
OTHERWISE = 409


class MalformedError(KnownError):
    """The request is not what its route takes. Facts: `what` (never a value)."""

    code = "malformed"


class NotSignedError(KnownError):
    """The request is not signed by an enrolled desk. Facts: `what`."""

    code = "not-signed"


class ReplayedError(KnownError):
    """The request's number is not higher than all before. Facts: `highest`, so that an honest desk can go on."""

    code = "replayed"


class BodyTooLargeError(KnownError):
    """The body is larger than this route takes. Facts: `most` bytes."""

    code = "body-too-large"


class ContentTypeError(KnownError):
    """The body is not said to be JSON."""

    code = "content-type"


def answered(status: int, body: bytes, headers: dict[str, str] | None = None) -> Response:
    """Return a JSON answer that no cache keeps."""
    return Response(body, status, {"Cache-Control": "no-store", **(headers or {})}, JSON)


def refused(error: KnownError) -> Response:
    """Return the answer to a known error."""
    status = STATUS.get(error.code, OTHERWISE)
    headers = {}
    retry = error.facts.get("retry_after_s")
    if retry is not None:
        headers["Retry-After"] = str(retry)
    return answered(status, msgspec.json.encode(Refusal(error.code, dict(error.facts))), headers)


def refused_plainly(status: int, code: str) -> Response:
    """Return a refusal without facts."""
    return answered(status, msgspec.json.encode(Refusal(code)))


def failed(error: Exception, route: str) -> Response:
    """Log where an unexpected error happened, without its message, and answer that central could not."""
    log.error("failed at %s", route, exc_info=error)
    busy = isinstance(error, DBAPIError | PoolTimeoutError)
    return refused_plainly(503, "database") if busy else refused_plainly(500, "internal")
