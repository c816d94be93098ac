"""The hospital's founding key pair: made by `init`, held by the first security administrator (DECISIONS 10).

Central keeps the public half only. The private file signs rosters of people and belongs off this machine.
"""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from central.crypto.errors import KeyFileDamagedError
from central.crypto.files import read_private, write_private
from central.services.ports import Randomness
from desktop.crypto.formats import KEY_BYTES, SigningKey
from desktop.domain.new_codes import PURPOSE as NEW_CODE
from desktop.domain.thresholds import PURPOSE as THRESHOLD
from desktop.domain.wind_down import CERTIFICATE

FORMAT = "clinic-founding-key/1"


@dataclass(frozen=True, slots=True)
class FoundingKey:
    """The private key; never printed."""

    hospital_id: str
    key: SigningKey

    @classmethod
    def new(cls, hospital_id: str, randomness: Randomness) -> FoundingKey:
        """Make a fresh pair."""
        return cls(hospital_id, SigningKey.new(randomness))

    @property
    def public(self) -> bytes:
        """Return the 32-byte public key."""
        return self.key.public

    def sign_roster(self, signed_bytes: bytes) -> bytes:
        """Return the signature over Roster.signed_bytes()."""
        return self.key.sign("roster", signed_bytes)

    def sign_release(self, signed_bytes: bytes) -> bytes:
        """Return the signature over Release.signed_bytes()."""
        return self.key.sign("release", signed_bytes)

    def sign_certificate(self, certificate: bytes) -> bytes:
        """Return the signature over domain.wind_down.certificate_bytes."""
        return self.key.sign(CERTIFICATE, certificate)

    def sign_new_code(self, signed_bytes: bytes) -> bytes:
        """Return the signature over NewCode.signed_bytes()."""
        return self.key.sign(NEW_CODE, signed_bytes)

    def sign_threshold(self, signed_bytes: bytes) -> bytes:
        """Return the signature over thresholds.Change.signed_bytes()."""
        return self.key.sign(THRESHOLD, signed_bytes)

    def save(self, path: Path) -> None:
        """Write the file (mode 0600); raises KeyFileExistsError."""
        values = {
            "format": FORMAT,
            "hospital_id": self.hospital_id,
            "private": base64.b64encode(self.key.private).decode(),
            "public_sha256": fingerprint(self.public).hex(),
        }
        write_private(path, json.dumps(values, indent=1).encode() + b"\n")

    @classmethod
    def load(cls, path: Path) -> FoundingKey:
        """Read it; raises KeyFileMissingError, KeyFileOpenError, KeyFileDamagedError."""
        raw = read_private(path)
        try:
            values = json.loads(raw)
            private = base64.b64decode(values["private"], validate=True)
            found = cls(str(values["hospital_id"]), SigningKey(private))
            sound = values["format"] == FORMAT and len(private) == KEY_BYTES
            sound = sound and fingerprint(found.public).hex() == values["public_sha256"]
        except (ValueError, KeyError, TypeError) as error:
            raise KeyFileDamagedError(file=path.name) from error
        if not sound:
            raise KeyFileDamagedError(file=path.name)
        return found

    def __repr__(self) -> str:
        return "FoundingKey(...)"


def fingerprint(public: bytes) -> bytes:
    """Return the SHA-256 by which desks pin the founding key."""
    return hashlib.sha256(public).digest()
