"""The signed note on the hospital's share that says which version of the desk is the newest (issue 6, SECURITY T8).

It is signed with the founding key that every desk pins. A desk only says what it read; installing is IT's. Refused: a
note that is not signed so, one whose time is over (somebody holds the newest back), one older than what this desk has
seen, and an installer that is not byte for byte the one named.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from desktop.domain.builds import VERSION, parts_of
from desktop.domain.canonical import facts_from_bytes, facts_to_bytes, pack
from desktop.domain.errors import KnownError

PURPOSE = "release"
MOST_BYTES = 64 * 1024
LONGEST_LIFE = timedelta(days=90)
MOST_SERIAL = 2**31 - 1
LONGEST_NAME = 120
SHA256_HEX = 64
Verify = Callable[[bytes, bytes], bool]


class ManifestError(KnownError):
    """The note about the newest version is not believed; IT looks at the share.

    Facts: `why` (unreadable, signature, expired, rolled-back, not-yet, installer).
    """

    code = "update-manifest"


@dataclass(frozen=True, slots=True)
class Release:
    """One version: `serial` grows with every note, `file` is the installer's name beside it, `size` in bytes."""

    serial: int
    version: str
    file: str
    size: int
    sha256: str
    made_at: datetime
    expires_at: datetime

    def signed_bytes(self) -> bytes:
        """Return what the founding key signs (purpose "release")."""
        return pack(PURPOSE, self.to_bytes())

    def to_bytes(self) -> bytes:
        """Return canonical JSON."""
        return facts_to_bytes({
            "serial": self.serial, "version": self.version, "file": self.file, "size": self.size,
            "sha256": self.sha256, "made_at": self.made_at.isoformat(), "expires_at": self.expires_at.isoformat(),
        })  # fmt: skip

    def newer_than(self, version: str) -> bool:
        """Return whether this is a later version than `version`."""
        return parts_of(self.version) > parts_of(version)

    def names(self, size: int, sha256: str) -> bool:
        """Return whether an installer is the one named."""
        return (self.size, self.sha256) == (size, sha256)


def written(release: Release, signature: bytes) -> bytes:
    """Return the note as it lies on the share."""
    note = {
        "body": base64.b64encode(release.to_bytes()).decode(), "signature": base64.b64encode(signature).decode(),
    }  # fmt: skip
    return json.dumps(note, indent=1).encode() + b"\n"


def believed(raw: bytes, verify: Verify, now: datetime, seen: int) -> Release:
    """Return the release of a note; raises ManifestError. `verify(signature, message)` asks the pinned key."""
    if len(raw) > MOST_BYTES:
        raise ManifestError(why="unreadable")
    try:
        note = facts_from_bytes(raw)
        body = base64.b64decode(note["body"], validate=True)
        signature = base64.b64decode(note["signature"], validate=True)
    except (ValueError, KeyError, TypeError, binascii.Error) as error:
        raise ManifestError(why="unreadable") from error
    if not verify(signature, pack(PURPOSE, body)):
        raise ManifestError(why="signature")
    release = _release(body)
    if now >= release.expires_at:
        raise ManifestError(why="expired")
    if release.serial < seen:
        raise ManifestError(why="rolled-back")
    return release


def checked(release: Release) -> Release:
    """Return a release that may be signed; raises ManifestError(unreadable) for one that no desk would take."""
    sound = (
        0 < release.serial <= MOST_SERIAL
        and VERSION.fullmatch(release.version) is not None
        and 0 < len(release.file) <= LONGEST_NAME
        and not set(release.file) & set("/\\:")
        and release.size > 0
        and len(release.sha256) == SHA256_HEX
        and set(release.sha256) <= set("0123456789abcdef")
        and timedelta(0) < release.expires_at - release.made_at <= LONGEST_LIFE
    )
    if not sound:
        raise ManifestError(why="unreadable")
    return release


def _release(body: bytes) -> Release:
    try:
        facts = facts_from_bytes(body)
        made, expires = (datetime.fromisoformat(facts[name]) for name in ("made_at", "expires_at"))
        release = Release(
            int(facts["serial"]), str(facts["version"]), str(facts["file"]), int(facts["size"]), str(facts["sha256"]),
            made, expires,
        )  # fmt: skip
        if made.tzinfo is None or expires.tzinfo is None:
            raise ManifestError(why="unreadable")
    except (ValueError, KeyError, TypeError) as error:
        raise ManifestError(why="unreadable") from error
    return checked(release)
