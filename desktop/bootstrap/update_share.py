"""The note about the newest version on the hospital's share, and what this PC has seen of it."""

from __future__ import annotations

import hashlib
import json
from functools import partial
from pathlib import Path

from desktop.bootstrap.installation import Installation
from desktop.bootstrap.machine import SystemClock
from desktop.bootstrap.programs import VERSION
from desktop.crypto.desk_keys import Ed25519Check
from desktop.domain.releases import MOST_BYTES, PURPOSE, ManifestError, Release
from desktop.services.updates import UpdateService
from desktop.settings import Settings

SEEN_FILE = "release-seen.json"
BLOCK = 1024 * 1024


class SeenFile:
    """The highest serial, in a small file beside the store; nothing secret."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def highest(self) -> int:
        """Return it, 0 before the first."""
        try:
            return int(json.loads(self._path.read_text("utf-8"))["serial"])
        except FileNotFoundError:
            return 0
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ManifestError(why="unreadable") from error

    def keep(self, serial: int) -> None:
        """Replace the file whole, so that a crash leaves the old one."""
        if serial <= self.highest():
            return
        fresh = self._path.with_suffix(".new")
        fresh.write_text(json.dumps({"serial": serial}), "utf-8")
        fresh.replace(self._path)


def update_service(settings: Settings, installation: Installation) -> UpdateService | None:
    """Return the look at the share that policy names, None where it names none (the default)."""
    if not settings.update_manifest:
        return None
    public = installation.founding_public
    return UpdateService(
        partial(_read, Path(settings.update_manifest)),
        SeenFile(settings.home / SEEN_FILE),
        lambda signature, message: Ed25519Check().verify(public, signature, PURPOSE, message),
        SystemClock(),
        VERSION,
    )


def check_installer(release: Release, path: Path) -> None:
    """Raise ManifestError(installer) unless the file is the one that the note names."""
    whole, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            whole.update(block)
            size += len(block)
    if not release.names(size, whole.hexdigest()):
        raise ManifestError(why="installer")


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)
