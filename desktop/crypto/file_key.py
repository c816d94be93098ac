"""A new key for the whole store (DECISIONS 9): a kill at any point leaves it under the old or the new, never neither.

    1. order    the key file gets a second file key, sealed in an epoch that began after the incident
    2. (store)  at the next sign-in, before anything else opens the store: rekeyed by one connection and read back
    3. settle   one file replaced: the second file key as the only one; the old file's bytes are overwritten

Killed between them, the next sign-in finds both keys and goes on; which one the store is under it sees by trying.
"""

from __future__ import annotations

from desktop.crypto.formats import KEY_BYTES
from desktop.crypto.held_file import HeldKeyFile
from desktop.crypto.key_file import KeyName
from desktop.ports.clock import Randomness


class SlotFileKey:
    """ports.keys.FileKeyChange over the key file of a desk that is open."""

    def __init__(self, held: HeldKeyFile, randomness: Randomness) -> None:
        self._held = held
        self._randomness = randomness

    def next_key(self) -> bytes:
        """Return the key that the store is to be under, b"" when none is ordered; raises StoreDamagedError."""
        return self._held.opened(self._held.read()).get(KeyName.NEXT_FILE, b"")

    def order(self) -> None:
        """Make the next key durable; a second order changes nothing."""
        file = self._held.read()
        keys = self._held.opened(file)
        if KeyName.NEXT_FILE not in keys:
            keys[KeyName.NEXT_FILE] = self._randomness.bytes(KEY_BYTES)
            self._held.keep(file, keys)

    def settle(self) -> None:
        """Make the next key the only one."""
        file = self._held.read()
        keys = self._held.opened(file)
        keys[KeyName.FILE] = keys.pop(KeyName.NEXT_FILE)
        self._held.keep(file, keys)
