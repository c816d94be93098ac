"""The changing code of one's telephone (RFC 6238): SHA-1, six digits, 30 seconds, as every authenticator reads it.

The secret is 20 random bytes (RFC 4226 §4 R6) and lies in the person's slot beside their private keys. A code counts
for the step of this PC's clock and one before or after it, and each step once.
"""

from __future__ import annotations

from base64 import b32encode
from datetime import datetime

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor import InvalidToken
from cryptography.hazmat.primitives.twofactor.totp import TOTP

SECRET_BYTES = 20
DIGITS = 6
STEP_S = 30
DRIFT_STEPS = 1


def step_of(code: str, secret: bytes, now: datetime, after: int) -> int | None:
    """Return the step for which the code is right, none when it is wrong or that step is not later than `after`."""
    typed = code.strip().replace(" ", "")
    if len(typed) != DIGITS or not (typed.isascii() and typed.isdigit()):
        return None
    here = int(now.timestamp()) // STEP_S
    maker = _maker(secret)
    found = None
    for step in range(here - DRIFT_STEPS, here + DRIFT_STEPS + 1):
        try:
            maker.verify(typed.encode(), step * STEP_S)
        except InvalidToken:
            continue
        if step > after and found is None:
            found = step
    return found


def as_text(secret: bytes) -> str:
    """Return the secret as an authenticator takes it by hand: Base32 in groups of four."""
    text = b32encode(secret).decode()
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def as_address(secret: bytes, account: str, issuer: str) -> str:
    """Return the otpauth address that an authenticator reads from a picture."""
    return _maker(secret).get_provisioning_uri(account, issuer)


def _maker(secret: bytes) -> TOTP:
    # SHA-1 is what RFC 6238 and every authenticator take; its collisions do not touch HMAC.
    return TOTP(secret, DIGITS, SHA1(), STEP_S)  # noqa: S303  # HMAC-SHA-1 by the standard
