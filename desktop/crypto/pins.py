"""The mark of a PIN or a badge's number as it lies in its person's slot: salt (16 bytes) | Argon2id over it (32).

Whoever opens the slot has the keys already; the mark only tells the same person from another one at a covered window.
"""

from __future__ import annotations

import hmac

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from desktop.crypto.costs import KdfCost, wipe
from desktop.ports.clock import Randomness

SALT_BYTES, HASH_BYTES = 16, 32
MARK_BYTES = SALT_BYTES + HASH_BYTES


def make_mark(pin: bytearray, cost: KdfCost, randomness: Randomness) -> bytes:
    """Return the mark of a PIN or a badge's number, whose rules the caller checked; it is zeroed."""
    salt = randomness.bytes(SALT_BYTES)
    return salt + _hashed(pin, salt, cost)


class SlotPin:
    """ports.keys.Pin over the mark of an opened slot, of a PIN or a badge."""

    def __init__(self, mark: bytes, cost: KdfCost) -> None:
        self._mark, self._cost = mark, cost

    def matches(self, pin: bytearray) -> bool:
        """Return whether it is the same; it is zeroed in any case."""
        return hmac.compare_digest(_hashed(pin, self._mark[:SALT_BYTES], self._cost), self._mark[SALT_BYTES:])

    def __repr__(self) -> str:
        return "SlotPin(...)"


def _hashed(pin: bytearray, salt: bytes, cost: KdfCost) -> bytes:
    kdf = Argon2id(
        salt=salt,
        length=HASH_BYTES,
        iterations=cost.iterations,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    )
    hashed = bytearray(HASH_BYTES)
    try:
        # as in slots.py: any buffer will do at run time, and a copy in bytes could not be wiped
        kdf.derive_into(pin, hashed)  # type: ignore[arg-type]
        return bytes(hashed)
    finally:
        wipe(pin)
