"""The store's file while an incident ordered a new key for the whole of it (DECISIONS 9)."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from desktop.ports.keys import OpenKeys
from desktop.services.file_rekey import WholeFile
from desktop.store.rekeying import key_that_opens, progress_of, rekey


def whole_file(path: Path) -> WholeFile:
    """Return what puts the store in this file under the key that an incident ordered."""

    def change(keys: OpenKeys) -> None:
        if keys.file_change is not None:
            rekey(path, keys.file_key, keys.file_change.next_key())

    return WholeFile(change, partial(progress_of, path))


def as_it_lies(path: Path, keys: OpenKeys) -> OpenKeys:
    """Return the keys with the file key that the store lies under, while a change of it is ordered."""
    following = keys.file_change.next_key() if keys.file_change is not None else b""
    if not following:
        return keys
    return replace(keys, file_key=key_that_opens(path, keys.file_key, following))
