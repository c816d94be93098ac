"""What an enrolled desk knows of itself and of central: public values in one file beside the store."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import msgspec

from desktop.domain.errors import KnownError

FILE = "installation.json"


class NotEnrolledError(KnownError):
    """This home holds no enrolled desk; IT runs `clinic-desk enroll` with a one-time code."""

    code = "not-enrolled"


@dataclass(frozen=True, slots=True)
class Installation:
    """Fixed at enrolment, `demo` for ever. Keys are 32-byte publics; nothing here is secret."""

    hospital_id: str
    hospital: str
    desk_id: str
    site: str
    window: str
    region: str
    url: str
    ca_pem: str
    founding_public: bytes
    founding_sha256: bytes
    central_seal_public: bytes
    central_sign_public: bytes
    demo: bool

    def save(self, home: Path) -> None:
        """Write whole or not at all (mode 0600)."""
        raw = msgspec.json.format(msgspec.json.encode(self), indent=1)
        fresh = home / (FILE + ".new")
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(home / FILE)

    @classmethod
    def load(cls, home: Path) -> Installation:
        """Read it; raises NotEnrolledError when the home holds none or it cannot be read."""
        try:
            return msgspec.json.decode((home / FILE).read_bytes(), type=cls)
        except (OSError, msgspec.DecodeError) as error:
            raise NotEnrolledError from error
