"""`clinic-desk doctor`: what IT can mend, in the order in which it usually breaks; nothing personal, no passphrase."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop.bootstrap.installation import Installation, NotEnrolledError
from desktop.bootstrap.opening import STORE_FILE, line_to_central
from desktop.bootstrap.safes import open_safe, vault_of
from desktop.crypto.known_answers import self_test
from desktop.domain.errors import KnownError
from desktop.settings import Settings

LEAST_FREE_MIB = 1024
PLAIN_HEADER = b"SQLite format 3\x00"
CENTRAL_S = 5.0


@dataclass(frozen=True, slots=True)
class Finding:
    """One look: `name` and `note` are stable words, `advice` says what to do when it is not good."""

    name: str
    good: bool
    note: str = ""
    advice: str = ""

    def facts(self) -> dict[str, str | bool]:
        """Return the finding for a machine."""
        return {"name": self.name, "ok": self.good, "note": self.note, "advice": self.advice}

    def sentence(self) -> str:
        """Return the finding for a person."""
        return f"{'ok  ' if self.good else 'BAD '} {self.name:10} {self.note}" + (
            f"  -> {self.advice}" if self.advice else ""
        )


def examine(settings: Settings, *, network: bool) -> tuple[Finding, ...]:
    """Look at everything; `network` False leaves central alone."""
    found = [
        _asked("crypto", _crypto, "take another build; do not use this one"),
        _asked("home", lambda: _home(settings.home), "give this account read and write rights on the folder"),
        _asked("disk", lambda: _disk(settings.home), f"free at least {LEAST_FREE_MIB} MiB"),
        _asked(
            "vault", lambda: vault_of(settings.home, settings).describe(), "see the handbook, device secret"
        ),
    ]
    try:
        installation = Installation.load(settings.home)
    except NotEnrolledError:
        found.append(
            Finding("enrolment", good=False, note="not-enrolled", advice="clinic-desk enroll --code …")
        )
        return tuple(found)
    found += [
        Finding("enrolment", good=True, note=f"desk {installation.desk_id}"),
        _asked(
            "secret",
            lambda: _secret(settings, installation),
            "in an account that opens the desk: clinic-desk account lend",
        ),
        _asked(
            "store",
            lambda: _store(settings.home),
            "restore nothing by hand: enrol anew, central has the rest",
        ),
    ]
    if network:
        found.append(
            _asked("central", lambda: _central(installation), "check cable, address, port and firewall")
        )
    return tuple(found)


def _asked(name: str, look: Callable[[], str], advice: str) -> Finding:
    try:
        return Finding(name, good=True, note=look())
    except KnownError as error:
        return Finding(name, good=False, note=error.code, advice=advice)
    except OSError as error:
        return Finding(name, good=False, note=type(error).__name__, advice=advice)


class FoundBadError(KnownError):
    """A look found what must not be; facts: `what`."""

    code = "found-bad"


def _crypto() -> str:
    self_test()
    return "known answers"


def _home(home: Path) -> str:
    if not os.access(home, os.R_OK | os.W_OK):
        raise PermissionError
    return "writable"


def _disk(home: Path) -> str:
    free = shutil.disk_usage(home).free // 1024**2
    if free < LEAST_FREE_MIB:
        raise FoundBadError(what="disk")
    return f"{free} MiB free"


def _secret(settings: Settings, installation: Installation) -> str:
    if not open_safe(settings.home, settings, installation).ready():
        raise FoundBadError(what="secret")
    return "held by this account"


def _store(home: Path) -> str:
    path = home / STORE_FILE
    if not path.exists():
        return "not made yet: nobody has signed in"
    with path.open("rb") as file:
        if file.read(len(PLAIN_HEADER)) == PLAIN_HEADER:
            raise FoundBadError(what="store-in-clear")
    return f"sealed, {path.stat().st_size // 1024} KiB"


def _central(installation: Installation) -> str:
    network = line_to_central(installation)
    try:
        reply = network.send("GET", "/v1/ca", {}, b"", CENTRAL_S)
    finally:
        network.close()
    if reply.status != 200:
        raise FoundBadError(what="central")
    return "answers over the pinned authority"
