"""How many wrong passphrases in a row each person has given here; kept over restarts, sealed against editing.

    file = version (1 byte, 3) | people (4) | each: person (length 4 | UTF-8), wrong (4), last step (4),
           newest order for a new code (4), until when it holds (4; both seconds of 1970, not in version 2) | mac (32)

The mac is HMAC-SHA256 under HKDF(device secret, "tries"). A try is counted before it is judged, so that ending the
program does not give it back. The last step is that of the last changing code taken: none is taken twice; nor is an
order for a new code (domain.new_codes), which holds until a code was bound or its time is over. An altered
file counts as none, as a deleted one does: the counter stops who stands at the keyboard; who writes files here guesses
at the slot itself, and Argon2id is the price of that.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.crypto import formats
from desktop.crypto.layout import Parts, framed, number
from desktop.crypto.whole_files import write_whole
from desktop.domain.errors import StoreDamagedError
from desktop.domain.ids import StaffId

TRIES_VERSION, WITHOUT_ORDERS = 3, 2
MAC_BYTES = 32


@dataclass(frozen=True, slots=True)
class Noted:
    """One person's line: wrong tries in a row, the step of the last code taken (30 seconds each), the newest order."""

    wrong: int = 0
    last_step: int = 0
    ordered: int = 0
    until: int = 0


class Tries:
    """The counter file of one installation under one device secret."""

    def __init__(self, path: Path, device_secret: bytes, installation_id: bytes, most: int) -> None:
        self._path = path
        self._key = formats.derive(device_secret, "tries", installation_id)
        self._most = most

    def left(self, person: StaffId) -> int:
        """Return how many tries the person has left; 0 until a supervisor forgives."""
        return max(0, self._most - self._of(person).wrong)

    def begin(self, person: StaffId) -> int:
        """Count a try, durably, and return how many are left behind it."""
        noted = self._of(person)
        self._set(person, replace(noted, wrong=noted.wrong + 1))
        return self.left(person)

    def forgive(self, person: StaffId) -> None:
        """Give all tries back: the passphrase was right, or a supervisor says so."""
        noted = self._of(person)
        if noted.wrong:
            self._set(person, replace(noted, wrong=0))

    def last_step(self, person: StaffId) -> int:
        """Return the step of the last code taken, 0 when there was none."""
        return self._of(person).last_step

    def take_step(self, person: StaffId, step: int) -> None:
        """Note a code as used, durably; an order for a new one is done with it."""
        self._set(person, replace(self._of(person), last_step=step, until=0))

    def take_order(self, person: StaffId, issued_at: int, until: int) -> bool:
        """Note an order for a new code, durably; returns False when it is not newer than the last."""
        noted = self._of(person)
        if issued_at <= noted.ordered:
            return False
        self._set(person, replace(noted, ordered=issued_at, until=until))
        return True

    def released(self, person: StaffId, now: int) -> bool:
        """Return whether an order lets the person in without a code, to bind a new one."""
        return now < self._of(person).until

    def _of(self, person: StaffId) -> Noted:
        return self._read().get(person, Noted())

    def _set(self, person: StaffId, noted: Noted) -> None:
        lines = self._read()
        lines[person] = noted
        body = bytes([TRIES_VERSION]) + number(len(lines))
        body += b"".join(
            framed(who) + b"".join(map(number, (line.wrong, line.last_step, line.ordered, line.until)))
            for who, line in sorted(lines.items())
        )
        write_whole(self._path, body + self._mac(body))

    def _read(self) -> dict[StaffId, Noted]:
        """Return the lines; {} when there is no file or it was altered."""
        try:
            raw = self._path.read_bytes()
        except FileNotFoundError:
            return {}
        body, mac = raw[:-MAC_BYTES], raw[-MAC_BYTES:]
        if not hmac.compare_digest(self._mac(body), mac):
            return {}
        parts = Parts(body)
        try:
            version = parts.fixed(1)[0]
            if version not in (TRIES_VERSION, WITHOUT_ORDERS):
                return {}
            numbers = 2 if version == WITHOUT_ORDERS else 4
            lines = {
                StaffId(parts.text()): Noted(*(parts.number() for _ in range(numbers)))
                for _ in range(parts.number())
            }
            parts.end()
        except StoreDamagedError:
            return {}
        return lines

    def _mac(self, body: bytes) -> bytes:
        return hmac.digest(self._key, body, hashlib.sha256)
