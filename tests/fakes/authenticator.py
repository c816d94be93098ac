"""A telephone's authenticator, written apart from the product after RFC 6238 (SHA-1, six digits, 30 seconds)."""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import datetime
from urllib.parse import parse_qs, urlsplit

STEP_S = 30


class Authenticator:
    """Holds one secret, as read from the picture or typed from the screen."""

    def __init__(self, secret_text: str) -> None:
        plain = secret_text.replace(" ", "")
        self._secret = base64.b32decode(plain + "=" * (-len(plain) % 8))

    @classmethod
    def scan(cls, address: str) -> Authenticator:
        """Read an otpauth address."""
        parts = urlsplit(address)
        assert (parts.scheme, parts.netloc) == ("otpauth", "totp")
        return cls(parse_qs(parts.query)["secret"][0])

    def code(self, at: datetime, steps: int = 0) -> str:
        """Return what stands on the telephone, `steps` steps later."""
        counter = int(at.timestamp()) // STEP_S + steps
        mac = hmac.digest(self._secret, counter.to_bytes(8, "big"), hashlib.sha1)
        offset = mac[-1] & 0x0F
        number = int.from_bytes(mac[offset : offset + 4], "big") & 0x7FFFFFFF
        return f"{number % 1_000_000:06d}"
