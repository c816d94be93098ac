"""Whether IT has put a newer version on the hospital's share; it is said, never installed (issue 6)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from desktop.domain.releases import ManifestError, Release, Verify, believed
from desktop.ports.clock import Clock


class SeenSerials(Protocol):
    """Remembers the highest serial this PC has believed."""

    def highest(self) -> int:
        """Return it, 0 before the first."""

    def keep(self, serial: int) -> None:
        """Remember a higher one."""


@dataclass(frozen=True, slots=True)
class UpdateNews:
    """`newer` is a later version than this program's, "" when there is none; `trouble` a ManifestError's `why`."""

    newer: str = ""
    trouble: str = ""


class UpdateService:
    """Reads the note when asked. `read` returns its bytes and raises OSError while the share does not answer."""

    def __init__(
        self, read: Callable[[], bytes], seen: SeenSerials, verify: Verify, clock: Clock, version: str
    ) -> None:
        self._read = read
        self._seen = seen
        self._verify = verify
        self._clock = clock
        self._version = version

    def newest(self) -> Release:
        """Return the release the note names; raises ManifestError, OSError."""
        release = believed(self._read(), self._verify, self._clock.now(), self._seen.highest())
        self._seen.keep(release.serial)
        return release

    def look(self) -> UpdateNews:
        """Return what there is to say; a share that does not answer is nothing to say."""
        try:
            release = self.newest()
        except ManifestError as error:
            return UpdateNews(trouble=str(error.facts["why"]))
        except OSError:
            return UpdateNews()
        return UpdateNews(release.version if release.newer_than(self._version) else "")
