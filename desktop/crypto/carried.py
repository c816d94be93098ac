"""A device secret on its way from one account's vault into another's on the same PC (DECISIONS 15).

    file = "CFDA" | version (1 byte, 1) | installation (16) | good until (4, seconds of 1970)
           | sealed device secret (61) under HKDF(words, "carried-secret", installation), everything before it as AAD

The words are made here with 100 random bits and never stand in the file; no number of rounds is needed for them.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from desktop.crypto import formats
from desktop.crypto.layout import Parts, number
from desktop.crypto.sealed_zip import new_passphrase
from desktop.domain.errors import KnownError, SealBrokenError, StoreDamagedError
from desktop.ports.clock import Randomness

MAGIC = b"CFDA\x01"
INSTALLATION_BYTES = 16
SEALED_BYTES = 61
GOOD_FOR = timedelta(minutes=15)


class CarriedSecretError(KnownError):
    """What was carried from the other account is not taken; facts: `why` (unreadable, another-desk, expired, words)."""

    code = "carried-secret"


def lend(
    device_secret: bytes, installation_id: bytes, now: datetime, randomness: Randomness
) -> tuple[bytes, str]:
    """Return the file's bytes and the words that open it."""
    words = new_passphrase(randomness)
    head = MAGIC + installation_id + number(int((now + GOOD_FOR).timestamp()))
    sealed = formats.seal(_key(words, installation_id), device_secret, head, randomness)
    return head + sealed, words


def take(raw: bytes, words: str, installation_id: bytes, now: datetime) -> bytes:
    """Return the device secret; raises CarriedSecretError."""
    try:
        parts = Parts(raw)
        magic, installation = parts.fixed(len(MAGIC)), parts.fixed(INSTALLATION_BYTES)
        until, sealed = parts.number(), parts.fixed(SEALED_BYTES)
        parts.end()
    except StoreDamagedError as error:
        raise CarriedSecretError(why="unreadable") from error
    if magic != MAGIC:
        raise CarriedSecretError(why="unreadable")
    if installation != installation_id:
        raise CarriedSecretError(why="another-desk")
    if now.timestamp() >= until:
        raise CarriedSecretError(why="expired")
    try:
        return formats.unseal(_key(words, installation_id), sealed, raw[:-SEALED_BYTES])
    except SealBrokenError as error:
        raise CarriedSecretError(why="words") from error


def _key(words: str, installation_id: bytes) -> bytes:
    typed = "".join(words.upper().replace("-", "").split())
    return formats.derive(typed.encode(), "carried-secret", installation_id)
