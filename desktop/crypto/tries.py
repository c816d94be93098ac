"""How many wrong passphrases in a row each person has given here; kept over restarts, sealed against editing.

    file = version (1 byte, 1) | people (4) | each: person (length 4 | UTF-8), wrong (4) | mac (32)

The mac is HMAC-SHA256 under HKDF(device secret, "tries"). A try is counted before it is judged, so that ending the
program does not give it back. An altered file counts as none, as a deleted one does: the counter stops who stands at
the keyboard; who writes files here guesses at the slot itself, and Argon2id is the price of that.
"""

from __future__ import annotations

import hashlib
import hmac
from pathlib import Path

from desktop.crypto import formats
from desktop.crypto.layout import Parts, framed, number
from desktop.crypto.whole_files import write_whole
from desktop.domain.errors import StoreDamagedError
from desktop.domain.ids import StaffId

TRIES_VERSION = 1
MAC_BYTES = 32
MOST_TRIES = 10


class Tries:
    """The counter file of one installation under one device secret."""

    def __init__(self, path: Path, device_secret: bytes, installation_id: bytes) -> None:
        self._path = path
        self._key = formats.derive(device_secret, "tries", installation_id)

    def left(self, person: StaffId) -> int:
        """Return how many tries the person has left; 0 until a supervisor forgives."""
        return max(0, MOST_TRIES - self._read().get(person, 0))

    def begin(self, person: StaffId) -> int:
        """Count a try, durably, and return how many are left behind it."""
        left = self.left(person) - 1
        self._set(person, MOST_TRIES - left)
        return left

    def forgive(self, person: StaffId) -> None:
        """Give all tries back: the passphrase was right, or a supervisor says so."""
        if self._read().get(person):
            self._set(person, 0)

    def _set(self, person: StaffId, wrong: int) -> None:
        counts = self._read()
        counts[person] = wrong
        body = bytes([TRIES_VERSION]) + number(len(counts))
        body += b"".join(framed(who) + number(times) for who, times in sorted(counts.items()))
        write_whole(self._path, body + self._mac(body))

    def _read(self) -> dict[StaffId, int]:
        """Return the counts; {} when there is no file or it was altered."""
        try:
            raw = self._path.read_bytes()
        except FileNotFoundError:
            return {}
        body, mac = raw[:-MAC_BYTES], raw[-MAC_BYTES:]
        if not hmac.compare_digest(self._mac(body), mac):
            return {}
        parts = Parts(body)
        try:
            if parts.fixed(1) != bytes([TRIES_VERSION]):
                return {}
            counts = {StaffId(parts.text()): parts.number() for _ in range(parts.number())}
            parts.end()
        except StoreDamagedError:
            return {}
        return counts

    def _mac(self, body: bytes) -> bytes:
        return hmac.digest(self._key, body, hashlib.sha256)
