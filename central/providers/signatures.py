"""The two vendors' request signatures, each a pure function (DOMAIN §6.1 and §6.2)."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from datetime import datetime
from urllib.parse import quote

ACS3 = "ACS3-HMAC-SHA256"
TC3 = "TC3-HMAC-SHA256"
JSON = "application/json"


def _sha256(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def _hmac(key: bytes, text: str) -> bytes:
    return hmac.digest(key, text.encode(), hashlib.sha256)


def query_string(fields: Mapping[str, str]) -> str:
    """Return sorted fields in RFC 3986 form (used as query and as form body alike)."""
    return "&".join(f"{quote(name, safe='~')}={quote(fields[name], safe='~')}" for name in sorted(fields))


def acs3_signature(
    secret: str, method: str, query: str, headers: Mapping[str, str], signed: Sequence[str]
) -> str:
    """Return Aliyun's signature (hex) over the headers named by `signed` (lower case, in order).

    The body's hash is taken from the header x-acs-content-sha256.
    """
    lines = "".join(f"{name}:{headers[name].strip()}\n" for name in signed)
    body_hash = headers["x-acs-content-sha256"]
    canonical = "\n".join((method, "/", query, lines, ";".join(signed), body_hash))
    return _hmac(secret.encode(), f"{ACS3}\n{_sha256(canonical.encode())}").hex()


def acs3_headers(
    key_id: str, secret: str, query: str, headers: Mapping[str, str], body: bytes
) -> dict[str, str]:
    """Return all headers of a POST to `/`, Authorization included; names must be lower case."""
    whole = {**headers, "x-acs-content-sha256": _sha256(body)}
    signed = sorted(whole)
    signature = acs3_signature(secret, "POST", query, whole, signed)
    whole["Authorization"] = (
        f"{ACS3} Credential={key_id},SignedHeaders={';'.join(signed)},Signature={signature}"
    )
    return whole


def tc3_signature(secret: str, service: str, host: str, body: bytes, at: datetime) -> str:
    """Return Tencent Cloud's signature (hex) of a JSON POST to `/` at an aware time."""
    day, stamp = f"{at:%Y-%m-%d}", str(int(at.timestamp()))
    signed = "content-type;host"
    canonical = f"POST\n/\n\ncontent-type:{JSON}\nhost:{host}\n\n{signed}\n{_sha256(body)}"
    text = f"{TC3}\n{stamp}\n{day}/{service}/tc3_request\n{_sha256(canonical.encode())}"
    key = _hmac(_hmac(_hmac(b"TC3" + secret.encode(), day), service), "tc3_request")
    return _hmac(key, text).hex()


def tc3_authorization(key_id: str, service: str, signature: str, at: datetime) -> str:
    """Return the Authorization header."""
    scope = f"{at:%Y-%m-%d}/{service}/tc3_request"
    return f"{TC3} Credential={key_id}/{scope}, SignedHeaders=content-type;host, Signature={signature}"
