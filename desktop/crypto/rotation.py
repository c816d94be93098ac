"""A new epoch of a desk's keys (DECISIONS 9), so that a kill at any point leaves the old or the new, never neither.

    1. begin    the key file gets a second wrap key, sealed in the epoch that still holds; from then on data keys are
                wrapped under it and open under either
    2. (store)  every wrapped data key is wrapped again, in small transactions
    3. finish   one file replaced: a new epoch key, sealed to every slot's public key (nobody's passphrase is needed),
                seals the same keys with the second wrap key as the only one; the old file's bytes are overwritten

Killed between them, the next sign-in finds both wrap keys and goes on.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from desktop.crypto.formats import KEY_BYTES
from desktop.crypto.key_file import KeyFile, KeyName, check_mac, decode_file
from desktop.crypto.sealer import EpochSealer
from desktop.crypto.slots import seal_epoch_key
from desktop.crypto.whole_files import write_whole
from desktop.domain.errors import SealBrokenError, StoreDamagedError
from desktop.domain.ids import StaffId
from desktop.ports.clock import Randomness


class SlotRotation:
    """ports.keys.KeyRotation over the key file of a desk that is open."""

    def __init__(
        self,
        key_file: Path,
        randomness: Randomness,
        epoch_key: bytes,
        device_secret: bytes,
        sealer: EpochSealer,
    ) -> None:
        self._key_file = key_file
        self._randomness = randomness
        self._epoch_key = epoch_key
        self._device_secret = device_secret
        self._sealer = sealer

    def epoch(self) -> int:
        """Return the number of the epoch that holds; raises StoreDamagedError."""
        return self._file().epoch

    def people(self) -> tuple[StaffId, ...]:
        """Return who has a slot."""
        return tuple(slot.person.staff_id for slot in self._file().slots)

    def begun(self) -> bool:
        """Return whether a rotation began and did not end."""
        return any(name is KeyName.NEXT_WRAP for name, _ in self._file().keys)

    def begin(self) -> None:
        """Make the second wrap key durable, then wrap under it; goes on with what an earlier one began."""
        file = self._file()
        keys = self._opened(file)
        if KeyName.NEXT_WRAP not in keys:
            keys[KeyName.NEXT_WRAP] = self._randomness.bytes(KEY_BYTES)
            changed = replace(file, keys=file.seal_keys(self._epoch_key, keys, self._randomness))
            self._replace(changed.encode(self._epoch_key, self._device_secret))
        self._sealer.turn(keys[KeyName.NEXT_WRAP])

    def finish(self, without: Collection[StaffId] = ()) -> int:
        """Open the new epoch for everybody but those who left; returns its number. Call when nothing old is left."""
        file = self._file()
        keys = self._opened(file)
        keys[KeyName.WRAP] = keys.pop(KeyName.NEXT_WRAP)
        epoch_key = self._randomness.bytes(KEY_BYTES)
        new = replace(file, epoch=file.epoch + 1)
        slots = tuple(
            seal_epoch_key(slot, epoch_key, file.installation, new.epoch)
            for slot in file.slots
            if slot.person.staff_id not in without
        )
        new = replace(new, slots=slots, keys=new.seal_keys(epoch_key, keys, self._randomness))
        new = new.escrowed(epoch_key)
        self._replace(new.encode(epoch_key, self._device_secret))
        self._epoch_key = epoch_key
        return new.epoch

    def _replace(self, raw: bytes) -> None:
        """Put the new file in the old one's place, then overwrite what the old one's bytes were."""
        if os.name == "nt":  # an open file cannot be replaced there
            write_whole(self._key_file, raw)
            return
        with self._key_file.open("r+b") as old:
            write_whole(self._key_file, raw)
            old.write(bytes(os.fstat(old.fileno()).st_size))
            old.flush()
            os.fsync(old.fileno())

    def _file(self) -> KeyFile:
        raw = self._key_file.read_bytes()
        check_mac(raw, self._epoch_key, self._device_secret)
        return decode_file(raw)

    def _opened(self, file: KeyFile) -> dict[KeyName, bytes]:
        try:
            return file.open_keys(self._epoch_key)
        except SealBrokenError as error:
            raise StoreDamagedError from error
