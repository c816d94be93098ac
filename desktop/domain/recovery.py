"""Who can open a desk again when no slot does: two holders together, named by the founding key (DECISIONS 17)."""

from __future__ import annotations

import itertools
from base64 import b64decode, b64encode
from dataclasses import dataclass

from desktop.domain.canonical import facts_from_bytes, facts_to_bytes, pack
from desktop.domain.errors import KnownError

HOLDERS_PURPOSE = "recovery-holders"
LEAST_HOLDERS, MOST_HOLDERS = 2, 5
PUBLIC_BYTES = 32


class HoldersInvalidError(KnownError):
    """The list of recovery holders cannot be used: not signed by the founding key, or fewer than two people."""

    code = "holders-invalid"


class NoEscrowError(KnownError):
    """No recovery holders are named: without a way back there is no first patient (`enroll --holders FILE`)."""

    code = "no-escrow"


@dataclass(frozen=True, slots=True)
class Holder:
    """One person who keeps a recovery key; `seal_public` is X25519 (32 bytes)."""

    name: str
    seal_public: bytes


@dataclass(frozen=True, slots=True)
class Holders:
    """The holders of a hospital, two to five, in a fixed order; each pair of them opens a desk."""

    people: tuple[Holder, ...]

    def check(self) -> None:
        """Raise HoldersInvalidError for too few, too many, a name or key twice, a key of the wrong size."""
        names = {holder.name for holder in self.people}
        keys = {holder.seal_public for holder in self.people}
        sizes = all(len(key) == PUBLIC_BYTES for key in keys)
        count = len(self.people)
        if not (LEAST_HOLDERS <= count <= MOST_HOLDERS and len(names) == len(keys) == count and sizes):
            raise HoldersInvalidError

    def pairs(self) -> tuple[tuple[Holder, Holder], ...]:
        """Return every two of them, in order."""
        return tuple(itertools.combinations(self.people, 2))

    def signed_bytes(self) -> bytes:
        """Return what the founding key signs."""
        parts = (part for holder in self.people for part in (holder.name, holder.seal_public))
        return pack("recovery-holders", len(self.people), *parts)

    def to_bytes(self) -> bytes:
        """Return JSON for the key file and the signed file."""
        people = [{"name": h.name, "key": b64encode(h.seal_public).decode()} for h in self.people]
        return facts_to_bytes({"people": people})

    @classmethod
    def from_bytes(cls, raw: bytes) -> Holders:
        """Read them back; raises HoldersInvalidError."""
        try:
            people = facts_from_bytes(raw)["people"]
            found = cls(tuple(Holder(str(p["name"]), b64decode(p["key"], validate=True)) for p in people))
        except (ValueError, KeyError, TypeError) as error:
            raise HoldersInvalidError from error
        found.check()
        return found


@dataclass(frozen=True, slots=True)
class SignedHolders:
    """The list with the founding key's signature, as the security administrator hands it out; nothing is secret."""

    holders: Holders
    signature: bytes

    def to_bytes(self) -> bytes:
        """Return the file's JSON."""
        values = {
            "holders": self.holders.to_bytes().decode(),
            "signature": b64encode(self.signature).decode(),
        }
        return facts_to_bytes(values)

    @classmethod
    def from_bytes(cls, raw: bytes) -> SignedHolders:
        """Read the file; raises HoldersInvalidError. The signature is checked by who knows the founding key."""
        try:
            values = facts_from_bytes(raw)
            signature = b64decode(values["signature"], validate=True)
            return cls(Holders.from_bytes(str(values["holders"]).encode()), signature)
        except (ValueError, KeyError, TypeError) as error:
            raise HoldersInvalidError from error
