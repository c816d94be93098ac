"""What an enrolled desk knows of itself and of central: public values in one file beside the store."""

from __future__ import annotations

import base64
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from desktop.domain.errors import KnownError

FILE = "installation.json"
_BYTES = frozenset({"founding_public", "founding_sha256", "central_seal_public", "central_sign_public"})


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
        values = {
            key: base64.b64encode(value).decode() if isinstance(value, bytes) else value
            for key, value in asdict(self).items()
        }
        fresh = home / (FILE + ".new")
        with os.fdopen(
            os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8"
        ) as file:
            json.dump(values, file, ensure_ascii=False, indent=1, sort_keys=True)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(home / FILE)

    @classmethod
    def load(cls, home: Path) -> Installation:
        """Read it; raises NotEnrolledError when the home holds none or it cannot be read."""
        try:
            values = json.loads((home / FILE).read_text("utf-8"))
            return cls(**{k: base64.b64decode(v) if k in _BYTES else v for k, v in values.items()})
        except (OSError, ValueError, TypeError) as error:
            raise NotEnrolledError from error
