"""Private files: written once, whole, mode 0600, and refused when others may read them."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from central.crypto.errors import KeyFileExistsError, KeyFileMissingError, KeyFileOpenError

PRIVATE = 0o600
OTHERS = stat.S_IRWXG | stat.S_IRWXO


def write_private(path: Path, content: bytes, *, replace: bool = False) -> None:
    """Write a file that only its owner may read; raises KeyFileExistsError unless it may be replaced."""
    if path.exists() and not replace:
        raise KeyFileExistsError(file=path.name)
    fresh = path.with_name(path.name + ".new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def read_private(path: Path) -> bytes:
    """Read it back; raises KeyFileMissingError, KeyFileOpenError (POSIX: group or others may read it)."""
    try:
        mode = path.stat().st_mode
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise KeyFileMissingError(file=path.name) from error
    if os.name == "posix" and mode & OTHERS:
        raise KeyFileOpenError(file=path.name)
    return content
