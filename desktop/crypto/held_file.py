"""The key file in the hands of an open desk: read under its epoch key, replaced whole, the old bytes overwritten."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from desktop.crypto.key_file import KeyFile, KeyName, check_mac, decode_file
from desktop.crypto.whole_files import write_whole
from desktop.domain.errors import SealBrokenError, StoreDamagedError
from desktop.ports.clock import Randomness


class HeldKeyFile:
    """One key file and the epoch key (32 bytes) that holds in it; whoever changes the file shares it."""

    def __init__(self, path: Path, randomness: Randomness, epoch_key: bytes, device_secret: bytes) -> None:
        self._path = path
        self._randomness = randomness
        self._epoch_key = epoch_key
        self._device_secret = device_secret

    def read(self) -> KeyFile:
        """Return the file as it is now; raises StoreDamagedError."""
        raw = self._path.read_bytes()
        check_mac(raw, self._epoch_key, self._device_secret)
        return decode_file(raw)

    def opened(self, file: KeyFile) -> dict[KeyName, bytes]:
        """Return the keys in it; raises StoreDamagedError."""
        try:
            return file.open_keys(self._epoch_key)
        except SealBrokenError as error:
            raise StoreDamagedError from error

    def keep(self, file: KeyFile, keys: dict[KeyName, bytes]) -> None:
        """Replace the file by the same with these keys in it."""
        self._write(replace(file, keys=file.seal_keys(self._epoch_key, keys, self._randomness)))

    def begin_epoch(self, file: KeyFile, keys: dict[KeyName, bytes], epoch_key: bytes) -> None:
        """Replace the file by one of a new epoch, whose key is in its slots already."""
        new = replace(file, keys=file.seal_keys(epoch_key, keys, self._randomness))
        self._write(new.escrowed(epoch_key), epoch_key)
        self._epoch_key = epoch_key

    def _write(self, file: KeyFile, epoch_key: bytes = b"") -> None:
        """Put the new file in the old one's place, then overwrite what the old one's bytes were."""
        raw = file.encode(epoch_key or self._epoch_key, self._device_secret)
        if os.name == "nt":  # an open file cannot be replaced there
            write_whole(self._path, raw)
            return
        with self._path.open("r+b") as old:
            write_whole(self._path, raw)
            old.write(bytes(os.fstat(old.fileno()).st_size))
            old.flush()
            os.fsync(old.fileno())
