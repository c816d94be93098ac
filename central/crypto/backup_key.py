"""The key of the newest backup's sealed part: the next backup replaces it, older parts open no more (N9, N10)."""

from __future__ import annotations

import base64
from pathlib import Path

from central.crypto.errors import KeyFileDamagedError
from central.crypto.files import read_private, write_private
from central.services.ports import Randomness
from desktop.crypto import formats
from desktop.crypto.formats import KEY_BYTES

FILE = "backup.key"
CONTEXT = b"clinic-central-backup/1"


def seal_anew(home: Path, plain: bytes, randomness: Randomness, keep: Path) -> None:
    """Seal under a fresh key, write the sealed part (mode 0600), then let the new key take the older one's place."""
    key = randomness.bytes(KEY_BYTES)
    write_private(keep, formats.seal(key, plain, CONTEXT, randomness))
    write_private(home / FILE, base64.b64encode(key) + b"\n", replace=True)


def unseal(home: Path, sealed: Path) -> bytes:
    """Open the newest sealed part; raises KeyFileMissingError, SealBrokenError for an older one."""
    try:
        key = base64.b64decode(read_private(home / FILE).strip(), validate=True)
    except ValueError as error:
        raise KeyFileDamagedError(file=FILE) from error
    return formats.unseal(key, sealed.read_bytes(), CONTEXT)
