"""The key file: two 32-byte secrets outside the database, from which every key of central is derived (DECISIONS 11).

`root` wraps data keys, makes search tokens, signs and opens what desks seal to central. `law` is the key of the
legal-access path alone and may be kept elsewhere than the file in earnest (a port for an HSM has its place here).
Hospital and mode (demo or live) are part of every derivation: a file whose mode was altered opens nothing.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from pathlib import Path

from central.crypto.errors import KeyFileDamagedError
from central.crypto.files import read_private, write_private
from central.services.ports import Randomness
from desktop.crypto.formats import KEY_BYTES, derive

FORMAT = "clinic-central-keys/1"
SALT = b"clinic-central"


@dataclass(frozen=True, slots=True)
class KeyFile:
    """Secrets of one hospital's central; never printed."""

    hospital_id: str
    demo: bool
    root: bytes
    law: bytes

    @classmethod
    def new(cls, hospital_id: str, randomness: Randomness, *, demo: bool) -> KeyFile:
        """Make fresh secrets."""
        return cls(hospital_id, demo, randomness.bytes(KEY_BYTES), randomness.bytes(KEY_BYTES))

    def key(self, purpose: str) -> bytes:
        """Return the 32-byte key of one purpose."""
        return derive(self.root, self._purpose(purpose), SALT)

    def law_key(self) -> bytes:
        """Return the 32-byte key of the legal-access path."""
        return derive(self.law, self._purpose("law"), SALT)

    def _purpose(self, purpose: str) -> str:
        return f"central/{'demo' if self.demo else 'live'}/{self.hospital_id}/{purpose}"

    def save(self, path: Path) -> None:
        """Write the file (mode 0600); raises KeyFileExistsError."""
        values = {
            "format": FORMAT,
            "hospital_id": self.hospital_id,
            "demo": self.demo,
            "root": base64.b64encode(self.root).decode(),
            "law": base64.b64encode(self.law).decode(),
        }
        write_private(path, json.dumps(values, indent=1).encode() + b"\n")

    @classmethod
    def load(cls, path: Path) -> KeyFile:
        """Read it; raises KeyFileMissingError, KeyFileOpenError, KeyFileDamagedError."""
        raw = read_private(path)
        try:
            values = json.loads(raw)
            if values["format"] != FORMAT or not isinstance(values["demo"], bool):
                raise KeyFileDamagedError(file=path.name)
            root, law = (base64.b64decode(values[name], validate=True) for name in ("root", "law"))
            hospital_id = str(values["hospital_id"])
        except (ValueError, KeyError, TypeError) as error:
            raise KeyFileDamagedError(file=path.name) from error
        if len(root) != KEY_BYTES or len(law) != KEY_BYTES:
            raise KeyFileDamagedError(file=path.name)
        return cls(hospital_id, values["demo"], root, law)

    def __repr__(self) -> str:
        return "KeyFile(...)"
