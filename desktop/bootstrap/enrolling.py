"""Enrolment by one-time code: pin the CA, make the desk's keys, exchange them once (DECISIONS 10, PACKAGING)."""

from __future__ import annotations

import base64
import hashlib
import json
import ssl
import warnings
from dataclasses import dataclass
from urllib.parse import urlsplit

import msgspec
import urllib3

from desktop.domain.errors import CentralRefusedError, CentralUnreachableError, KnownError
from desktop.ports.network import Network
from desktop.sync.wire import EnrollRequest, EnrollResponse, Refusal

PREFIX = "CFD1."


class EnrolCodeError(KnownError):
    """The enrolment code is damaged or of another product; ask IT for a new one."""

    code = "enrol-code"


@dataclass(frozen=True, slots=True)
class EnrolCode:
    """What a one-time code says: where central is and whom to trust (SHA-256 fingerprints, 32 bytes)."""

    url: str
    token: bytes
    ca_sha256: bytes
    founding_sha256: bytes


def read_code(text: str) -> EnrolCode:
    """Read `CFD1.<base64url JSON>`; raises EnrolCodeError."""
    body = text.strip()
    if not body.startswith(PREFIX):
        raise EnrolCodeError
    raw = body.removeprefix(PREFIX)
    try:
        values = json.loads(base64.urlsafe_b64decode(raw + "=" * (-len(raw) % 4)))
        code = EnrolCode(
            url=str(values["url"]),
            token=_bytes(values["token"]),
            ca_sha256=_bytes(values["ca_sha256"]),
            founding_sha256=_bytes(values["founding_sha256"]),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise EnrolCodeError from error
    if len(code.ca_sha256) != 32 or len(code.founding_sha256) != 32:
        raise EnrolCodeError
    return code


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def pinned_ca(code: EnrolCode, timeout_s: float = 10.0) -> str:
    """Fetch central's CA certificate and believe it only when its fingerprint is the code's; returns PEM.

    This one request cannot verify its line yet: that is what the fingerprint is for. Nothing is sent on it.
    """
    parts = urlsplit(code.url)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    pool = urllib3.HTTPSConnectionPool(
        parts.hostname or "", parts.port or 443, retries=False, ssl_context=context
    )
    try:
        with warnings.catch_warnings():
            # urllib3 warns that nothing is verified yet; the fingerprint below is the verification.
            warnings.simplefilter("ignore", urllib3.exceptions.InsecureRequestWarning)
            answer = pool.urlopen("GET", "/v1/ca", timeout=timeout_s, redirect=False)
    except (urllib3.exceptions.HTTPError, OSError) as error:
        raise CentralUnreachableError(cause=type(error).__name__) from error
    finally:
        pool.close()
    pem = answer.data.decode("ascii", "replace")
    try:
        der = ssl.PEM_cert_to_DER_cert(pem)
    except ValueError as error:
        raise EnrolCodeError from error
    if hashlib.sha256(der).digest() != code.ca_sha256:
        raise EnrolCodeError
    return pem


def enrol(
    network: Network, code: EnrolCode, sign_public: bytes, seal_public: bytes, name: str
) -> EnrollResponse:
    """Trade the one-time token for an identity; raises CentralRefusedError when it was used or has expired."""
    body = msgspec.json.encode(EnrollRequest(code.token, sign_public, seal_public, name))
    reply = network.send("POST", "/v1/enroll", {"Content-Type": "application/json"}, body, 15.0)
    if reply.status != 200:
        try:
            reason = msgspec.json.decode(reply.body, type=Refusal).code
        except msgspec.DecodeError:
            reason = f"http-{reply.status}"
        raise CentralRefusedError(reason=reason)
    return msgspec.json.decode(reply.body, type=EnrollResponse)
