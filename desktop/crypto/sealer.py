"""Seals rows under data keys and wraps data keys under the epoch's wrap key (DECISIONS 9)."""

from __future__ import annotations

from desktop.crypto import formats
from desktop.domain.errors import SealBrokenError
from desktop.ports.clock import Randomness


class EpochSealer:
    """ports.keys.Sealer over 32-byte keys: `wrap_key` changes with the epoch, `index_key` never does.

    `suite` is the installation's: it seals and wraps by it, and unwraps nothing else; rows that came from a desk of
    another suite open by their own byte. While a change of keys is under way there is a `next_wrap_key`: everything is
    wrapped under it, either opens.
    """

    def __init__(
        self,
        wrap_key: bytes,
        index_key: bytes,
        randomness: Randomness,
        next_wrap_key: bytes = b"",
        suite: int = formats.SUITE_AES,
    ) -> None:
        self._suite = suite
        self._wrap_keys = (next_wrap_key, wrap_key) if next_wrap_key else (wrap_key,)
        self._index_key = index_key
        self._randomness = randomness

    def new_data_key(self) -> bytes:
        """Return 32 fresh random bytes."""
        return self._randomness.bytes(formats.KEY_BYTES)

    def wrap(self, data_key: bytes, context: bytes) -> bytes:
        """Return the data key sealed under the wrap key."""
        return formats.seal(self._wrap_keys[0], data_key, context, self._randomness, self._suite)

    def unwrap(self, wrapped: bytes, context: bytes) -> bytes:
        """Return the data key; raises SealBrokenError."""
        for key in self._wrap_keys[:-1]:
            try:
                return formats.unseal(key, wrapped, context, self._suite)
            except SealBrokenError:
                continue
        return formats.unseal(self._wrap_keys[-1], wrapped, context, self._suite)

    def rewrap(self, wrapped: bytes, context: bytes) -> bytes | None:
        """Return the data key wrapped under the newest wrap key, none when it is already; raises SealBrokenError."""
        try:
            formats.unseal(self._wrap_keys[0], wrapped, context, self._suite)
        except SealBrokenError:
            return self.wrap(self.unwrap(wrapped, context), context)
        return None

    def turn(self, next_wrap_key: bytes) -> None:
        """Wrap under another key from now on; what is wrapped under the one before still opens."""
        if next_wrap_key != self._wrap_keys[0]:
            self._wrap_keys = (next_wrap_key, self._wrap_keys[0])

    def seal(self, data_key: bytes, plain: bytes, context: bytes) -> bytes:
        """Seal under a data key; `context` is bound as AAD."""
        return formats.seal(data_key, plain, context, self._randomness, self._suite)

    def unseal(self, data_key: bytes, sealed: bytes, context: bytes) -> bytes:
        """Open; raises SealBrokenError."""
        return formats.unseal(data_key, sealed, context)

    def index(self, field: str, value: str) -> bytes:
        """Return the keyed search token (32 bytes) of a normalised value."""
        return formats.keyed_index(self._index_key, field, value, self._suite)

    def __repr__(self) -> str:
        return "EpochSealer(...)"
