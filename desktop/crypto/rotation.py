"""A new epoch of a desk's keys (DECISIONS 9), so that a kill at any point leaves the old or the new, never neither.

    1. begin    the key file gets a second wrap key, sealed in the epoch that still holds; from then on data keys are
                wrapped under it and open under either
    2. (store)  every wrapped data key is wrapped again, in small transactions
    3. finish   one file replaced: a new epoch key, sealed to every slot's public key (nobody's passphrase is needed),
                seals the same keys with the second wrap key as the only one; the old file's bytes are overwritten

Killed between them, the next sign-in finds both wrap keys and goes on.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from desktop.crypto.formats import KEY_BYTES
from desktop.crypto.held_file import HeldKeyFile
from desktop.crypto.key_file import KeyName
from desktop.crypto.sealer import EpochSealer
from desktop.crypto.slots import seal_epoch_key
from desktop.domain.ids import StaffId
from desktop.ports.clock import Randomness


class SlotRotation:
    """ports.keys.KeyRotation over the key file of a desk that is open."""

    def __init__(self, held: HeldKeyFile, randomness: Randomness, sealer: EpochSealer) -> None:
        self._held = held
        self._randomness = randomness
        self._sealer = sealer

    def epoch(self) -> int:
        """Return the number of the epoch that holds; raises StoreDamagedError."""
        return self._held.read().epoch

    def people(self) -> tuple[StaffId, ...]:
        """Return who has a slot."""
        return tuple(slot.person.staff_id for slot in self._held.read().slots)

    def begun(self) -> bool:
        """Return whether a rotation began and did not end."""
        return any(name is KeyName.NEXT_WRAP for name, _ in self._held.read().keys)

    def begin(self) -> None:
        """Make the second wrap key durable, then wrap under it; goes on with what an earlier one began."""
        file = self._held.read()
        keys = self._held.opened(file)
        if KeyName.NEXT_WRAP not in keys:
            keys[KeyName.NEXT_WRAP] = self._randomness.bytes(KEY_BYTES)
            self._held.keep(file, keys)
        self._sealer.turn(keys[KeyName.NEXT_WRAP])

    def finish(self, without: Collection[StaffId] = ()) -> int:
        """Open the new epoch for everybody but those who left; returns its number. Call when nothing old is left."""
        file = self._held.read()
        keys = self._held.opened(file)
        keys[KeyName.WRAP] = keys.pop(KeyName.NEXT_WRAP)
        epoch_key = self._randomness.bytes(KEY_BYTES)
        new = replace(file, epoch=file.epoch + 1)
        slots = tuple(
            seal_epoch_key(slot, epoch_key, file.installation, new.epoch)
            for slot in file.slots
            if slot.person.staff_id not in without
        )
        self._held.begin_epoch(replace(new, slots=slots), keys, epoch_key)
        return new.epoch
