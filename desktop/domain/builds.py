"""Which builds of the desk must not show what is stored any more (SECURITY §6): a setting that central signs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from desktop.domain.canonical import facts_from_bytes, facts_to_bytes
from desktop.domain.errors import KnownError

NAME = "builds"
MOST_BUILDS = 200
VERSION = re.compile(r"[0-9]{1,5}(\.[0-9]{1,5}){1,3}")


class BuildsInvalidError(KnownError):
    """A refused build is named by its version, such as 0.1.3; at most 200 of them. Facts: `version`."""

    code = "builds-invalid"


@dataclass(frozen=True, slots=True)
class RefusedBuilds:
    """Versions that keep queue and walk-ins working and open nothing else."""

    versions: tuple[str, ...] = ()

    @classmethod
    def of(cls, versions: tuple[str, ...]) -> RefusedBuilds:
        """Return the list in order, each once; raises BuildsInvalidError."""
        for version in versions:
            if VERSION.fullmatch(version) is None:
                raise BuildsInvalidError(version=version[:20])
        if len(versions) > MOST_BUILDS:
            raise BuildsInvalidError(version="")
        return cls(tuple(sorted(set(versions), key=parts_of)))

    def to_bytes(self) -> bytes:
        """Return canonical JSON."""
        return facts_to_bytes({"refused": " ".join(self.versions)})

    @classmethod
    def from_bytes(cls, raw: bytes) -> RefusedBuilds:
        """Read it back; raises BuildsInvalidError for anything else."""
        try:
            said = facts_from_bytes(raw)["refused"]
        except (ValueError, KeyError) as error:
            raise BuildsInvalidError(version="") from error
        if not isinstance(said, str):
            raise BuildsInvalidError(version="")
        return cls.of(tuple(said.split()))


def parts_of(version: str) -> tuple[int, ...]:
    """Return the numbers of a version, to compare by."""
    return tuple(int(part) for part in version.split("."))
