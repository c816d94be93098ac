"""Files that are there whole or not at all, readable by the owner only."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from desktop.domain.errors import StoreFullError

OWNER_ONLY = 0o600
OWNER_FOLDER = 0o700


def write_whole(path: Path, data: bytes) -> None:
    """Replace the file: mode 0600 before the first byte, fsync, rename, fsync of the folder.

    Raises StoreFullError when the disk is full; the old file then still stands.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=OWNER_FOLDER)
    fresh = path.with_name(path.name + ".new")
    try:
        fresh.unlink(missing_ok=True)
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise StoreFullError from error
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # NTFS journals the rename; a folder cannot be opened for fsync there
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
