"""The roster of people: who may sign what, signed by the hospital's founding key (DECISIONS 10)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from desktop.domain.canonical import pack
from desktop.domain.ids import DeskId, StaffId

# A desk keeps this with the staff number of whom a newer roster left out; somebody not on it yet has no such mark.
REMOVED = "roster/removed/"


@dataclass(frozen=True, slots=True)
class RosterEntry:
    """One person's keys at one desk: Ed25519 for approvals, X25519 for what is sealed to them (32 bytes each)."""

    person: StaffId
    name: str
    initials: str
    role: str
    desk: DeskId
    sign_public: bytes
    seal_public: bytes
    valid_from: datetime
    valid_until: datetime

    def packed(self) -> bytes:
        """Return the bytes that the roster's hash covers."""
        return pack(
            self.person, self.name, self.initials, self.role, self.desk, self.sign_public, self.seal_public,
            self.valid_from, self.valid_until,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Roster:
    """A versioned, hash-linked list; `signature` is by the founding key over `signed_bytes()`."""

    version: int
    prev_hash: bytes
    entries: tuple[RosterEntry, ...]
    signature: bytes = b""

    def signed_bytes(self) -> bytes:
        """Return what the founding key signs."""
        return pack("roster", self.version, self.prev_hash, b"".join(pack(e.packed()) for e in self.entries))

    def hash(self) -> bytes:
        """Return the hash that the next version links to."""
        return hashlib.sha256(self.signed_bytes()).digest()
